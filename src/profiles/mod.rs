//! 方針: the numbers authorities disagree about, one file of `assets/profiles` each, read once and checked whole.
//!
//! A profile says what a document asks for and where it says so. What a document does not tell stays unknown; the
//! program never fills it in, and never says that anything is lawful, only which profile is met.

mod built_in;
mod class;
mod file;
mod flaw;
mod profile;

pub use class::{Class, LogContent};
pub use flaw::{Flaw, ProfileFault};
pub use profile::{
    Bounds, Grace, Letters, LogRule, OwnForm, PasswordRule, Place, Profile, Rotation, ScreenLock, Source,
    TwoFactorRule, TwoFactorState, Validity,
};
