//! 事業者: who maintains, hosts or connects the clinic's systems, and whom to call when they fail (S003-2.6c, B-2).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
