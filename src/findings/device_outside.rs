//! 施設外の場所が書かれていない端末: a place outside is stated concretely (S000-L4.7).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::Place;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-outside",
    title: "施設外で使う場所が未記入",
    source: "S000-L4.7",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "施設外で使う場所がわかっています",
    check: Check::Facts { sight, find },
};

/// Those used outside.
fn sight(facts: &Facts, today: Day) -> Sight {
    let outside = facts.devices_in_use(today).filter(|kept| kept.record.places.contains(&Place::Outside));
    Sight::each("施設の外で使う端末", "台", outside.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.devices_in_use(today).filter_map(|kept| {
        let is_open = kept.record.places.contains(&Place::Outside) && kept.record.place_text.is_empty();
        let what = is_open.then(|| "施設外で使う場所を具体的に入力してください".to_owned())?;
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
