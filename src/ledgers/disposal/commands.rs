//! 引き渡し・消去: entered and corrected; the device follows in the same transaction.

use crate::base::{Breach, Day, DisposalId, Kind, RecordId, StaffId};
use crate::desk::{Refusal, Route};
use crate::ledgers::device::record::Device;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Disposal, Handing, field};

/// Enters it (記録).
pub type HandOver = Enter<Disposal>;
/// Corrects it (訂正).
pub type Amend = Correct<Disposal>;

impl Keep for Disposal {
    /// What has left the clinic cannot be handed over once more.
    fn across(&self, id: Option<DisposalId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let device = read.get::<Device>(self.device)?;
        let has_left = device.is_some_and(|kept| kept.record.ended_on.is_some());
        if id.is_some() || !has_left {
            return Ok(Vec::new());
        }
        let why = "この端末の利用はもう終了しています。前の記録を直すときは、端末の画面で「訂正」を押してください";
        Ok(vec![Breach { field: field::DEVICE.key, label: field::DEVICE.label, why: why.to_owned() }])
    }

    fn along(
        &self,
        _id: DisposalId,
        before: Option<&Self>,
        tx: &mut Tx<'_>,
        _today: Day,
    ) -> Result<Vec<Kind>, Refusal> {
        let Some(kept) = tx.reader().get::<Device>(self.device)? else { return Ok(Vec::new()) };
        let mut device = kept.record.clone();
        match (self.handing.ends(), before) {
            // A correction is told on where the device still says what this record said before.
            (Some(_), Some(before)) if device.wipe_record != before.wipe_line() => {}
            (Some(reason), _) => {
                device.ended_on = self.on;
                device.end_reason = Some(reason);
                device.wipe_record = self.wipe_line();
            }
            (None, Some(_)) => {}
            (None, None) => self.pass_on(&mut device.users),
        }
        if device == kept.record {
            return Ok(Vec::new());
        }
        let reason = self.handing.label_in_history();
        if device.ended_on.is_some() && kept.record.ended_on.is_none() {
            tx.retire(self.device, &device, Some(reason))?;
        } else {
            tx.correct(self.device, &device, Some(reason))?;
        }
        Ok(vec![Kind::Device])
    }

    fn person(&self) -> Option<StaffId> {
        self.from
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Device, self.device.into())
    }
}

impl Disposal {
    /// Who uses the device from now on.
    fn pass_on(&self, users: &mut Vec<StaffId>) {
        match self.from {
            Some(from) => users.retain(|user| *user != from),
            None => users.clear(),
        }
        if let Some(next) = self.to_staff.filter(|next| self.handing == Handing::PassedOn && !users.contains(next)) {
            users.push(next);
        }
    }
}

impl Handing {
    /// The word in the device's history.
    const fn label_in_history(self) -> &'static str {
        match self {
            Self::GivenBack => "施設に返却",
            Self::PassedOn => "ほかの職員に引き渡し",
            Self::StopsWork => "業務での利用をやめた",
            Self::Transferred => "譲渡",
            Self::Replaced => "機種変更",
            Self::LeaseReturned => "リース返却",
            Self::Disposed => "廃棄",
        }
    }
}
