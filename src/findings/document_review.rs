//! 見直しの時期を過ぎた規程: rules are kept current (S003-4.1d, S003-3.1d).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "document-review",
    title: "規程・文書の見直しの時期を過ぎている",
    source: "S003-4.1d",
    cites: "サイバーセキュリティ対策チェックリスト 4-①",
    urgency: Urgency::Missing,
    good: "見直しの時期に間に合っています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = facts.documents_in_force(today).filter(|kept| kept.record.review_due().is_some()).count();
    Sight::each("使っている文書", "件", facts.documents_in_force(today).count()).known(n_known, "決めた日")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.documents_in_force(today).filter_map(|kept| {
        let due = kept.record.review_due().filter(|due| *due < today)?;
        let what = format!("見直しの時期が{}。見直した日を入力してください", due.wareki());
        Some(Finding { about: kept.record.title.clone(), what, route: Route::Edit(Kind::Document, kept.id.into()) })
    });
    found.collect()
}
