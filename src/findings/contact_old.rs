//! 確かめていない連絡先: numbers change, so each contact is checked again once a year (C-13, S003-3.1d).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "contact-old",
    title: "連絡先を1年以上確かめていない",
    source: "S003-3.1d",
    cites: "サイバーセキュリティ対策チェックリスト 3-①",
    urgency: Urgency::Missing,
    good: "この1年のうちに確かめてあります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("使っている連絡先", "件", facts.contacts_used(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.contacts_used(today).filter_map(|kept| {
        let contact = &kept.record;
        let what = match (contact.checked_on, contact.check_due()) {
            (Some(_), Some(due)) if due >= today => return None,
            (Some(checked), _) => format!("最後の確認が{}", checked.wareki()),
            (None, _) => "番号が今も正しいかを確かめていません".to_owned(),
        };
        let about = format!("{}（{}）", contact.name, contact.slot.label());
        Some(Finding { about, what, route: Route::Edit(Kind::Contact, kept.id.into()) })
    });
    found.collect()
}
