//! 誓約書のない利用者: a pledge is received from everybody (S000-L4.14).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-pledge",
    title: "誓約書を受け取っていない",
    source: "S000-L4.14",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let owned = facts.belongings();
    let lacks = |own: &crate::ledgers::facts::Belongings<'_>| own.pledges.is_empty();
    let people = facts.staff_in_use(today).filter(|kept| owned.get(&kept.id).is_none_or(lacks));
    let found = people.map(|kept| Finding {
        about: kept.record.name.clone(),
        what: "誓約書が未登録".to_owned(),
        route: Route::New(Kind::Pledge, Some(kept.id.into())),
    });
    found.collect()
}
