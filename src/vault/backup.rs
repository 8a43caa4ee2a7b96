//! Making a backup (控えの作成): a copy of the open ledger under a key of its own, opened and checked before it counts.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::backup_file::{self, Manifest};
use super::check;
use super::cipher::{self, RawKey};
use super::durable::{make_folder, private};
use super::entry::{Act, Detail, Head};
use super::error::VaultError;
use super::generations::{Generation, thin_out};
use super::hex::Hex;
use super::keyfile::KeySheet;
use super::secret::random;
use super::vault::{Stamp, Vault};
use crate::base::{Moment, Progress};

/// Pages copied between two looks at the cancel button: one megabyte.
const STEP: i32 = 256;

impl Vault {
    /// Makes a backup in a folder, checks it as a whole, thins out the older generations and records it all.
    ///
    /// # Errors
    /// The folder cannot be written, there is no room, the copy does not check, or the user stopped it; the ledger
    /// itself stays as it was, and no half backup is left.
    pub fn back_up(&mut self, folder: &Path, at: Moment, progress: &Progress) -> Result<Generation, VaultError> {
        self.ready()?;
        make_folder(folder)?;
        let head = self.reader().head()?;
        backup_file::sweep(folder, &self.sheet.vault.0);
        let making = Making::new(folder)?;
        let ledger = making.0.join("ledger.db");
        let db_id = *random::<16>()?;
        self.copy_to(&ledger, &RawKey::of(&self.dek, &db_id)?, progress)?;
        self.check_copy(&ledger, &RawKey::of(&self.dek, &db_id)?, head, progress)?;
        let mut sheet: KeySheet = self.sheet.clone();
        sheet.db.id = Hex(db_id);
        let manifest = Manifest::new(at, &head, &self.sheet);
        let keys = sheet.write(&self.dek)?;
        let (path, manifest) = backup_file::write(folder, manifest, &keys, &ledger, progress)?;
        drop(making);
        let facts = serde_json::json!({
            "folder": folder.to_string_lossy(), "seq": manifest.seq, "head": manifest.head, "sha256": manifest.sha256,
        });
        self.transact::<_, VaultError>(Stamp::at(at), |tx| {
            let said = format!("記録{}件まで、確かめ済み", manifest.seq);
            tx.note(Act::BackedUp, &Detail::said(&said).with(facts))
        })?;
        drop(self.place.profile().remember_places(&self.sheet.vault.0, self.dir(), &[folder.to_owned()]));
        // The new one stands and is recorded: an old one that cannot be removed now goes the next time.
        drop(thin_out(folder, &self.sheet.vault.0, &path, at));
        let n_bytes = fs::metadata(&path)?.len();
        Ok(Generation { path, manifest: Ok(manifest), n_bytes })
    }

    /// Copies the ledger into a new file under another key.
    pub(super) fn copy_to(&self, path: &Path, key: &RawKey, progress: &Progress) -> Result<(), VaultError> {
        pour(&self.db, path, key, progress).inspect_err(|_| self.look_again())
    }

    /// Opens the copy as it would be opened in need, and checks every page, every hash and every list of it.
    fn check_copy(&self, path: &Path, key: &RawKey, head: Head, progress: &Progress) -> Result<(), VaultError> {
        let copy: Connection = cipher::look(path, key).map_err(|error| match error {
            VaultError::Io(_) | VaultError::DiskFull => error,
            _ => VaultError::BackupUnsound,
        })?;
        let second = || cipher::look(path, key).ok();
        let report = check::run(&copy, second, &self.sheet.vault.0, self.indexer, progress)?;
        if report.is_sound() && report.head == head { Ok(()) } else { Err(VaultError::BackupUnsound) }
    }
}

/// Copies a ledger file into a new one under another key; it is whole and on the disk afterwards.
pub(super) fn pour(from: &Connection, path: &Path, key: &RawKey, progress: &Progress) -> Result<(), VaultError> {
    drop(private(path)?);
    let mut copy = cipher::blank(path, key)?;
    if let Err(error) = fill(&mut copy, from, progress) {
        return Err(cipher::cause(&copy, error));
    }
    copy.close().map_err(|(copy, error)| cipher::cause(&copy, error.into()))?;
    Ok(fs::OpenOptions::new().write(true).open(path)?.sync_all()?)
}

fn fill(copy: &mut Connection, from: &Connection, progress: &Progress) -> Result<(), VaultError> {
    let backup = Backup::new(from, copy)?;
    loop {
        let step = backup.step(STEP)?;
        let (left, all) = (backup.progress().remaining, backup.progress().pagecount);
        let done = u64::try_from(all - left).unwrap_or_default();
        progress.report(done, u64::try_from(all).unwrap_or_default()).map_err(|_| VaultError::Cancelled)?;
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // Nobody else has the file, so it is free again at once.
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    drop(backup);
    // A copy that still asks for a write-ahead file does not open from a write-protected stick.
    let mode: String = copy.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
    if mode == "delete" { Ok(()) } else { Err(VaultError::BackupUnsound) }
}

/// A folder for what is being made; it goes whatever happens.
pub(crate) struct Making(pub(crate) PathBuf);

impl Making {
    pub(crate) fn new(beside: &Path) -> Result<Self, VaultError> {
        let path = beside.join("making.tmp");
        // What a run that was cut off has left.
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
