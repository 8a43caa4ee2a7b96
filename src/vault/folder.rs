//! The ledger folder (台帳フォルダ): its file names, the lock, who holds it, the ballast for a full disk.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::durable::{private, read_through, write_atomically};
use super::error::VaultError;
use super::key_copies::KeyCopy;
use super::profile::Profile;
use super::restore::Origin;
use crate::base::Moment;

/// A ledger folder, and where this PC remembers what it has seen.
#[derive(Debug, Clone)]
pub struct Place {
    dir: PathBuf,
    profile: Profile,
    /// The copy of the key file somebody has chosen to open it with.
    chosen: Option<Box<KeyCopy>>,
}

/// How often and how long a lock is waited for, less than half a second in all.
const LOCK_TRIES: u32 = 12;
const LOCK_PAUSE: Duration = Duration::from_millis(35);
/// Freed when the disk is full, so that closing still works (even deleting needs room in the WAL).
const BALLAST_BYTES: usize = 16 * 1024 * 1024;

impl Place {
    /// This folder, with this PC's profile.
    #[must_use]
    pub fn new(dir: &Path, profile: Profile) -> Self {
        Self { dir: dir.to_owned(), profile, chosen: None }
    }

    /// The same, opened with this copy of the key file.
    #[must_use]
    pub fn with_keys(self, copy: KeyCopy) -> Self {
        Self { chosen: Some(Box::new(copy)), ..self }
    }

    pub(super) fn chosen(&self) -> Option<&KeyCopy> {
        self.chosen.as_deref()
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where this PC remembers.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.dir.join("vault.keys")
    }

    pub(crate) fn second_keys(&self) -> PathBuf {
        self.dir.join("vault.keys.2")
    }

    pub(crate) fn attempts(&self) -> PathBuf {
        self.dir.join("attempts.json")
    }

    pub(crate) fn ledger(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Left by a restore for the first opening.
    pub(crate) fn origin(&self) -> PathBuf {
        self.dir.join("restored.json")
    }

    /// Where a restored ledger came from; gone once the journal says it.
    pub(crate) fn read_origin(&self) -> Option<Origin> {
        serde_json::from_slice(&fs::read(self.origin()).ok()?).ok()
    }

    fn ballast(&self) -> PathBuf {
        self.dir.join("vault.ballast")
    }

    fn holder(&self) -> PathBuf {
        self.dir.join("vault.holder")
    }

    /// Keeps a damaged file under another name before a whole one takes its place; what waits beside a ledger file
    /// goes with it, or it would be taken for the new one's.
    pub(crate) fn put_aside(&self, path: &Path) -> Result<(), VaultError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        fs::rename(path, path.with_file_name(format!("{name}.damaged")))?;
        let log = path.with_file_name(format!("{name}-wal"));
        if log.exists() {
            fs::rename(log, path.with_file_name(format!("{name}.damaged-wal")))?;
        }
        Ok(())
    }

    /// Reads every ledger file in the folder to its end, as the disk gives it.
    pub(crate) fn read_through(&self) -> Result<(), VaultError> {
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ledger-")) {
                read_through(&path)?;
            }
        }
        Ok(())
    }

    /// Whether there is anything here that a ledger consists of; a stick that was pulled, or an empty folder in the
    /// place of one, has none of it.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.keys().exists() || self.second_keys().exists() || self.has_ledger_file()
    }

    /// True where any file of a ledger lies in the folder.
    pub(crate) fn has_ledger_file(&self) -> bool {
        let Ok(entries) = fs::read_dir(&self.dir) else { return false };
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("ledger-") && name.ends_with(".db")
        })
    }

    /// Refuses folders on other computers and folders a sync program copies.
    ///
    /// # Errors
    /// Which of the two it is.
    pub fn refuse_unsafe(&self) -> Result<(), VaultError> {
        let whole = std::path::absolute(&self.dir).unwrap_or_else(|_| self.dir.clone());
        if is_network(&whole) {
            return Err(VaultError::NetworkFolder);
        }
        if is_synced(&whole) { Err(VaultError::SyncFolder) } else { Ok(()) }
    }

    /// Refuses a folder that is not there at all.
    pub(crate) fn refuse_missing(&self) -> Result<(), VaultError> {
        match fs::metadata(&self.dir) {
            Ok(_) => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(VaultError::PlaceGone)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the lock; says who has it otherwise.
    pub(crate) fn lock(&self, at: Moment) -> Result<FolderLock, VaultError> {
        let file = self.try_lock(LOCK_TRIES)?;
        let note = HolderNote {
            pc: sysinfo::System::host_name().unwrap_or_default(),
            os_user: std::env::var("USERNAME").or_else(|_| std::env::var("USER")).unwrap_or_default(),
            since: at.rfc3339(),
        };
        let text = serde_json::to_vec(&note).map_err(|_| VaultError::Database(-3))?;
        match write_atomically(&self.holder(), &text) {
            // The note is a help for others; the lock is the file.
            Ok(()) | Err(VaultError::DiskFull) => {}
            Err(error) => return Err(error),
        }
        Ok(FolderLock { _file: file, note: self.holder(), at })
    }

    /// A window that is just closing, or a program it has just started, may hold the lock for a moment longer.
    fn try_lock(&self, n_tries: u32) -> Result<File, VaultError> {
        // Nobody ever reads this file: Windows locks are mandatory.
        let file = private(&self.dir.join("vault.lock"))?;
        for _ in 0..n_tries {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(VaultError::AlreadyOpen(self.holder_note()))
    }

    /// Who has the ledger open right now.
    pub(crate) fn busy(&self) -> Option<HolderNote> {
        if !self.dir.join("vault.lock").exists() {
            return None;
        }
        match self.try_lock(1) {
            Err(VaultError::AlreadyOpen(note)) => Some(note.unwrap_or_default()),
            _ => None,
        }
    }

    fn holder_note(&self) -> Option<HolderNote> {
        serde_json::from_slice(&fs::read(self.holder()).ok()?).ok()
    }

    /// Removes half-written files of a former run. Only the owner of the lock may.
    pub(crate) fn sweep(&self) {
        let stray = [
            "emergency.json.tmp",
            "vault.keys.tmp",
            "vault.keys.2.tmp",
            "attempts.json.tmp",
            "vault.holder.tmp",
            "room.tmp",
            "founding.tmp",
        ];
        for name in stray {
            drop(fs::remove_file(self.dir.join(name)));
        }
    }

    /// There while a ledger is being made.
    pub(crate) fn founding(&self) -> PathBuf {
        self.dir.join("founding.tmp")
    }

    /// Whether making a ledger was cut off here before there was a key file: nobody has ever seen what is left.
    pub(crate) fn is_half_founded(&self) -> bool {
        self.founding().exists() && !self.keys().exists() && !self.second_keys().exists()
    }

    /// Puts the ballast in place where there is room for it.
    pub(crate) fn load_ballast(&self) {
        let path = self.ballast();
        if path.exists() {
            return;
        }
        let written = private(&path).and_then(|mut file| file.write_all(&vec![0xA5; BALLAST_BYTES]));
        if written.is_err() {
            drop(fs::remove_file(&path));
        }
    }

    /// Makes room on a full disk; false where there was no ballast (any more).
    pub(crate) fn drop_ballast(&self) -> bool {
        fs::remove_file(self.ballast()).is_ok()
    }
}

/// Who has the ledger open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderNote {
    /// Name of the PC.
    pub pc: String,
    /// Name of the OS user.
    pub os_user: String,
    /// Since when, RFC 3339.
    pub since: String,
}

/// The folder is ours until this is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
    note: PathBuf,
    /// Since when.
    pub at: Moment,
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.note));
    }
}

fn is_network(path: &Path) -> bool {
    use std::path::Prefix;
    let first = path.components().next();
    if let Some(Component::Prefix(prefix)) = first {
        return matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..));
    }
    let text = path.to_string_lossy();
    text.starts_with("\\\\") || text.starts_with("//")
}

/// Folder names the usual sync programs use.
const SYNCED: [&str; 7] =
    ["onedrive", "dropbox", "google drive", "googledrive", "iclouddrive", "icloud drive", "box sync"];

fn is_synced(path: &Path) -> bool {
    path.components().any(|component| {
        let name = component.as_os_str().to_string_lossy().to_lowercase();
        SYNCED.iter().any(|synced| name == *synced || name.starts_with(&format!("{synced} - ")))
    })
}
