//! リモート保守: what a vendor answered is entered and corrected.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Remote;

/// Enters it (記録).
pub type Answer = Enter<Remote>;
/// Corrects it (訂正).
pub type Amend = Correct<Remote>;

impl Keep for Remote {
    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Vendor, self.vendor.into())
    }
}
