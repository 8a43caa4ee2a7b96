//! Bringing a ledger back from a backup (復元), always into a new folder; and trying that out (復元訓練).

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::backup::Making;
use super::backup_file::{BackupFile, Manifest};
use super::check::{self, CheckReport};
use super::cipher::{self, RawKey};
use super::durable::write_atomically;
use super::error::VaultError;
use super::folder::Place;
use super::keyfile::KeyFile;
use super::open::{Key, holder_secret};
use super::projection::Indexer;
use crate::base::{Moment, Progress};

/// What a restored folder tells the first opening: where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Origin {
    /// When the backup was made, RFC 3339.
    pub made_at: String,
    /// When it was brought back, RFC 3339.
    pub at: String,
    /// The newest entry of the backup.
    pub seq: u64,
    /// Its hash.
    pub head: String,
}

/// Brings a backup back as a ledger of its own in a folder that is new or empty. The ledger in use is not touched.
///
/// # Errors
/// The backup is damaged or none, the folder holds something, or nothing can be written; what this call made goes again.
pub fn restore(backup: &Path, place: &Place, at: Moment, progress: &Progress) -> Result<Manifest, VaultError> {
    place.refuse_unsafe()?;
    let mut file = BackupFile::open(backup)?;
    let is_empty = match fs::read_dir(place.dir()) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error.into()),
    };
    if !is_empty {
        return Err(VaultError::FolderNotEmpty);
    }
    fs::create_dir_all(place.dir())?;
    let manifest = file.manifest.clone();
    let ledger = place.ledger(&manifest.file);
    let origin =
        Origin { made_at: manifest.at.clone(), at: at.rfc3339(), seq: manifest.seq, head: manifest.head.clone() };
    let made = file.unpack(&ledger, progress).and_then(|()| {
        let text = serde_json::to_vec(&origin).map_err(|_| VaultError::Database(-3))?;
        write_atomically(&place.origin(), &text)?;
        // The key file last: without it the folder is no ledger yet.
        write_atomically(&place.keys(), &file.keys)
    });
    if let Err(error) = made {
        for path in [ledger, place.origin(), place.keys()] {
            drop(fs::remove_file(path));
        }
        return Err(error);
    }
    Ok(manifest)
}

/// Opens a backup with a passphrase or the recovery code, in a place of its own, and checks all of it: what a restore
/// would bring, proven on the spot. Nothing is kept.
///
/// # Errors
/// The backup is damaged, the passphrase is wrong, there is no room, or the user stopped it.
pub fn drill(
    backup: &Path,
    key: &Key<'_>,
    work: &Path,
    indexer: Indexer,
    progress: &Progress,
) -> Result<(Manifest, CheckReport), VaultError> {
    let mut file = BackupFile::open(backup)?;
    let keys = KeyFile::read(&file.keys)?;
    let (holder, secret) = holder_secret(&keys.sheet, key)?;
    let dek = holder.open(&keys.sheet, &secret).ok_or(VaultError::KeysTampered)?;
    keys.verify(&dek)?;
    fs::create_dir_all(work)?;
    let making = Making::new(work)?;
    let ledger = making.0.join("ledger.db");
    file.unpack(&ledger, progress)?;
    let raw = RawKey::of(&dek, &keys.sheet.db.id.0)?;
    let db = cipher::look(&ledger, &raw).map_err(|_| VaultError::BackupDamaged)?;
    let report = check::run(&db, || cipher::look(&ledger, &raw).ok(), &keys.sheet.vault.0, indexer, progress)?;
    drop(db);
    let manifest = file.manifest;
    let is_same = report.head.seq == manifest.seq && super::hex::to_hex(&report.head.hash) == manifest.head;
    if report.is_sound() && !is_same {
        return Err(VaultError::BackupDamaged);
    }
    Ok((manifest, report))
}
