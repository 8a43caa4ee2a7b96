//! セキュリティ更新の担当が決まっていない: who applies updates is settled in the contract (S003-2.6c, C-20).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::{PatchDuty, System};
use crate::ledgers::vendors::{contracts_for, is_under_contract};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "patch-undecided",
    title: "セキュリティ更新の担当が決まっていない",
    source: "S003-2.6c",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑥",
    urgency: Urgency::Missing,
    good: "セキュリティ更新の担当が決まっています",
    check: Check::Facts { sight, find },
};

fn under_contract(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<System>> {
    facts.systems_in_use(today).filter(move |system| is_under_contract(facts, system, today))
}

/// What the contracts say goes before what the system's own record says.
fn duty(facts: &Facts, system: &Kept<System>, today: Day) -> Option<PatchDuty> {
    let by_contract = contracts_for(facts, system.id, today).filter_map(|kept| kept.record.patch_duty);
    let by_contract: Vec<PatchDuty> = by_contract.collect();
    let settled = by_contract.iter().find(|duty| **duty != PatchDuty::Undecided);
    settled.or_else(|| by_contract.first()).copied().or(system.record.patch_duty)
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = under_contract(facts, today).filter(|system| duty(facts, system, today).is_some()).count();
    let n_all = under_contract(facts, today).count();
    Sight::each("契約のあるシステム", "件", n_all).known(n_known, "セキュリティ更新の担当")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let open = under_contract(facts, today);
    let open = open.filter(|system| duty(facts, system, today) == Some(PatchDuty::Undecided));
    let found = open.map(|system| {
        let contract = contracts_for(facts, system.id, today).find(|kept| kept.record.patch_duty.is_some());
        let route = match contract {
            Some(kept) => Route::Edit(Kind::Contract, kept.id.into()),
            None => Route::Edit(Kind::System, system.id.into()),
        };
        let what = "事業者と施設のどちらがセキュリティ更新を当てるか、決まっていません".to_owned();
        Finding { about: system.record.name.clone(), what, route }
    });
    found.collect()
}
