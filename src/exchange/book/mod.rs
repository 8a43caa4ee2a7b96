//! A book (帳簿ファイル) as it was given: sheets of cells with their addresses, read from xlsx or CSV bytes.

mod csv;
mod encoding;
mod fault;
mod guard;
mod tags;
mod xlsx;

use std::collections::BTreeMap;
use std::fmt;

use crate::base::Day;
pub use fault::BookFault;

/// The largest file that is looked at: 50 MB. A clinic's ledger is well below 1 MB.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// The largest number of filled cells in one book.
pub(super) const MAX_CELLS: usize = 500_000;
/// The largest amount of text in one book, in bytes.
pub(super) const MAX_TEXT: usize = 48 * 1024 * 1024;
/// The last row and column Excel has.
pub(super) const MAX_ROW: u32 = 1_048_576;
/// See [`MAX_ROW`].
pub(super) const MAX_COLUMN: u32 = 16_384;

/// How the file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFormat {
    /// Excel, xlsx.
    Xlsx,
    /// Text with separators (CSV, TSV) and how its characters were written.
    Text(&'static str),
}

/// Where a cell stands, counted from zero; shown as A1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The row, 0 for the first.
    pub row: u32,
    /// The column, 0 for A.
    pub column: u32,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row + 1)
    }
}

/// A, B … Z, AA …
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text as written.
    Text(String),
    /// A number, and the text Excel shows for it (0123 keeps its zero).
    Number(f64, String),
    /// A date.
    Day(Day),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error such as #N/A.
    Error(String),
    /// A formula whose result is not stored in the file.
    NoResult,
}

impl Value {
    /// The value as a person would read it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(_, text) | Self::Error(text) => text.clone(),
            Self::Day(day) => day.wareki(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::NoResult => String::new(),
        }
    }

    /// Whether there is nothing to read: no text, or only white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Number(_, text) => text.trim().is_empty(),
            Self::Day(_) | Self::Bool(_) | Self::Error(_) | Self::NoResult => false,
        }
    }
}

/// One filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// Where the value was written: another address when this cell is part of a merged range.
    pub origin: Address,
}

/// One row with something in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Whether it is hidden in Excel.
    pub is_hidden: bool,
    /// The filled cells by column.
    pub cells: BTreeMap<u32, Cell>,
}

/// One sheet: rows of cells. Merged ranges are resolved: each of their cells holds the value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// The name on the tab.
    pub name: String,
    /// Whether the sheet is hidden in Excel.
    pub is_hidden: bool,
    /// The rows that hold something, by row number counted from zero.
    pub rows: BTreeMap<u32, Row>,
    /// The merged ranges, first and last cell.
    pub merged: Vec<(Address, Address)>,
}

impl Grid {
    /// The cell at an address, if it holds something.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.cells.get(&column)
    }

    /// The text at an address; empty where there is none.
    #[must_use]
    pub fn text(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map(|cell| cell.value.text()).unwrap_or_default()
    }

    /// The number of columns, up to the last filled one.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.rows.values().filter_map(|row| row.cells.last_key_value()).map(|(column, _)| column + 1).max().unwrap_or(0)
    }

    /// Whether nothing stands on the sheet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.values().all(|row| row.cells.is_empty())
    }

    fn put(&mut self, at: Address, value: Value) {
        let row = self.rows.entry(at.row).or_default();
        row.cells.insert(at.column, Cell { value, origin: at });
    }
}

/// A whole file.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// The file's name, without its folder.
    pub name: String,
    /// How it was written.
    pub format: BookFormat,
    /// Its sheets in the order of the tabs.
    pub sheets: Vec<Grid>,
    /// What was met on the way and read in a forgiving manner, for the report.
    pub remarks: Vec<String>,
}

/// Reads a file's bytes.
///
/// # Errors
/// Says what kind of file it is instead, or why it is refused.
pub fn read_book(name: &str, bytes: &[u8]) -> Result<Book, BookFault> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(BookFault::TooLarge);
    }
    if bytes.is_empty() {
        return Err(BookFault::Empty);
    }
    if bytes.starts_with(b"PK") {
        return xlsx::read(name, bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(fault::of_compound_file(bytes));
    }
    if let Some(fault) = fault::of_known_signature(bytes) {
        return Err(fault);
    }
    let decoded = encoding::decode(bytes)?;
    csv::read(name, decoded)
}
