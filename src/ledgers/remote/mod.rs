//! リモート保守: what a vendor answered on whether and how it reaches in from outside (2-②, B-1).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
