//! 復元の確認: recorded and corrected, from the page of its plan.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::RestoreTest;

/// Records it (記録).
pub type Try = Enter<RestoreTest>;
/// Corrects it (訂正).
pub type Amend = Correct<RestoreTest>;

impl Keep for RestoreTest {
    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::BackupPlan, self.plan.into())
    }
}
