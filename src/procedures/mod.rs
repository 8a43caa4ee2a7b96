//! Procedures (手続き): what each person has to do, walked through step by step, for themselves.

mod assess;
mod attend;
mod chair;
mod confirm;
mod every;
mod leaving;
mod lesson;
mod mine;
mod offers;
mod passages;
mod password;
mod policy;
mod scan;
mod self_check;
mod sign;
mod stands;
mod steps;
pub mod todo;
mod trainings;
mod typed;
mod vendor_todos;
mod welcome;
pub mod words;

pub use assess::{Count, Plan, YearCount, assess, assessments, plans, trend};
pub use attend::Attend;
pub use chair::chair;
pub use leaving::leaving;
pub use lesson::lesson;
pub use mine::Mine;
pub use password::password;
pub use policy::policy;
pub use self_check::{Finish, self_check};
pub use sign::{SignPledge, sign};
pub use steps::steps;
pub use welcome::welcome;
