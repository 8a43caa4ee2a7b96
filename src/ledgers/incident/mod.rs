//! 事故: what happened, everything done about it line by line, and its end.

pub mod choice;
pub mod commands;
pub mod field;
pub mod figures;
pub mod grown;
pub mod line;
pub mod record;
pub mod screen;
pub mod sheet;
pub mod state;
mod typed;
