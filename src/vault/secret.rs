//! Secrets in memory: passphrases and keys that are wiped when dropped and never printed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_public_assigned;
use zeroize::Zeroizing;

use super::error::VaultError;

/// A passphrase (合言葉). Wiped when dropped; its `Debug` says nothing.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

/// What is wrong with a new passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassphraseFault {
    /// Shorter than the policy asks for.
    TooShort {
        /// The least number of characters.
        least: usize,
    },
    /// It holds a character that may be read differently by another version.
    UnknownCharacter,
    /// It would be guessed.
    Guessable,
    /// It is this operator's present one, or one of the last they had.
    UsedBefore,
}

impl Secret {
    /// The weakest strength that is taken, of 0 to 4.
    pub const ENOUGH: u8 = 3;

    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// True where nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with it as a new passphrase of at least so many characters, if anything.
    #[must_use]
    pub fn fault(&self, least: usize) -> Option<PassphraseFault> {
        let normal = self.normal();
        if !normal.chars().all(|c| is_public_assigned(c) && !c.is_control()) {
            return Some(PassphraseFault::UnknownCharacter);
        }
        (normal.chars().count() < least).then_some(PassphraseFault::TooShort { least })
    }

    /// How hard it is to guess, 0 to 4; `known` are words somebody else would try first.
    #[must_use]
    pub fn strength(&self, known: &[&str]) -> u8 {
        super::strength::strength(&self.normal(), known)
    }

    /// Whether somebody who tries would find it; `known` are words they would try first. Takes some milliseconds.
    #[must_use]
    pub fn is_guessable(&self, known: &[&str]) -> bool {
        self.strength(known) < Self::ENOUGH
    }

    /// NFKC, so that a passphrase typed in full width is the same.
    pub(crate) fn normal(&self) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(self.0.len() * 4 + 16));
        out.extend(self.0.nfkc());
        out
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A passphrase for one opening, to be handed over on paper: five groups of four digits (66 bits).
///
/// # Errors
/// The system gave no random numbers.
pub fn one_time_passphrase() -> Result<Zeroizing<String>, VaultError> {
    let mut groups = Vec::with_capacity(5);
    while groups.len() < 5 {
        let number = u16::from_le_bytes(*random::<2>()?);
        // 60,000 is the largest multiple of 10,000 that fits: no group is likelier than another.
        if number < 60_000 {
            groups.push(format!("{:04}", number % 10_000));
        }
    }
    Ok(Zeroizing::new(groups.join("-")))
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, VaultError> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| VaultError::NoRandom)?;
    Ok(bytes)
}
