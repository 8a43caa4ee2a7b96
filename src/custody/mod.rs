//! Custody (保管): who holds the ledger's keys. First run, unlocking, the recovery sheet, the ledger's own facts.

mod about;
mod backups;
mod doors;
mod factors;
mod facts;
mod first_run;
mod frame;
mod keys;
mod lock;
mod log;
mod lost_keys;
mod networks;
mod operators;
mod own;
mod own_passphrase;
mod passphrase;
mod print_check;
mod record_page;
mod recovery;
mod setup;
mod sheet_card;
mod unlock;

pub use about::{about, licences};
pub use backups::{BringBack, backups};
pub use doors::{Beginning, Door, Proof};
pub use facts::LedgerFacts;
pub use first_run::FirstRun;
pub use frame::Nothing;
pub use lock::LockAfter;
pub use log::log;
pub use lost_keys::mistyped;
pub use operators::operators;
pub use own::own;
pub use own_passphrase::own_passphrase;
pub use setup::setup;
pub use unlock::Unlock;
