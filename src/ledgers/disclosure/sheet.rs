//! MDS・SDS on paper: system by system, whether it is here and what was made of it.

use crate::base::{Coded, Day};
use crate::ledgers::printed::{NONE, UNDONE, UNWRITTEN, cell, day_or_none, lines, or_none, text};
use crate::paper::{Align, Cell, Column, Row, Table};

use super::record::Disclosure;

/// One line: a system, who stands behind it, and its paper.
pub struct Line<'a> {
    /// The system's name.
    pub system: &'a str,
    /// The vendors behind it.
    pub vendor: String,
    /// The paper; none where nobody has asked for it.
    pub disclosure: Option<&'a Disclosure>,
}

/// The list.
#[must_use]
pub fn list<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("システム", 1.1),
        Column::share("事業者", 1.1),
        Column::fixed("書類・版", 28.0),
        Column::fixed("依頼日", 18.0),
        Column::fixed("受領日", 18.0),
        Column::fixed("事業者の\n記入日", 18.0),
        Column::share("「いいえ」の項目", 1.3),
        Column::share("施設の対応（リスクの評価）", 1.5),
        Column::fixed("確かめた人", 22.0),
        Column::fixed("次の依頼", 18.0),
    ];
    let rows = all.into_iter().enumerate().map(|(place, line)| row(place + 1, line));
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn row(number: usize, line: Line<'_>) -> Row {
    let Line { system, vendor, disclosure } = line;
    let mut cells = vec![cell(number.to_string()), cell(system), cell(or_none(&vendor))];
    match disclosure {
        None => {
            cells.extend([NONE, NONE, UNDONE].map(cell));
            cells.extend([NONE; 5].map(cell));
        }
        Some(paper) => cells.extend(of_paper(paper)),
    }
    Row::new(cells)
}

fn of_paper(paper: &Disclosure) -> Vec<Cell> {
    let is_here = paper.received_on.is_some();
    let or = |words: String, blank: &str| if words.is_empty() { blank.to_owned() } else { words };
    let noes = lines(paper.no_line(), [paper.noes.as_str()]).trim().to_owned();
    let handling = if paper.has_no() { text(&paper.handling) } else { or_none(&paper.handling) };
    let edition = if paper.template.is_empty() { String::new() } else { format!("Ver.{}", paper.template) };
    vec![
        cell(lines(paper.paper.label(), [edition.as_str()])),
        cell(day_or_none(paper.requested_on)),
        cell(or(paper.received_on.map(Day::short).unwrap_or_default(), UNDONE)),
        cell(day_or_none(paper.dated_on)),
        cell(or(noes, if is_here { UNWRITTEN } else { NONE })),
        cell(handling),
        cell(if is_here { text(&paper.reviewer) } else { or_none(&paper.reviewer) }),
        cell(day_or_none(paper.next_on)),
    ]
}
