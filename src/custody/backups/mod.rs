//! 控え: where backups go, when they are made, and what is done with them.

mod bring_back;
mod list;
mod screen;

use std::path::{Path, PathBuf};

use crate::base::{Kind, Moment, Progress};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::{Generation, Reader, Tx, Vault, VaultError};

pub use bring_back::BringBack;
pub use screen::backups;

/// The setting that names the first folder; empty for the usual one beside the ledger.
const FIRST: &str = "backup.folder";
/// The setting that names the second folder, on a stick that is taken off; empty for none.
const SECOND: &str = "backup.second";
/// The setting that switches the backup at the end of a session off.
const AUTO: &str = "backup.auto";
const OFF: &str = "off";

/// Where backups go and whether they come by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The first folder.
    pub first: PathBuf,
    /// The second one, which may be on a stick that is not plugged in.
    pub second: Option<PathBuf>,
    /// Whether one is made at the end of each session and before an import.
    pub is_auto: bool,
}

impl Plan {
    /// What the ledger says; the ledger's folder names the usual place.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>, ledger: &Path) -> Result<Self, VaultError> {
        let chosen = |key| -> Result<Option<PathBuf>, VaultError> {
            Ok(read.setting(key)?.filter(|path| !path.is_empty()).map(PathBuf::from))
        };
        Ok(Self {
            first: chosen(FIRST)?.unwrap_or_else(|| usual(ledger)),
            second: chosen(SECOND)?,
            is_auto: read.setting(AUTO)?.as_deref() != Some(OFF),
        })
    }
}

/// Beside the ledger's folder, so that nothing in it is taken for a part of the ledger.
fn usual(ledger: &Path) -> PathBuf {
    let whole = std::path::absolute(ledger).unwrap_or_else(|_| ledger.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    whole.with_file_name(format!("{name}の控え"))
}

/// What came of making backups.
#[derive(Debug)]
pub struct Made {
    /// The newest one in each folder that was there.
    pub generations: Vec<Generation>,
    /// The second folder, where it is chosen and was not there.
    pub missing: Option<PathBuf>,
}

impl Made {
    /// What is said about it.
    #[must_use]
    pub fn said(&self) -> String {
        match (self.generations.len(), &self.missing) {
            (_, Some(_)) => {
                "控えを1つ作り、確かめました。2つ目の場所（USBメモリーなど）は見つかりませんでした。".to_owned()
            }
            (2.., None) => "控えを2つの場所に作り、確かめました".to_owned(),
            (_, None) => "控えを作り、確かめました".to_owned(),
        }
    }
}

/// Makes a backup in each folder that is there now.
///
/// # Errors
/// The first folder cannot be written, or the user stopped it.
pub fn make(vault: &mut Vault, at: Moment, progress: &Progress) -> Result<Made, Problem> {
    let plan = Plan::read(&vault.reader(), vault.dir())?;
    let mut generations = vec![vault.back_up(&plan.first, at, progress)?];
    // A folder on a stick is there when the folder it lies in is.
    let is_there = |folder: &Path| folder.is_dir() || folder.parent().is_some_and(Path::is_dir);
    let missing = match plan.second {
        Some(second) if is_there(&second) => {
            generations.push(vault.back_up(&second, at, progress)?);
            None
        }
        other => other,
    };
    Ok(Made { generations, missing })
}

/// Whether a backup comes by itself when this ledger is closed: they are switched on and something was recorded.
///
/// # Errors
/// The ledger cannot be read.
pub fn wants_backup(vault: &Vault) -> Result<bool, VaultError> {
    Ok(Plan::read(&vault.reader(), vault.dir())?.is_auto && vault.reader().wants_backup()?)
}

/// The backup that comes by itself, where one is due.
///
/// # Errors
/// As [`make`].
pub fn close_with_backup(vault: &mut Vault, at: Moment, progress: &Progress) -> Result<Option<Made>, Problem> {
    if wants_backup(vault)? { make(vault, at, progress).map(Some) } else { Ok(None) }
}

/// Chooses where backups go and whether they come by themselves (設定).
struct Choose {
    key: &'static str,
    value: String,
    said: &'static str,
}

impl Command for Choose {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: crate::base::Day) -> Result<Done, Refusal> {
        tx.set(self.key, &self.value)?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: self.said.to_owned(), next: None })
    }
}
