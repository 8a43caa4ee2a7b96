//! 理由のない管理権限: why administrator rights were granted is recorded (S000-L3).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::role::record::RoleKind;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "granted-reason",
    title: "管理権限を付与した理由が未記入",
    source: "S000-L3",
    cites: "台帳の内容 3",
    urgency: Urgency::Missing,
    good: "付与した理由がわかっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let granted =
        facts.roles.iter().filter(|kept| kept.record.role == RoleKind::Granted && kept.record.is_held_on(today));
    Sight::each("管理権限を付与した者", "名", granted.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let names = facts.staff_names();
    let granted = facts.roles.iter().filter(|kept| {
        kept.record.role == RoleKind::Granted && kept.record.is_held_on(today) && kept.record.reason.is_empty()
    });
    let found = granted.map(|kept| Finding {
        about: names.get(&kept.record.staff).copied().unwrap_or_default().to_owned(),
        what: "管理権限を付与した理由が未記入".to_owned(),
        route: Route::Edit(Kind::Role, kept.id.into()),
    });
    found.collect()
}
