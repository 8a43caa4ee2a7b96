//! Paper: blocks become pages, pages become PDF. Knows no record.
//!
//! A [`Sheet`] is a list of [`Block`]s. [`lay_out`] turns it into a [`Layout`]: pages of plain items in points
//! from the top left, which the preview draws with the same typefaces. [`write_pdf`] turns the layout into
//! PDF/A-2b. What no typeface can draw stands in [`Layout::missing`] and is shown before anything is printed.
//!
//! `style` holds every millimetre; `fonts` → `wrap` → `flow` → `draw`, `table` lay out; `glyphs` → `content` →
//! `pdf` → `finish` write.

mod bars;
mod block;
mod content;
mod diagram;
mod draw;
mod error;
mod extract;
mod finish;
mod flow;
mod fonts;
mod furniture;
mod glue;
mod glyphs;
mod layout;
mod page;
mod pdf;
mod qr;
mod srgb;
mod style;
mod table;
mod table_cells;
mod table_lines;
mod table_model;
mod wrap;

pub use block::{
    Align, Bar, Block, Bullet, CheckItem, KeyValue, Orientation, Paragraph, Sheet, SheetFoot, SheetHead, Span, Tone,
};
pub use diagram::{Area, Arrow, BoxLook, Diagram, DiagramBox, DiagramLine};
pub use error::PaperError;
pub use extract::extract_text;
pub use layout::{lay_out, lay_out_all};
pub use page::{Dash, Ink, Item, Layout, Mark, MissingGlyph, Page, Stand, Stroke, TextRun, Weight};
pub use pdf::{Going, write_pdf};
pub use table_model::{Cell, Column, Fill, Merge, Row, Table, TableHead, Width};
