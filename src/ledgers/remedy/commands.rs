//! 対応事項: entered, seen to and corrected.

use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Remedy;

/// Enters it (登録).
pub type Open = Enter<Remedy>;
/// Corrects it, or records that it is done (訂正・完了).
pub type Amend = Correct<Remedy>;

impl Keep for Remedy {
    fn carry(&mut self, before: &Self) {
        self.item.clone_from(&before.item);
    }
}
