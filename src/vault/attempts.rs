//! Failed openings, counted before the passphrase is tried, so that killing the program refunds nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::durable::write_atomically;
use super::error::VaultError;
use crate::base::Moment;

/// `attempts.json`: failures by operator.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Attempts(BTreeMap<String, Failures>);

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Failures {
    fails: u32,
    last_wall: i64,
    last_gen: u64,
}

impl Attempts {
    /// What the folder remembers; a missing or damaged file counts nothing.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// How long this operator must still wait.
    #[must_use]
    pub fn wait(&self, user: &str, at: Moment) -> Option<Duration> {
        let failures = self.0.get(user)?;
        let delay = delay(failures.fails)?;
        let Ok(passed) = u64::try_from(at.millis() - failures.last_wall) else {
            return Some(delay); // the clock went back: the full delay again
        };
        delay.checked_sub(Duration::from_millis(passed)).filter(|left| !left.is_zero())
    }

    /// Failures so far.
    #[must_use]
    pub fn fails(&self, user: &str) -> u32 {
        self.0.get(user).map_or(0, |failures| failures.fails)
    }

    /// Counts an attempt before it is made, durably.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn count(&mut self, path: &Path, user: &str, generation: u64, at: Moment) -> Result<(), VaultError> {
        let failures = self.0.entry(user.to_owned()).or_default();
        failures.fails = failures.fails.saturating_add(1);
        failures.last_wall = at.millis();
        failures.last_gen = generation;
        self.save(path)
    }

    /// After a clock that went back, the delay counts from now.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn restart(&mut self, path: &Path, user: &str, at: Moment) -> Result<(), VaultError> {
        match self.0.get_mut(user) {
            Some(failures) if failures.last_wall > at.millis() => failures.last_wall = at.millis(),
            _ => return Ok(()),
        }
        self.save(path)
    }

    /// Forgets the failures after success.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn clear(&mut self, path: &Path, user: &str) -> Result<(), VaultError> {
        if self.0.remove(user).is_some() { self.save(path) } else { Ok(()) }
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
