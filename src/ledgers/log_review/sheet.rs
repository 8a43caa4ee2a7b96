//! アクセスログの点検 on paper: how a system's log is shown, and when it was looked through.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, choice, day, lines, note, or_none, text};
use crate::paper::{Column, KeyValue, Row, Table};

use super::record::{LogPoint, LogReview, field};

/// How a system's log is shown, and what it holds, by its newest review.
#[must_use]
pub fn how(review: &LogReview) -> Vec<KeyValue> {
    let mark = |point: &LogPoint| if review.holds.contains(point) { "■" } else { "□" };
    let points = LogPoint::ALL.iter().map(|point| format!("{}{}", mark(point), point.label()));
    vec![
        KeyValue::wide(field::SHOWN_HOW.label, text(&review.shown_how)),
        KeyValue::wide(field::HOLDS.label, points.collect::<Vec<_>>().join("　")),
        KeyValue::wide(field::KEPT_SAFE.label, text(&review.kept_safe)),
    ]
}

/// The reviews, the newest first; each with the name of its system.
#[must_use]
pub fn list<'a>(reviews: impl IntoIterator<Item = (&'a LogReview, &'a str)>) -> Table {
    let columns = vec![
        Column::fixed(field::REVIEWED_ON.label, 22.0),
        Column::share("システム", 1.2),
        Column::share(field::REVIEWER.label, 0.9),
        Column::fixed("見た期間", 38.0),
        Column::fixed(field::RESULT.label, 32.0),
        Column::share(field::NOTE.label, 1.5),
    ];
    let rows = reviews.into_iter().map(|(review, system)| {
        Row::new(vec![
            cell(day(review.reviewed_on)),
            cell(lines(system.to_owned(), [])),
            cell(text(&review.reviewer)),
            cell(or_none(&review.period())),
            cell(choice(Some(review.result))),
            if review.note.is_empty() { cell(NONE) } else { note(&review.note) },
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
