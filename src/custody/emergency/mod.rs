//! 緊急時対応シート: seen and printed without a passphrase, and the page where the clinic chooses what stands on it.

mod choose;
mod page;
mod view;

pub use page::emergency;
pub use view::{EmergencyView, Said};
