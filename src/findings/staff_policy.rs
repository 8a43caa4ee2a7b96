//! 運用ポリシーを読んでいない利用者: everybody has read the policy (S000-L4.12).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-policy",
    title: "運用ポリシーを確認していない",
    source: "S000-L4.12",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let owned = facts.belongings();
    let lacks = |own: &crate::ledgers::facts::Belongings<'_>| own.policies.is_empty();
    let people = facts.staff_in_use(today).filter(|kept| owned.get(&kept.id).is_none_or(lacks));
    let found = people.map(|kept| Finding {
        about: kept.record.name.clone(),
        what: "運用ポリシーの確認なし".to_owned(),
        route: Route::New(Kind::PolicyRead, Some(kept.id.into())),
    });
    found.collect()
}
