//! アクセスログの点検: a system's access log was looked through (S003-2.11, C-9).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
