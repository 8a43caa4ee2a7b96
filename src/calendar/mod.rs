//! 祝日・閉庁日: on which days the authorities are closed, read from `assets/holidays.toml` and from files a clinic adds.
//!
//! A year that is not in the table is told. It is never taken for a year without holidays.

mod fault;
mod file;
mod table;

pub use fault::{Flaw, HolidayFault};
pub use file::{FileRead, MOST_BYTES, read_file};
pub use table::{Calendar, Closed, MissingYear, Origin, Source, Year};
