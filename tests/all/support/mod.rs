//! What the tests share.

pub mod clinic;
pub mod picture;
