//! Reads a returned form: whose it is, and what stands in its cells. What cannot be read is never guessed; it comes back
//! with its place and reason.

use std::collections::BTreeMap;

use super::{ANSWERED_BY, FORMAT, MARK, Origin, SHEET, column, mark};
use crate::base::text::{fold, tidy, tidy_lines};
use crate::base::{Day, RecordId};
use crate::desk::Problem;
use crate::exchange::book::{Address, Book, Grid, Value, read_book};
use crate::exchange::values::{self, Mark};
use crate::ledgers::vendor_sheet::commands::OfEdition;
use crate::ledgers::vendor_sheet::record::Reply;

/// A returned form as it was read.
#[derive(Debug, Clone)]
pub(super) struct Returned {
    pub origin: Origin,
    pub answered_by: String,
    /// The rows by the ids of their items.
    pub rows: BTreeMap<String, Cells>,
    /// Items whose id stands in two rows.
    pub doubled: Vec<String>,
}

/// What stands beside one item.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cells {
    pub reply: Option<Reply>,
    pub checked_on: Option<Day>,
    pub target_on: Option<Day>,
    pub note: String,
    /// What could not be read: the words for it.
    pub unread: Vec<String>,
}

/// Reads the bytes of a file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Returned, Problem> {
    let book = read_book(name, bytes)?;
    let origin = origin(&book)?;
    let grid = book.sheets.iter().find(|grid| grid.name == SHEET).ok_or_else(changed)?;
    let heading = heading(grid).ok_or_else(changed)?;
    let mut rows = BTreeMap::new();
    let mut doubled = Vec::new();
    for row in grid.rows.range(heading + 1..).map(|(row, _)| *row) {
        let item = tidy(&grid.text(row, column::ITEM.into()));
        if item.is_empty() {
            continue;
        }
        if rows.insert(item.clone(), cells(grid, row)).is_some() {
            doubled.push(item);
        }
    }
    Ok(Returned { origin, answered_by: answered_by(grid, heading), rows, doubled })
}

/// Of which form a file is, by the mark in it.
///
/// # Errors
/// It cannot be read, or is no form of ours.
pub fn sheet_in(name: &str, bytes: &[u8]) -> Result<RecordId, Problem> {
    Ok(origin(&read_book(name, bytes)?)?.sheet)
}

/// The row whose hidden cell says 「item」.
fn heading(grid: &Grid) -> Option<u32> {
    grid.rows.keys().copied().find(|row| grid.text(*row, column::ITEM.into()) == "item")
}

fn answered_by(grid: &Grid, heading: u32) -> String {
    let is_it = |row: &u32| fold(&grid.text(*row, 0)) == fold(ANSWERED_BY);
    let row = grid.rows.keys().copied().filter(|row| *row < heading).find(is_it);
    row.map(|row| tidy(&grid.text(row, 1))).unwrap_or_default()
}

fn origin(book: &Book) -> Result<Origin, Problem> {
    let grid = book.sheets.iter().find(|grid| grid.name == MARK && grid.text(0, 0) == FORMAT).ok_or_else(not_ours)?;
    let said = |key: &str| {
        let row = grid.rows.keys().copied().find(|row| grid.text(*row, 0) == key);
        row.map(|row| tidy(&grid.text(row, 1))).unwrap_or_default()
    };
    let id = |key: &str| said(key).parse::<RecordId>().map_err(|_| changed());
    Ok(Origin {
        sheet: id(mark::SHEET)?,
        vendor: id(mark::VENDOR)?,
        vendor_name: said(mark::VENDOR_NAME),
        year: said(mark::YEAR),
        edition: OfEdition { name: said(mark::EDITION), hash: said(mark::HASH) },
    })
}

fn cells(grid: &Grid, row: u32) -> Cells {
    let mut cells = Cells::default();
    let at = |column: u16| Address { row, column: column.into() };
    let value = |column: u16| grid.cell(row, column.into()).map(|cell| &cell.value).filter(|value| !value.is_blank());
    if let Some(value) = value(column::NOTE) {
        cells.note = tidy_lines(&value.text());
    }
    if let Some(value) = value(column::REPLY) {
        match reply(value) {
            Some(reply) => cells.reply = Some(reply),
            None => {
                let why = "「はい」「いいえ」「対象外」のどれでもありません".to_owned();
                cells.refuse(at(column::REPLY), "回答", value, &why);
            }
        }
    }
    for (column, label) in [(column::CHECKED_ON, "確認日"), (column::TARGET_ON, "目標日")] {
        let Some(value) = value(column) else { continue };
        match values::day_and_rest(value) {
            Ok((day, rest)) => {
                if column == column::CHECKED_ON {
                    cells.checked_on = Some(day)
                } else {
                    cells.target_on = Some(day)
                }
                if rest.is_some() {
                    cells.refuse(at(column), label, value, values::BESIDE_A_DAY);
                }
            }
            Err(why) => cells.refuse(at(column), label, value, &why),
        }
    }
    cells
}

impl Cells {
    /// What cannot be read is told, and kept in the note where it has words.
    fn refuse(&mut self, at: Address, label: &str, value: &Value, why: &str) {
        let text = tidy(&value.text());
        self.unread.push(format!("{at}の{label}「{text}」　{why}"));
        self.keep(label, &text);
    }

    /// Keeps words in the note, with what they stand for.
    pub fn keep(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(&format!("{label}：{text}"));
    }
}

fn reply(value: &Value) -> Option<Reply> {
    Some(match values::mark(&value.text())? {
        Mark::Yes => Reply::Yes,
        Mark::No => Reply::No,
        Mark::NotApplicable => Reply::NotApplicable,
    })
}

fn not_ours() -> Problem {
    Problem::new(
        "X-40",
        "選んだファイルは、台帳番で作った事業者の点検表ではありません。台帳は変わっていません。",
        "事業者に渡したExcelと同じものを選ぶか、「回答を手で入力」で入力してください。",
    )
}

/// The frame of the form is not as it was handed out.
fn changed() -> Problem {
    Problem::new(
        "X-43",
        "選んだ点検表は、行・列やシートが渡したときから変わっているため、読み取れません。台帳は変わっていません。",
        "渡したときのファイルに回答を写してもらうか、「回答を手で入力」で入力してください。",
    )
}
