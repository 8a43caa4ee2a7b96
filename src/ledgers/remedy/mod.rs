//! 対応事項: what was found wrong or not known, who sees to it and by when.

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
