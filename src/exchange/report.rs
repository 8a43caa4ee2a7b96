//! What came of an import: counts, cells that could not be read, remarks. For the screen, the command line and paper.

use std::fmt;

use serde::Serialize;

use super::book::Address;

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    pub at: Address,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.at)
    }
}

impl Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A cell that could not be read, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Where.
    pub source: Source,
    /// The heading of its column.
    pub heading: String,
    /// What is written there.
    pub text: String,
    /// Why it could not be read.
    pub reason: String,
    /// Whether the text is kept in a note.
    pub kept_in_note: bool,
}
