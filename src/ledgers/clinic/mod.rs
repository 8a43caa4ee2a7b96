//! 施設: the clinic itself. One record a ledger.

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
