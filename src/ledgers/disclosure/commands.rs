//! MDS・SDS: asked for, received and corrected.

use crate::base::{Kind, RecordId, Scan};
use crate::desk::Route;
use crate::ledgers::copies::Copied;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Disclosure;

/// Enters it (記録).
pub type Receive = Enter<Disclosure>;
/// Corrects it (訂正).
pub type Amend = Correct<Disclosure>;

impl Keep for Disclosure {
    fn carry(&mut self, before: &Self) {
        self.copy.clone_from(&before.copy);
    }

    /// Its own page: there the copy of the paper is attached.
    fn page(&self, id: RecordId) -> Route {
        Route::Page(Kind::Disclosure, id)
    }
}

impl Copied for Disclosure {
    const WORD: &'static str = "書類の写し";

    fn copy(&self) -> Option<&Scan> {
        self.copy.as_ref()
    }

    fn set_copy(&mut self, copy: Scan) {
        self.copy = Some(copy);
    }
}
