//! 講習: a person's attendance is entered and corrected.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Attendance;

/// Enters it (記録).
pub type Attend = Enter<Attendance>;
/// Corrects it (訂正).
pub type Amend = Correct<Attendance>;

impl Keep for Attendance {
    fn carry(&mut self, before: &Self) {
        self.score = before.score;
        // Somebody else's attendance is not of the training that was held for the one before.
        self.training = before.training.filter(|_| self.staff == before.staff);
        self.entered.clone_from(&before.entered);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}
