//! 医療情報システム安全管理責任者: the checklist asks for a named person (B-1 1-①; C-6, C-12).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "no-safety-officer",
    title: "医療情報システム安全管理責任者が決まっていない",
    source: "B-1",
    cites: "サイバーセキュリティ対策チェックリスト 1-①",
    urgency: Urgency::ToShow,
    good: "決まっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("医療情報システム安全管理責任者", !facts.staff.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut held = facts.roles.iter().filter(|kept| kept.record.is_held_on(today));
    if facts.staff.is_empty() || held.any(|kept| kept.record.role == RoleKind::SafetyOfficer) {
        return Vec::new();
    }
    vec![Finding {
        about: RoleKind::SafetyOfficer.label().to_owned(),
        what: "今日の時点で決まっていません".to_owned(),
        route: Route::NewAs(Kind::Role, RoleKind::SafetyOfficer.code().to_owned()),
    }]
}
