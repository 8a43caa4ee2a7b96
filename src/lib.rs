//! 台帳番: keeps a small Japanese clinic ready for inspection.

pub mod base;
pub mod desk;
pub mod ledgers;
