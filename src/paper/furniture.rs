//! Head and foot of the pages: title, seals, owner, page numbers, handling mark.

use super::block::{Align, Sheet};
use super::flow::{Flow, Setting};
use super::fonts::chain;
use super::page::{Item, Page, Stroke, TextRun, Weight};
use super::qr::code_alone;
use super::style::{
    AS_OF, ASCENT, BLACK, CLINIC, FAINT, FOLIO, FOOT_CODE, FOOT_CODE_EDGE, FOOT_RULE, GREY, LABEL_FILL, LINE,
    LINE_THICK, LINE_THIN, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP_NEXT, MM, SEAL, SEAL_LABEL, SHRINK, SMALL, TITLE,
};
use super::wrap::wrap;

const TITLE_LEADING: f32 = TITLE * 1.35;

/// Draws the head of a sheet's first page and leaves the flow below it.
pub(crate) fn first_head(flow: &mut Flow, sheet: &Sheet) {
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let seals = sheet.seals.len() as f32 * SEAL * MM;
    if !sheet.seals.is_empty() {
        seal_boxes(flow, &sheet.seals, right - seals, top);
    }
    let note = sheet.head.note.as_deref().map_or(0.0, |note| note_box(flow, note, left, top));
    let aside = seals.max(note) + if seals + note > 0.0 { 5.0 * MM } else { 0.0 };
    let (across, mut y) = title(flow, sheet, (left, right), aside, top + 1.5 * MM);
    if let Some(as_of) = &sheet.head.as_of {
        let setting = Setting { size: AS_OF, leading: AS_OF * 1.5, ink: BLACK, align: Align::Centre };
        flow.label(as_of, Weight::Regular, across, y, setting);
        y += setting.leading;
    }
    if !sheet.seals.is_empty() {
        y = y.max(top + (SEAL + SEAL_LABEL) * MM + 2.5 * MM - CLINIC * 1.5);
    }
    let clinic = Setting { size: CLINIC, leading: CLINIC * 1.5, ink: BLACK, align: Align::Left };
    flow.label(&sheet.head.clinic, Weight::Bold, (left, right), y, clinic);
    y += clinic.leading + 0.8 * MM;
    flow.line((left, y), (right, y), Stroke::solid(LINE_THICK, BLACK));
    flow.y = y + 4.0 * MM;
    flow.head_ends();
}

/// Draws the title between what stands aside of it, and gives where it stands across and where it ends.
fn title(flow: &mut Flow, sheet: &Sheet, (left, right): (f32, f32), aside: f32, top: f32) -> ((f32, f32), f32) {
    let whole = chain().width(Weight::Bold, &sheet.title) * TITLE;
    let middle = right - left - 2.0 * aside;
    // In the middle of the page if it fits there, else in what the seals leave free.
    let (across, room) = if whole <= middle || sheet.seals.is_empty() {
        ((left + aside, right - aside), middle)
    } else {
        ((left, right - aside), right - left - aside)
    };
    let size = if whole > room { TITLE * (room / whole).max(SHRINK) * 0.999 } else { TITLE };
    let mut lines = wrap(&sheet.title, Weight::Bold, size, room);
    if lines.len() == 2 {
        // Two lines of about the same length look intended; one of two characters does not.
        let even = wrap(&sheet.title, Weight::Bold, size, whole / TITLE * size * 0.58);
        lines = if even.len() == 2 { even } else { lines };
    }
    let setting = Setting { size, leading: TITLE_LEADING, ink: BLACK, align: Align::Centre };
    (across, flow.text_lines(&lines, across, top, setting) + 0.5 * MM)
}

/// A framed word at the top left; gives its width.
fn note_box(flow: &mut Flow, note: &str, left: f32, top: f32) -> f32 {
    let size = AS_OF;
    let width = chain().width(Weight::Bold, note) * size + 6.0 * MM;
    let height = size * 1.9;
    let stroke = Some(Stroke::solid(LINE_THICK, BLACK));
    flow.push(Item::Rect { x: left, y: top, w: width, h: height, fill: None, stroke });
    let setting = Setting { size, leading: height, ink: BLACK, align: Align::Centre };
    flow.label(note, Weight::Bold, (left, left + width), top, setting);
    width
}

/// Draws empty seal boxes (確認印) from `left` on.
pub(crate) fn seal_boxes(flow: &mut Flow, labels: &[String], left: f32, top: f32) {
    let (side, head) = (SEAL * MM, SEAL_LABEL * MM);
    let width = labels.len() as f32 * side;
    flow.push(Item::Rect { x: left, y: top, w: width, h: head, fill: Some(LABEL_FILL), stroke: None });
    for index in 1..labels.len() {
        let x = left + index as f32 * side;
        flow.line((x, top), (x, top + head + side), Stroke::solid(LINE_THIN, LINE));
    }
    flow.line((left, top + head), (left + width, top + head), Stroke::solid(LINE_THIN, LINE));
    let stroke = Some(Stroke::solid(LINE_THICK, LINE));
    flow.push(Item::Rect { x: left, y: top, w: width, h: head + side, fill: None, stroke });
    for (index, label) in labels.iter().enumerate() {
        let across = (left + index as f32 * side, left + (index + 1) as f32 * side);
        let setting = Setting { size: SMALL + 0.5, leading: head, ink: BLACK, align: Align::Centre };
        flow.label(label, Weight::Regular, across, top, setting);
        let mark = Setting { size: SMALL, leading: side, ink: FAINT, align: Align::Centre };
        flow.label("印", Weight::Regular, across, top + head, mark);
    }
}

/// Where a page stands in the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Page of the document, from 1.
    pub(crate) number: usize,
    /// Pages of the document.
    pub(crate) n_pages: usize,
    /// Whether it is the sheet's first page.
    pub(crate) is_first: bool,
}

/// The QR code in the foot of every page of a sheet; made once, for the pages of a sheet are of one size.
pub(crate) fn foot_code(sheet: &Sheet, height: f32) -> Vec<Item> {
    let Some(data) = &sheet.foot.code else { return Vec::new() };
    let top = height - FOOT_RULE * MM + FOOT_CODE_EDGE * MM;
    code_alone(data, MARGIN_LEFT * MM, top, FOOT_CODE * MM)
}

/// Adds the slim head of a following page and the foot of any page.
pub(crate) fn furnish(page: &mut Page, sheet: &Sheet, place: Place, code: &[Item]) {
    let (left, right) = (MARGIN_LEFT * MM, page.width - MARGIN_RIGHT * MM);
    page.items.extend_from_slice(code);
    let mut pen = Pen { page, left, right };
    if !place.is_first {
        let top = MARGIN_TOP_NEXT * MM;
        let head = if sheet.head.clinic.is_empty() {
            sheet.title.clone()
        } else {
            format!("{}　　{}", sheet.title, sheet.head.clinic)
        };
        // The day stands at the right of the same line.
        let wide = Pen { page: pen.page, left, right: left + (right - left) * 0.62 };
        { wide }.text(&head, Weight::Bold, SMALL, Align::Left, top);
        pen.text(sheet.head.as_of.as_deref().unwrap_or_default(), Weight::Regular, SMALL, Align::Right, top);
        pen.rule(top + SMALL * 1.4, LINE_THIN);
    }
    foot(&mut pen, sheet, place, if code.is_empty() { 0.0 } else { (FOOT_CODE + FOOT_CODE_EDGE) * MM });
}

fn foot(pen: &mut Pen<'_>, sheet: &Sheet, place: Place, aside: f32) {
    let top = pen.page.height - FOOT_RULE * MM;
    pen.rule(top, LINE_THIN);
    let (first, second) = (top + 1.6 * MM, top + 1.6 * MM + SMALL * 1.5);
    {
        // What stands at the left ends before the page number in the middle.
        let middle = (pen.left + pen.right) / 2.0 - 2.0 * FOLIO;
        let mut left = Pen { page: pen.page, left: pen.left + aside, right: middle };
        left.text(&sheet.foot.owner, Weight::Regular, SMALL, Align::Left, first);
        let head = sheet.foot.journal_head.as_deref().unwrap_or_default();
        left.text(head, Weight::Regular, SMALL - 0.5, Align::Left, second);
    }
    let folio = format!("{} / {}", place.number, place.n_pages);
    pen.text(&folio, Weight::Regular, FOLIO, Align::Centre, first);
    pen.text(&sheet.head.printed_on, Weight::Regular, SMALL, Align::Right, second + 1.0 * MM);
    let handling = &sheet.foot.handling;
    if !handling.is_empty() {
        let width = chain().width(Weight::Bold, handling) * SMALL + 4.0 * MM;
        let (x, h) = (pen.right - width, SMALL * 1.6);
        let stroke = Some(Stroke::solid(LINE_THIN, BLACK));
        pen.page.items.push(Item::Rect { x, y: first - 1.0, w: width, h, fill: None, stroke });
        let inside = Pen { page: pen.page, left: x, right: pen.right };
        { inside }.text(handling, Weight::Bold, SMALL, Align::Centre, first - 1.0 + (h - SMALL) / 2.0);
    }
}

/// Draws small print on a finished page.
struct Pen<'a> {
    page: &'a mut Page,
    left: f32,
    right: f32,
}

impl Pen<'_> {
    /// Draws a text whose em box starts at `top`; a text too long for its line is made smaller.
    fn text(&mut self, text: &str, weight: Weight, size: f32, align: Align, top: f32) {
        if text.is_empty() {
            return;
        }
        let room = self.right - self.left;
        let natural = chain().width(weight, text) * size;
        let size = if natural > room { size * room / natural } else { size };
        let width = natural.min(room);
        let x = match align {
            Align::Left => self.left,
            Align::Centre => (self.left + self.right - width) / 2.0,
            Align::Right => self.right - width,
        };
        let baseline = top + ASCENT * size;
        let text = text.to_owned();
        self.page.items.push(Item::Text(TextRun { x, baseline, size, weight, ink: GREY, text, pitch: None }));
    }

    fn rule(&mut self, y: f32, width: f32) {
        let stroke = Stroke::solid(width, LINE);
        self.page.items.push(Item::Line { x1: self.left, y1: y, x2: self.right, y2: y, stroke });
    }
}
