//! Sealing what must stay in memory after a lock (封): only the open ledger has the key to it.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::secret::random;
use super::suite::{Key32, derive};
use super::vault::Vault;

/// What the key is for, and what it is bound to.
const LABEL: &str = "memory";

/// Seals for one ledger while it is open; wiped when dropped.
pub struct Sealer {
    vault: [u8; 16],
    key: Key32,
}

/// Sealed bytes. Without the ledger open nobody reads them.
#[derive(Clone)]
pub struct Sealed {
    vault: [u8; 16],
    nonce: [u8; 24],
    bytes: Vec<u8>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

fn key_of(dek: &Key32, vault: &[u8; 16]) -> Result<Key32, VaultError> {
    let mut key = Key32::default();
    derive(dek.as_slice(), LABEL, vault, key.as_mut_slice())?;
    Ok(key)
}

impl Sealer {
    /// Seals something.
    ///
    /// # Errors
    /// The system gave no random numbers.
    pub fn seal(&self, plain: &[u8]) -> Result<Sealed, VaultError> {
        let nonce = *random::<24>()?;
        let cipher = XChaCha20Poly1305::new_from_slice(self.key.as_slice()).map_err(|_| VaultError::Database(-2))?;
        let sealed = cipher.encrypt((&nonce).into(), Payload { msg: plain, aad: &self.vault });
        Ok(Sealed { vault: self.vault, nonce, bytes: sealed.map_err(|_| VaultError::Database(-2))? })
    }
}

impl Sealed {
    /// Whether it belongs to this ledger.
    #[must_use]
    pub fn is_of(&self, vault: &Vault) -> bool {
        self.vault == vault.sheet.vault.0
    }

    fn open(&self, dek: &Key32) -> Option<Zeroizing<Vec<u8>>> {
        let key = key_of(dek, &self.vault).ok()?;
        let cipher = XChaCha20Poly1305::new_from_slice(key.as_slice()).ok()?;
        let payload = Payload { msg: &self.bytes, aad: &self.vault };
        cipher.decrypt((&self.nonce).into(), payload).ok().map(Zeroizing::new)
    }
}

impl Vault {
    /// What seals for this ledger.
    ///
    /// # Errors
    /// Never in practice.
    pub fn sealer(&self) -> Result<Sealer, VaultError> {
        Ok(Sealer { vault: self.sheet.vault.0, key: key_of(&self.dek, &self.sheet.vault.0)? })
    }

    /// What was sealed while this ledger was open before, also under a key of before that is still known here.
    #[must_use]
    pub fn unseal(&self, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let former = self.former.iter().rev().map(|(_, dek)| dek);
        std::iter::once(&self.dek).chain(former).find_map(|dek| sealed.open(dek))
    }
}
