//! 申請のない持出し: a device that is used outside by the device ledger goes there with a permission (S004-1.10, S004-1.11).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, Place};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "takeout-unregistered",
    title: "施設の外で使う端末に、持出しの承認がない",
    source: "S004-1.10",
    cites: "京あんしんネット IT機器の安全対策",
    urgency: Urgency::ToShow,
    good: "持出しの承認があります",
    check: Check::Facts { sight, find },
};

/// What is used outside, but what the clinic lets go out freely.
fn outside(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let is_outside = |device: &Device| device.places.contains(&Place::Outside) && facts.needs_takeout(device);
    facts.devices_in_use(today).filter(move |kept| is_outside(&kept.record))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("施設の外で使う端末・媒体", "台", outside(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = outside(facts, today).filter(|kept| !facts.takeouts_of(kept.id).any(|one| one.record.allows_on(today)));
    let found = found.map(|kept| Finding {
        about: kept.record.title(),
        what: format!("利用場所 {}", kept.record.place_line()),
        route: Route::New(Kind::Takeout, Some(kept.id.into())),
    });
    found.collect()
}
