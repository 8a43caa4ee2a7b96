//! 自己評価: the yearly check against a checklist, item by item, with what the ledger knows of each.

mod ask;
mod done;
mod end;
mod files;
mod known;
mod plans;
mod round;
mod strip;
mod trend;
mod wizard;
mod years;

pub use plans::{Plan, plans};
pub use trend::{Count, YearCount, trend};
pub use wizard::assess;
pub use years::assessments;
