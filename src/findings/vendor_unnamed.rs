//! 契約があるのに事業者が登録されていない: who stands behind a system must be known to be asked (B-2).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::System;
use crate::ledgers::vendors::{behind, is_under_contract};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "vendor-unnamed",
    title: "契約のあるシステムの事業者が登録されていない",
    source: "B-2",
    cites: "安全管理ガイドラインで示せるようにしておくもの",
    urgency: Urgency::Missing,
    good: "事業者が登録されています",
    check: Check::Facts { sight, find },
};

fn under_contract(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<System>> {
    facts.systems_in_use(today).filter(move |system| is_under_contract(facts, system, today))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("契約のあるシステム", "件", under_contract(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let unnamed = under_contract(facts, today).filter(|system| behind(facts, system, today).is_empty());
    let found = unnamed.map(|system| {
        let what = match system.record.vendor.as_str() {
            "" => "事業者の名前が記録されていません".to_owned(),
            name => format!("「{name}」が事業者として登録されていません"),
        };
        let route = match system.record.vendor.as_str() {
            "" => Route::Edit(Kind::System, system.id.into()),
            _ => Route::New(Kind::Vendor, None),
        };
        Finding { about: system.record.name.clone(), what, route }
    });
    found.collect()
}
