//! The growing pages of one sheet: where the next block goes and when a new page starts.

use super::block::{Align, Orientation};
use super::page::{Ink, Item, Mark, Page, Stroke, TextRun, Weight};
use super::style::{
    A4_LONG, A4_SHORT, ASCENT, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_TOP_NEXT, MM, SLIM_HEAD,
};
use super::wrap::Line;

/// One line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContentsLine {
    pub(crate) title: String,
    pub(crate) page: Option<usize>,
}

/// How lines of text are set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) size: f32,
    /// Line distance in points.
    pub(crate) leading: f32,
    pub(crate) ink: Ink,
    pub(crate) align: Align,
}

/// The pages of one sheet while they are being filled.
pub(crate) struct Flow {
    width: f32,
    height: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
    bottom: f32,
    top_next: f32,
    /// Where the next block starts, from the top.
    pub(crate) y: f32,
    top: f32,
    done: Vec<Page>,
    items: Vec<Item>,
    /// Bookmarks; pages count from the sheet's first.
    pub(crate) marks: Vec<Mark>,
    pub(crate) contents: Vec<ContentsLine>,
}

impl Flow {
    pub(crate) fn new(form: Orientation, contents: Vec<ContentsLine>) -> Self {
        let (width, height) = match form {
            Orientation::Portrait => (A4_SHORT * MM, A4_LONG * MM),
            Orientation::Landscape => (A4_LONG * MM, A4_SHORT * MM),
        };
        let top = MARGIN_TOP * MM;
        Self {
            width,
            height,
            left: MARGIN_LEFT * MM,
            right: width - MARGIN_RIGHT * MM,
            bottom: height - MARGIN_BOTTOM * MM,
            top_next: (MARGIN_TOP_NEXT + SLIM_HEAD) * MM,
            y: top,
            top,
            done: Vec::new(),
            items: Vec::new(),
            marks: Vec::new(),
            contents,
        }
    }

    /// An endless page of the same width, to measure blocks on.
    pub(crate) fn scratch(&self) -> Self {
        Self {
            bottom: f32::MAX,
            y: 0.0,
            top: 0.0,
            done: Vec::new(),
            items: Vec::new(),
            marks: Vec::new(),
            contents: self.contents.clone(),
            ..*self
        }
    }

    /// Width of the body.
    pub(crate) fn measure(&self) -> f32 {
        self.right - self.left
    }

    /// Height left on this page.
    pub(crate) fn room(&self) -> f32 {
        self.bottom - self.y
    }

    /// Height of an empty following page.
    pub(crate) fn capacity(&self) -> f32 {
        self.bottom - self.top_next
    }

    /// True while nothing stands on this page below its head.
    pub(crate) fn is_fresh(&self) -> bool {
        self.y <= self.top + 0.01
    }

    /// Declares that the head of the first page ends here.
    pub(crate) fn head_ends(&mut self) {
        self.top = self.y;
    }

    /// Number of the current page, from 0.
    pub(crate) fn page(&self) -> usize {
        self.done.len()
    }

    /// Starts a new page.
    pub(crate) fn turn(&mut self) {
        let items = std::mem::take(&mut self.items);
        self.done.push(Page { width: self.width, height: self.height, items });
        self.y = self.top_next;
        self.top = self.top_next;
    }

    /// Starts a new page if less than `height` is left and a new one has more.
    pub(crate) fn need(&mut self, height: f32) {
        if height > self.room() && !self.is_fresh() {
            self.turn();
        }
    }

    /// Moves down; a gap never starts a page.
    pub(crate) fn gap(&mut self, height: f32) {
        if !self.is_fresh() && height.is_finite() {
            self.y += height;
        }
    }

    pub(crate) fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), stroke: Stroke) {
        self.push(Item::Line { x1: from.0, y1: from.1, x2: to.0, y2: to.1, stroke });
    }

    /// Draws one line of text whose line box starts at `top` and spans `left` to `right`.
    pub(crate) fn text_line(&mut self, line: &Line, across: (f32, f32), top: f32, setting: Setting) {
        self.items.extend(text_items(line, across, top, setting));
    }

    /// Draws lines one below the other and gives where they end.
    pub(crate) fn text_lines(&mut self, lines: &[Line], across: (f32, f32), top: f32, setting: Setting) -> f32 {
        let mut y = top;
        for line in lines {
            self.text_line(line, across, y, setting);
            y += setting.leading;
        }
        y
    }

    /// Draws a short text on one line, as it is.
    pub(crate) fn label(&mut self, text: &str, weight: Weight, across: (f32, f32), top: f32, setting: Setting) {
        let width = super::fonts::chain().width(weight, text) * setting.size;
        let piece = super::wrap::Piece { text: text.to_owned(), weight, width };
        self.text_line(&Line { pieces: vec![piece], width }, across, top, setting);
    }

    pub(crate) fn mark(&mut self, level: u8, title: &str) {
        let (page, y) = (self.page(), self.y);
        self.marks.push(Mark { level, title: title.to_owned(), page, y });
    }

    /// The finished pages and bookmarks.
    pub(crate) fn finish(mut self) -> (Vec<Page>, Vec<Mark>) {
        self.turn();
        (self.done, self.marks)
    }
}

/// One line of text whose line box starts at `top` and spans `left` to `right`.
pub(crate) fn text_items(line: &Line, (left, right): (f32, f32), top: f32, setting: Setting) -> Vec<Item> {
    let mut x = match setting.align {
        Align::Left => left,
        Align::Centre => left + (right - left - line.width) / 2.0,
        Align::Right => right - line.width,
    };
    let baseline = top + (setting.leading - setting.size) / 2.0 + ASCENT * setting.size;
    let mut items = Vec::with_capacity(line.pieces.len());
    for piece in line.pieces.iter().filter(|piece| !piece.text.is_empty()) {
        items.push(Item::Text(TextRun {
            x,
            baseline,
            size: setting.size,
            weight: piece.weight,
            ink: setting.ink,
            text: piece.text.clone(),
            pitch: None,
        }));
        x += piece.width;
    }
    items
}
