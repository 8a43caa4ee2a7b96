//! 端末の未記入: place, network, lock, antivirus and unused apps are answered (S000-L4.7 to L4.11).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::field;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-fields",
    title: "端末の項目が未記入",
    source: "S000-L4.7",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "項目がそろっています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("使っている端末", "台", facts.devices_in_use(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.devices_in_use(today).filter_map(|kept| {
        let missing: Vec<_> = kept.record.missing().into_iter().filter(|f| f.key != field::PLACE_TEXT.key).collect();
        let what = (!missing.is_empty()).then(|| format!("{}が未記入", super::labels(&missing)))?;
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
