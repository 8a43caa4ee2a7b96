//! 誓約書: pledges signed and received (S000-L4.14, S004-2).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
pub mod words;
