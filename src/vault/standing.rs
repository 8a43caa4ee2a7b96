//! Going on after a failed write (書き込みの続行): the file is closed, opened anew with the key that is still held, and
//! compared with what was last known of it. Nothing is repaired in place; what is not the same is refused.

use std::cell::Cell;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::cipher::{self, Expect, RawKey};
use super::durable::flush_folder;
use super::entry::Head;
use super::error::VaultError;
use super::folder::Place;
use super::journal;
use super::keyfile::KeySheet;
use super::open::{accept, bring_up};
use super::vault::Vault;
use crate::base::Moment;

/// How it stands with the open file.
pub(super) struct Standing {
    /// A write has failed: before anything else is written, the file is opened anew.
    pub is_broken: Cell<bool>,
    /// The newest entry that is surely on the disk.
    pub known: Option<Head>,
    /// The newest entry of a transaction of which nobody could tell whether it is.
    pub doubt: Option<Head>,
    /// The transaction in doubt was found saved, and nobody has been told.
    pub is_proved: bool,
    /// When something was last written.
    pub at: Moment,
    /// Which file is open.
    file: Option<FileId>,
    /// It was closed and could not be opened again yet.
    is_shut: bool,
}

impl Standing {
    pub(super) fn of(db: &Connection, place: &Place, sheet: &KeySheet, at: Moment) -> Self {
        Self {
            is_broken: Cell::new(false),
            known: journal::head(db, &sheet.vault.0).ok(),
            doubt: None,
            is_proved: false,
            at,
            file: FileId::of(&place.ledger(&sheet.db.file)).ok(),
            is_shut: false,
        }
    }
}

/// Which file a path leads to: what the system calls it, where it calls it anything, or when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileId(u64, u64);

impl FileId {
    fn of(path: &Path) -> Result<Self, VaultError> {
        let meta = fs::metadata(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => VaultError::PlaceGone,
            _ => error.into(),
        })?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Ok(Self(meta.dev(), meta.ino()))
        }
        #[cfg(windows)]
        {
            use std::os::windows::fs::MetadataExt;
            Ok(Self(meta.creation_time(), 0))
        }
        #[cfg(not(any(unix, windows)))]
        Ok(Self(0, 0))
    }
}

impl Vault {
    fn ledger_path(&self) -> PathBuf {
        self.place.ledger(&self.sheet.db.file)
    }

    /// Whether something may be written now. After a failure the file is opened anew first; that changes nothing in it.
    pub(super) fn ready(&mut self) -> Result<(), VaultError> {
        let here = FileId::of(&self.ledger_path())?;
        let standing = &self.standing;
        let is_well = !standing.is_broken.get()
            && !standing.is_shut
            && standing.file == Some(here)
            && !cipher::has_failed(&self.db);
        if is_well && let Ok(head) = journal::head(&self.db, &self.sheet.vault.0) {
            self.standing.known = Some(head);
            return Ok(());
        }
        self.reopen(here)
    }

    /// Before the ledger is read: a file that could not be read before is opened anew where that is possible. One that
    /// can still be read stays readable while its folder is away.
    ///
    /// # Errors
    /// It is closed, and cannot be opened again at the moment.
    pub fn wake(&mut self) -> Result<(), VaultError> {
        match self.ready() {
            Err(error) if self.standing.is_shut => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// A transaction could not be ended: opening the file anew tells whether it counts. Where even that cannot be done
    /// now, it is told as unsure, and the answer comes before the next transaction.
    pub(super) fn settle_doubt(&mut self, error: rusqlite::Error, head: Option<Head>) -> Result<(), VaultError> {
        let error = self.give_up(error);
        self.standing.doubt = head;
        match self.ready() {
            Ok(()) if std::mem::take(&mut self.standing.is_proved) => Ok(()),
            Ok(()) => Err(error),
            Err(VaultError::NeedsReopen) => Err(VaultError::NeedsReopen),
            Err(_) => Err(VaultError::Unsure),
        }
    }

    /// After something went wrong while the ledger was read: whether it can still be written, which a page that could
    /// not be decrypted ends for this opening.
    pub(super) fn look_again(&self) {
        let tried = self.db.execute_batch("BEGIN IMMEDIATE; UPDATE meta SET value = value WHERE key = 'schema';");
        drop(self.db.execute_batch("ROLLBACK"));
        if let Err(error) = tried {
            self.give_up(error);
        }
    }

    /// After a failed write nothing more is written until the file was opened anew; on a full disk the ballast makes
    /// room.
    pub(super) fn give_up(&self, error: impl Into<VaultError>) -> VaultError {
        self.standing.is_broken.set(true);
        let error = cipher::cause(&self.db, error.into());
        if error == VaultError::DiskFull {
            self.place.drop_ballast();
        }
        match error {
            VaultError::Io(_) if FileId::of(&self.ledger_path()) == Err(VaultError::PlaceGone) => VaultError::PlaceGone,
            other => other,
        }
    }

    /// Closes the file and opens it again.
    fn reopen(&mut self, here: FileId) -> Result<(), VaultError> {
        // Looked at while the old one is still open: a disk that does not answer takes nothing away that is readable.
        self.standing.is_broken.set(true);
        if fs::read(self.place.keys())? != self.sheet.write(&self.dek)? {
            return Err(VaultError::NeedsReopen);
        }
        flush_folder(self.place.dir())?;
        self.shut();
        if self.standing.file != Some(here) || self.lock.is_none() || cfg!(windows) {
            // A lock in a folder that went away is none in the one that has come.
            self.lock = None;
            self.lock = Some(self.place.lock(self.standing.at)?);
        }
        let (db, is_proved) = self.open_again().map_err(|error| match error {
            VaultError::DiskFull
            | VaultError::Io(_)
            | VaultError::PlaceGone
            | VaultError::AlreadyOpen(_)
            | VaultError::ReadOnlyFolder
            | VaultError::OutOfMemory => error,
            _ => VaultError::NeedsReopen,
        })?;
        let (at, was_proved) = (self.standing.at, self.standing.is_proved);
        self.db = db;
        self.standing = Standing::of(&self.db, &self.place, &self.sheet, at);
        self.standing.is_proved = is_proved || was_proved;
        Ok(())
    }

    /// The file as it lies there now, if it is what was known of it; and whether what was in doubt stands in it.
    fn open_again(&self) -> Result<(Connection, bool), VaultError> {
        let key = RawKey::of(&self.dek, &self.sheet.db.id.0)?;
        let mut db = cipher::open(&self.ledger_path(), &key, Expect::Existing)?;
        // Until it is known to be ours, closing it changes nothing in it.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        if accept(&db, &self.place, &self.sheet)?.is_some() {
            return Err(VaultError::NeedsReopen);
        }
        let head = journal::head(&db, &self.sheet.vault.0)?;
        let is_doubt = self.standing.doubt == Some(head);
        if !is_doubt && self.standing.known != Some(head) {
            return Err(VaultError::NeedsReopen);
        }
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        // Into the ledger file, and flushed: of what was written before the failure nobody knows whether the disk has it.
        let folded = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        if is_doubt {
            folded.map_err(|error| cipher::cause(&db, error.into()))?;
        }
        bring_up(&mut db, &self.sheet, self.indexer, &self.operator, self.standing.at)?;
        cipher::guard(&mut db)?;
        Ok((db, is_doubt))
    }

    /// Closes the file. What waits beside it stays as it is: by now another file may bear that name.
    fn shut(&mut self) {
        self.leave_wal_alone();
        if let Ok(nothing) = Connection::open_in_memory() {
            self.db = nothing;
            self.standing.is_shut = true;
        }
    }

    fn leave_wal_alone(&self) {
        // A connection that does not take the setting has no file open.
        drop(self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true));
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        if self.standing.file != FileId::of(&self.ledger_path()).ok() {
            self.leave_wal_alone();
        }
    }
}
