//! 利用者IDのない利用者: everybody in the ledger has an ID of their own (S000-L4.4).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-id",
    title: "利用者IDが登録されていない",
    source: "S000-L4.4",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "利用者IDが登録されています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("利用中の利用者", "名", facts.staff_in_use(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let owned = facts.belongings();
    let lacks =
        |own: &crate::ledgers::facts::Belongings<'_>| own.accounts.iter().all(|kept| kept.record.removed_on.is_some());
    let people = facts.staff_in_use(today).filter(|kept| owned.get(&kept.id).is_none_or(lacks));
    let found = people.map(|kept| Finding {
        about: kept.record.name.clone(),
        what: "利用者IDが未登録".to_owned(),
        route: Route::New(Kind::Account, Some(kept.id.into())),
    });
    found.collect()
}
