//! 誓約書 on paper: when it was received in a ledger's cell, all of them on the card of one person.

use crate::ledgers::printed::{NONE, UNDONE, cell, day, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

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

/// One person in the list of pledges.
pub struct ListLine<'a> {
    /// 氏名
    pub name: &'a str,
    /// 所属
    pub department: &'a str,
    /// The newest pledge.
    pub pledge: Option<&'a Pledge>,
    /// Whether it waits to be confirmed.
    pub is_waiting: bool,
}

/// Who has signed what and when.
#[must_use]
pub fn list<'a>(lines: impl IntoIterator<Item = ListLine<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("氏名", 1.0),
        Column::share("所属", 1.0),
        Column::fixed(field::RECEIVED_ON.label, 30.0),
        Column::share(field::EDITION.label, 1.0),
        Column::fixed("署名の方法", 26.0),
        Column::share(field::KEPT_AT.label, 1.0),
        Column::fixed("状態", 22.0),
    ];
    let rows = lines.into_iter().enumerate().map(|(place, line)| {
        let ListLine { name, department, pledge, is_waiting } = line;
        let state = match (pledge, is_waiting) {
            (None, _) => cell("未取得").bold(),
            (Some(_), true) => cell("未確定").bold(),
            (Some(_), false) => cell("取得済み"),
        };
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(name),
            cell(or_none(department)),
            cell(pledge.map_or_else(|| NONE.to_owned(), |pledge| day(pledge.received_on))),
            cell(pledge.map_or_else(|| NONE.to_owned(), |pledge| text(&pledge.edition))),
            cell(pledge.and_then(|pledge| pledge.way).map_or(NONE, crate::base::Coded::label)),
            cell(pledge.map_or_else(|| NONE.to_owned(), |pledge| or_none(&pledge.kept_at))),
            state,
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
