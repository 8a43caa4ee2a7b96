//! Writes a layout as PDF: printpdf makes the document, its pages and its fonts; the only file that names it.
//!
//! The content streams are our own (`content.rs`): printpdf would hold every operator of every page in
//! memory at once. What else a lasting document needs is added in `finish.rs`.

use std::collections::BTreeMap;

use lopdf::{Document, Object, Stream};
use printpdf::{
    Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt,
    TextItem,
};

use super::content::encode;
use super::error::PaperError;
use super::finish::{deflated, finish};
use super::fonts::{Slot, chain};
use super::glyphs::{Embedded, Fnv, FontBook};
use super::page::Layout;

/// The answer to a report of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Going {
    /// Write on.
    On,
    /// Stop; nothing is left behind.
    Stop,
}

/// Writes the layout as PDF/A-2b. `progress` hears of each page: how many are done, and of how many.
///
/// The same layout always gives the same bytes.
///
/// # Errors
/// [`PaperError`] tells why there is no PDF; nothing has been written anywhere then.
pub fn write_pdf(layout: &Layout, progress: &dyn Fn(usize, usize) -> Going) -> Result<Vec<u8>, PaperError> {
    if layout.pages.is_empty() {
        return Err(PaperError::Empty);
    }
    let book = FontBook::of(&layout.pages)?;
    let mut doc = skeleton(layout, &book);
    let mut hash = [Fnv::new(1), Fnv::new(2)];
    let page_ids: Vec<_> = doc.page_iter().collect();
    for (index, (page, id)) in layout.pages.iter().zip(&page_ids).enumerate() {
        if progress(index, layout.pages.len()) == Going::Stop {
            return Err(PaperError::Stopped);
        }
        let content = encode(page, index + 1, &book)?;
        hash.iter_mut().for_each(|hash| hash.eat(&content));
        let contents = doc.get_dictionary(*id).and_then(|page| page.get(b"Contents")).and_then(Object::as_reference);
        let contents = contents.map_err(|error| PaperError::Writing { detail: error.to_string() })?;
        doc.set_object(contents, deflated(Stream::new(lopdf::Dictionary::new(), content)));
    }
    hash.iter_mut().for_each(|hash| hash.eat(layout.title.as_bytes()));
    let mut id = [0; 16];
    for (target, byte) in id.iter_mut().zip(hash.iter().flat_map(Fnv::bytes)) {
        *target = byte;
    }
    finish(&mut doc, layout, &page_ids, id).map_err(|error| PaperError::Writing { detail: error.to_string() })?;
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).map_err(|error| PaperError::Writing { detail: error.to_string() })?;
    let _ = progress(layout.pages.len(), layout.pages.len());
    Ok(bytes)
}

/// The document with empty pages and all fonts.
fn skeleton(layout: &Layout, book: &FontBook) -> Document {
    let mut doc = PdfDocument::new(&layout.title);
    for font in &book.fonts {
        doc.resources.fonts.map.insert(FontId(font.resource.clone()), PdfFont::new(parsed(font)));
    }
    let mut specimen = Some(specimen(book));
    doc.pages = layout
        .pages
        .iter()
        .map(|page| PdfPage::new(Pt(page.width).into(), Pt(page.height).into(), specimen.take().unwrap_or_default()))
        .collect();
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    doc.to_lopdf_document(&options, &mut Vec::new())
}

/// Tells printpdf every glyph with its text; the stream it makes of this is replaced by the first page's.
fn specimen(book: &FontBook) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for font in &book.fonts {
        let glyphs = font.glyphs.iter().map(|(gid, (text, _))| Codepoint::with_cid(*gid, 0.0, text.clone())).collect();
        ops.push(Op::SetFont { font: PdfFontHandle::External(FontId(font.resource.clone())), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn parsed(font: &Embedded) -> ParsedFont {
    let widths = font.glyphs.iter().map(|(gid, (_, milli))| (*gid, *milli)).collect();
    let metrics = FontMetrics { ascent: 880, descent: -120 };
    let name = Some(font.name.clone());
    // Widths are already in thousandths of an em, rounded; printpdf would cut them off.
    let mut parsed = ParsedFont::with_glyph_data(font.program.clone(), 0, name, BTreeMap::new(), widths, 1000, metrics);
    if let Some(face) = chain().face(font.slot) {
        let bounds = face.global_bounding_box();
        let em = i32::from(face.units_per_em()).max(1);
        let milli = |units: i16| i16::try_from(i32::from(units) * 1000 / em).unwrap_or_default();
        parsed.pdf_font_metrics.x_min = milli(bounds.x_min);
        parsed.pdf_font_metrics.y_min = milli(bounds.y_min);
        parsed.pdf_font_metrics.x_max = milli(bounds.x_max);
        parsed.pdf_font_metrics.y_max = milli(bounds.y_max);
    }
    parsed.pdf_font_metrics.us_weight_class = if font.slot == Slot::Bold { 700 } else { 400 };
    parsed
}
