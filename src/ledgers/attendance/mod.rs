//! 講習: who attended a course or watched the video (S000-L4.13).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
