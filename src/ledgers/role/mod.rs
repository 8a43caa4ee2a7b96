//! 役割: who is responsible for what, from when to when (MICT台帳の内容 1 to 3; S000-L1 to L3).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
