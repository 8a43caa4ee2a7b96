//! 古いパスワード: passwords of care networks are changed at most every two months
//! (S000-1.3b, S002-5.U1, S004-1.3; policy profile LOCAL-2M). Other systems follow milder rules and are not asked here.

use std::collections::HashMap;

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::vault::Policy;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "password-age",
    title: "パスワードの変更が2か月より前、または未記録",
    source: "S002-5.U1",
    cites: "連携ネットワークの決まり",
    urgency: Urgency::Missing,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let Some(policy) = Policy::of("LOCAL-2M") else { return Vec::new() };
    let networks: HashMap<_, _> =
        facts.systems.iter().filter(|kept| kept.record.is_network()).map(|kept| (kept.id, &kept.record.name)).collect();
    let names: HashMap<_, _> = facts.staff_in_use(today).map(|kept| (kept.id, &kept.record.name)).collect();
    let active = facts.accounts.iter().filter(|kept| kept.record.removed_on.is_none());
    let found = active.filter_map(|kept| {
        let (system, name) = (networks.get(&kept.record.system)?, names.get(&kept.record.staff)?);
        let what = match kept.record.password_changed_on {
            None => format!("{system}のパスワードを変えた日が未記録"),
            Some(day) if policy.is_due(Some(day), today) => format!("{system}の最後の変更が{}", day.wareki()),
            Some(_) => return None,
        };
        Some(Finding { about: (*name).clone(), what, route: Route::Edit(Kind::Account, kept.id.into()) })
    });
    found.collect()
}
