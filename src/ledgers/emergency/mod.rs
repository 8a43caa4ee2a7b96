//! 緊急時対応シート: what of the ledger can be seen without a passphrase, because the clinic chose to show it.
//!
//! `chosen` is a setting of the ledger; `posted` is what is made from it, a file beside the ledger that is not encrypted.

mod chosen;
mod keep;
mod posted;

pub use chosen::{Chosen, KeepChosen, MOST_CONTACTS, MOST_LETTERS, MOST_LINES, Repost};
pub use keep::{Kept, Renewed, renew};
pub use posted::{Number, Posted, PostedFault};
