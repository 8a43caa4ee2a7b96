//! 未確定: what a member of staff has entered waits for an operator, and never counts by itself (S001-7.1.4).

use crate::base::Day;
use crate::desk::Route;
use crate::ledgers::confirm::waiting;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "unconfirmed",
    title: "職員が入力した記録が確定を待っている",
    source: "S001-7.1.1",
    cites: "入力者と確定者",
    urgency: Urgency::Missing,
    good: "確定を待っていません",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("職員が入力した記録", !facts.staff.is_empty())
}

fn find(facts: &Facts, _today: Day) -> Vec<Finding> {
    waiting(facts).into_iter().map(|one| Finding { about: one.by, what: one.title, route: Route::Chair }).collect()
}
