//! 利用者ID: one person's account in one system. One ID is one person (S000-L4.4, S004-1.2).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
