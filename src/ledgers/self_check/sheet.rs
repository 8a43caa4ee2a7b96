//! 自己点検 on paper: what was asked and said; blank for the pen.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, note};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Answer, Answered};

fn columns() -> Vec<Column> {
    vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("点検すること", 2.6),
        Column::fixed("回答", 22.0),
        Column::share("対象外の理由など", 1.2),
    ]
}

/// What was asked and said.
#[must_use]
pub fn answered(answers: &[Answered]) -> Table {
    let rows = answers.iter().enumerate().map(|(place, answered)| {
        let word = answered.answer.label();
        let said = if answered.answer == Answer::Yes { cell(word) } else { cell(word).bold() };
        Row::new(vec![cell((place + 1).to_string()), cell(answered.ask.clone()), said, note(&answered.reason)])
    });
    Table { columns: columns(), rows: rows.collect(), ..Table::default() }
}

/// The same questions for the pen: a box for each answer.
#[must_use]
pub fn blank<'a>(asks: impl IntoIterator<Item = &'a str>) -> Table {
    let mut columns = vec![Column::fixed("No.", 8.0).aligned(Align::Right), Column::share("点検すること", 2.6)];
    columns.extend(Answer::ALL.iter().map(|answer| Column::fixed(answer.label(), 15.0).aligned(Align::Centre)));
    columns.push(Column::share("対象外の理由など", 1.0));
    let rows = asks.into_iter().enumerate().map(|(place, ask)| {
        let boxes = Answer::ALL.iter().map(|_| cell("□"));
        let asked = [cell((place + 1).to_string()), cell(ask)];
        Row::new(asked.into_iter().chain(boxes).chain([note("")]).collect())
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// Who checked what and when: one line a person and device.
pub struct Line {
    /// The person.
    pub person: String,
    /// The device.
    pub device: String,
    /// The newest check, in words.
    pub last: Option<String>,
    /// What was said in it.
    pub summary: String,
    /// Until when the next is due.
    pub due: String,
    /// Whether it is overdue.
    pub is_late: bool,
}

/// The list of who checked what and when.
#[must_use]
pub fn state(lines: impl IntoIterator<Item = Line>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("利用者", 1.0),
        Column::share("端末", 1.4),
        Column::fixed("前回の点検", 24.0),
        Column::share("前回の結果", 1.2),
        Column::fixed("次回の期限", 24.0),
        Column::fixed("状態", 24.0),
    ];
    let rows = lines.into_iter().enumerate().map(|(place, line)| {
        let state = match (line.is_late, &line.last) {
            (_, None) => cell("未点検").bold(),
            (true, Some(_)) => cell("期限を過ぎた").bold(),
            (false, Some(_)) => cell("期限内"),
        };
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(line.person),
            cell(line.device),
            cell(line.last.unwrap_or_else(|| NONE.to_owned())),
            cell(line.summary),
            cell(line.due),
            state,
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
