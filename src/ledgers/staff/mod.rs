//! 利用者: the people who use the systems (MICT台帳の内容 4; S000-L4.1 to L4.5).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
