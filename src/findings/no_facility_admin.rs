//! 施設管理者がいない: somebody is registered as facility administrator (S000-L2).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "no-facility-admin",
    title: "施設管理者が決まっていない",
    source: "S000-L2",
    cites: "台帳の内容 2",
    urgency: Urgency::Now,
    good: "決まっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("施設管理者", !facts.staff.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut held = facts.roles.iter().filter(|kept| kept.record.is_held_on(today));
    if facts.staff.is_empty() || held.any(|kept| kept.record.role == RoleKind::FacilityAdmin) {
        return Vec::new();
    }
    vec![Finding {
        about: "施設管理者".to_owned(),
        what: "今日の時点で決まっていません".to_owned(),
        route: Route::NewAs(Kind::Role, RoleKind::FacilityAdmin.code().to_owned()),
    }]
}
