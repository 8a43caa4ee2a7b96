//! 規程・文書 on paper: the list with versions, reviews and where each is kept.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, day, day_or_none, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Document, DocumentSort, field};

/// The documents in force.
#[must_use]
pub fn list<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("文書名・版", 1.6),
        Column::fixed(field::SORT.label, 36.0),
        Column::fixed(field::DECIDED_ON.label, 19.0),
        Column::share(field::APPROVED_BY.label, 0.8),
        Column::fixed(field::REVIEWED_ON.label, 19.0),
        Column::fixed(field::REVIEW_ON.label, 19.0),
        Column::share(field::KEPT_AT.label, 1.2),
        Column::fixed("点検表の\n項目数", 16.0).aligned(Align::Right),
        Column::share(field::NOTE.label, 0.9),
    ];
    let rows = documents.into_iter().enumerate().map(|(place, document)| row(place + 1, document));
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn row(number: usize, document: &Document) -> Row {
    let drilled = document.drill_on.map_or_else(|| "訓練 未".to_owned(), |day| format!("訓練 {}", day.short()));
    let drill = if document.sort == DocumentSort::Continuity { drilled } else { String::new() };
    Row::new(vec![
        cell(number.to_string()),
        cell(lines(document.title.clone(), [document.version.as_str()])),
        cell(lines(document.sort.label(), [drill.as_str()])),
        cell(day(document.decided_on)),
        cell(text(&document.approved_by)),
        cell(day_or_none(document.reviewed_on)),
        cell(day(document.review_due())),
        cell(text(&document.kept_at)),
        cell(if document.sections.is_empty() { NONE.to_owned() } else { document.sections.len().to_string() }),
        note(&document.note),
    ])
}

/// Documents that are not used any more.
#[must_use]
pub fn ended<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Table {
    let columns = vec![
        Column::share("文書名・版", 1.6),
        Column::fixed(field::SORT.label, 44.0),
        Column::fixed(field::DECIDED_ON.label, 26.0),
        Column::fixed(field::ENDED_ON.label, 30.0),
        Column::share(field::KEPT_AT.label, 1.2),
    ];
    let rows = documents.into_iter().map(|document| {
        Row::new(vec![
            cell(lines(document.title.clone(), [document.version.as_str()])),
            cell(document.sort.label()),
            cell(day(document.decided_on)),
            cell(day(document.ended_on)),
            cell(or_none(&document.kept_at)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
