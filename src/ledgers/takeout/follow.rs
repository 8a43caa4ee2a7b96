//! 持出し: what the form fills in by itself from the person and the devices that are chosen, and what it holds at first.

use std::collections::HashMap;

use crate::base::{Coded, Day, DeviceId, Draft, RecordId, StaffId};
use crate::ledgers::device::record::Device;
use crate::ledgers::shelf::Follow;
use crate::ledgers::staff::record::Staff;
use crate::ledgers::takeouts::protection;
use crate::vault::{Reader, VaultError};

use super::record::{STANDING_MONTHS, Sort, Takeout, field};

/// What the ledger knows that a request can be filled in with.
pub(super) struct Known {
    departments: HashMap<StaffId, String>,
    /// The last request of each person.
    last: HashMap<StaffId, Takeout>,
    protections: HashMap<DeviceId, String>,
}

impl Known {
    /// Reads it.
    pub(super) fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let staff = read.list::<Staff>()?.into_iter().map(|kept| (kept.id, kept.record.department));
        let mut takeouts = read.list::<Takeout>()?;
        takeouts.sort_by_key(|kept| kept.record.requested_on);
        let last = takeouts.into_iter().map(|kept| (kept.record.staff, kept.record));
        let devices = read.list::<Device>()?.into_iter().map(|kept| (kept.id, protection(&kept.record)));
        Ok(Self { departments: staff.collect(), last: last.collect(), protections: devices.collect() })
    }

    /// The same as what the form calls on every change.
    pub(super) fn follow(self) -> Follow {
        Box::new(move |before, now| self.fill(before, now))
    }

    /// Fills what follows from the choices; what somebody typed stays.
    pub(super) fn fill(&self, before: &Draft, now: &mut Draft) {
        let (was, is) = (person(before), person(now));
        if let Some(is) = is.filter(|_| was != is) {
            let department = |id: StaffId| self.departments.get(&id).cloned().unwrap_or_default();
            let contact = |id: StaffId| self.last.get(&id).map(|last| last.contact.clone()).unwrap_or_default();
            offer(now, field::DEPARTMENT.key, was.map(department), department(is));
            offer(now, field::CONTACT.key, was.map(contact), contact(is));
        }
        let (old, new) = (self.guarded(before), self.guarded(now));
        if old != new {
            offer(now, field::PROTECTION.key, Some(old), new);
        }
        let sort = |draft: &Draft| Sort::from_code(draft.get(field::SORT.key));
        if sort(before) != sort(now)
            && let (Some(sort), Ok(from)) = (sort(now), Day::read(now.get(field::FROM_ON.key)))
        {
            now.set(field::UNTIL_ON.key, usual_end(sort, from).wareki());
        }
    }

    fn guarded(&self, draft: &Draft) -> String {
        let devices = draft.lines(field::DEVICES.key).filter_map(|id| id.parse::<RecordId>().ok());
        let lines: Vec<&str> =
            devices.filter_map(|id| self.protections.get(&DeviceId::from(id)).map(String::as_str)).collect();
        lines.join("\n")
    }
}

/// A request as it stands in a new form: today, for one day or for as long as a standing permission goes.
pub(super) fn first(about: Option<RecordId>, today: Day) -> Draft {
    Draft::new()
        .with_link(&field::STAFF, about)
        .with_choice(&field::SORT, Some(Sort::Once))
        .with_day(&field::FROM_ON, Some(today))
        .with_day(&field::UNTIL_ON, Some(today))
        .with_day(&field::REQUESTED_ON, Some(today))
}

/// The rest of it, from the ledger: what it is about may be a person or a device.
pub(super) fn complete(draft: &mut Draft, read: &Reader<'_>) -> Result<(), VaultError> {
    let mut filled = std::mem::take(draft);
    if let Ok(id) = filled.get(field::STAFF.key).parse::<RecordId>()
        && let Some(device) = read.get::<Device>(id.into())?
    {
        let user = match device.record.users.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        filled = filled.with_link(&field::STAFF, user).with_links(&field::DEVICES, &[device.id]);
    }
    Known::read(read)?.fill(&Draft::new(), &mut filled);
    *draft = filled;
    Ok(())
}

/// The end that is offered.
fn usual_end(sort: Sort, from: Day) -> Day {
    match sort {
        Sort::Once => from,
        Sort::Standing => from.plus_months(STANDING_MONTHS).plus_days(-1),
    }
}

fn person(draft: &Draft) -> Option<StaffId> {
    draft.get(field::STAFF.key).parse::<RecordId>().ok().map(StaffId::from)
}

/// Fills a field that is empty or still holds what was offered before.
fn offer(draft: &mut Draft, key: &str, before: Option<String>, now: String) {
    let stands = draft.get(key).trim();
    if stands.is_empty() || before.is_some_and(|before| before.trim() == stands) {
        draft.set(key, now);
    }
}
