//! 事故への対応: what has happened, and what is to be done about it, step by step.

mod alarm;
mod fill;
mod respond;
mod said;
mod step;
mod tasks;

pub use alarm::alarm;
pub use respond::respond;
