//! 事故への対応: what has happened, and what is to be done about it, step by step.

mod alarm;
mod respond;

pub use alarm::alarm;
pub use respond::respond;
