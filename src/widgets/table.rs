//! Lists of records: one Tab stop, arrow keys, sorting, and only the visible rows are drawn.

use std::borrow::Cow;

use egui::{Id, ScrollArea, Sense, Ui, Vec2};

use super::pill::Tone;
use super::tokens::size;
use widths::Widths;

mod draw;
mod head;
mod keys;
mod widths;

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// So many points.
    Exact(f32),
    /// A share of what the exact columns leave.
    Share(f32),
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its width.
    pub width: Width,
    /// Whether a click on the title sorts by it.
    pub is_sortable: bool,
}

impl<'a> Column<'a> {
    /// A column that takes a share of the room and can be sorted.
    #[must_use]
    pub const fn new(title: &'a str, share: f32) -> Self {
        Self { title, width: Width::Share(share), is_sortable: true }
    }

    /// A column of a fixed width that can be sorted.
    #[must_use]
    pub const fn exact(title: &'a str, points: f32) -> Self {
        Self { title, width: Width::Exact(points), is_sortable: true }
    }

    /// The same without sorting.
    #[must_use]
    pub const fn unsorted(mut self) -> Self {
        self.is_sortable = false;
        self
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// One line.
    Text(Cow<'a, str>),
    /// One line in secondary colour.
    Weak(Cow<'a, str>),
    /// One line in the colour of a tone; the words must say it too.
    Toned(Tone, Cow<'a, str>),
    /// A bold line with a small one below: a name and its reading.
    TwoLine(Cow<'a, str>, Cow<'a, str>),
    /// A state: icon and word.
    Pill(Tone, Cow<'a, str>),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// One line.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A bold line with a small one below.
    pub fn two(top: impl Into<Cow<'a, str>>, bottom: impl Into<Cow<'a, str>>) -> Self {
        Self::TwoLine(top.into(), bottom.into())
    }

    /// A state.
    pub fn pill(tone: Tone, word: impl Into<Cow<'a, str>>) -> Self {
        Self::Pill(tone, word.into())
    }
}

/// The direction of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// From あ, from the oldest.
    Up,
    /// The other way round.
    Down,
}

/// What the person did to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableEvent {
    /// Nothing.
    None,
    /// Another row was chosen.
    Chosen(usize),
    /// A row is to be opened (double click, Enter).
    Opened(usize),
    /// Sort by this column.
    Sorted(usize, Order),
}

/// A table's own memory: what is chosen, how it is sorted, how far it is scrolled. The screen keeps it.
#[derive(Clone, Debug)]
pub struct Table {
    name: &'static str,
    chosen: Option<usize>,
    sorted: Option<(usize, Order)>,
    offset: f32,
    /// How far it is scrolled sideways.
    aside: f32,
    /// How far it can be scrolled sideways, in points; known once it was drawn.
    reach: f32,
    view: f32,
    wants_focus: bool,
    row_height: f32,
    opens_on_click: bool,
}

impl Table {
    /// A table; its name is what a screen reader calls it.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            chosen: None,
            sorted: None,
            offset: 0.0,
            aside: 0.0,
            reach: 0.0,
            view: 400.0,
            wants_focus: false,
            row_height: size::ROW_TWO,
            opens_on_click: false,
        }
    }

    /// With lower rows, where no cell has two lines.
    #[must_use]
    pub const fn one_line(mut self) -> Self {
        self.row_height = size::ROW_ONE;
        self
    }

    /// A click opens a row, where choosing alone is of no use.
    #[must_use]
    pub const fn opens_on_click(mut self) -> Self {
        self.opens_on_click = true;
        self
    }

    /// Sorted from the start.
    #[must_use]
    pub const fn sorted_by(mut self, column: usize, order: Order) -> Self {
        self.sorted = Some((column, order));
        self
    }

    /// The chosen row.
    #[must_use]
    pub const fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// How it is sorted.
    #[must_use]
    pub const fn sorted(&self) -> Option<(usize, Order)> {
        self.sorted
    }

    /// Chooses a row (after a reload or a new sorting) and brings it into sight.
    pub fn choose(&mut self, row: Option<usize>) {
        self.chosen = row;
        if let Some(row) = row {
            self.reveal(row);
        }
    }

    /// Gives the table the keyboard in the next frame.
    pub const fn focus(&mut self) {
        self.wants_focus = true;
    }

    #[allow(clippy::cast_precision_loss)]
    fn reveal(&mut self, row: usize) {
        let top = row as f32 * self.row_height;
        self.offset = self.offset.min(top).max(top + self.row_height - self.view);
    }

    /// Shows the table in the room that is left. `cell` is asked for visible cells alone. Where the columns need more
    /// room than there is, the table scrolls sideways and the first column stays.
    pub fn ui<'c>(
        &mut self,
        ui: &mut Ui,
        columns: &[Column<'_>],
        n_rows: usize,
        cell: impl Fn(usize, usize) -> Cell<'c>,
    ) -> TableEvent {
        let id = ui.make_persistent_id(("table", self.name));
        let mut event = TableEvent::None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            let room = ui.available_width() - ui.spacing().scroll.bar_width - 2.0;
            let widths = Widths::of(columns, &head::least(ui, columns), room);
            if let Some((column, order)) = head::draw(ui, id, columns, &widths, self) {
                self.sorted = Some((column, order));
                event = TableEvent::Sorted(column, order);
            }
            let body = ui.available_rect_before_wrap();
            let response = ui.interact(body, id, Sense::click());
            draw::describe(ui, &response, self.name, n_rows);
            if std::mem::take(&mut self.wants_focus) {
                response.request_focus();
            }
            if response.has_focus() {
                let steered = keys::steer(ui, id, self, n_rows, widths.is_held);
                if steered != TableEvent::None {
                    event = steered;
                }
            }
            self.chosen = self.chosen.filter(|row| *row < n_rows);
            let (edge, has_focus, chosen) = (body.left(), response.has_focus(), self.chosen);
            let rows = Rows { id, widths: &widths, columns, edge, has_focus, chosen };
            let happened = self.body(ui, &rows, n_rows, &cell);
            if happened != TableEvent::None {
                response.request_focus();
                event = happened;
            }
            if response.has_focus() && self.chosen.is_none() {
                super::ink::ring(ui, &response, body.shrink(2.0), 2);
            }
        });
        event
    }

    fn body<'c>(
        &mut self,
        ui: &mut Ui,
        rows: &Rows<'_>,
        n_rows: usize,
        cell: &impl Fn(usize, usize) -> Cell<'c>,
    ) -> TableEvent {
        let mut event = TableEvent::None;
        if !rows.widths.is_held {
            self.aside = 0.0;
        }
        let offset = Vec2::new(self.aside, self.offset).max(Vec2::ZERO);
        let output = ScrollArea::new([rows.widths.is_held, true])
            .id_salt(rows.id)
            .auto_shrink([false, false])
            .scroll_offset(offset)
            .show_rows(ui, self.row_height, n_rows, |ui, range| {
                for row in range {
                    let happened = draw::row(ui, rows, row, self.row_height, cell);
                    if let TableEvent::Chosen(row) | TableEvent::Opened(row) = happened {
                        self.chosen = Some(row);
                        event = if self.opens_on_click { TableEvent::Opened(row) } else { happened };
                    }
                }
            });
        let settled = output.state.clamped_offset();
        (self.aside, self.offset) = (settled.x, settled.y);
        self.view = output.inner_rect.height();
        self.reach = (output.content_size.x - output.inner_rect.width()).max(0.0);
        event
    }
}

/// What the rows of a table share.
struct Rows<'a> {
    id: Id,
    widths: &'a Widths,
    columns: &'a [Column<'a>],
    /// The left edge of what is in sight.
    edge: f32,
    has_focus: bool,
    chosen: Option<usize>,
}
