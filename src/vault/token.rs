//! USBキー: a small file on a stick whose secret goes into the key beside the passphrase. Without it the passphrase opens
//! nothing, not even on a copy of the ledger.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sysinfo::Disks;
use zeroize::Zeroizing;

use super::durable::write_atomically;
use super::error::VaultError;
use super::hex::{Hex, from_hex, to_hex};
use super::secret::random;
use super::suite::{Key32, sha256};

const MAGIC: &str = "DAICHOBAN-KEYFILE ";
const VERSION: u32 = 1;
/// The ending of its file name.
pub const TOKEN_ENDING: &str = "dkey";
/// A token's file is 180 bytes; nothing longer is read.
const MAX_BYTES: u64 = 4096;

/// Which token; stands in the key file in clear.
pub type TokenId = Hex<8>;

/// A USB key. Wiped when dropped.
#[derive(Clone)]
pub struct Token {
    id: TokenId,
    secret: Key32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    id: TokenId,
    secret: Zeroizing<String>,
}

impl Token {
    /// A new one of random bytes; never a file that was there before, which could be edited and lock somebody out.
    ///
    /// # Errors
    /// The system gave no random numbers.
    pub fn fresh() -> Result<Self, VaultError> {
        Ok(Self { id: Hex(*random::<8>()?), secret: Key32::random()? })
    }

    /// Which one it is.
    #[must_use]
    pub const fn id(&self) -> TokenId {
        self.id
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// Reads the file of a token.
    ///
    /// # Errors
    /// It is none, it is damaged, or a newer program wrote it.
    pub fn read(bytes: &[u8]) -> Result<Self, VaultError> {
        let text = std::str::from_utf8(bytes).map_err(|_| VaultError::NotAToken)?;
        let rest = text.strip_prefix(MAGIC).ok_or(VaultError::NotAToken)?;
        let (body, sum) =
            rest.strip_suffix('\n').and_then(|rest| rest.rsplit_once("\nsum ")).ok_or(VaultError::NotAToken)?;
        let (version, json) = body.split_once('\n').ok_or(VaultError::NotAToken)?;
        let summed = Zeroizing::new(format!("{MAGIC}{body}\n"));
        if from_hex::<32>(sum) != Some(sha256(summed.as_bytes())) {
            return Err(VaultError::NotAToken);
        }
        match version.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION => return Err(VaultError::NewerFormat),
            _ => return Err(VaultError::NotAToken),
        }
        let Lines { id, secret } = serde_json::from_str(json).map_err(|_| VaultError::NotAToken)?;
        let secret = from_hex::<32>(&secret).ok_or(VaultError::NotAToken)?;
        Ok(Self { id, secret: Key32::new(secret) })
    }

    /// The bytes of its file.
    ///
    /// # Errors
    /// Never in practice.
    pub fn write(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let lines = Lines { id: self.id, secret: Zeroizing::new(to_hex(self.secret.as_slice())) };
        let json = Zeroizing::new(serde_json::to_string(&lines).map_err(|_| VaultError::Database(-3))?);
        let body = Zeroizing::new(format!("{MAGIC}{VERSION}\n{}\n", json.as_str()));
        let sum = to_hex(&sha256(body.as_bytes()));
        Ok(Zeroizing::new(format!("{}sum {sum}\n", body.as_str()).into_bytes()))
    }

    /// Writes it into a folder (the stick's) and reads it back; gives the file's path.
    ///
    /// # Errors
    /// Nothing can be written there, or what was written cannot be read.
    pub fn save(&self, folder: &Path, vault: &str) -> Result<PathBuf, VaultError> {
        let path = folder.join(format!("daichoban-{vault}-{}.{TOKEN_ENDING}", to_hex(&self.id.0)));
        write_atomically(&path, &self.write()?)?;
        match Self::load(&path) {
            Ok(back) if back.id == self.id && back.secret == self.secret => Ok(path),
            Ok(_) => Err(VaultError::NotAToken),
            Err(error) => Err(error),
        }
    }

    /// Reads a token's file from a path.
    ///
    /// # Errors
    /// It is none, or cannot be read.
    pub fn load(path: &Path) -> Result<Self, VaultError> {
        if fs::metadata(path)?.len() > MAX_BYTES {
            return Err(VaultError::NotAToken);
        }
        Self::read(&Zeroizing::new(fs::read(path)?))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where a token is looked for: the top of every disk and stick that is plugged in. Slow on a sleeping stick.
#[must_use]
pub fn sticks() -> Vec<PathBuf> {
    let Ok(disks) = Disks::new_with_refreshed_list() else { return Vec::new() };
    disks.iter().map(|disk| disk.mount_point().to_owned()).collect()
}

/// The token with this id in one of these folders.
#[must_use]
pub fn find_token(id: TokenId, folders: &[PathBuf]) -> Option<Token> {
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(TOKEN_ENDING)))
        .filter_map(|path| Token::load(&path).ok())
        .find(|token| token.id == id)
}

/// Whether two places lie on one disk or stick; a key beside what it opens protects nothing.
#[must_use]
pub fn are_on_one_disk(one: &Path, other: &Path) -> bool {
    let disks = sticks();
    let disk = |place: &Path| {
        let whole = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        disks.iter().filter(|disk| whole.starts_with(disk)).max_by_key(|disk| disk.as_os_str().len()).cloned()
    };
    matches!((disk(one), disk(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_every_changed_byte_is_noticed() {
        let token = Token::fresh().unwrap();
        let bytes = token.write().unwrap();
        let back = Token::read(&bytes).unwrap();
        assert!(back.id == token.id && back.secret == token.secret);
        for place in 0..bytes.len() {
            let mut bent = bytes.clone();
            if let Some(byte) = bent.get_mut(place) {
                *byte ^= 1;
            }
            assert!(Token::read(&bent).is_err(), "byte {place}");
        }
        assert_eq!(Token::read(b"").err(), Some(VaultError::NotAToken));
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
