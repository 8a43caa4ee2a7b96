//! Copies of the key file (鍵ファイルの控え): the ones that step in by themselves, and the ones that are found, offered and
//! chosen when neither file in the folder is left: this PC's, those in backups, one on a stick, the record on paper.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::backup_file::BackupFile;
use super::backup_plan::usual;
use super::error::VaultError;
use super::folder::Place;
use super::generations;
use super::keyfile::KeyFile;
use super::profile::short_id;
use super::record::Record;
use super::recovery::RecoveryCode;
use super::vault::Notice;
use crate::base::Moment;

/// Where a copy of the key file was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopySource {
    /// The second file in the ledger's folder.
    Folder,
    /// What this PC has kept.
    Profile,
    /// A backup that was made then.
    Backup(Moment),
    /// A key file in another folder.
    Elsewhere,
    /// The record on the recovery sheet, typed or scanned.
    Sheet,
}

impl CopySource {
    /// The word the journal has for it.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Folder => "second",
            Self::Profile => "profile",
            Self::Backup(_) => "backup",
            Self::Elsewhere => "elsewhere",
            Self::Sheet => "sheet",
        }
    }
}

/// A copy of the key file that fits a ledger file by its name.
#[derive(Debug, Clone)]
pub struct KeyCopy {
    /// Where it was found.
    pub source: CopySource,
    /// When it was written; nothing where it does not say.
    pub written: Option<Moment>,
    keys: KeyFile,
}

impl KeyCopy {
    fn new(source: CopySource, keys: KeyFile) -> Self {
        Self { source, written: Moment::read(&keys.sheet.written), keys }
    }

    /// The key file as the record on the recovery sheet and its digits give it.
    ///
    /// # Errors
    /// The record is another sheet's.
    pub fn of_record(record: &Record, code: &RecoveryCode) -> Result<Self, VaultError> {
        Ok(Self::new(CopySource::Sheet, KeyFile::of_record(record.key_sheet(code)?)))
    }

    /// First 8 hex of the vault's id, as printed on sheets.
    #[must_use]
    pub fn short_id(&self) -> String {
        short_id(&self.keys.sheet.vault.0)
    }

    /// What the journal keeps of it.
    pub(super) fn facts(&self) -> Value {
        let made_at = match &self.source {
            CopySource::Backup(at) => Some(at.rfc3339()),
            _ => None,
        };
        json!({ "keys": self.source.code(), "gen": self.keys.sheet.generation, "made_at": made_at })
    }
}

/// The key file a ledger is opened with: the copy somebody has chosen; else `vault.keys`; else the newer of the copies
/// that step in by themselves.
pub(super) fn load(place: &Place) -> Result<(KeyFile, Vec<Notice>), VaultError> {
    if let Some(copy) = place.chosen() {
        return Ok((copy.keys.clone(), vec![Notice::ChosenKeys(Box::new(copy.clone()))]));
    }
    let first = read(&place.keys());
    let error = match first {
        Ok(keys) => return Ok((keys, Vec::new())),
        Err(error @ (VaultError::NewerFormat | VaultError::KdfRefused)) => return Err(error),
        Err(error) => error,
    };
    let copies: Vec<KeyFile> = place.profile().key_copies().iter().filter_map(|path| read(path).ok()).collect();
    if let Ok(second) = read(&place.second_keys()) {
        let is_newer = |copy: &&KeyFile| {
            let (copy, second) = (&copy.sheet, &second.sheet);
            (copy.vault, copy.epoch, &copy.db) == (second.vault, second.epoch, &second.db)
                && copy.generation > second.generation
        };
        return Ok(match copies.into_iter().find(|copy| is_newer(&copy)) {
            Some(newer) => (newer, vec![Notice::ProfileKeys]),
            None => (second, vec![Notice::SecondKeys]),
        });
    }
    // Several ledgers' key files may lie in the profile: nothing in clear tells a file's vault, so the only one wins.
    let is_only = |keys: &KeyFile| copies.iter().filter(|other| other.sheet.db.file == keys.sheet.db.file).count() == 1;
    let fits = |keys: &&KeyFile| place.ledger(&keys.sheet.db.file).exists() && is_only(keys);
    if let Some(keys) = copies.iter().find(fits) {
        return Ok((keys.clone(), vec![Notice::ProfileKeys]));
    }
    let has_file = place.has_ledger_file() && !place.is_half_founded();
    let is_ledger = has_file || place.keys().exists() || place.second_keys().exists();
    Err(if is_ledger { error } else { VaultError::NotALedger })
}

/// Every copy of a key file within reach that names a ledger file in this folder, the best first: of the vault this PC
/// knows in this folder, of the highest epoch, the newest. `more` are folders or files somebody has pointed at.
#[must_use]
pub fn find_keys(place: &Place, more: &[PathBuf]) -> Vec<KeyCopy> {
    let known = place.profile().vault_at(place.dir());
    let mut found: Vec<KeyCopy> =
        read(&place.second_keys()).map(|keys| KeyCopy::new(CopySource::Folder, keys)).into_iter().collect();
    let kept = place.profile().key_copies();
    found.extend(kept.iter().filter_map(|path| Some(KeyCopy::new(CopySource::Profile, read(path).ok()?))));
    let mut folders = place.profile().backup_folders(place.dir());
    folders.push(usual(place.dir()));
    for folder in folders.iter().chain(more) {
        found.extend(in_folder(folder));
    }
    found.retain(|copy| place.ledger(&copy.keys.sheet.db.file).is_file());
    found.sort_by_key(|copy| {
        let sheet = &copy.keys.sheet;
        let is_known = known.as_ref().is_some_and(|known| *known == copy.short_id());
        std::cmp::Reverse((is_known, sheet.epoch, sheet.generation, copy.written.map(Moment::millis), copy.made_at()))
    });
    let mut seen = Vec::new();
    found.retain(|copy| {
        let sheet = &copy.keys.sheet;
        let name = (sheet.vault.0, sheet.epoch, sheet.generation, sheet.db.id.0);
        let is_new = !seen.contains(&name);
        seen.push(name);
        is_new
    });
    found
}

impl KeyCopy {
    fn made_at(&self) -> i64 {
        match self.source {
            CopySource::Backup(at) => at.millis(),
            // What lies at hand goes before what was put away.
            CopySource::Folder | CopySource::Profile | CopySource::Elsewhere | CopySource::Sheet => i64::MAX,
        }
    }
}

/// The key files in a folder, or in a file: backups, and bare ones.
fn in_folder(folder: &Path) -> Vec<KeyCopy> {
    let bare = |path: &Path| Some(KeyCopy::new(CopySource::Elsewhere, read(path).ok()?));
    if folder.is_file() {
        return in_backup(folder).or_else(|| bare(folder)).into_iter().collect();
    }
    let mut found: Vec<KeyCopy> = generations::files(folder).iter().filter_map(|path| in_backup(path)).collect();
    found.extend(["vault.keys", "vault.keys.2"].iter().filter_map(|name| bare(&folder.join(name))));
    found
}

fn in_backup(path: &Path) -> Option<KeyCopy> {
    let backup = BackupFile::open(path).ok()?;
    let made_at = backup.manifest.made_at()?;
    Some(KeyCopy::new(CopySource::Backup(made_at), backup.live_keys()?))
}

fn read(path: &Path) -> Result<KeyFile, VaultError> {
    match fs::read(path) {
        Ok(bytes) => KeyFile::read(&bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(VaultError::KeysMissing),
        Err(error) => Err(error.into()),
    }
}

impl PartialEq for KeyCopy {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.keys.sheet == other.keys.sheet
    }
}

impl Eq for KeyCopy {}
