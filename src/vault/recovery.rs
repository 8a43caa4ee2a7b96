//! The recovery code (復旧コード): 128 random bits on paper as 8 groups of 6 digits that catch slips of the pen.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::secret::random;
use super::suite::{HolderSecret, Key32, derive};

/// Groups on the sheet.
pub const N_GROUPS: usize = 8;
/// Digits in a group.
pub const N_DIGITS: usize = 6;

/// The recovery code. Lives on paper only; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

/// Which groups (1 to 8) were mistyped; empty where the number of digits is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryFault {
    /// Groups that do not check, counted from 1.
    pub wrong_groups: Vec<usize>,
}

impl RecoveryCode {
    pub(crate) fn fresh() -> Result<Self, VaultError> {
        random::<16>().map(Self)
    }

    /// A code of given bytes (test vectors).
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The eight groups as printed.
    #[must_use]
    pub fn groups(&self) -> Vec<String> {
        self.0
            .chunks_exact(2)
            .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
            .map(|pair| format!("{:06}", u32::from(u16::from_le_bytes(pair)) * 11))
            .collect()
    }

    /// Reads what was typed; full-width digits, spaces, hyphens and line breaks are fine.
    ///
    /// # Errors
    /// Names the groups that do not check.
    pub fn read(text: &str) -> Result<Self, RecoveryFault> {
        let digits: Zeroizing<Vec<char>> = Zeroizing::new(digits(text));
        if digits.len() != N_GROUPS * N_DIGITS {
            return Err(RecoveryFault { wrong_groups: Vec::new() });
        }
        let mut bytes = Zeroizing::new([0_u8; 16]);
        let mut wrong_groups = Vec::new();
        let groups = digits.chunks_exact(N_DIGITS).zip(bytes.chunks_exact_mut(2));
        for (number, (group, slot)) in groups.enumerate() {
            match value(group) {
                Some(value) => slot.copy_from_slice(&value.to_le_bytes()),
                None => wrong_groups.push(number + 1),
            }
        }
        if wrong_groups.is_empty() { Ok(Self(bytes)) } else { Err(RecoveryFault { wrong_groups }) }
    }

    /// True where a single group of 6 digits checks, for the mark beside the field while typing.
    #[must_use]
    pub fn is_group(text: &str) -> bool {
        value(&digits(text)).is_some()
    }

    /// The holder secret derived from the code (test vectors).
    ///
    /// # Errors
    /// Never in practice.
    pub fn secret(&self, vault: &[u8; 16]) -> Result<HolderSecret, VaultError> {
        let (mut sk, mut pin) = (Key32::default(), Key32::default());
        derive(self.0.as_slice(), "recovery", vault, sk.as_mut_slice())?;
        derive(self.0.as_slice(), "recovery-pin", vault, pin.as_mut_slice())?;
        Ok(HolderSecret { sk, pin })
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

fn digits(text: &str) -> Vec<char> {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

fn value(group: &[char]) -> Option<u16> {
    if group.len() != N_DIGITS {
        return None;
    }
    let number = group.iter().try_fold(0_u32, |sum, c| Some(sum * 10 + c.to_digit(10)?))?;
    (number % 11 == 0).then(|| u16::try_from(number / 11).ok()).flatten()
}
