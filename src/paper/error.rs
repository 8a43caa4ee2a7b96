//! What can go wrong between a layout and its PDF.

use std::fmt;

/// Why a PDF could not be made or read. No variant carries text of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperError {
    /// The user stopped it.
    Stopped,
    /// The layout has no page.
    Empty,
    /// An embedded typeface could not be read; the program file is damaged.
    Typeface {
        /// Name of the face.
        face: &'static str,
    },
    /// An item lies at a coordinate that is not a number.
    Misplaced {
        /// Page, from 1.
        page: usize,
    },
    /// The PDF library refused to write.
    Writing {
        /// Its own words; they name no data.
        detail: String,
    },
    /// A PDF could not be read back.
    Unreadable {
        /// The library's words.
        detail: String,
    },
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped => write!(f, "stopped by the user"),
            Self::Empty => write!(f, "nothing to print"),
            Self::Typeface { face } => write!(f, "typeface {face} is damaged"),
            Self::Misplaced { page } => write!(f, "an item of page {page} has no position"),
            Self::Writing { detail } => write!(f, "writing failed: {detail}"),
            Self::Unreadable { detail } => write!(f, "reading failed: {detail}"),
        }
    }
}

impl std::error::Error for PaperError {}
