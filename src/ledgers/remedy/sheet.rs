//! 対応事項 on paper: the list.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, day, day_or_none, note, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Remedy, field};

/// One line: what is to be seen to, with the names of whom and what it is about, and who sees to it.
pub struct Line<'a> {
    /// The record.
    pub remedy: &'a Remedy,
    /// The person and the device it is about.
    pub about: String,
    /// 担当者
    pub owner: &'a str,
}

/// The list.
#[must_use]
pub fn list<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share(field::WHAT.label, 2.0),
        Column::share("利用者・端末", 1.2),
        Column::fixed(field::FOUND_ON.label, 20.0),
        Column::fixed(field::ASK_WHOM.label, 18.0),
        Column::fixed(field::OWNER.label, 24.0),
        Column::fixed(field::TARGET_ON.label, 20.0),
        Column::fixed(field::DONE_ON.label, 20.0),
        Column::share(field::RESULT.label, 1.4),
    ];
    let rows = lines.into_iter().enumerate().map(|(place, Line { remedy, about, owner })| {
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(format!("{}\n{}", remedy.what, remedy.source).trim_end().to_owned()),
            cell(about),
            cell(day(remedy.found_on)),
            cell(remedy.ask_whom.map_or(NONE, Coded::label)),
            cell(text(owner)),
            cell(day(remedy.target_on)),
            cell(day_or_none(remedy.done_on)),
            note(&remedy.result),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
