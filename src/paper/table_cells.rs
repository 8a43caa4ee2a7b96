//! Measures the cells of a row, and makes the rows of a table's head.

use super::block::Align;
use super::page::{Ink, Weight};
use super::style::{
    CELL, CELL_FINE, CELL_FINE_HEAD, CELL_FINE_PAD_X, CELL_HEAD, CELL_PAD_X, CELL_PAD_Y, FORM, FORM_ROW_MIN,
    LEADING_CELL, MM, ROW_MIN,
};
use super::table_model::{Cell, Column, Fill, Merge, Row};
use super::wrap::{Line, fit};

/// What a row is part of; decides its sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A ledger of many rows.
    Ledger,
    /// A ledger of many columns.
    Fine,
    /// A form of labels and values.
    Form,
    /// The head of a table.
    Head,
    /// The head of a ledger of many columns.
    FineHead,
}

impl Look {
    fn size(self) -> f32 {
        match self {
            Self::Ledger => CELL,
            Self::Form => FORM,
            Self::Head => CELL_HEAD,
            Self::Fine => CELL_FINE,
            Self::FineHead => CELL_FINE_HEAD,
        }
    }

    pub(crate) fn row_min(self) -> f32 {
        match self {
            Self::Ledger | Self::Head | Self::Fine | Self::FineHead => ROW_MIN * MM,
            Self::Form => FORM_ROW_MIN * MM,
        }
    }

    /// The look of the head above rows of this look.
    pub(crate) fn head(self) -> Self {
        match self {
            Self::Fine | Self::FineHead => Self::FineHead,
            Self::Ledger | Self::Form | Self::Head => Self::Head,
        }
    }

    /// Space left and right of a cell's text, in points.
    pub(crate) fn pad(self) -> f32 {
        match self {
            Self::Fine | Self::FineHead => CELL_FINE_PAD_X * MM,
            Self::Ledger | Self::Form | Self::Head => CELL_PAD_X * MM,
        }
    }
}

/// A cell broken into lines.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) lines: Vec<Line>,
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) ink: Ink,
    pub(crate) align: Align,
    pub(crate) fill: Fill,
    pub(crate) n_columns: usize,
    /// True in a row cut by a page's end: its text starts at the top, not in the middle.
    pub(crate) is_cut: bool,
}

impl Measured {
    /// Height the cell needs, padding included.
    pub(crate) fn need(&self) -> f32 {
        if self.lines.is_empty() { 0.0 } else { self.lines.len() as f32 * self.leading + 2.0 * CELL_PAD_Y * MM }
    }

    /// How many of its lines a height holds; at least one.
    pub(crate) fn lines_in(&self, height: f32) -> usize {
        let n_lines = (height - 2.0 * CELL_PAD_Y * MM + 0.05) / self.leading.max(0.1);
        (n_lines.max(1.0)) as usize
    }
}

/// Breaks every cell of a row into lines.
pub(crate) fn measure(row: &Row, columns: &[Column], edges: &[f32], look: Look) -> Vec<Measured> {
    columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let empty = Cell::default();
            let cell = row.cells.get(index).unwrap_or(&empty);
            let behind = row.cells.iter().skip(index + 1);
            let n_columns = 1 + behind.take_while(|next| next.merge == Merge::Left).count();
            let left = edges.get(index).copied().unwrap_or_default();
            let right = edges.get(index + n_columns).copied().unwrap_or(left);
            let room = right - left - 2.0 * look.pad();
            let (size, lines) = if cell.merge == Merge::Own && !cell.text.is_empty() {
                fit(cell.text.trim_end(), cell.weight, look.size(), room)
            } else {
                (look.size(), Vec::new())
            };
            let align = cell.align.unwrap_or(match look {
                Look::Head | Look::FineHead => Align::Centre,
                Look::Ledger | Look::Fine | Look::Form => column.align,
            });
            let leading = look.size() * LEADING_CELL;
            Measured { lines, size, leading, ink: cell.tone.ink(), align, fill: cell.fill, n_columns, is_cut: false }
        })
        .collect()
}

/// Leaves in `cells` the lines that fit into `height` and gives the cells with the rest.
pub(crate) fn splits(cells: &mut [Measured], height: f32) -> Vec<Measured> {
    cells
        .iter_mut()
        .map(|cell| {
            let n_lines = cell.lines_in(height).min(cell.lines.len());
            // A short cell that is whole already is repeated, so that the rest can be understood.
            let is_short = cell.lines.len() <= 3 && cell.need() * 2.0 < height;
            let lines = if is_short { cell.lines.clone() } else { cell.lines.split_off(n_lines) };
            cell.is_cut = true;
            Measured { lines, ..cell.clone() }
        })
        .collect()
}

/// The rows of a table's head: none, one, or two if columns are grouped.
pub(crate) fn head_rows(columns: &[Column]) -> Vec<Row> {
    if columns.iter().all(|column| column.title.is_empty() && column.group.is_none()) {
        return Vec::new();
    }
    let title = |column: &Column| Cell { weight: Weight::Bold, fill: Fill::Label, ..Cell::new(&column.title) };
    if columns.iter().all(|column| column.group.is_none()) {
        return vec![Row::new(columns.iter().map(title).collect())];
    }
    let mut before: Option<&str> = None;
    let mut upper = Vec::new();
    let mut lower = Vec::new();
    for column in columns {
        let group = column.group.as_deref();
        match group {
            None => {
                upper.push(title(column));
                lower.push(Cell::above());
            }
            Some(name) => {
                upper.push(if before == group {
                    Cell::left()
                } else {
                    Cell { fill: Fill::Label, ..Cell::new(name).bold() }
                });
                lower.push(title(column));
            }
        }
        before = group;
    }
    vec![Row::new(upper), Row::new(lower)]
}
