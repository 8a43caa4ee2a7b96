//! 運用ポリシーの確認 on paper: read or not in a ledger's cell, all of them on the card of one person.

use crate::base::Day;
use crate::ledgers::printed::{UNDONE, cell, day, lines, note, text};
use crate::paper::{Column, Row, Table};

use super::record::{PolicyRead, field};

/// Read or not, as a ledger's cell shows it; the newest comes first.
#[must_use]
pub fn state_lines(newest: Option<&PolicyRead>) -> String {
    let Some(read) = newest else { return UNDONE.to_owned() };
    let on = read.read_on.map_or_else(|| "日付未記入".to_owned(), Day::short);
    lines("済", [on.as_str(), &read.edition])
}

/// All readings of a person.
#[must_use]
pub fn card<'a>(policies: impl IntoIterator<Item = &'a PolicyRead>) -> Table {
    let columns = vec![
        Column::fixed(field::READ_ON.label, 22.0),
        Column::share(field::POLICY.label, 1.8),
        Column::fixed(field::EDITION.label, 26.0),
        Column::fixed(field::CONFIRMED_BY.label, 28.0),
        Column::share(field::NOTE.label, 1.0),
    ];
    let rows = policies.into_iter().map(|read| {
        Row::new(vec![
            cell(day(read.read_on)),
            cell(text(&read.policy)),
            cell(text(&read.edition)),
            cell(text(&read.confirmed_by)),
            note(&read.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
