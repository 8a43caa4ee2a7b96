//! 自己点検: what a person said of a device they use, rule by rule (S000-1, S000-4 to S000-6, S004-1).

pub mod commands;
pub mod every;
pub mod record;
pub mod screen;
pub mod sheet;
