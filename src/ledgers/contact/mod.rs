//! 連絡先: whom to call in an incident, inside and outside the clinic (S003-3.1, C-13).

pub mod commands;
pub mod presets;
pub mod record;
pub mod screen;
pub mod sheet;
