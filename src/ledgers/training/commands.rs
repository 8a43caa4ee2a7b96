//! 研修: a training is entered and corrected.

use crate::ledgers::keep::{Correct, Enter, Keep};

use super::record::Training;

/// Enters it (記録).
pub type Hold = Enter<Training>;
/// Corrects it (訂正).
pub type Amend = Correct<Training>;

impl Keep for Training {}
