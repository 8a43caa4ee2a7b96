//! The key file `vault.keys`: who holds the data key. Text, summed against damage, sealed against tampering.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::error::VaultError;
use super::hex::{Hex, HexBytes, from_hex, to_hex};
use super::kdf::KdfParams;
use super::suite::{GrantBinding, Key32, SlotBinding, derive, sha256};

const MAGIC: &str = "DAICHOBAN-KEYS ";
const VERSION: u32 = 1;
const MAX_BYTES: usize = 1024 * 1024;
const MAX_HOLDERS: usize = 64;

/// What the key file says (one line of JSON).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySheet {
    /// Format version.
    pub v: u32,
    /// Always "D1".
    pub suite: String,
    /// The vault's id.
    pub vault: Hex<16>,
    /// One more with every saved change.
    #[serde(rename = "gen")]
    pub generation: u64,
    /// One more with every new data key.
    pub epoch: u32,
    /// When it was written.
    pub written: String,
    /// The ledger file it opens.
    pub db: DbRef,
    /// Who holds the data key.
    pub holders: Vec<Holder>,
    /// How holders are opened.
    pub unlocks: Vec<Unlock>,
}

/// The ledger file a key file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DbRef {
    /// File name in the same folder.
    pub file: String,
    /// Own id: own key and salt.
    pub id: Hex<16>,
    /// Always "sqlcipher4-4096".
    pub fmt: String,
}

/// What a holder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HolderType {
    /// A person.
    User,
    /// A recovery sheet.
    Recovery,
}

/// Somebody who holds the data key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// `h01`.
    pub id: String,
    /// Person or sheet.
    #[serde(rename = "type")]
    pub holder_type: HolderType,
    /// The person's UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The name shown before unlocking.
    pub label: String,
    /// Public key.
    pub pk: Hex<32>,
    /// Data keys sealed to it.
    pub grants: Vec<Grant>,
}

/// A data key sealed to a holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Which data key.
    pub key: String,
    /// Its epoch.
    pub epoch: u32,
    /// Encapsulated key.
    pub enc: Hex<32>,
    /// Sealed data key.
    pub ct: HexBytes,
}

/// A passphrase slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// `u01`.
    pub id: String,
    /// The holder it opens.
    pub holder: String,
    /// What is needed.
    pub factors: Vec<String>,
    /// Which key file, where one is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyfile: Option<Hex<8>>,
    /// Argon2id memory in KiB.
    pub m: u32,
    /// Argon2id passes.
    pub t: u32,
    /// Argon2id lanes.
    pub p: u32,
    /// Salt.
    pub salt: Hex<16>,
    /// Nonce.
    pub nonce: Hex<24>,
    /// Sealed private key and pin.
    pub ct: HexBytes,
}

/// The one data key of today; a second one ("restricted") is reserved.
pub const MAIN_KEY: &str = "main";

impl Unlock {
    /// Argon2id parameters.
    #[must_use]
    pub const fn kdf(&self) -> KdfParams {
        KdfParams { m: self.m, t: self.t, p: self.p }
    }

    /// What the slot is bound to.
    #[must_use]
    pub fn binding<'a>(&'a self, vault: &'a [u8; 16], holder: &'a Holder, factors: &'a str) -> SlotBinding<'a> {
        SlotBinding {
            vault,
            unlock: &self.id,
            holder: &holder.id,
            user: holder.user.as_deref().unwrap_or_default(),
            factors,
            kdf: self.kdf(),
            salt: &self.salt.0,
            pk: &holder.pk.0,
        }
    }
}

impl Holder {
    /// The data key of this epoch, where the holder's secret opens it.
    #[must_use]
    pub fn open(&self, sheet: &KeySheet, secret: &super::suite::HolderSecret) -> Option<Key32> {
        let grant = self.grants.iter().find(|grant| grant.key == MAIN_KEY && grant.epoch == sheet.epoch)?;
        let binding =
            GrantBinding { vault: &sheet.vault.0, key: MAIN_KEY, epoch: sheet.epoch, holder: &self.id, pk: &self.pk.0 };
        binding.open(secret, &grant.enc.0, &grant.ct.0)
    }
}

/// A key file that was read: undamaged, but not yet proven untampered.
#[derive(Debug, Clone)]
pub struct KeyFile {
    /// What it says.
    pub sheet: KeySheet,
    sealed: Vec<u8>,
    /// Nothing for one that was put together from the recovery sheet's record: its grant proves itself.
    mac: Option<[u8; 32]>,
}

impl KeyFile {
    /// Reads the bytes of a key file.
    ///
    /// # Errors
    /// Not a key file, newer, damaged, or asking for an unacceptable calculation.
    pub fn read(bytes: &[u8]) -> Result<Self, VaultError> {
        if bytes.len() > MAX_BYTES {
            return Err(VaultError::NotKeyFile);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| damaged_or_other(bytes))?;
        let rest = text.strip_prefix(MAGIC).ok_or_else(|| damaged_or_other(bytes))?;
        let (number, _) = rest.split_once('\n').ok_or(VaultError::KeysDamaged)?;
        match number.parse::<u32>() {
            Ok(VERSION) => {}
            Ok(newer) if newer > VERSION && is_summed(text) => return Err(VaultError::NewerFormat),
            _ => return Err(VaultError::KeysDamaged),
        }
        Self::read_lines(text).ok_or(VaultError::KeysDamaged)?
    }

    fn read_lines(text: &str) -> Option<Result<Self, VaultError>> {
        if !is_summed(text) {
            return None;
        }
        let mut lines = text.split_inclusive('\n');
        let (magic, json, mac, _sum) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        if lines.next().is_some() || magic != format!("{MAGIC}{VERSION}\n") {
            return None;
        }
        let mac = from_hex::<32>(mac.strip_prefix("mac ")?.strip_suffix('\n')?)?;
        let sheet: KeySheet = serde_json::from_str(json.strip_suffix('\n')?).ok()?;
        Some(sheet.accepted().map(|sheet| Self { sheet, sealed: [magic, json].concat().into_bytes(), mac: Some(mac) }))
    }

    /// What the record on a recovery sheet says, as a key file. Nobody has sealed it as a whole; a grant of an outsider
    /// does not open, and a wrong file or id opens nothing.
    pub(super) const fn of_record(sheet: KeySheet) -> Self {
        Self { sheet, sealed: Vec::new(), mac: None }
    }

    /// Proves with the data key that nobody without it changed the file.
    ///
    /// # Errors
    /// Tampered.
    pub fn verify(&self, dek: &Key32) -> Result<(), VaultError> {
        let Some(sealed) = self.mac else { return Ok(()) };
        let mac = seal(&self.sheet.vault.0, dek, &self.sealed)?;
        if bool::from(mac.ct_eq(&sealed)) { Ok(()) } else { Err(VaultError::KeysTampered) }
    }
}

impl KeySheet {
    /// The id of the holder with this name: no two have the same at a time, and no id is ever given twice.
    pub(super) fn id_of(&self, label: &str) -> Option<&str> {
        self.holders.iter().find(|holder| holder.label == label).map(|holder| holder.id.as_str())
    }

    /// The bytes of the key file.
    ///
    /// # Errors
    /// Never in practice.
    pub fn write(&self, dek: &Key32) -> Result<Vec<u8>, VaultError> {
        let json = serde_json::to_string(self).map_err(|_| VaultError::Database(-3))?;
        let mut out = format!("{MAGIC}{VERSION}\n{json}\n").into_bytes();
        let mac = seal(&self.vault.0, dek, &out)?;
        out.extend_from_slice(format!("mac {}\n", to_hex(&mac)).as_bytes());
        let sum = sha256(&out);
        out.extend_from_slice(format!("sum {}\n", to_hex(&sum)).as_bytes());
        Ok(out)
    }

    /// The holder with this id.
    #[must_use]
    pub fn holder(&self, id: &str) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.id == id)
    }

    fn accepted(self) -> Result<Self, VaultError> {
        if self.v > VERSION || (self.v == VERSION && self.suite != "D1") {
            return Err(VaultError::NewerFormat);
        }
        let is_sound = self.v == VERSION
            && self.db.fmt == "sqlcipher4-4096"
            && is_ledger_name(&self.db.file)
            && self.holders.len() <= MAX_HOLDERS
            && self.unlocks.len() <= MAX_HOLDERS * 4
            && self.unlocks.iter().all(|unlock| self.holder(&unlock.holder).is_some());
        if !is_sound {
            return Err(VaultError::KeysDamaged);
        }
        if self.unlocks.iter().all(|unlock| unlock.kdf().is_acceptable()) {
            Ok(self)
        } else {
            Err(VaultError::KdfRefused)
        }
    }
}

/// The name of the ledger file of an epoch.
pub(super) fn ledger_name(epoch: u32) -> String {
    format!("ledger-{epoch:04}.db")
}

/// `ledger-0001.db` and nothing that could lead out of the folder.
fn is_ledger_name(name: &str) -> bool {
    name.strip_prefix("ledger-")
        .and_then(|rest| rest.strip_suffix(".db"))
        .is_some_and(|number| (4..=9).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit()))
}

fn is_summed(text: &str) -> bool {
    let Some((body, sum)) = text.strip_suffix('\n').and_then(|text| text.rsplit_once("\nsum ")) else { return false };
    let mut summed = body.as_bytes().to_vec();
    summed.push(b'\n');
    from_hex::<32>(sum).is_some_and(|sum| sum == sha256(&summed))
}

/// A file that begins or ends like a key file is a damaged one; anything else is something else.
fn damaged_or_other(bytes: &[u8]) -> VaultError {
    let lossy = String::from_utf8_lossy(bytes);
    let head_hits = lossy.chars().zip(MAGIC.chars()).filter(|(a, b)| a == b).count();
    if head_hits + 3 >= MAGIC.len() || lossy.contains("\nsum ") || lossy.contains("\"suite\":") {
        VaultError::KeysDamaged
    } else {
        VaultError::NotKeyFile
    }
}

fn seal(vault: &[u8; 16], dek: &Key32, sealed: &[u8]) -> Result<[u8; 32], VaultError> {
    let key = mac_key(vault, dek)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_slice()).map_err(|_| VaultError::Database(-2))?;
    mac.update(sealed);
    Ok(mac.finalize().into_bytes().into())
}

/// The key that seals the key file (test vectors).
///
/// # Errors
/// Never in practice.
pub fn mac_key(vault: &[u8; 16], dek: &Key32) -> Result<Key32, VaultError> {
    let mut key = Key32::default();
    derive(dek.as_slice(), "keyfile-mac", vault, key.as_mut_slice())?;
    Ok(key)
}
