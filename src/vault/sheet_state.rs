//! How it stands with the recovery sheet on paper (復旧シートの状態): not put away yet, as it should be, or with a record
//! that is out of date since the keys were made anew.

use super::entry::{Act, Detail};
use super::error::VaultError;
use super::log::LogFilter;
use super::reader::Reader;
use super::tx::Tx;

/// How it stands with the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// It was made and nobody has said that it is put away.
    Open,
    /// It is put away, and its record fits the keys of now.
    Kept,
    /// It is put away and its digits count; the record on it is of keys of before, or it has none.
    Outdated,
}

/// The setting that says it.
const KEY: &str = "recovery.sheet";
/// Its values.
const OPEN: &str = "open";
const OUTDATED: &str = "outdated";
const KEPT: &str = "kept";

impl SheetState {
    /// What the ledger says.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        Ok(match read.setting(KEY)?.as_deref() {
            Some(KEPT) => Self::Kept,
            Some(OUTDATED) => Self::Outdated,
            Some(_) => Self::Open,
            None => {
                let confirmed =
                    LogFilter { acts: vec![Act::RecoveryConfirmed], limit: Some(1), ..LogFilter::default() };
                // A sheet from before there were records.
                if read.log(&confirmed)?.is_empty() { Self::Open } else { Self::Outdated }
            }
        })
    }
}

impl Tx<'_> {
    /// Records that the sheet, or its record printed anew, was checked and put away.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_sheet(&mut self, said: &str) -> Result<(), VaultError> {
        self.note(Act::RecoveryConfirmed, &Detail::said(said))?;
        self.set(KEY, KEPT)
    }

    /// There are new digits, and nobody has said yet that they are put away.
    pub(super) fn open_sheet(&mut self) -> Result<(), VaultError> {
        self.set(KEY, OPEN)
    }

    /// From now on the record on paper fits no more.
    pub(super) fn outdate_sheet(&mut self) -> Result<(), VaultError> {
        match SheetState::read(&self.reader())? {
            SheetState::Kept => self.set(KEY, OUTDATED),
            SheetState::Open | SheetState::Outdated => Ok(()),
        }
    }
}
