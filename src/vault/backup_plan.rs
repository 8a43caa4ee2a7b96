//! Where backups go and when they come by themselves (控えの決まり): two folders, and a switch.

use std::path::{Path, PathBuf};

use super::error::VaultError;
use super::generations::Generation;
use super::reader::Reader;
use super::vault::Vault;
use crate::base::{Moment, Progress};

/// Where backups go and whether they come by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupPlan {
    /// The first folder.
    pub first: PathBuf,
    /// The second one, which may be on a stick that is not plugged in.
    pub second: Option<PathBuf>,
    /// Whether one is made at the end of each session and before an import.
    pub is_auto: bool,
}

impl BackupPlan {
    /// The setting that names the first folder; empty for the usual one beside the ledger.
    pub const FIRST: &'static str = "backup.folder";
    /// The setting that names the second folder, on a stick that is taken off; empty for none.
    pub const SECOND: &'static str = "backup.second";
    /// The setting that switches backups that come by themselves off.
    pub const AUTO: &'static str = "backup.auto";
    /// Its value then.
    pub const OFF: &'static str = "off";

    /// What the ledger says; the ledger's folder names the usual place.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>, ledger: &Path) -> Result<Self, VaultError> {
        let chosen = |key| -> Result<Option<PathBuf>, VaultError> {
            Ok(read.setting(key)?.filter(|path| !path.is_empty()).map(PathBuf::from))
        };
        Ok(Self {
            first: chosen(Self::FIRST)?.unwrap_or_else(|| usual(ledger)),
            second: chosen(Self::SECOND)?,
            is_auto: read.setting(Self::AUTO)?.as_deref() != Some(Self::OFF),
        })
    }
}

/// Beside the ledger's folder, so that nothing in it is taken for a part of the ledger.
pub(super) fn usual(ledger: &Path) -> PathBuf {
    let whole = std::path::absolute(ledger).unwrap_or_else(|_| ledger.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    whole.with_file_name(format!("{name}の控え"))
}

/// What came of making backups.
#[derive(Debug)]
pub struct BackupsMade {
    /// The newest one in each folder that was there.
    pub generations: Vec<Generation>,
    /// The second folder, where it is chosen and was not there.
    pub missing: Option<PathBuf>,
}

impl Vault {
    /// Makes a backup in each planned folder that is there now.
    ///
    /// # Errors
    /// A folder cannot be written, a copy does not check, or the user stopped it.
    pub fn back_up_as_planned(&mut self, at: Moment, progress: &Progress) -> Result<BackupsMade, VaultError> {
        let BackupPlan { first, second, .. } = BackupPlan::read(&self.reader(), self.dir())?;
        let mut generations = vec![self.back_up(&first, at, progress)?];
        // A folder on a stick is there when the folder it lies in is.
        let is_there = |folder: &Path| folder.is_dir() || folder.parent().is_some_and(Path::is_dir);
        let missing = match second {
            Some(second) if is_there(&second) => {
                generations.push(self.back_up(&second, at, progress)?);
                None
            }
            other => other,
        };
        Ok(BackupsMade { generations, missing })
    }

    /// Whether a backup comes by itself now: they are switched on, and something was recorded since the last.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_backup_due(&self) -> Result<bool, VaultError> {
        Ok(BackupPlan::read(&self.reader(), self.dir())?.is_auto && self.reader().wants_backup()?)
    }

    /// The backup that comes by itself, where one is due.
    ///
    /// # Errors
    /// As [`Self::back_up_as_planned`].
    pub fn back_up_if_due(&mut self, at: Moment, progress: &Progress) -> Result<Option<BackupsMade>, VaultError> {
        if self.is_backup_due()? { self.back_up_as_planned(at, progress).map(Some) } else { Ok(None) }
    }
}
