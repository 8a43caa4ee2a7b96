//! Bringing a ledger back from a backup (復元), always into a new folder; and trying that out (復元訓練).

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::backup::Making;
use super::backup_file::{BackupFile, Manifest};
use super::check::{self, CheckReport};
use super::cipher::{self, RawKey};
use super::durable::{self, make_folder, write_atomically};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::folder::Place;
use super::hex::to_hex;
use super::keyfile::{HolderType, KeyFile};
use super::open::{Key, holder_secret, tokens};
use super::projection::Indexer;
use super::suite::Key32;
use super::token::TokenId;
use super::vault::{Stamp, Vault};
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
    make_folder(place.dir())?;
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

/// What trying a backup out has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// What the check of all of it found.
    pub report: CheckReport,
    /// How long unpacking, opening and checking took.
    pub took: Duration,
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
) -> Result<Drill, VaultError> {
    let file = BackupFile::open(backup)?;
    let keys = KeyFile::read(&file.keys)?;
    let (holder, secret) = holder_secret(&keys.sheet, key)?;
    let dek = holder.open(&keys.sheet, &secret).ok_or(VaultError::KeysTampered)?;
    keys.verify(&dek)?;
    prove(file, &keys, &dek, work, indexer, progress)
}

/// Who can open a backup, by name.
///
/// # Errors
/// Not a backup, or a damaged one.
pub fn backup_operators(backup: &Path) -> Result<Vec<String>, VaultError> {
    let keys = KeyFile::read(&BackupFile::open(backup)?.keys)?;
    let users = keys.sheet.holders.into_iter().filter(|holder| holder.holder_type == HolderType::User);
    Ok(users.map(|holder| holder.label).collect())
}

/// Who opens a backup with which USB key beside the passphrase.
///
/// # Errors
/// Not a backup, or a damaged one.
pub fn backup_tokens(backup: &Path) -> Result<Vec<(String, TokenId)>, VaultError> {
    Ok(tokens(&KeyFile::read(&BackupFile::open(backup)?.keys)?.sheet))
}

impl Vault {
    /// Tries a backup of this ledger out and records what came of it (S003-3.2d: when, what, result, how long, who).
    ///
    /// # Errors
    /// The backup is damaged or another ledger's, there is no room, or the user stopped it. That a backup turned out to
    /// be damaged is recorded too.
    pub fn drill(&mut self, backup: &Path, at: Moment, progress: &Progress) -> Result<Drill, VaultError> {
        let outcome = self.try_out(backup, progress);
        let (said, facts) = match &outcome {
            Ok(Drill { manifest, report, took }) => {
                let verdict = if report.is_sound() { "異常なし" } else { "異常あり" };
                let made = manifest.made_at().map(Moment::wareki).unwrap_or_default();
                (
                    format!("{made}の控え、記録{}件、一覧{}件、{verdict}", report.n_entries, report.n_records),
                    serde_json::json!({ "seq": manifest.seq, "head": manifest.head, "sound": report.is_sound(),
                        "millis": u64::try_from(took.as_millis()).unwrap_or(u64::MAX) }),
                )
            }
            Err(VaultError::BackupDamaged) => ("壊れた控え".to_owned(), serde_json::json!({ "sound": false })),
            Err(_) => return outcome,
        };
        self.transact::<_, VaultError>(Stamp::at(at), |tx| tx.note(Act::Drilled, &Detail::said(&said).with(facts)))?;
        outcome
    }

    fn try_out(&self, backup: &Path, progress: &Progress) -> Result<Drill, VaultError> {
        let file = BackupFile::open(backup)?;
        let keys = KeyFile::read(&file.keys)?;
        keys.verify(&self.dek).map_err(|_| VaultError::Mismatched)?;
        prove(file, &keys, &self.dek, self.place.dir(), self.indexer, progress)
    }
}

fn prove(
    mut file: BackupFile,
    keys: &KeyFile,
    dek: &Key32,
    work: &Path,
    indexer: Indexer,
    progress: &Progress,
) -> Result<Drill, VaultError> {
    let started = Instant::now();
    fs::create_dir_all(work)?;
    let making = Making::new(work)?;
    let ledger = making.0.join("ledger.db");
    file.unpack(&ledger, progress)?;
    let raw = RawKey::of(dek, &keys.sheet.db.id.0)?;
    // What was unpacked equals its sum: where the engine cannot read it, the disk is asked before the backup is blamed.
    let look = || cipher::look(&ledger, &raw);
    let db = look().or_else(|_| durable::read_through(&ledger).map_err(VaultError::from).and_then(|()| look()));
    let db = db.map_err(|error| match error {
        VaultError::Io(_) | VaultError::DiskFull => error,
        _ => VaultError::BackupDamaged,
    })?;
    let report = check::run(&db, || look().ok(), &keys.sheet.vault.0, indexer, progress)?;
    drop(db);
    let manifest = file.manifest;
    let is_same = report.head.seq == manifest.seq && to_hex(&report.head.hash) == manifest.head;
    if report.is_sound() && !is_same {
        return Err(VaultError::BackupDamaged);
    }
    Ok(Drill { manifest, report, took: started.elapsed() })
}
