//! Failed openings, counted before the passphrase is tried, so that killing the program refunds nothing.
//!
//! How far this goes: who can write in the folder can remove the file (the next opening says so) or put back a copy of
//! it; who can copy the folder tries elsewhere, and only the passphrase's length and Argon2 stand in the way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::durable::write_atomically;
use super::error::VaultError;
use super::schema::meta;
use crate::base::Moment;

/// `attempts.json`: failures by holder.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Attempts {
    /// One more with every opening that worked; the ledger keeps the same number.
    epoch: u64,
    failures: BTreeMap<String, Failures>,
}

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Failures {
    fails: u32,
    last_wall: i64,
    last_gen: u64,
}

/// Whether the file is the one the last opening left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It is.
    Same,
    /// It was removed, or another one put in its place.
    Replaced,
}

/// Where the ledger keeps the file's number.
pub(super) const EPOCH: &str = "attempts_epoch";

impl Attempts {
    /// What the folder remembers; a missing or damaged file counts nothing.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// How long this holder must still wait.
    #[must_use]
    pub fn wait(&self, holder: &str, at: Moment) -> Option<Duration> {
        let failures = self.failures.get(holder)?;
        let delay = delay(failures.fails)?;
        let Ok(passed) = u64::try_from(at.millis() - failures.last_wall) else {
            return Some(delay); // the clock went back: the full delay again
        };
        delay.checked_sub(Duration::from_millis(passed)).filter(|left| !left.is_zero())
    }

    /// Failures so far.
    #[must_use]
    pub fn fails(&self, holder: &str) -> u32 {
        self.failures.get(holder).map_or(0, |failures| failures.fails)
    }

    /// Counts an attempt before it is made, durably.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn count(&mut self, path: &Path, holder: &str, generation: u64, at: Moment) -> Result<(), VaultError> {
        let failures = self.failures.entry(holder.to_owned()).or_default();
        failures.fails = failures.fails.saturating_add(1);
        failures.last_wall = at.millis();
        failures.last_gen = generation;
        self.save(path)
    }

    /// After a clock that went back, the delay counts from now.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn restart(&mut self, path: &Path, holder: &str, at: Moment) -> Result<(), VaultError> {
        match self.failures.get_mut(holder) {
            Some(failures) if failures.last_wall > at.millis() => failures.last_wall = at.millis(),
            _ => return Ok(()),
        }
        self.save(path)
    }

    /// Forgets the failures after success, and numbers the file anew; the ledger follows with [`Self::note`], in this
    /// order, so that a cut between the two is no alarm.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn clear(&mut self, path: &Path, holder: &str, db: &Connection) -> Result<Seen, VaultError> {
        let known: u64 = meta(db, EPOCH)?.and_then(|text| text.parse().ok()).unwrap_or_default();
        let is_same = self.epoch == known || self.epoch == known + 1;
        self.failures.remove(holder);
        self.epoch = known + 1;
        self.save(path)?;
        Ok(if is_same { Seen::Same } else { Seen::Replaced })
    }

    /// What the ledger keeps of this file: a name and a value of `meta`.
    #[must_use]
    pub fn note(&self) -> (&'static str, String) {
        (EPOCH, self.epoch.to_string())
    }

    /// Writes the counts down.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), VaultError> {
        let bytes = serde_json::to_vec(self).map_err(|_| VaultError::Database(-3))?;
        write_atomically(path, &bytes)
    }
}

/// Never for ever: patients are waiting.
const fn delay(n_fails: u32) -> Option<Duration> {
    let seconds = match n_fails {
        0..=2 => return None,
        3 => 5,
        4 => 15,
        5 => 30,
        6 => 60,
        7 => 120,
        8 => 300,
        _ => 900,
    };
    Some(Duration::from_secs(seconds))
}
