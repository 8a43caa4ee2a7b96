//! 引き渡し・消去: the card on a device's page, and the steps behind it.

use crate::base::{Coded, Day, Draft, Field, Kept, Kind, Record, RecordId, StaffId};
use crate::desk::Route;
use crate::ledgers::device::record::Device;
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::record::{Passage, Way};
use crate::ledgers::shelf::{Section, SectionRow, Shown};
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{Disposal, Handing, Wiped, field};

impl Shown for Disposal {
    const ICON: Icon = Icon::HardDrive;
    const READS: &'static [Kind] = &[Kind::Disposal, Kind::Staff, Kind::Device];

    const IS_ABOUT_STAFF: bool = false;
    const IS_STEPWISE: bool = true;

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::DEVICE, about).with_day(&field::ON, Some(today))
    }

    /// Who hands it over, where that is plain: the one who leaves, or the only one who uses it.
    fn fill(draft: &mut Draft, read: &Reader<'_>, _today: Day) -> Result<(), VaultError> {
        let Ok(id) = draft.get(field::DEVICE.key).parse::<RecordId>() else { return Ok(()) };
        let Some(device) = read.get::<Device>(id.into())? else { return Ok(()) };
        let mut leavers = Vec::new();
        for user in &device.record.users {
            let passages = read.by_subject::<Passage>((*user).into())?;
            let leaves = |kept: &Kept<Passage>| kept.record.way == Way::Leaving && kept.record.is_open();
            leavers.extend(passages.iter().any(leaves).then_some(*user));
        }
        let from = match (leavers.as_slice(), device.record.users.as_slice()) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        };
        *draft = std::mem::take(draft).with_link(&field::FROM, from);
        Ok(())
    }

    fn asks(field: &Field, draft: &Draft) -> bool {
        let handing = Handing::from_code(draft.get(field::HANDING.key));
        let wiped = Wiped::from_code(draft.get(field::WIPED.key));
        let is_wipe = [field::METHOD, field::WIPED_ON, field::PERFORMER, field::WITNESS, field::PROOF_NOTE];
        match field.key {
            key if key == field::TO_STAFF.key => handing == Some(Handing::PassedOn),
            key if key == field::TO.key => !matches!(handing, None | Some(Handing::PassedOn | Handing::StopsWork)),
            key if key == field::WHY_NOT.key => wiped == Some(Wiped::No),
            key if is_wipe.iter().any(|one| one.key == key) => wiped == Some(Wiped::Yes),
            _ => true,
        }
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        state(self)
    }

    /// The rows of a device, the newest first; a person has none of their own.
    fn card(device: RecordId, facts: &Facts, _today: Day) -> Option<Section> {
        if facts.devices.iter().all(|kept| RecordId::from(kept.id) != device) {
            return None;
        }
        let names = facts.staff_names();
        let name = |id: Option<StaffId>| id.and_then(|id| names.get(&id).copied()).unwrap_or_default().to_owned();
        let own = facts.disposals.iter().rev().filter(|kept| RecordId::from(kept.record.device) == device);
        let rows = own.map(|kept| {
            let disposal = &kept.record;
            let (tone, word) = state(disposal);
            let to = if disposal.to_staff.is_some() { name(disposal.to_staff) } else { disposal.to.clone() };
            let way =
                [name(disposal.from), to].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" → ");
            SectionRow::new(Kind::Disposal, kept.id, disposal.title())
                .note(&[way, disposal.wipe_line()])
                .state(tone, word)
        });
        Some(Section {
            title: "引き渡し・返却・廃棄",
            empty: "ほかの人に渡す、返却する、廃棄するときは、データの消去とあわせて記録します。",
            is_wanted: false,
            adds: vec![("引き渡し・返却・廃棄を記録", Route::New(Kind::Disposal, Some(device)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn state(disposal: &Disposal) -> (Tone, String) {
    match disposal.wiped {
        Some(Wiped::Yes) => (Tone::Success, "消去済み".to_owned()),
        Some(Wiped::No) => (Tone::Warn, "消去なし".to_owned()),
        None => (Tone::Warn, "未記録".to_owned()),
    }
}
