//! Procedures (手続き): what each person has to do, walked through step by step, for themselves.

mod chair;
mod confirm;
pub mod due;
mod every;
mod lesson;
mod mine;
mod policy;
mod self_check;
mod sign;
pub mod todo;
pub mod words;

pub use chair::chair;
pub use lesson::{Attend, lesson};
pub use mine::Mine;
pub use policy::policy;
pub use self_check::{Finish, self_check};
pub use sign::{SignPledge, sign};
