//! 施設の未記入: what every printed ledger needs about the clinic (S000-L0), and its decision on BYOD (S004-1.8).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "clinic-fields",
    title: "施設の項目が未記入",
    source: "S000-L0",
    cites: "台帳の作成",
    urgency: Urgency::Missing,
    good: "項目がそろっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("施設の記録", facts.clinic.is_some())
}

fn find(facts: &Facts, _today: Day) -> Vec<Finding> {
    let Some(clinic) = &facts.clinic else {
        let what = "施設名などを登録してください".to_owned();
        return vec![Finding { about: Kind::Clinic.label().to_owned(), what, route: Route::New(Kind::Clinic, None) }];
    };
    let missing = clinic.record.missing();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![Finding {
        about: clinic.record.name.clone(),
        what: format!("{}が未記入", super::labels(&missing)),
        route: Route::Edit(Kind::Clinic, clinic.id.into()),
    }]
}
