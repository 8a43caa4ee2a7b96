//! 保守契約: entered, corrected and ended; it agrees with what its systems say.

use crate::base::{Breach, ContractId, Day, Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::system::record::{System, YesNo};
use crate::vault::{Reader, VaultError};

use super::record::{Contract, field};

/// Enters it (登録).
pub type Conclude = Enter<Contract>;
/// Corrects it, or records its end (訂正・終了).
pub type Amend = Correct<Contract>;

impl Keep for Contract {
    /// A system of which the ledger says 保守契約 無 cannot be under one.
    fn across(&self, _id: Option<ContractId>, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        let mut without = Vec::new();
        for id in self.systems.iter().filter(|_| self.is_in_force(today)) {
            let system = read.get::<System>(*id)?.map(|kept| kept.record);
            without.extend(system.filter(|system| system.contract == Some(YesNo::No)).map(|system| system.name));
        }
        if without.is_empty() {
            return Ok(Vec::new());
        }
        let why = format!(
            "保守契約が「無」と登録されているシステムがあります。{}。先にシステムの「訂正」で「有」にするか、ここから外してください",
            without.join("、")
        );
        Ok(vec![Breach { field: field::SYSTEMS.key, label: field::SYSTEMS.label, why }])
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Vendor, self.vendor.into())
    }
}
