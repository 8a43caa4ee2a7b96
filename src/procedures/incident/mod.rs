//! 事故への対応: what has happened, and what is to be done about it, step by step.

mod alarm;
mod closing;
mod fill;
mod known;
mod page;
mod papers;
mod prevention;
mod respond;
mod said;
mod step;
mod tasks;
mod timeline;

pub use alarm::alarm;
pub use page::incident;
pub use respond::respond;
