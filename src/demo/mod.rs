//! The sample clinic (見本): made-up people, devices and two years of history that end today.

mod assessments;
mod checks;
mod devices;
mod evidence;
mod history;
mod incidents;
mod passages;
mod people;
mod scribe;
mod signing;
mod subject;
mod systems;
mod takeouts;
mod vendors;

pub use history::{fill, first_day};
pub use subject::subject;

/// The passphrase of the sample ledger; it is printed, for it protects nobody.
pub const PASSPHRASE: &str = "みほんの台帳をひらく合言葉";
/// The operator of the sample ledger.
pub const OPERATOR: &str = "𠮷村 健太";
/// The clinic's name.
pub const CLINIC: &str = "あおぞら在宅クリニック（見本）";
