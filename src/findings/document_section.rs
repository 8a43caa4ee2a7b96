//! 規程に書かれていない項目: for each item of the checklist the way of doing it is written in the rules (S003-4.1a).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::document::items::{self, items};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: items::RULE,
    title: "規程に書かれている所がない項目",
    source: "S003-4.1a",
    cites: "サイバーセキュリティ対策チェックリスト 4-①",
    urgency: Urgency::ToShow,
    good: "規程などに書かれています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    if facts.documents_in_force(today).next().is_none() {
        return Sight::whole("規程・文書", !facts.is_empty());
    }
    Sight::each("点検表の1から3の項目", "項目", items().count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    if facts.is_empty() {
        return Vec::new();
    }
    if facts.documents_in_force(today).next().is_none() {
        let what = "運用管理規程などの文書が、まだ登録されていません".to_owned();
        return vec![Finding { about: "規程・文書".to_owned(), what, route: Route::New(Kind::Document, None) }];
    }
    let is_placed = |id: &str| facts.documents_in_force(today).any(|kept| kept.record.place_of(id).is_some());
    let found = items().filter(|item| !is_placed(&item.id)).map(|item| Finding {
        about: item.no.clone(),
        what: item.label.clone(),
        route: Route::Matrix,
    });
    found.collect()
}
