//! What this PC remembers outside the ledger folder: the last state seen, and a copy of the key file.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::durable::{make_folder, write_atomically};
use super::error::VaultError;
use super::hex::to_hex;

/// Where this PC remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile(Option<PathBuf>);

impl Profile {
    /// The usual folder of this OS user.
    #[must_use]
    pub fn system() -> Self {
        Self(
            directories::ProjectDirs::from("jp", "daichoban", "daichoban").map(|dirs| dirs.data_local_dir().to_owned()),
        )
    }

    /// A given folder (tests, another drive).
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(Some(path.to_owned()))
    }

    /// Remembers nothing.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// Its folder, if this PC remembers anything.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.0.as_deref()
    }

    fn folder(&self, vault: &[u8; 16]) -> Option<PathBuf> {
        self.0.as_ref().map(|path| path.join(short_id(vault)))
    }

    /// Copies of key files of any vault this PC has opened.
    pub(crate) fn key_copies(&self) -> Vec<PathBuf> {
        let Some(entries) = self.0.as_ref().and_then(|path| fs::read_dir(path).ok()) else { return Vec::new() };
        entries.flatten().map(|entry| entry.path().join("vault.keys")).filter(|path| path.is_file()).collect()
    }

    pub(crate) fn save_keys(&self, vault: &[u8; 16], bytes: &[u8]) -> Result<(), VaultError> {
        let Some(folder) = self.folder(vault) else { return Ok(()) };
        make_folder(&folder)?;
        write_atomically(&folder.join("vault.keys"), bytes)
    }

    pub(crate) fn has_keys(&self, vault: &[u8; 16], bytes: &[u8]) -> bool {
        self.folder(vault).is_some_and(|folder| fs::read(folder.join("vault.keys")).is_ok_and(|kept| kept == bytes))
    }

    pub(crate) fn witness(&self, vault: &[u8; 16]) -> Option<Witness> {
        serde_json::from_slice(&fs::read(self.folder(vault)?.join("witness.json")).ok()?).ok()
    }

    pub(crate) fn save_witness(&self, vault: &[u8; 16], witness: &Witness) -> Result<(), VaultError> {
        let Some(folder) = self.folder(vault) else { return Ok(()) };
        make_folder(&folder)?;
        let bytes = serde_json::to_vec(witness).map_err(|_| VaultError::Database(-3))?;
        write_atomically(&folder.join("witness.json"), &bytes)
    }
}

/// Where a ledger and its backups were when this PC had it open. Paths, nothing else: this is read when nothing opens.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Places {
    ledgers: Vec<PathBuf>,
    backups: Vec<PathBuf>,
}

/// So many of each are remembered, the newest first.
const MOST_PLACES: usize = 8;

impl Places {
    fn read(folder: &Path) -> Self {
        fs::read(folder.join("places.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }
}

fn to_front(all: &mut Vec<PathBuf>, path: PathBuf) {
    all.retain(|kept| *kept != path);
    all.insert(0, path);
    all.truncate(MOST_PLACES);
}

fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

impl Profile {
    /// Remembers where a ledger lies and where its backups go.
    pub(crate) fn remember_places(
        &self,
        vault: &[u8; 16],
        ledger: &Path,
        backups: &[PathBuf],
    ) -> Result<(), VaultError> {
        let Some(folder) = self.folder(vault) else { return Ok(()) };
        let before = Places::read(&folder);
        let mut places = before.clone();
        to_front(&mut places.ledgers, whole(ledger));
        for backup in backups.iter().rev() {
            to_front(&mut places.backups, whole(backup));
        }
        if places == before {
            return Ok(());
        }
        fs::create_dir_all(&folder)?;
        let bytes = serde_json::to_vec(&places).map_err(|_| VaultError::Database(-3))?;
        write_atomically(&folder.join("places.json"), &bytes)
    }

    fn all_places(&self) -> Vec<(String, Places)> {
        let Some(entries) = self.0.as_ref().and_then(|path| fs::read_dir(path).ok()) else { return Vec::new() };
        let of = |folder: PathBuf| {
            (folder.file_name().unwrap_or_default().to_string_lossy().into_owned(), Places::read(&folder))
        };
        entries.flatten().map(|entry| of(entry.path())).filter(|(_, places)| !places.ledgers.is_empty()).collect()
    }

    /// Which vault (first 8 hex of its id) this PC has opened in a folder, where it was only one.
    pub(crate) fn vault_at(&self, ledger: &Path) -> Option<String> {
        let ledger = whole(ledger);
        let mut found = self.all_places().into_iter().filter(|(_, places)| places.ledgers.contains(&ledger));
        let (first, _) = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The folders of backups of the ledger in a folder; of all ledgers where none was opened there.
    pub(crate) fn backup_folders(&self, ledger: &Path) -> Vec<PathBuf> {
        let ledger = whole(ledger);
        let (own, others): (Vec<_>, Vec<_>) =
            self.all_places().into_iter().partition(|(_, places)| places.ledgers.contains(&ledger));
        let all = if own.is_empty() { others } else { own };
        all.into_iter().flat_map(|(_, places)| places.backups).collect()
    }
}

/// The last state of a ledger this PC has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Witness {
    /// Key file generation.
    #[serde(rename = "gen")]
    pub generation: u64,
    /// Last journal entry.
    pub seq: u64,
    /// Its hash.
    pub head: String,
}

/// First 8 hex of a vault's id: folder names, printed sheets.
#[must_use]
pub fn short_id(vault: &[u8; 16]) -> String {
    to_hex(vault).chars().take(8).collect()
}
