//! 規程・文書: rules, plans and diagrams, their versions, and where each item of the checklist is written in them (S003-4.1).

pub mod commands;
pub mod items;
pub mod record;
pub mod screen;
pub mod sheet;
