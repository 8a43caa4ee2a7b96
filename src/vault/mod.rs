//! The encrypted file (台帳ファイル): key slots, cipher, journal, projection, drafts, attachments.
//! It knows records only as kinds, ids and bodies.

mod attempts;
pub mod check;
pub mod cipher;
pub mod durable;
pub mod entry;
pub mod error;
pub mod folder;
pub mod hex;
mod journal;
pub mod kdf;
pub mod keyfile;
pub mod log;
pub mod open;
pub mod profile;
pub mod projection;
pub mod reader;
pub mod recovery;
mod renew;
mod schema;
pub mod secret;
pub mod suite;
pub mod tx;
#[allow(clippy::module_inception)]
pub mod vault;

pub use check::{CheckReport, Fault};
pub use durable::write_atomically;
pub use entry::{Act, Detail, EntryView, Head};
pub use error::VaultError;
pub use folder::{HolderNote, Place};
pub use kdf::Kdf;
pub use log::{LogFilter, Order, RawEntry};
pub use open::{Face, Key, NewLedger, peek, wait};
pub use profile::Profile;
pub use projection::Indexer;
pub use reader::{Batch, Reader, Scope};
pub use recovery::{RecoveryCode, RecoveryFault};
pub use secret::{PassphraseFault, Secret};
pub use suite::sha256_hex;
pub use tx::Tx;
pub use vault::{Notice, Older, Stamp, Vault};
