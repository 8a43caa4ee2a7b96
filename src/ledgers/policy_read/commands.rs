//! 運用ポリシーの確認: that a person has read it is confirmed and corrected.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::PolicyRead;

/// Enters it (確認).
pub type Confirm = Enter<PolicyRead>;
/// Corrects it (訂正).
pub type Amend = Correct<PolicyRead>;

impl Keep for PolicyRead {
    fn carry(&mut self, before: &Self) {
        self.entered.clone_from(&before.entered);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}
