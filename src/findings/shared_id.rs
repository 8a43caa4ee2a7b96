//! 共用のID: one ID is one person (S000-L4.4, S004-1.2).

use std::collections::HashMap;

use crate::base::text::fold;
use crate::base::{Day, Kept, Kind, StaffId, SystemId};
use crate::desk::Route;
use crate::ledgers::account::record::Account;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "shared-id",
    title: "2人以上で使っている利用者ID",
    source: "S004-1.2",
    cites: "連携ネットワークの決まり",
    urgency: Urgency::Now,
    good: "1人だけが使っています",
    check: Check::Facts { sight, find },
};

fn live(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Account>> {
    facts.accounts.iter().filter(move |kept| kept.record.is_usable_on(today) && !kept.record.login.is_empty())
}

fn key(account: &Account) -> (SystemId, String) {
    (account.system, fold(&account.login))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("使っている利用者ID", "件", live(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut owners: HashMap<(SystemId, String), StaffId> = HashMap::new();
    let (names, systems) = (facts.staff_names(), facts.system_names());
    let found = live(facts, today).filter_map(|kept| {
        let first = *owners.entry(key(&kept.record)).or_insert(kept.record.staff);
        let name = |id: StaffId| names.get(&id).copied().unwrap_or_default();
        let system = systems.get(&kept.record.system).copied().unwrap_or_default();
        let what = format!("{system}の同じIDを、{}さんも使っています", name(first));
        let route = Route::Edit(Kind::Account, kept.id.into());
        (first != kept.record.staff).then(|| Finding { about: name(kept.record.staff).to_owned(), what, route })
    });
    found.collect()
}
