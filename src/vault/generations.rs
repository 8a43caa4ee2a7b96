//! Generations (世代) of backups in a folder: which there are, which of them may go when a new one has come.

use std::fs;
use std::path::{Path, PathBuf};

use super::backup_file::{BackupFile, ENDING, Manifest};
use super::error::VaultError;
use crate::base::Moment;

/// At least so many generations always stay (確認表マニュアル 3-②; S003-3.2b).
pub const LEAST_KEPT: usize = 3;

/// At most so many go when one has come: enough to keep up, and a clock that is years ahead for a day costs little.
const MOST_GONE: usize = 2;

/// A backup is old after so many days, where something was recorded since. Our own measure: a clinic that works every
/// day closes the ledger every day.
pub const OLD_AFTER_DAYS: i64 = 7;

/// A backup found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// The file.
    pub path: PathBuf,
    /// What it says of itself, or why it cannot be used.
    pub manifest: Result<Manifest, VaultError>,
    /// Size of the file in bytes.
    pub n_bytes: u64,
}

/// The files in a folder that are backups by their names.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let all = entries.flatten().map(|entry| entry.path());
    all.filter(|path| path.extension().is_some_and(|ending| ending == ENDING) && path.is_file()).collect()
}

/// The backups in a folder, the newest first; damaged ones are listed as such, half-written ones are not.
///
/// # Errors
/// The folder cannot be read. A folder that is not there has no backups.
pub fn generations(folder: &Path) -> Result<Vec<Generation>, VaultError> {
    match fs::read_dir(folder) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    }
    let mut found: Vec<Generation> = files(folder)
        .into_iter()
        .map(|path| Generation {
            manifest: BackupFile::open(&path).map(|file| file.manifest),
            n_bytes: fs::metadata(&path).map(|meta| meta.len()).unwrap_or_default(),
            path,
        })
        .collect();
    // Names hold the time; two ledgers in one folder are told apart by their manifests.
    found.sort_by_cached_key(|one| {
        let at = one.manifest.as_ref().ok().map(|manifest| (manifest.at.clone(), manifest.seq));
        std::cmp::Reverse((at, one.path.clone()))
    });
    Ok(found)
}

/// Removes the generations of this ledger that have become too many. Damaged ones and other ledgers' are left alone.
/// The one that was just made stays in any case, whatever the PC's clock says. Gives how many went.
pub(crate) fn thin_out(folder: &Path, vault: &[u8; 16], made: &Path, now: Moment) -> Result<usize, VaultError> {
    let mine: Vec<(PathBuf, Moment)> = generations(folder)?
        .into_iter()
        .filter_map(|one| {
            let manifest = one.manifest.ok().filter(|manifest| manifest.vault.0 == *vault)?;
            Some((one.path, manifest.made_at()?))
        })
        .collect();
    let times: Vec<Moment> = mine.iter().map(|(_, at)| *at).collect();
    let keeps = kept(&times, now);
    let superfluous = mine.iter().zip(keeps).rev().filter(|((path, _), keeps)| !keeps && path != made);
    let mut n_gone = 0;
    for ((path, _), _) in superfluous.take(MOST_GONE) {
        fs::remove_file(path)?;
        n_gone += 1;
    }
    Ok(n_gone)
}

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
const TWO_WEEKS: i64 = 14 * DAY;
const TWO_MONTHS: i64 = 60 * DAY;
/// Days begin at midnight in Japan.
const JAPAN: i64 = 9 * HOUR;

/// Which of these times (newest first) are kept: the newest three, the newest of each hour for a day, of each day for
/// two weeks, of each week for two months, and of each month for ever.
fn kept(times: &[Moment], now: Moment) -> Vec<bool> {
    let mut last: Option<(u8, i64)> = None;
    times
        .iter()
        .enumerate()
        .map(|(place, at)| {
            let age = now.millis() - at.millis();
            let (year, month, _) = at.day().parts();
            let n_days = (at.millis() + JAPAN).div_euclid(DAY);
            let slot = match age {
                ..DAY => (0, at.millis().div_euclid(HOUR)),
                DAY..TWO_WEEKS => (1, n_days),
                TWO_WEEKS..TWO_MONTHS => (2, n_days.div_euclid(7)),
                _ => (3, i64::from(year) * 12 + i64::from(month)),
            };
            let is_new = last != Some(slot);
            last = Some(slot);
            is_new || place < LEAST_KEPT
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Day;

    fn at(n_hours_ago: i64) -> Moment {
        let now = Moment::in_japan(Day::new(2026, 11, 20).unwrap(), 18, 30).unwrap();
        now.plus_seconds(-3600 * n_hours_ago)
    }

    #[test]
    fn a_day_keeps_hours_two_weeks_keep_days_and_months_stay_for_ever() {
        // Every ten minutes for a day, every hour for three years.
        let mut times: Vec<Moment> = (0..144).map(|n| at(0).plus_seconds(-600 * n)).collect();
        times.extend((25..26_280).map(at));
        let keeps = kept(&times, at(0));
        let n_kept = keeps.iter().filter(|keeps| **keeps).count();
        // 3 newest and 24 or 25 hours, 13 or 14 days, 7 or 8 weeks, 34 or 35 months.
        assert!((78..=86).contains(&n_kept), "{n_kept}");
        let oldest = times.iter().zip(&keeps).filter(|(_, keeps)| **keeps).map(|(at, _)| *at).next_back();
        assert!(oldest.is_some_and(|oldest| oldest.millis() < at(24 * 1000).millis()));
    }

    #[test]
    fn the_newest_three_stay_however_close_they_are() {
        let times: Vec<Moment> = (0..10).map(|n| at(0).plus_seconds(-n)).collect();
        let keeps = kept(&times, at(0));
        assert_eq!(keeps.iter().filter(|keeps| **keeps).count(), LEAST_KEPT);
    }

    #[test]
    fn what_was_thinned_once_is_thinned_no_further() {
        let times: Vec<Moment> = (0..5_000).map(at).collect();
        let once: Vec<Moment> = times.iter().zip(kept(&times, at(0))).filter(|(_, k)| *k).map(|(t, _)| *t).collect();
        assert!(kept(&once, at(0)).iter().all(|keeps| *keeps));
    }
}
