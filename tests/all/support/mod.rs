//! What the tests share.

pub mod picture;
