//! 開始・終了の手続き on paper: the steps one by one, each with how it stands and a box for the pen.

use crate::ledgers::due::State;
use crate::ledgers::steps::Stand;
use crate::paper::{Align, Cell, Column, Row, Table};

/// The steps with how each stands.
#[must_use]
pub fn table(stands: &[Stand]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed("手順", 40.0),
        Column::share("内容", 1.0),
        Column::fixed("状態", 20.0),
        Column::fixed("確認", 12.0),
    ];
    let rows = stands.iter().enumerate().map(|(place, stand)| {
        let state = Cell::new(stand.word());
        Row::new(vec![
            Cell::new((place + 1).to_string()),
            Cell::new(stand.step.label()),
            Cell::new(content(stand)),
            if stand.is_open() { state.bold() } else { state },
            Cell::new(if stand.state == State::Done { "済" } else { "□" }),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// What there is of a step; its sentence where there is nothing yet.
fn content(stand: &Stand) -> String {
    let items = stand.items.iter().filter(|item| !item.what.is_empty()).map(|item| match item.state {
        State::Done => item.what.clone(),
        State::Overdue | State::Missing | State::Waiting => format!("{}　{}", item.what, item.state.label()),
    });
    let mut lines: Vec<String> = items.collect();
    if let Some(point) = &stand.point {
        let words = [point.on.short(), point.by.clone(), point.note.clone()];
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        lines.push(words.join("　"));
    }
    match (lines.is_empty(), stand.state) {
        (false, _) => lines.join("\n"),
        (true, State::Done) => stand.step.nothing().to_owned(),
        (true, _) => stand.step.about().to_owned(),
    }
}
