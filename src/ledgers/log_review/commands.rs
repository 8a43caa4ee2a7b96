//! アクセスログの点検: recorded and corrected, from the page of its system.

use crate::base::{Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::LogReview;

/// Records it (記録).
pub type Review = Enter<LogReview>;
/// Corrects it (訂正).
pub type Amend = Correct<LogReview>;

impl Keep for LogReview {
    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::System, self.system.into())
    }
}
