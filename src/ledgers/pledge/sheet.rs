//! 誓約書 on paper: when it was received in a ledger's cell, all of them on the card of one person.

use crate::ledgers::printed::{UNDONE, cell, day, note, text};
use crate::paper::{Column, Row, Table};

use super::record::{Pledge, field};

/// When it was received, as a ledger's cell shows it; the newest comes first.
#[must_use]
pub fn state_lines(newest: Option<&Pledge>) -> String {
    let Some(pledge) = newest else { return UNDONE.to_owned() };
    match (pledge.received_on, pledge.signed_on) {
        (Some(received), _) => received.short(),
        (None, Some(signed)) => format!("取得日未記入\n署名 {}", signed.short()),
        (None, None) => "取得日未記入".to_owned(),
    }
}

/// All pledges of a person.
#[must_use]
pub fn card<'a>(pledges: impl IntoIterator<Item = &'a Pledge>) -> Table {
    let columns = vec![
        Column::fixed("取得年月日", 22.0),
        Column::fixed(field::SIGNED_ON.label, 22.0),
        Column::fixed(field::EDITION.label, 34.0),
        Column::share(field::KEPT_AT.label, 1.4),
        Column::share(field::NOTE.label, 1.0),
    ];
    let rows = pledges.into_iter().map(|pledge| {
        Row::new(vec![
            cell(day(pledge.received_on)),
            cell(day(pledge.signed_on)),
            cell(text(&pledge.edition)),
            cell(text(&pledge.kept_at)),
            note(&pledge.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
