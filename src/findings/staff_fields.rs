//! 利用者の未記入: reading, department, profession and the first day are recorded (S000-L4.1 to L4.3, L4.5).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-fields",
    title: "利用者の項目が未記入",
    source: "S000-L4.1",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "項目がそろっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("利用中の利用者", "名", facts.staff_in_use(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.staff_in_use(today).filter_map(|kept| {
        let missing = kept.record.missing();
        (!missing.is_empty()).then(|| Finding {
            about: kept.record.name.clone(),
            what: format!("{}が未記入", super::labels(&missing)),
            route: Route::Edit(Kind::Staff, kept.id.into()),
        })
    });
    found.collect()
}
