//! 管理責任者がいない: exactly one person is responsible at any time (S000-L1).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "no-responsible",
    title: "管理責任者が決まっていない",
    source: "S000-L1",
    cites: "台帳の内容 1",
    urgency: Urgency::Now,
    good: "決まっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("管理責任者", !facts.staff.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut held = facts.roles.iter().filter(|kept| kept.record.is_held_on(today));
    if facts.staff.is_empty() || held.any(|kept| kept.record.role == RoleKind::Responsible) {
        return Vec::new();
    }
    vec![Finding {
        about: "管理責任者".to_owned(),
        what: "今日の時点で決まっていません".to_owned(),
        route: Route::NewAs(Kind::Role, RoleKind::Responsible.code().to_owned()),
    }]
}
