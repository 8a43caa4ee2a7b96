//! 開始・終了の手続き: how somebody begins to use the systems, and how they leave (S000-L4.5, S002-5.B1g, S004-2.3).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
