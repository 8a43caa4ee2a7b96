//! 運用ポリシーの確認: who has read which version (S000-L4.12).

pub mod commands;
pub mod current;
pub mod record;
pub mod screen;
pub mod sheet;
