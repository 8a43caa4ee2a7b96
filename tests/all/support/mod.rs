//! What the tests share.

pub mod clinic;
pub mod desk;
pub mod dice;
pub mod picture;
