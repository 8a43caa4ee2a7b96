//! 保守契約: what a vendor has promised for which systems, until when (S003-2.6c, B-2 7.0, C-20).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
