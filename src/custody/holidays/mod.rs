//! 祝日 on the page of the ledger's facts: which years are held and from where, and how years are added from a file.

mod card;
mod preview;

pub use card::HolidayCard;
