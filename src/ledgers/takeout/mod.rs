//! 持出し: a device or medium leaves the clinic by request, approval, and return with a check (S004-1.10 to S004-1.12).

mod bars;
pub mod choice;
pub mod commands;
pub mod field;
mod follow;
pub mod life;
pub mod record;
pub mod screen;
pub mod sheet;
pub mod step;
mod step_screen;
