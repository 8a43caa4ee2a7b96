//! What every record (記録) can do, and what the ledger keeps beside it to find it again.

use std::fmt::Debug;
use std::hash::Hash;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Breach, Day, Draft, Field, Kind, RecordId};

/// What the screens search and sort by; derived from the record, never typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// The record this one is about (an account's person).
    pub subject: Option<RecordId>,
    /// The day it is dated.
    pub on_day: Option<Day>,
    /// The day something is due.
    pub due_day: Option<Day>,
    /// In use, as against retired.
    pub is_active: bool,
    /// Where it stands in a list ([`super::text::kana_key`]).
    pub sort_key: String,
    /// What a search looks through ([`super::text::fold`]).
    pub search: String,
}

/// A record (記録): parsed, sound, and able to become a draft again.
pub trait Record: Serialize + DeserializeOwned + Clone + Debug + Send + Sync + 'static {
    /// Its kind.
    const KIND: Kind;
    /// The type of its id.
    type Id: Copy + Eq + Ord + Hash + Debug + Send + Sync + From<RecordId> + Into<RecordId>;

    /// Its fields, in the order of the form.
    fn fields() -> &'static [Field];
    /// What it is called in lists, links and the history.
    fn title(&self) -> String;
    /// What it is found by.
    fn index(&self) -> Index;
    /// Its values as they would be typed.
    fn draft(&self) -> Draft;
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every broken rule at once, each with its field.
    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>>;
}

/// A record as the ledger keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<R: Record> {
    /// Its id.
    pub id: R::Id,
    /// 1 when first saved, one more with every correction.
    pub version: u32,
    /// The record.
    pub record: R,
}
