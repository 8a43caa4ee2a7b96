//! 事業者: a name stands for one vendor; the systems that name it follow when it is renamed.

use crate::base::text::fold;
use crate::base::{Breach, Day, Kind, VendorId};
use crate::desk::Refusal;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::system::record::System;
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Vendor, field};

/// Enters it (登録).
pub type Register = Enter<Vendor>;
/// Corrects it, or records that it is done with (訂正・終了).
pub type Amend = Correct<Vendor>;

impl Keep for Vendor {
    fn across(&self, id: Option<VendorId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let others = read.list_active::<Self>()?;
        let is_twin = |name: &str| fold(name) == fold(&self.name);
        let has_twin = others.iter().any(|other| Some(other.id) != id && is_twin(&other.record.name));
        let why = "同じ名前の事業者がすでに登録されています。その事業者の画面で訂正してください".to_owned();
        let twin = Breach { field: field::NAME.key, label: field::NAME.label, why };
        Ok(if has_twin && self.ended_on.is_none() { vec![twin] } else { Vec::new() })
    }

    /// A system names its vendor in words: they are told on where the vendor has got another name.
    fn along(&self, _id: VendorId, before: Option<&Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Vec<Kind>, Refusal> {
        let Some(before) = before.filter(|before| before.name != self.name) else { return Ok(Vec::new()) };
        let mut touched = Vec::new();
        for kept in tx.reader().list_active::<System>()? {
            if before.is_called(&kept.record.vendor) && kept.record.vendor != self.name {
                let system = System { vendor: self.name.clone(), ..kept.record };
                tx.correct(kept.id, &system, Some("事業者名の変更"))?;
                touched = vec![Kind::System];
            }
        }
        Ok(touched)
    }
}
