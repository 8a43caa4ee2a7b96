//! The words everything else is made of.

pub mod fonts;
