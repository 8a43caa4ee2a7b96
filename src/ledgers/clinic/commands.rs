//! 施設: one record a ledger.

use crate::base::{Breach, ClinicId, Day, Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, VaultError};

use super::record::{Clinic, field};

/// Names the clinic (登録).
pub type Found = Enter<Clinic>;
/// Corrects the clinic's record (訂正).
pub type Amend = Correct<Clinic>;

impl Keep for Clinic {
    fn across(&self, id: Option<ClinicId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let has_one = id.is_none() && !read.list::<Self>()?.is_empty();
        let why = "この台帳には施設がすでに登録されています。施設の画面で訂正してください".to_owned();
        let twin = Breach { field: field::NAME.key, label: field::NAME.label, why };
        Ok(if has_one { vec![twin] } else { Vec::new() })
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::List(Kind::Clinic)
    }
}
