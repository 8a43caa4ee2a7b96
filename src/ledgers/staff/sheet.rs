//! 利用者 on paper: name and post in a ledger's cell, everything on the card of one person.

use crate::base::Day;
use crate::ledgers::printed::{NONE, long_day, or_none, text};
use crate::paper::KeyValue;

use super::record::{Staff, field};

/// Reading and name, as a ledger's cell shows them.
#[must_use]
pub fn name_lines(staff: &Staff) -> String {
    let kana = if staff.kana.is_empty() { "（フリガナ未記入）" } else { &staff.kana };
    format!("{kana}\n{}", staff.name)
}

/// Department and profession, as a ledger's cell shows them.
#[must_use]
pub fn post_lines(staff: &Staff) -> String {
    format!("{}\n{}", text(&staff.department), text(&staff.profession))
}

/// Everything about the person, for the card (利用者個票).
#[must_use]
pub fn card(staff: &Staff, day: Day) -> Vec<KeyValue> {
    let Staff { name, kana, number, department, profession, started_on, ended_on, end_reason, note } = staff;
    let state = if staff.is_active_on(day) { "利用中" } else { "利用終了" };
    let ended = ended_on.map_or_else(|| NONE.to_owned(), Day::wareki);
    let mut rows = vec![
        KeyValue::new(field::KANA.label, text(kana)),
        KeyValue::new("利用の状況", state),
        KeyValue::new(field::NAME.label, name.clone()),
        KeyValue::new(field::NUMBER.label, or_none(number)),
        KeyValue::new(field::DEPARTMENT.label, text(department)),
        KeyValue::new(field::STARTED_ON.label, long_day(*started_on)),
        KeyValue::new(field::PROFESSION.label, text(profession)),
        KeyValue::new(field::ENDED_ON.label, ended),
    ];
    if ended_on.is_some() || !end_reason.is_empty() {
        rows.push(KeyValue::wide(field::END_REASON.label, text(end_reason)));
    }
    rows.push(KeyValue::wide(field::NOTE.label, or_none(note)));
    rows
}
