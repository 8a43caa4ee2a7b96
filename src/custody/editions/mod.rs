//! 点検表の版 on the page of the ledger's facts: which are at hand, and how one is added from a file.

mod add;
mod card;
mod preview;
mod words;

pub use add::AddEdition;
pub use card::EditionCard;
pub use words::period;
