//! 利用を終えた人のID: an ID that is still valid after its owner left is bad practice (S002-5.B1g).

use std::collections::HashMap;

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "leaver-account",
    title: "利用を終えた人のIDが残っている",
    source: "S002-5.B1g",
    cites: "技術的安全対策の悪い例",
    urgency: Urgency::Now,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let systems = facts.system_names();
    let people: HashMap<_, _> = facts.staff.iter().map(|kept| (kept.id, &kept.record)).collect();
    let found = facts.accounts.iter().filter(|kept| kept.record.removed_on.is_none()).filter_map(|kept| {
        let person = people.get(&kept.record.staff)?;
        let ended = person.ended_on.filter(|ended| *ended < today)?;
        let system = systems.get(&kept.record.system).copied().unwrap_or_default();
        Some(Finding {
            about: person.name.clone(),
            what: format!("{}に利用終了、{system}のIDが停止・削除されていません", ended.wareki()),
            route: Route::Edit(Kind::Account, kept.id.into()),
        })
    });
    found.collect()
}
