//! The look of the screen: colours, type, fields, tables, cards. It has never heard of a record.

pub mod button;
mod calendar;
pub mod card;
mod check;
pub mod dialog;
mod dropdown;
pub mod empty;
mod entry;
pub mod field;
pub mod follow;
pub mod form;
pub mod icon;
pub mod ime;
mod ink;
mod list;
pub mod meter;
pub mod notice;
pub mod page;
pub mod pill;
pub mod progress;
pub mod prose;
pub mod qr;
pub mod segments;
pub mod sidebar;
pub mod signature;
pub mod steps;
pub mod strip;
pub mod table;
mod textbox;
pub mod theme;
pub mod tile;
pub mod tokens;

pub use check::check_box;
pub use entry::entry;
pub use icon::Icon;
pub use pill::Tone;
