//! 合言葉の決まり: how long a new passphrase must be and for how long it serves. The numbers stand in `assets/profiles`,
//! none here; the clinic chooses which of them it follows.
//!
//! The kinds of characters a profile names are not counted: whether a passphrase can be guessed is measured instead, for
//! words written in kana have neither letters nor digits.

use std::sync::LazyLock;

use super::error::VaultError;
use super::reader::Reader;
use crate::base::Day;
use crate::profiles::{Profile, Rotation};

/// What a profile asks of a passphrase (方針).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its stable name in files and in the ledger.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What one should know of it.
    pub note: String,
    /// The document it stands in, with its edition.
    pub source: String,
    /// After so many months a passphrase is due to be changed; `None` where none of this length is.
    pub months: Option<u8>,
    alone: usize,
    beside_token: usize,
}

static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| Profile::all().iter().filter_map(Policy::by).collect());

/// A test holds that the profiles can be read; without them nothing short is taken.
static STRICT: Policy = Policy {
    id: String::new(),
    name: String::new(),
    note: String::new(),
    source: String::new(),
    months: None,
    alone: usize::MAX,
    beside_token: usize::MAX,
};

impl Default for &'static Policy {
    fn default() -> Self {
        POLICIES.first().unwrap_or(&STRICT)
    }
}

impl Policy {
    /// The setting that names the one a ledger follows.
    pub const SETTING: &'static str = "passphrase.policy";

    /// All that can be chosen, the default first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &POLICIES
    }

    /// The one of this name.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        POLICIES.iter().find(|policy| policy.id == id)
    }

    /// A profile's numbers; `None` for the clinic's own form: what keeps the ledger shut is no place for shorter ones.
    fn by(profile: &Profile) -> Option<Self> {
        let password = &profile.password;
        let months = match password.rotation? {
            Rotation::Months(months) => Some(months),
            Rotation::None | Rotation::ByBranch(_) => None,
        };
        // Shorter ones would have to be changed at intervals the profile leaves open; we ask for the long one instead.
        let alone = password.min_len_without_two_factor.or_else(|| password.long()).or(password.min_len)?;
        Some(Self {
            id: profile.id.clone(),
            name: profile.name.clone(),
            note: profile.note.clone(),
            source: profile.cited(),
            months,
            alone,
            beside_token: password.least(true)?,
        })
    }

    /// The one a ledger follows; the default where it names none that we know.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<&'static Self, VaultError> {
        Ok(read.setting(Self::SETTING)?.and_then(|id| Self::of(&id)).unwrap_or_default())
    }

    /// The least number of characters (S003-2.7e: long, or shorter beside a second factor). Only a USB key counts as the
    /// second factor here: a one-time code does not stand in the way of somebody who tries passphrases on a copy of the
    /// file.
    #[must_use]
    pub const fn least(&self, has_token: bool) -> usize {
        if has_token { self.beside_token } else { self.alone }
    }

    /// The last day of a passphrase that is in use since then; `None` where it serves on, or nobody knows since when.
    #[must_use]
    pub fn last_day(&self, since: Option<Day>) -> Option<Day> {
        Some(since?.plus_months(self.months?.into()))
    }

    /// Whether a passphrase should have been changed by now; one of an unknown age should.
    #[must_use]
    pub fn is_due(&self, since: Option<Day>, today: Day) -> bool {
        self.months.is_some() && self.last_day(since).is_none_or(|last| last < today)
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;
    use crate::base::Day;

    #[test]
    fn each_profile_says_how_long_a_passphrase_is_and_how_long_it_serves() {
        let numbers = |id| Policy::of(id).map(|policy| (policy.least(false), policy.least(true), policy.months));
        assert_eq!(numbers("MHLW-7.0"), Some((13, 8, None)));
        assert_eq!(numbers("MHLW-R7"), Some((13, 8, None)));
        assert_eq!(numbers("LOCAL-2M"), Some((8, 8, Some(2))));
        assert_eq!(Policy::all().len(), 3, "the clinic's own numbers are no choice for the ledger itself");
        assert_eq!(<&Policy>::default().id, "MHLW-7.0");
    }

    #[test]
    fn a_passphrase_serves_to_the_same_day_two_months_later() {
        let local = Policy::of("LOCAL-2M").unwrap();
        let day = |text| Day::read(text).unwrap();
        assert!(!local.is_due(Some(day("2026-09-26")), day("2026-11-26")));
        assert!(local.is_due(Some(day("2026-09-25")), day("2026-11-26")));
        assert!(local.is_due(None, day("2026-11-26")), "of an unknown age");
        assert!(!<&Policy>::default().is_due(None, day("2026-11-26")));
    }
}
