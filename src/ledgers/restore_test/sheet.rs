//! 復元の確認 on paper: every time a backup was brought back, the newest first.

use crate::base::Coded;
use crate::ledgers::printed::{cell, day, note, or_none, text};
use crate::paper::{Column, Row, Table};

use super::record::{RestoreTest, field};

/// The list; each test with the name of its system and of what was to be kept.
#[must_use]
pub fn list<'a>(tests: impl IntoIterator<Item = (&'a RestoreTest, String)>) -> Table {
    let columns = vec![
        Column::fixed(field::ON.label, 22.0),
        Column::share("システム・情報", 1.4),
        Column::share(field::PERFORMER.label, 1.0),
        Column::fixed(field::RESULT.label, 32.0),
        Column::fixed("時間", 18.0),
        Column::share(field::NOTE.label, 1.6),
    ];
    let rows = tests.into_iter().map(|(test, about)| {
        Row::new(vec![
            cell(day(test.on)),
            cell(about),
            cell(text(&test.performer)),
            cell(test.result.label()),
            cell(or_none(&test.minutes_line())),
            note(&test.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
