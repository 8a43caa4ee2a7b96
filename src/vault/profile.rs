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
