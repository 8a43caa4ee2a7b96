//! What the tests share.

pub mod behind;
pub mod clinic;
pub mod desk;
pub mod dice;
mod eyes;
mod hands;
pub mod picture;
pub mod rects;
mod sizes;
mod steps;
