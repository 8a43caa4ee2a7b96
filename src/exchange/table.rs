//! Finds the table on a sheet: its heading rows, its columns, what stands above it.

use std::collections::HashMap;

use super::book::{Address, Book, Cell, Grid, Value};
use super::columns::{RECORD_NUMBER, TableKind, Target, best};
use super::values::mark;
use crate::base::Kind;
use crate::base::text::tidy;

/// How far down a heading is looked for.
const MAX_HEADER_ROW: u32 = 80;
/// The most rows one heading has.
const MAX_HEADER_HEIGHT: u32 = 3;
/// The most columns a table is read to.
const MAX_WIDTH: u32 = 400;

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place, 0 for A.
    pub index: u32,
    /// Its heading; upper and lower heading joined with ／.
    pub heading: String,
    /// The first values.
    pub samples: Vec<String>,
    /// Where its cells go. The user may change it.
    pub target: Target,
    /// How certain the proposal was, 0 to 100.
    pub certainty: u32,
}

/// A table on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What its rows are.
    pub kind: TableKind,
    /// The first row of the heading, counted from zero.
    pub header_row: u32,
    /// How many rows the heading has.
    pub header_height: u32,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Table {
    /// The first row below the heading.
    #[must_use]
    pub const fn first_row(&self) -> u32 {
        self.header_row + self.header_height
    }
}

/// A sheet and what is proposed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetChoice {
    /// Its place in the book.
    pub sheet: usize,
    /// Its name.
    pub name: String,
    /// Whether it is imported. The user may change it.
    pub include: bool,
    /// Why it is not proposed, for people.
    pub why_not: String,
    /// The table found on it.
    pub table: Option<Table>,
}

/// Looks at every sheet of a book and proposes what to import and how.
#[must_use]
pub fn propose(book: &Book) -> Vec<SheetChoice> {
    let sheets = book.sheets.iter().enumerate();
    sheets
        .map(|(sheet, grid)| {
            let found = find(grid);
            let stays = found.as_ref().and_then(|table| stays(table.kind));
            let table = found.filter(|_| stays.is_none());
            let why_not = match (&table, grid.is_hidden) {
                _ if grid.is_empty() => "何も書かれていません",
                (None, _) if let Some(why) = stays => why,
                (None, _) => "利用者・端末・システムの表の見出しが見つかりません",
                (Some(_), true) => "Excelで非表示になっているシートです",
                (Some(_), false) => "",
            };
            SheetChoice {
                sheet,
                name: grid.name.clone(),
                include: why_not.is_empty(),
                why_not: why_not.to_owned(),
                table,
            }
        })
        .collect()
}

/// Why what a table holds is not taken from it: the table has no room for all of it, and the rest would say something
/// else.
const fn stays(kind: TableKind) -> Option<&'static str> {
    match kind {
        TableKind::Records(Kind::Assessment) => Some("自己評価の回答は表に入っていません。回答は控えで引き継ぎます"),
        TableKind::Records(Kind::Incident) => {
            Some("事故の経過記録は表に入っていません。事故の記録は控えで引き継ぎます")
        }
        TableKind::People | TableKind::Records(_) => None,
    }
}

/// The most likely table on a sheet.
fn find(grid: &Grid) -> Option<Table> {
    let mut kinds = vec![TableKind::People, TableKind::Records(Kind::System)];
    let has_numbers = |row: u32| {
        grid.rows.get(&row).is_some_and(|row| row.cells.values().any(|cell| cell.value.text() == RECORD_NUMBER))
    };
    let mut known = Known::default();
    let mut found: Option<(f64, Table)> = None;
    for row in grid.rows.keys().copied().take_while(|row| *row <= MAX_HEADER_ROW) {
        if has_numbers(row) {
            kinds = Kind::ALL.into_iter().map(TableKind::Records).collect();
        }
        for kind in &kinds {
            for height in 1..=MAX_HEADER_HEIGHT {
                let table = head(grid, *kind, row, height, &mut known);
                if !is_whole(&table) {
                    continue;
                }
                let worth = worth(grid, &table, &mut known);
                if worth > found.as_ref().map_or(0.0, |(worth, _)| *worth) {
                    found = Some((worth, table));
                }
            }
        }
    }
    let mut table = with_samples(grid, found?.1);
    table.columns.retain(|column| !column.heading.is_empty() || !column.samples.is_empty());
    Some(table)
}

/// The table with its heading at a given row, with the best targets for its columns.
#[must_use]
pub fn table_at(grid: &Grid, kind: TableKind, header_row: u32, header_height: u32) -> Table {
    with_samples(grid, head(grid, kind, header_row, header_height, &mut Known::default()))
}

/// What has been found out about headings and values already, while rows are tried as headings.
#[derive(Default)]
struct Known {
    targets: HashMap<(TableKind, Vec<String>), (Target, u32)>,
    against: HashMap<u32, f64>,
}

fn with_samples(grid: &Grid, mut table: Table) -> Table {
    let first_row = table.first_row();
    for column in &mut table.columns {
        column.samples = samples(grid, first_row, column.index);
    }
    table
}

fn head(grid: &Grid, kind: TableKind, header_row: u32, header_height: u32, known: &mut Known) -> Table {
    let width = grid.width().min(MAX_WIDTH);
    let mut columns: Vec<Column> = (0..width)
        .map(|index| {
            let path = heading_path(grid, header_row, header_height, index);
            let heading = path.join("／");
            let target = known.targets.entry((kind, path));
            let (target, certainty) =
                target.or_insert_with_key(|(kind, path)| best(*kind, path).unwrap_or((Target::Note, 0))).clone();
            Column { index, heading, samples: Vec::new(), target, certainty }
        })
        .collect();
    one_column_each(&mut columns);
    Table { kind, header_row, header_height, columns }
}

/// Of several columns with the same target only the most certain keeps it; the others go into the note.
fn one_column_each(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let Some((target, certainty)) = columns.get(at).map(|c| (c.target.clone(), c.certainty)) else { continue };
        if matches!(target, Target::Skip | Target::Note) {
            continue;
        }
        let is_beaten = columns.iter().enumerate().any(|(other, column)| {
            column.target == target && (column.certainty > certainty || (column.certainty == certainty && other < at))
        });
        if is_beaten && let Some(column) = columns.get_mut(at) {
            column.target = Target::Note;
            column.certainty = 0;
        }
    }
}

/// The headings over a column from top to bottom, each once.
fn heading_path(grid: &Grid, first: u32, height: u32, column: u32) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    let mut origins: Vec<Address> = Vec::new();
    for row in first..first + height {
        let own = grid.cell(row, column).filter(|cell| cell.origin.row >= first);
        let cell = own.or_else(|| carried(grid, row, first + height, column));
        let Some(Cell { value, origin }) = cell else { continue };
        let text = tidy(&value.text());
        if !text.is_empty() && !origins.contains(origin) {
            path.push(text);
            origins.push(*origin);
        }
    }
    path
}

/// In tables without merged cells (CSV) an upper heading stands over its first column only.
fn carried(grid: &Grid, row: u32, end: u32, column: u32) -> Option<&Cell> {
    let has_merged =
        grid.merged.iter().any(|(first, last)| first.row <= row && row <= last.row && first.column < last.column);
    let has_below = (row + 1..end).any(|below| grid.cell(below, column).is_some());
    if row + 1 >= end || has_merged || !has_below {
        return None;
    }
    let left = (0..column).rev().find_map(|left| grid.cell(row, left).map(|cell| (left, cell)))?;
    let has_group = (row + 1..end).any(|below| grid.cell(below, left.0).is_some());
    has_group.then_some(left.1)
}

fn samples(grid: &Grid, first_row: u32, column: u32) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for (_, row) in grid.rows.range(first_row..).take(200) {
        let text = row.cells.get(&column).map(|cell| tidy(&cell.value.text())).unwrap_or_default();
        if !text.is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}

/// Whether a table has what its rows cannot do without.
fn is_whole(table: &Table) -> bool {
    let has = |kind: Kind, key: &str| {
        table.columns.iter().any(|column| matches!(column.target, Target::Field(k, f) if k == kind && f == key))
    };
    let n_fields =
        table.columns.iter().filter(|column| column.certainty >= 60 && column.target != Target::Skip).count();
    match table.kind {
        TableKind::People => n_fields >= 3 && has(Kind::Staff, "name"),
        TableKind::Records(Kind::System) => n_fields >= 3 && has(Kind::System, "name"),
        TableKind::Records(_) => {
            n_fields >= 2 && table.columns.iter().any(|column| column.target == Target::RecordNumber)
        }
    }
}

/// How well a heading explains its sheet: known headings count, values among them count against it.
fn worth(grid: &Grid, table: &Table, known: &mut Known) -> f64 {
    let certain: u32 = table.columns.iter().map(|column| column.certainty).sum();
    let mut against = f64::from(table.header_height - 1) * 0.6;
    for row in table.header_row..table.first_row() {
        against += *known.against.entry(row).or_insert_with(|| against_row(grid, row));
    }
    f64::from(certain) / 100.0 - against
}

fn against_row(grid: &Grid, row: u32) -> f64 {
    let Some(row) = grid.rows.get(&row) else { return 1.0 };
    let own = row.cells.iter().filter(|(column, cell)| cell.origin.column == **column);
    own.map(|(_, cell)| looks_like_data(&cell.value)).sum()
}

fn looks_like_data(value: &Value) -> f64 {
    match value {
        Value::Day(_) | Value::Number(..) | Value::Bool(_) => 1.5,
        Value::Error(_) | Value::NoResult => 0.5,
        Value::Text(text) if text.contains('@') || crate::base::Day::read(text).is_ok() => 1.5,
        Value::Text(text) if mark(text).is_some() => 1.0,
        Value::Text(text) if best(TableKind::People, std::slice::from_ref(text)).is_none() => 0.25,
        Value::Text(_) => 0.0,
    }
}
