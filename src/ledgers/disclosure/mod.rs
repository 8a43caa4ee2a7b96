//! MDS・SDS: what a maker or provider disclosed of a system's safety, and what the clinic made of it (S001-6.1.3, B-5).

pub mod commands;
pub mod record;
pub mod screen;
pub mod sheet;
