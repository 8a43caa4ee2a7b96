//! 事業者の点検表: the form 事業者確認用 of one vendor and fiscal year, handed out and come back (S003-X2, C-22).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
