//! 引き渡し・消去: a device or medium passes into other hands, and what was done with its contents before (S000-1.5).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
