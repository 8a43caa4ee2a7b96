//! 端末: devices, media and network equipment (S000-L4.6 to L4.11, S000-B, S003-2).

pub mod choice;
pub mod commands;
pub mod field;
pub mod record;
pub mod screen;
pub mod sheet;
