//! The copy of a paper (写し), kept as an attachment of the ledger.

use serde::{Deserialize, Serialize};

/// The copy of a paper (写し).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// The file's name.
    pub name: String,
    /// The hash of its bytes, in hex.
    pub hash: String,
}
