//! 持出し: what its choosers leave out, so that nothing is offered that is refused afterwards.

use crate::base::{Day, Draft, Field, Kept, RecordId, TakeoutId};
use crate::ledgers::device::record::{Device, TakeoutRule};
use crate::ledgers::shelf::{Barred, Bars};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, VaultError};

use super::record::{Decided, Standing, Takeout, field};

const FORBIDDEN: &str = "持ち出し「不可」の端末・媒体";
const AWAY: &str = "ほかの持出しと期間が重なる端末・媒体";
const GROWN: &str = "承認のあとに足せない端末・媒体";
const OTHER: &str = "承認された人のほかの人";

/// What is barred, as the ledger stands; `id` is the take-out that is corrected.
pub(super) fn bars(id: Option<RecordId>, read: &Reader<'_>, today: Day) -> Result<Option<Bars>, VaultError> {
    let before = id.map_or(Ok(None), |id| read.get::<Takeout>(TakeoutId::from(id)))?.map(|kept| kept.record);
    let all = read.list_active::<Takeout>()?;
    let others: Vec<Kept<Takeout>> = all.into_iter().filter(|kept| Some(RecordId::from(kept.id)) != id).collect();
    let devices = read.list_active::<Device>()?;
    let people = read.list_active::<Staff>()?;
    Ok(Some(Box::new(move |one, draft| {
        let approved = before.as_ref().filter(|before| before.decided.as_ref().is_some_and(Decided::is_approved));
        if one.key == field::STAFF.key {
            let Some(approved) = approved else { return Vec::new() };
            let rest = people.iter().filter(|kept| kept.id != approved.staff);
            return rest.map(|kept| Barred::new(kept.id, OTHER)).collect();
        }
        if one.key != field::DEVICES.key {
            return Vec::new();
        }
        let mut barred = Vec::new();
        if let Some(approved) = approved {
            let rest = devices.iter().filter(|kept| !approved.devices.contains(&kept.id));
            barred.extend(rest.map(|kept| Barred::new(kept.id, GROWN)));
        }
        if is_planned(before.as_ref(), today) {
            let fixed = devices.iter().filter(|kept| kept.record.takeout == Some(TakeoutRule::Forbidden));
            barred.extend(fixed.map(|kept| Barred::new(kept.id, FORBIDDEN)));
        }
        if let (true, Some((from, until))) = (is_open(before.as_ref(), today), period(draft)) {
            let meeting = others.iter().filter(|kept| kept.record.meets(from, until, today));
            barred.extend(meeting.flat_map(|kept| kept.record.devices.iter().map(|id| Barred::new(*id, AWAY))));
        }
        barred
    })))
}

fn is_planned(before: Option<&Takeout>, today: Day) -> bool {
    before.is_none_or(|before| matches!(before.standing(today), Standing::Waiting | Standing::Approved))
}

fn is_open(before: Option<&Takeout>, today: Day) -> bool {
    let is_over = |standing| {
        matches!(standing, Standing::Refused | Standing::Unchecked | Standing::Returned | Standing::Cancelled)
    };
    before.is_none_or(|before| !is_over(before.standing(today)))
}

fn period(draft: &Draft) -> Option<(Day, Day)> {
    let on = |one: &Field| Day::read(draft.get(one.key)).ok();
    on(&field::FROM_ON).zip(on(&field::UNTIL_ON))
}
