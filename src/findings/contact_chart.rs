//! 連絡先の欠けた区分: the contact chart shows six kinds of contacts, inside and outside (S003-3.1c).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "contact-chart",
    title: "連絡先が登録されていない",
    source: "S003-3.1c",
    cites: "サイバーセキュリティ対策チェックリスト 3-①",
    urgency: Urgency::ToShow,
    good: "連絡先が登録されています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    if facts.contacts_used(today).next().is_none() {
        return Sight::whole("連絡先", !facts.is_empty());
    }
    Sight::each("連絡体制図に要る区分", "区分", Slot::ASKED.len())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    if facts.is_empty() {
        return Vec::new();
    }
    if facts.contacts_used(today).next().is_none() {
        let what = "事故のときの連絡先が、まだ1件も登録されていません".to_owned();
        return vec![Finding { about: "連絡先".to_owned(), what, route: Route::New(Kind::Contact, None) }];
    }
    let fills = |contact: &Contact, slot| contact.slot == slot && !contact.phone.is_empty();
    let is_open = |slot: &Slot| !facts.contacts_used(today).any(|kept| fills(&kept.record, *slot));
    let open = Slot::ASKED.into_iter().filter(is_open);
    let found = open.map(|slot| Finding {
        about: slot.label().to_owned(),
        what: format!("電話番号のある連絡先が未登録（{}）", slot.about()),
        route: Route::NewAs(Kind::Contact, slot.code().to_owned()),
    });
    found.collect()
}
