//! 誓約書: a pledge is received and corrected.

use crate::base::{Kind, RecordId, Scan};
use crate::desk::Route;
use crate::ledgers::copies::Copied;
use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Pledge;

/// Enters it (受領).
pub type Receive = Enter<Pledge>;
/// Corrects it (訂正).
pub type Amend = Correct<Pledge>;

impl Keep for Pledge {
    fn carry(&mut self, before: &Self) {
        self.purpose = before.purpose;
        self.way = before.way;
        self.text.clone_from(&before.text);
        self.signature.clone_from(&before.signature);
        self.scan.clone_from(&before.scan);
        self.entered.clone_from(&before.entered);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}

impl Copied for Pledge {
    const WORD: &'static str = "用紙の写し";

    fn copy(&self) -> Option<&Scan> {
        self.scan.as_ref()
    }

    fn set_copy(&mut self, copy: Scan) {
        self.scan = Some(copy);
    }
}
