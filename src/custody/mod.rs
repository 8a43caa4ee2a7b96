//! Custody (保管): who holds the ledger's keys. First run, unlocking, the recovery sheet, the ledger's own facts.

mod about;
mod doors;
mod facts;
mod first_run;
mod frame;
mod keys;
mod log;
mod networks;
mod passphrase;
mod print_check;
mod recovery;
mod setup;
mod unlock;

pub use about::{about, licences};
pub use doors::{Beginning, Door};
pub use facts::LedgerFacts;
pub use first_run::FirstRun;
pub use frame::Nothing;
pub use log::log;
pub use setup::setup;
pub use unlock::Unlock;
