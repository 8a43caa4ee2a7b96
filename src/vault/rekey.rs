//! Backups of before under the keys of now (控えの鍵の作り直し): after the keys were made anew, a backup of before still opens
//! with the passphrase of one who has left. Each is copied under the new keys with all it holds, and takes the old one's
//! place only once it was checked as a whole. The old keys are remembered until the ledger is closed, no longer.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::backup::{Making, pour};
use super::backup_file::{self, BackupFile, Manifest};
use super::backup_plan::BackupPlan;
use super::check;
use super::cipher::{self, RawKey};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::generations;
use super::hex::{Hex, to_hex};
use super::keyfile::KeyFile;
use super::mirror;
use super::rotate::forget_leavers;
use super::secret::random;
use super::suite::Key32;
use super::vault::{Stamp, Vault};
use crate::base::{Moment, Progress};

/// A backup that still opens with keys of before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldBackup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Moment,
    /// Whether it can be copied under the new keys: its own are still remembered.
    pub can_rewrite: bool,
}

/// What came of rewriting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewritten {
    /// Backups that are under the new keys now.
    pub n_done: usize,
    /// Backups that stayed as they were: damaged, or their keys are not remembered.
    pub n_left: usize,
}

impl Vault {
    /// The backups of this ledger in the planned folders that open with keys of before, the newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn old_backups(&self) -> Result<Vec<OldBackup>, VaultError> {
        let BackupPlan { first, second, .. } = BackupPlan::read(&self.reader(), self.dir())?;
        let folders = std::iter::once(first).chain(second);
        let mut found: Vec<OldBackup> = folders
            .flat_map(|folder| generations::files(&folder))
            .filter_map(|path| {
                let file = BackupFile::open(&path).ok()?;
                let sheet = KeyFile::read(&file.keys).ok()?.sheet;
                let is_old = sheet.vault == self.sheet.vault && sheet.epoch < self.sheet.epoch;
                let made_at = file.manifest.made_at()?;
                let can_rewrite = self.former_dek(sheet.epoch).is_some();
                is_old.then_some(OldBackup { path, made_at, can_rewrite })
            })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.made_at.millis()));
        Ok(found)
    }

    /// Copies every one of them that can be under the keys of now, and records it. What is damaged stays as it is.
    ///
    /// # Errors
    /// There is no room, a folder cannot be written, or the user stopped it; each backup is then whole, old or new.
    pub fn rewrite_backups(&mut self, at: Moment, progress: &Progress) -> Result<Rewritten, VaultError> {
        let mut told = Rewritten { n_done: 0, n_left: 0 };
        for one in self.old_backups()? {
            match self.rewrite(&one.path, progress) {
                Ok(()) => told.n_done += 1,
                Err(VaultError::BackupDamaged | VaultError::BackupUnsound | VaultError::NotABackup) => told.n_left += 1,
                Err(VaultError::Mismatched) => told.n_left += 1,
                Err(error) => return Err(error),
            }
        }
        if told.n_done > 0 {
            let said = format!("前の鍵の控え{}個を、新しい鍵で作り直した", told.n_done);
            self.transact::<_, VaultError>(Stamp::at(at), |tx| tx.note(Act::Keys, &Detail::said(&said)))?;
        }
        Ok(told)
    }

    fn rewrite(&self, path: &Path, progress: &Progress) -> Result<(), VaultError> {
        let mut file = BackupFile::open(path)?;
        let keys = KeyFile::read(&file.keys).map_err(|_| VaultError::BackupDamaged)?;
        let dek = self.former_dek(keys.sheet.epoch).ok_or(VaultError::Mismatched)?;
        keys.verify(dek)?;
        let folder = path.parent().ok_or(VaultError::NotABackup)?;
        let making = Making::new(folder)?;
        let (old, new) = (making.0.join("old.db"), making.0.join("ledger.db"));
        file.unpack(&old, progress)?;
        let manifest = file.manifest.clone();
        // The old file is let go before the new one takes its name.
        drop(file);
        let db_id = *random::<16>()?;
        let key = RawKey::of(&self.dek, &db_id)?;
        let from = cipher::look(&old, &RawKey::of(dek, &keys.sheet.db.id.0)?).map_err(|_| VaultError::BackupDamaged)?;
        pour(&from, &new, &key, progress)?;
        drop(from);
        self.bring_keys_up(&new, &key)?;
        self.prove_same(&new, &key, &manifest, progress)?;
        let mut sheet = self.sheet.clone();
        sheet.db.id = Hex(db_id);
        let manifest = Manifest { file: sheet.db.file.clone(), live_id: Some(self.sheet.db.id), ..manifest };
        let (written, _) = backup_file::write(folder, manifest, &sheet.write(&self.dek)?, &new, progress)?;
        if written != path {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// The copy learns who holds its new key, so that the keys can be made anew once it was brought back.
    fn bring_keys_up(&self, path: &Path, key: &RawKey) -> Result<(), VaultError> {
        let mut copy = cipher::blank(path, key)?;
        let tx = copy.transaction()?;
        let mut pins = self.db.prepare("SELECT holder, pk, pin FROM holder_pin")?;
        let mut rows = pins.query([])?;
        while let Some(row) = rows.next()? {
            let (holder, pk, pin): (String, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            tx.execute(
                "INSERT OR IGNORE INTO holder_pin(holder, pk, pin) VALUES (?1, ?2, ?3)",
                params![holder, pk, pin],
            )?;
        }
        forget_leavers(&tx, &self.sheet)?;
        mirror::keep(&tx, &self.sheet)?;
        Ok(tx.commit()?)
    }

    /// The copy is whole, and it is the state the backup was made of.
    fn prove_same(
        &self,
        path: &Path,
        key: &RawKey,
        manifest: &Manifest,
        progress: &Progress,
    ) -> Result<(), VaultError> {
        let copy: Connection = cipher::look(path, key).map_err(|_| VaultError::BackupUnsound)?;
        let look = || cipher::look(path, key).ok();
        let report = check::run(&copy, look, &self.sheet.vault.0, self.indexer, progress)?;
        let is_same = report.head.seq == manifest.seq && to_hex(&report.head.hash) == manifest.head;
        if report.is_sound() && is_same { Ok(()) } else { Err(VaultError::BackupUnsound) }
    }

    /// Whether keys of before are remembered, so that backups can be rewritten.
    #[must_use]
    pub fn has_former_keys(&self) -> bool {
        !self.former.is_empty()
    }

    fn former_dek(&self, epoch: u32) -> Option<&Key32> {
        self.former.iter().find(|(former, _)| *former == epoch).map(|(_, dek)| dek)
    }
}
