//! The encrypted file (台帳ファイル): key slots, cipher, journal, projection, drafts, attachments.
//! It knows records only as kinds, ids and bodies.

mod attempts;
pub mod backup;
pub mod backup_file;
pub mod backup_plan;
pub mod check;
pub mod cipher;
pub mod durable;
pub mod entry;
pub mod error;
pub mod folder;
mod former;
pub mod generations;
pub mod hex;
mod hygiene;
mod journal;
pub mod kdf;
pub mod keyfile;
pub mod log;
pub mod open;
pub mod operators;
pub mod profile;
pub mod projection;
pub mod reader;
pub mod recovery;
mod renew;
pub mod restore;
mod rotate;
mod schema;
pub mod secret;
pub mod suite;
pub mod tx;
#[allow(clippy::module_inception)]
pub mod vault;

pub use backup_file::{BackupFile, Manifest};
pub use backup_plan::{BackupPlan, BackupsMade};
pub use check::{CheckReport, Fault};
pub use durable::write_atomically;
pub use entry::{Act, Detail, EntryView, Head};
pub use error::VaultError;
pub use folder::{HolderNote, Place};
pub use generations::{Generation, LEAST_KEPT, OLD_AFTER_DAYS, generations};
pub use hygiene::keep_out_of_dumps;
pub use kdf::Kdf;
pub use log::{LogFilter, Order, RawEntry};
pub use open::{Face, Key, NewLedger, peek, wait};
pub use operators::Operator;
pub use profile::Profile;
pub use projection::Indexer;
pub use reader::{Batch, Reader, Scope, Since};
pub use recovery::{RecoveryCode, RecoveryFault};
pub use restore::{Drill, backup_operators, drill, restore};
pub use secret::{PassphraseFault, Secret, one_time_passphrase};
pub use suite::sha256_hex;
pub use tx::Tx;
pub use vault::{Notice, Older, Stamp, Vault};
