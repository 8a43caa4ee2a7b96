//! Sets tables: measures rows, fills pages, repeats heads, and repeats what spans a page's end.

use super::flow::{Flow, Setting};
use super::page::Item;
use super::style::{CELL_PAD_Y, MM};
use super::table_cells::{Measured, head_rows, measure, splits};
use super::table_lines::{Band, draw_lines};
use super::table_model::{Fill, Merge, Row, Table, TableHead, Width};
use super::wrap::Line;

pub(crate) use super::table_cells::Look;

/// Draws a table and leaves the flow below it.
pub(crate) fn draw_table(flow: &mut Flow, table: &Table, look: Look) {
    if table.columns.is_empty() {
        return;
    }
    let edges = edges(flow, table);
    let head = head_rows(&table.columns);
    let n_columns = table.columns.len();
    let setter = Setter { flow, table, look, edges, head, part: Part::empty(n_columns), head_height: 0.0 };
    setter.run();
}

/// Left edges of the columns, and the right edge of the last.
fn edges(flow: &Flow, table: &Table) -> Vec<f32> {
    let whole = flow.measure();
    let fixed = |width: Width| if let Width::Fixed(mm) = width { mm.max(1.0) * MM } else { 0.0 };
    let share = |width: Width| if let Width::Share(share) = width { share.max(0.01) } else { 0.0 };
    let taken: f32 = table.columns.iter().map(|column| fixed(column.width)).sum();
    let shares: f32 = table.columns.iter().map(|column| share(column.width)).sum();
    // Shared columns keep at least a quarter of the width; fixed ones give way.
    let for_fixed = if shares > 0.0 { whole * 0.75 } else { whole };
    let squeeze = if taken > for_fixed { for_fixed / taken } else { 1.0 };
    let rest = whole - taken * squeeze;
    let mut x = flow.left;
    let mut edges = vec![x];
    for column in &table.columns {
        x += fixed(column.width) * squeeze + if shares > 0.0 { share(column.width) / shares * rest } else { 0.0 };
        edges.push(x);
    }
    edges
}

/// The piece of the table on the current page.
struct Part {
    top: f32,
    bands: Vec<Band>,
    /// Per column: the cell that spans rows and is still open.
    open: Vec<Option<Open>>,
    n_rows: usize,
}

/// A cell that spans rows, with what of it is still to be drawn.
struct Open {
    cell: Measured,
    top: f32,
}

impl Part {
    fn empty(n_columns: usize) -> Self {
        Self { top: 0.0, bands: Vec::new(), open: (0..n_columns).map(|_| None).collect(), n_rows: 0 }
    }
}

struct Setter<'a> {
    flow: &'a mut Flow,
    table: &'a Table,
    look: Look,
    edges: Vec<f32>,
    head: Vec<Row>,
    part: Part,
    head_height: f32,
}

impl Setter<'_> {
    fn run(mut self) {
        self.head_height = self.measure_head();
        let first =
            self.table.rows.first().map_or(0.0, |row| self.height(&self.measured(row), row, self.table.rows.get(1)));
        self.flow.need(self.head_height + first.min(self.flow.capacity() / 2.0));
        self.start_part(true);
        let mut rows = self.table.rows.iter().peekable();
        while let Some(row) = rows.next() {
            let cells = self.measured(row);
            self.place(row, cells, rows.peek().copied());
        }
        self.end_part();
    }

    fn measured(&self, row: &Row) -> Vec<Measured> {
        measure(row, &self.table.columns, &self.edges, self.look)
    }

    fn measure_head(&self) -> f32 {
        self.measured_head().iter().map(|(_, height)| height).sum()
    }

    /// The cells of the head's rows and how high each row is. A title that spans both rows makes the lower one
    /// higher, so that the group above it stays slim.
    fn measured_head(&self) -> Vec<(Vec<Measured>, f32)> {
        let look = self.look.head();
        let mut rows: Vec<(Vec<Measured>, f32)> = Vec::with_capacity(self.head.len());
        for (index, row) in self.head.iter().enumerate() {
            let cells = measure(row, &self.table.columns, &self.edges, look);
            let below = self.head.get(index + 1);
            let own = |(column, _): &(usize, &Measured)| merge(below, *column) != Merge::Above;
            let tallest = cells.iter().enumerate().filter(own).map(|(_, cell)| cell.need());
            let mut height = tallest.fold(look.row_min(), f32::max);
            if let Some((above, above_height)) = rows.last() {
                let spans = |(column, _): &(usize, &Measured)| merge(Some(row), *column) == Merge::Above;
                let lacks = above.iter().enumerate().filter(spans).map(|(_, cell)| cell.need() - above_height);
                height = lacks.fold(height, f32::max);
            }
            rows.push((cells, height));
        }
        rows
    }

    fn start_part(&mut self, is_first: bool) {
        self.part.top = self.flow.y;
        self.part.bands.clear();
        self.part.n_rows = 0;
        if is_first || self.table.head == TableHead::Repeated {
            let carried = std::mem::take(&mut self.part.open);
            self.part.open = carried.iter().map(|_| None).collect();
            let measured = self.measured_head();
            let head = std::mem::take(&mut self.head);
            for (index, (row, (cells, height))) in head.iter().zip(measured).enumerate() {
                self.set_row(row, cells, head.get(index + 1), height);
            }
            self.head = head;
            self.part.open = carried;
        }
        for open in self.part.open.iter_mut().flatten() {
            open.top = self.flow.y;
        }
        self.part.n_rows = 0;
    }

    /// Draws what is open and the lines, and leaves the flow at the part's end.
    fn end_part(&mut self) {
        let missing = self.deficit(self.flow.y, |_| true).min(self.flow.room().max(0.0));
        self.flow.y += missing;
        if let Some(band) = self.part.bands.last_mut() {
            band.bottom += missing;
        }
        for column in 0..self.part.open.len() {
            let Some(open) = self.part.open.get_mut(column).and_then(Option::take) else { continue };
            let Open { mut cell, top } = open;
            let room = self.flow.y - top;
            let n_lines = cell.lines_in(room).min(cell.lines.len());
            let is_whole = n_lines == cell.lines.len();
            let rest = if is_whole { cell.lines.clone() } else { cell.lines.split_off(n_lines) };
            self.set_cell(&cell, column, top, room);
            cell.lines = rest;
            if let Some(slot) = self.part.open.get_mut(column) {
                *slot = Some(Open { cell, top });
            }
        }
        draw_lines(self.flow, &self.edges, self.part.top, &self.part.bands);
    }

    /// What the open cells of the chosen columns still lack if their rows ended at `y`.
    fn deficit(&self, y: f32, chosen: impl Fn(usize) -> bool) -> f32 {
        let lacks = |open: &Open| open.cell.need().min(self.flow.capacity() / 2.0) - (y - open.top);
        self.part
            .open
            .iter()
            .enumerate()
            .filter(|(column, _)| chosen(*column))
            .filter_map(|(_, open)| open.as_ref().map(lacks))
            .fold(0.0, f32::max)
    }

    /// Height of a row without what spans beyond it.
    fn height(&self, cells: &[Measured], row: &Row, next: Option<&Row>) -> f32 {
        cells
            .iter()
            .enumerate()
            .filter(|(column, _)| merge(Some(row), *column) == Merge::Own && merge(next, *column) != Merge::Above)
            .map(|(_, cell)| cell.need())
            .fold(self.look.row_min(), f32::max)
    }

    fn place(&mut self, row: &Row, cells: Vec<Measured>, next: Option<&Row>) {
        // Cells that end the span above are closed before the page can end.
        for column in 0..self.part.open.len() {
            if merge(Some(row), column) != Merge::Above {
                self.close(column);
            }
        }
        let natural = self.height(&cells, row, next);
        let y = self.flow.y;
        let ending = self.deficit(y + natural, |column| merge(next, column) != Merge::Above);
        let height = natural + ending;
        let continuing = self.deficit(y + natural, |_| true).max(ending);
        let whole_page = self.flow.capacity() - self.head_height;
        if natural > whole_page {
            self.place_tall(row, cells, next);
            return;
        }
        if natural + continuing > self.flow.room() && self.part.n_rows > 0 {
            self.turn();
            let ending = self.deficit(self.flow.y + natural, |column| merge(next, column) != Merge::Above);
            self.set_row(row, cells, next, natural + ending);
            return;
        }
        self.set_row(row, cells, next, height);
    }

    /// A row higher than a page: cut by lines.
    fn place_tall(&mut self, row: &Row, mut cells: Vec<Measured>, next: Option<&Row>) {
        let leading = cells.iter().map(|cell| cell.leading).fold(1.0, f32::max);
        if self.flow.room() < 5.0 * leading && self.part.n_rows > 0 {
            self.turn();
        }
        loop {
            let room = self.flow.room();
            let height = self.height(&cells, row, next);
            let is_last = cells.iter().all(|cell| cell.lines.len() <= 1);
            if height <= room || is_last {
                self.set_row(row, cells, next, height);
                return;
            }
            let rest: Vec<Measured> = splits(&mut cells, room);
            let as_if_more = Row::new(vec![super::table_model::Cell::default(); row.cells.len()]);
            self.set_row(row, cells, Some(&as_if_more), room);
            self.turn();
            cells = rest;
        }
    }

    fn turn(&mut self) {
        self.end_part();
        self.flow.turn();
        self.start_part(false);
    }

    /// Draws a row of the given height and remembers where its lines go.
    fn set_row(&mut self, row: &Row, cells: Vec<Measured>, next: Option<&Row>, height: f32) {
        let top = self.flow.y;
        let merges: Vec<Merge> = (0..self.table.columns.len()).map(|column| merge(Some(row), column)).collect();
        for (column, cell) in cells.into_iter().enumerate() {
            match merges.get(column) {
                Some(Merge::Own) if merge(next, column) == Merge::Above => {
                    if let Some(slot) = self.part.open.get_mut(column) {
                        *slot = Some(Open { cell, top });
                    }
                }
                Some(Merge::Own) => self.set_cell(&cell, column, top, height),
                Some(Merge::Above | Merge::Left) | None => {}
            }
        }
        // The first row of a part is closed at its top, whatever it continues.
        let closed = |merge| if merge == Merge::Above { Merge::Own } else { merge };
        let merges = if self.part.n_rows == 0 { merges.into_iter().map(closed).collect() } else { merges };
        self.part.bands.push(Band { bottom: top + height, merges });
        self.part.n_rows += 1;
        self.flow.y = top + height;
        for column in 0..self.part.open.len() {
            if merge(next, column) != Merge::Above {
                self.close(column);
            }
        }
    }

    /// Draws a spanning cell whose last row is set.
    fn close(&mut self, column: usize) {
        let Some(Open { cell, top }) = self.part.open.get_mut(column).and_then(Option::take) else { return };
        let height = self.flow.y - top;
        if height > 0.01 {
            self.set_cell(&cell, column, top, height);
        }
    }

    /// Draws ground and text of one cell.
    fn set_cell(&mut self, cell: &Measured, column: usize, top: f32, height: f32) {
        let left = self.edges.get(column).copied().unwrap_or_default();
        let right = self.edges.get(column + cell.n_columns).copied().unwrap_or(left);
        if let Some(fill) = cell.fill.ink() {
            self.flow.push(Item::Rect { x: left, y: top, w: right - left, h: height, fill: Some(fill), stroke: None });
        }
        let text = cell.lines.len() as f32 * cell.leading;
        let middle = ((height - text) / 2.0).max(CELL_PAD_Y * MM * 0.5);
        let y = top + if cell.is_cut { CELL_PAD_Y * MM } else { middle };
        let setting = Setting { size: cell.size, leading: cell.leading, ink: cell.ink, align: cell.align };
        let lines: &[Line] = &cell.lines;
        self.flow.text_lines(lines, (left + self.look.pad(), right - self.look.pad()), y, setting);
    }
}

impl Fill {
    fn ink(self) -> Option<super::page::Ink> {
        match self {
            Self::None => None,
            Self::Label => Some(super::style::LABEL_FILL),
            Self::Section => Some(super::style::SECTION_FILL),
        }
    }
}

fn merge(row: Option<&Row>, column: usize) -> Merge {
    row.and_then(|row| row.cells.get(column)).map_or(Merge::Own, |cell| cell.merge)
}
