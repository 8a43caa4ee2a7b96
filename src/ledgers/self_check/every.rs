//! 自己点検の間隔: after how many months a check is due again; the care networks' two unless the clinic says otherwise.

use crate::vault::{Policy, Reader, VaultError};

/// The setting's name.
pub const SETTING: &str = "self-check.months";

/// What is asked for where neither a profile nor the clinic says anything: every month.
const STRICT: u8 = 1;

/// Months between two checks of a device by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckEvery(pub u8);

impl CheckEvery {
    /// What can be chosen.
    pub const CHOICES: [(&'static str, &'static str); 5] =
        [("1", "1か月"), ("2", "2か月"), ("3", "3か月"), ("6", "6か月"), ("12", "12か月")];

    /// What the ledger says; else the months of the care networks' profile (S000-1.3b, S004-1.3).
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let own = read.setting(SETTING)?.and_then(|text| text.parse().ok()).filter(|months| (1..=12).contains(months));
        let usual = || Policy::of("LOCAL-2M").and_then(|policy| policy.months);
        Ok(Self(own.or_else(usual).unwrap_or(STRICT)))
    }
}
