//! 復元の確認: a backup was brought back to see that it works (S003-3.2d).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
