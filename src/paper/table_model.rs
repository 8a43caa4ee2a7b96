//! A table as a sheet describes it: columns, rows, cells, and which cells are one.

use super::block::{Align, Tone};
use super::page::Weight;

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// Whether later pages repeat the head.
    pub head: TableHead,
}

/// Whether later pages repeat the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableHead {
    /// Each page starts with the head.
    #[default]
    Repeated,
    /// Only the first page has it.
    Once,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its title; a table whose titles are all empty has no head.
    pub title: String,
    /// Neighbouring columns of the same group share a merged upper head.
    pub group: Option<String>,
    /// How wide it is.
    pub width: Width,
    /// Where its text stands.
    pub align: Align,
}

impl Column {
    /// A column of fixed width.
    pub fn fixed(title: impl Into<String>, mm: f32) -> Self {
        Self { title: title.into(), group: None, width: Width::Fixed(mm), align: Align::Left }
    }

    /// A column that takes its share of what the fixed ones leave.
    pub fn share(title: impl Into<String>, share: f32) -> Self {
        Self { width: Width::Share(share), ..Self::fixed(title, 0.0) }
    }

    /// The same, under a merged upper head.
    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self { group: Some(group.into()), ..self }
    }

    /// The same, aligned otherwise.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// Millimetres.
    Fixed(f32),
    /// Part of what the fixed columns leave.
    Share(f32),
}

/// One row; it has a cell for each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells }
    }

    /// A row of plain texts.
    pub fn plain<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self { cells: texts.into_iter().map(Cell::new).collect() }
    }

    /// A shaded row with one bold text across all columns.
    pub fn section(text: impl Into<String>, n_columns: usize) -> Self {
        let mut cells = vec![Cell { fill: Fill::Section, ..Cell::new(text).bold() }];
        cells.extend(std::iter::repeat_n(Cell::left(), n_columns.saturating_sub(1)));
        Self { cells }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Its text; may contain line breaks.
    pub text: String,
    /// Regular or bold.
    pub weight: Weight,
    /// Black or grey.
    pub tone: Tone,
    /// Where its text stands, if not where the column says.
    pub align: Option<Align>,
    /// Its ground.
    pub fill: Fill,
    /// Whether it is one with a neighbour.
    pub merge: Merge,
}

/// A cell's ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fill {
    /// Paper.
    #[default]
    None,
    /// A label.
    Label,
    /// A section row.
    Section,
}

/// Whether a cell is one with a neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// A cell of its own.
    #[default]
    Own,
    /// One with the cell above it; its text is repeated where a page ends between them.
    Above,
    /// One with the cell to its left.
    Left,
}

impl Cell {
    /// A cell with a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that is one with the cell above it.
    pub fn above() -> Self {
        Self { merge: Merge::Above, ..Self::default() }
    }

    /// A cell that is one with the cell to its left.
    pub fn left() -> Self {
        Self { merge: Merge::Left, ..Self::default() }
    }

    /// A label: bold on a shaded ground.
    pub fn label(text: impl Into<String>) -> Self {
        Self { fill: Fill::Label, ..Self::new(text).bold() }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same in grey.
    #[must_use]
    pub fn grey(self) -> Self {
        Self { tone: Tone::Grey, ..self }
    }

    /// The same, aligned otherwise.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align: Some(align), ..self }
    }
}
