//! 自己評価: the clinic's answers to an edition of a checklist, round by round (S003, C-17, C-19).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
pub mod years;
