//! 台帳番: keeps a small Japanese clinic ready for inspection.

pub mod app;
pub mod base;
pub mod exchange;
pub mod ledgers;
pub mod paper;
pub mod widgets;
