//! Procedures (手続き): what each person has to do, walked through step by step, for themselves.

mod chair;
mod confirm;
mod every;
mod leaving;
mod lesson;
mod mine;
mod passages;
mod password;
mod policy;
mod scan;
mod self_check;
mod sign;
mod stands;
mod steps;
pub mod todo;
mod typed;
mod welcome;
pub mod words;

pub use chair::chair;
pub use leaving::leaving;
pub use lesson::{Attend, lesson};
pub use mine::Mine;
pub use password::password;
pub use policy::policy;
pub use self_check::{Finish, self_check};
pub use sign::{SignPledge, sign};
pub use steps::steps;
pub use welcome::welcome;
