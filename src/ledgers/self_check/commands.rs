//! 自己点検: a check done on paper is entered and corrected; one done on the screen keeps its answers for ever.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::SelfCheck;

/// Enters a check done on paper (登録).
pub type EnterPaper = Enter<SelfCheck>;
/// Corrects who, what and when (訂正).
pub type Amend = Correct<SelfCheck>;

impl Keep for SelfCheck {
    fn carry(&mut self, before: &Self) {
        self.edition.clone_from(&before.edition);
        self.hash.clone_from(&before.hash);
        self.answers.clone_from(&before.answers);
        self.entered.clone_from(&before.entered);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}
