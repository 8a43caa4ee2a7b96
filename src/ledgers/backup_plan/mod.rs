//! バックアップ計画: how a system's data are backed up and brought back (S003-3.2).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
