//! Suite D1: how a passphrase becomes a key, how keys wrap keys. One fixed composition, nothing to negotiate.

use std::fmt;
use std::ops::{Deref, DerefMut};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hkdf::Hkdf;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, PskBundle, Serializable};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::kdf::KdfParams;
use super::secret::Secret;

/// 32 secret bytes. They lie on the heap, so that handing them on leaves no copy on the stack; wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Key32(Box<Zeroizing<[u8; 32]>>);

impl Key32 {
    /// Given bytes (test vectors).
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Box::new(Zeroizing::new(bytes)))
    }

    /// 32 bytes of a slice; `None` for any other number.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::default();
        (bytes.len() == key.len()).then(|| key.copy_from_slice(bytes))?;
        Some(key)
    }

    /// Fresh ones.
    ///
    /// # Errors
    /// The system gave no random numbers.
    pub fn random() -> Result<Self, VaultError> {
        let mut key = Self::default();
        getrandom::fill(key.as_mut_slice()).map_err(|_| VaultError::NoRandom)?;
        Ok(key)
    }
}

impl fmt::Debug for Key32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key32(…)")
    }
}

impl Deref for Key32 {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

impl DerefMut for Key32 {
    fn deref_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// A holder's private key and the pin that proves a grant was made by an insider.
pub struct HolderSecret {
    /// X25519 private key.
    pub sk: Key32,
    /// Pre-shared key of the grants.
    pub pin: Key32,
}

/// Appends `u32le(len x) ‖ x`.
pub fn lp(out: &mut Vec<u8>, x: &[u8]) {
    out.extend_from_slice(&u32::try_from(x.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(x);
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 as lower-case hex: what the journal says of a file that was written out.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    super::hex::to_hex(&sha256(bytes))
}

/// One key per purpose out of one key.
///
/// # Errors
/// Only for an output longer than HKDF can give.
pub fn derive(key: &[u8], label: &str, context: &[u8], out: &mut [u8]) -> Result<(), VaultError> {
    let mut info = Vec::new();
    lp(&mut info, format!("daichoban/1/{label}").as_bytes());
    lp(&mut info, context);
    Hkdf::<Sha256>::new(None, key).expand(&info, out).map_err(|_| VaultError::Database(-2))
}

/// Everything a slot is bound to, besides the passphrase.
pub struct SlotBinding<'a> {
    /// The vault.
    pub vault: &'a [u8; 16],
    /// Unlock id.
    pub unlock: &'a str,
    /// Holder id.
    pub holder: &'a str,
    /// The operator's UUID as text.
    pub user: &'a str,
    /// Factors joined by `+`.
    pub factors: &'a str,
    /// Argon2id parameters.
    pub kdf: KdfParams,
    /// Salt.
    pub salt: &'a [u8; 16],
    /// The holder's public key.
    pub pk: &'a [u8; 32],
}

impl SlotBinding<'_> {
    /// The associated data of the slot.
    #[must_use]
    pub fn aad(&self) -> Vec<u8> {
        let Self { vault, unlock, holder, user, factors, kdf, salt, pk } = self;
        let mut out = Vec::with_capacity(256);
        lp(&mut out, b"daichoban/1/unlock");
        lp(&mut out, *vault);
        lp(&mut out, unlock.as_bytes());
        lp(&mut out, holder.as_bytes());
        lp(&mut out, user.as_bytes());
        lp(&mut out, factors.as_bytes());
        lp(&mut out, &kdf.m.to_le_bytes());
        lp(&mut out, &kdf.t.to_le_bytes());
        lp(&mut out, &kdf.p.to_le_bytes());
        lp(&mut out, *salt);
        lp(&mut out, *pk);
        out
    }

    /// The key that wraps the holder's secret.
    ///
    /// # Errors
    /// Out of memory, or parameters Argon2 does not know.
    pub fn kek(&self, passphrase: &Secret, keyfile: Option<&[u8; 32]>) -> Result<Key32, VaultError> {
        let stretched = stretch(passphrase, self.salt, self.kdf)?;
        let mut ikm = Zeroizing::new(Vec::with_capacity(64));
        ikm.extend_from_slice(stretched.as_slice());
        if let Some(secret) = keyfile {
            ikm.extend_from_slice(secret);
        }
        let mut kek = Key32::default();
        Hkdf::<Sha256>::new(Some(self.salt), &ikm)
            .expand(&self.aad(), kek.as_mut_slice())
            .map_err(|_| VaultError::Database(-2))?;
        Ok(kek)
    }
}

/// Argon2id over the normalised passphrase.
///
/// # Errors
/// Out of memory, or parameters Argon2 does not know.
pub fn stretch(passphrase: &Secret, salt: &[u8; 16], kdf: KdfParams) -> Result<Key32, VaultError> {
    let params = Params::new(kdf.m, kdf.t, kdf.p, Some(32)).map_err(|_| VaultError::KdfRefused)?;
    let mut out = Key32::default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.normal().as_bytes(), salt, out.as_mut_slice())
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => VaultError::OutOfMemory,
            _ => VaultError::KdfRefused,
        })?;
    Ok(out)
}

/// Seals `sk ‖ pin` under the slot's key.
///
/// # Errors
/// Never in practice; the cipher's type says it may.
pub fn wrap(kek: &Key32, nonce: &[u8; 24], secret: &HolderSecret, aad: &[u8]) -> Result<Vec<u8>, VaultError> {
    let mut plain = Zeroizing::new(Vec::with_capacity(64));
    plain.extend_from_slice(secret.sk.as_slice());
    plain.extend_from_slice(secret.pin.as_slice());
    let cipher = XChaCha20Poly1305::new_from_slice(kek.as_slice()).map_err(|_| VaultError::Database(-2))?;
    cipher.encrypt(nonce.into(), Payload { msg: &plain, aad }).map_err(|_| VaultError::Database(-2))
}

/// Opens what [`wrap`] sealed; `None` for a wrong key or changed bytes.
#[must_use]
pub fn unwrap_secret(kek: &Key32, nonce: &[u8; 24], ct: &[u8], aad: &[u8]) -> Option<HolderSecret> {
    let cipher = XChaCha20Poly1305::new_from_slice(kek.as_slice()).ok()?;
    let plain = Zeroizing::new(cipher.decrypt(nonce.into(), Payload { msg: ct, aad }).ok()?);
    let (sk, pin) = plain.split_at_checked(32)?;
    Some(HolderSecret { sk: Key32::of(sk)?, pin: Key32::of(pin)? })
}

/// The public key of a private key.
///
/// # Errors
/// Never for 32 bytes.
pub fn public_key(sk: &Key32) -> Result<[u8; 32], VaultError> {
    let sk = PrivateKey::from_bytes(sk.as_slice()).map_err(|_| VaultError::Database(-2))?;
    Ok(X25519HkdfSha256::sk_to_pk(&sk).to_bytes().into())
}

/// Everything a grant is bound to.
pub struct GrantBinding<'a> {
    /// The vault.
    pub vault: &'a [u8; 16],
    /// Which data key ("main").
    pub key: &'a str,
    /// Rotation epoch.
    pub epoch: u32,
    /// Holder id.
    pub holder: &'a str,
    /// The holder's public key.
    pub pk: &'a [u8; 32],
}

impl GrantBinding<'_> {
    fn info(&self) -> Vec<u8> {
        let Self { vault, key, epoch, holder, pk } = self;
        let mut out = Vec::with_capacity(160);
        lp(&mut out, b"daichoban/1/grant");
        lp(&mut out, *vault);
        lp(&mut out, key.as_bytes());
        lp(&mut out, &epoch.to_le_bytes());
        lp(&mut out, holder.as_bytes());
        lp(&mut out, *pk);
        out
    }

    /// Seals the data key to the holder; needs only the public key and the pin.
    ///
    /// # Errors
    /// A public key that is none.
    pub fn seal(&self, pin: &Key32, dek: &Key32) -> Result<([u8; 32], Vec<u8>), VaultError> {
        let refused = |_| VaultError::Database(-2);
        let pk = PublicKey::from_bytes(self.pk).map_err(refused)?;
        let psk = PskBundle::new(pin.as_slice(), self.holder.as_bytes()).map_err(refused)?;
        let (enc, ct) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Psk(psk),
            &pk,
            &self.info(),
            dek.as_slice(),
            &[],
        )
        .map_err(refused)?;
        Ok((enc.to_bytes().into(), ct))
    }

    /// Opens the data key; `None` for a grant that was not made for this holder by an insider.
    #[must_use]
    pub fn open(&self, secret: &HolderSecret, enc: &[u8; 32], ct: &[u8]) -> Option<Key32> {
        let sk = PrivateKey::from_bytes(secret.sk.as_slice()).ok()?;
        let enc = EncappedKey::from_bytes(enc).ok()?;
        let psk = PskBundle::new(secret.pin.as_slice(), self.holder.as_bytes()).ok()?;
        let dek = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Psk(psk),
            &sk,
            &enc,
            &self.info(),
            ct,
            &[],
        );
        Key32::of(&Zeroizing::new(dek.ok()?))
    }
}
