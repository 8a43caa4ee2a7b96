//! About whom or what a sheet of the sample speaks: whoever has most to show on it.

use crate::base::{Kind, RecordId};
use crate::desk::Problem;
use crate::ledgers::registry;
use crate::vault::Reader;

/// Who has most to show on a sheet, by the beginning of what the record is called; else the first of its kind.
const TELLING: [(&str, &str); 10] = [
    ("joining-check", "大𣘺"),
    ("leaving-check", "栁原"),
    ("farewell", "栁原"),
    ("wipe-record", "TB-02"),
    ("training-record", "MICT利用講習会（3年目）"),
    ("incident-report", "R8-01"),
    ("incident-timeline", "R8-01"),
    ("loss-report", "R8-01"),
    ("takeout-request", "研修・発表"),
    ("vendor-sheet-blank", "有限会社はなみずき情報"),
];

/// The record a sheet of the sample is about.
///
/// # Errors
/// The ledger cannot be read.
pub fn subject(read: &Reader<'_>, sheet: &str, kind: Kind) -> Result<Option<RecordId>, Problem> {
    let all = (registry::of(kind).options)(read)?;
    let wanted = TELLING.iter().find(|(name, _)| *name == sheet).map(|(_, start)| *start);
    let found = wanted.and_then(|start| all.iter().find(|one| one.name.starts_with(start)));
    Ok(found.or_else(|| all.first()).map(|one| one.id))
}
