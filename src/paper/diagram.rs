//! A drawing of boxes and arrows (図): placed by who orders it, in millimetres, and never cut by a page's end.

use super::block::{Align, Tone};
use super::flow::{Flow, Setting};
use super::fonts::chain;
use super::page::{Dash, Ink, Item, Stroke, Weight};
use super::style::{ACCENT, BLACK, FAINT, GAP, GREY, LABEL_FILL, LINE, LINE_THICK, LINE_THIN, MM, SECTION_FILL};
use super::wrap::wrap;

/// Line distance in a box, in ems.
const LEADING: f32 = 1.32;
/// How far the letters keep from the edge of their box, in millimetres.
const PAD: f32 = 1.6;
/// Length of an arrow's head, in millimetres, and half its width.
const HEAD: (f32, f32) = (2.2, 1.1);

/// Boxes and arrows. Millimetres from the top left corner; letters in points.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagram {
    /// Width in millimetres.
    pub width: f32,
    /// Height in millimetres.
    pub height: f32,
    /// The boxes, the lower ones first.
    pub boxes: Vec<DiagramBox>,
    /// The arrows, drawn under the boxes.
    pub arrows: Vec<Arrow>,
}

/// A box with lines of text below each other.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramBox {
    /// Left, top, width and height in millimetres.
    pub place: Area,
    /// How it looks.
    pub look: BoxLook,
    /// Its lines, as they were broken.
    pub lines: Vec<DiagramLine>,
}

/// A rectangle in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxLook {
    /// White with a thin line.
    Plain,
    /// White with a thick line: whom everything goes through.
    Strong,
    /// A dashed line: what is not there yet.
    Missing,
    /// A grey ground that holds other boxes together.
    Ground,
    /// A grey band with a coloured edge: a heading.
    Band,
    /// No line and no ground: words alone.
    Bare,
    /// Words alone on white, so that a line that runs under them does not run through them.
    Cover,
}

/// One line of text in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramLine {
    /// Its letters.
    pub text: String,
    /// Their size in points.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Black or grey.
    pub tone: Tone,
    /// Where it stands across.
    pub align: Align,
    /// How far it is set in, in millimetres.
    pub indent: f32,
}

/// An arrow along straight lines; its head is at the last point.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// The points in millimetres.
    pub points: Vec<(f32, f32)>,
    /// Whether the last point has a head; a trunk from which arrows branch off has none.
    pub has_head: bool,
}

impl Area {
    /// Whether two of them share more than an edge.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        const HAIR: f32 = 0.01;
        self.x + HAIR < other.x + other.w
            && other.x + HAIR < self.x + self.w
            && self.y + HAIR < other.y + other.h
            && other.y + HAIR < self.y + self.h
    }

    /// Whether another one lies wholly inside.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        const HAIR: f32 = 0.01;
        other.x >= self.x - HAIR
            && other.y >= self.y - HAIR
            && other.x + other.w <= self.x + self.w + HAIR
            && other.y + other.h <= self.y + self.h + HAIR
    }
}

impl DiagramLine {
    /// Lines of a text that is no wider than so many millimetres.
    #[must_use]
    pub fn broken(text: &str, size: f32, weight: Weight, width: f32) -> Vec<Self> {
        let lines = wrap(text, weight, size, width * MM);
        let whole = |pieces: Vec<super::wrap::Piece>| pieces.into_iter().map(|piece| piece.text).collect::<String>();
        let made = lines.into_iter().map(|line| whole(line.pieces)).filter(|text| !text.trim().is_empty());
        let line = |text| Self { text, size, weight, tone: Tone::Black, align: Align::Left, indent: 0.0 };
        made.map(line).collect()
    }

    /// The same with a number before the first line; the lines below it begin where its words begin.
    #[must_use]
    pub fn numbered(number: usize, text: &str, size: f32, weight: Weight, width: f32) -> Vec<Self> {
        let mark = format!("{number}　");
        let indent = chain().width(weight, &mark) * size / MM;
        let mut lines = Self::broken(text, size, weight, width - indent);
        for (place, line) in lines.iter_mut().enumerate() {
            if place == 0 { line.text.insert_str(0, &mark) } else { line.indent = indent }
        }
        lines
    }

    /// The same in grey.
    #[must_use]
    pub fn grey(self) -> Self {
        Self { tone: Tone::Grey, ..self }
    }

    /// The same in the middle.
    #[must_use]
    pub fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    /// Its height in millimetres.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.size * LEADING / MM
    }
}

impl DiagramBox {
    /// How high a box has to be for its lines, in millimetres.
    #[must_use]
    pub fn height_for(lines: &[DiagramLine]) -> f32 {
        lines.iter().map(DiagramLine::height).sum::<f32>() + 2.0 * PAD * 0.6
    }

    /// How wide the lines of a box may be, in millimetres.
    #[must_use]
    pub fn inner(width: f32) -> f32 {
        width - 2.0 * PAD
    }

    fn items(&self, pen: &mut Pen<'_>) {
        let Area { x, y, w, h } = self.place;
        let (fill, stroke) = match self.look {
            BoxLook::Plain => (Some(Ink::grey(0xFF)), Some(Stroke::solid(LINE_THIN, LINE))),
            BoxLook::Strong => (Some(Ink::grey(0xFF)), Some(Stroke::solid(LINE_THICK * 1.6, BLACK))),
            BoxLook::Missing => {
                (Some(Ink::grey(0xFF)), Some(Stroke { width: LINE_THICK, ink: GREY, dash: Dash::Dashes }))
            }
            BoxLook::Ground => (Some(LABEL_FILL), Some(Stroke::solid(LINE_THIN, FAINT))),
            BoxLook::Band => (Some(SECTION_FILL), None),
            BoxLook::Bare => (None, None),
            BoxLook::Cover => (Some(Ink::grey(0xFF)), None),
        };
        pen.rect(self.place, fill, stroke);
        if self.look == BoxLook::Band {
            pen.rect(Area { x, y, w: 1.1, h }, Some(ACCENT), None);
        }
        let text = self.lines.iter().map(DiagramLine::height).sum::<f32>();
        let mut top = y + (h - text).max(0.0) / 2.0;
        for line in &self.lines {
            pen.line(line, (x + PAD + line.indent, x + w - PAD), top);
            top += line.height();
        }
    }
}

impl Diagram {
    /// What is drawn, from a corner on and at a scale, all in points: the same for the page and for the screen.
    #[must_use]
    pub fn items(&self, corner: (f32, f32), scale: f32) -> Vec<Item> {
        let mut items = Vec::new();
        let mut pen = Pen { items: &mut items, corner, scale };
        // Grounds lie under the arrows, which run into the boxes.
        let is_ground = |one: &&DiagramBox| one.look == BoxLook::Ground;
        self.boxes.iter().filter(is_ground).for_each(|one| one.items(&mut pen));
        self.arrows.iter().for_each(|arrow| pen.arrow(arrow));
        self.boxes.iter().filter(|one| !is_ground(one)).for_each(|one| one.items(&mut pen));
        items
    }

    /// The size in points of the smallest letters.
    #[must_use]
    pub fn smallest(&self) -> f32 {
        let sizes = self.boxes.iter().flat_map(|one| &one.lines).map(|line| line.size);
        sizes.fold(f32::INFINITY, f32::min)
    }
}

/// Draws it on what is left of the page, smaller where it would not fit.
pub(crate) fn draw_diagram(flow: &mut Flow, diagram: &Diagram) {
    if diagram.width <= 0.0 || diagram.height <= 0.0 {
        return;
    }
    let (width, height) = (diagram.width * MM, diagram.height * MM);
    if flow.room() < height && flow.room() < flow.capacity() * 0.6 {
        flow.need(height);
    }
    let scale = (flow.measure() / width).min(flow.room() / height).min(1.0);
    let left = flow.left + (flow.measure() - width * scale) / 2.0;
    for item in diagram.items((left, flow.y), scale) {
        flow.push(item);
    }
    flow.y += height * scale;
    flow.gap(GAP * MM);
}

/// Puts millimetres of the drawing where they belong, in points.
struct Pen<'a> {
    items: &'a mut Vec<Item>,
    corner: (f32, f32),
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.corner.0 + x * MM * self.scale, self.corner.1 + y * MM * self.scale)
    }

    fn rect(&mut self, place: Area, fill: Option<Ink>, stroke: Option<Stroke>) {
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let (x, y) = self.at(place.x, place.y);
        let (w, h) = (place.w * MM * self.scale, place.h * MM * self.scale);
        self.items.push(Item::Rect { x, y, w, h, fill, stroke });
    }

    fn line(&mut self, line: &DiagramLine, (left, right): (f32, f32), top: f32) {
        let (left, top) = self.at(left, top);
        let (right, _) = self.at(right, 0.0);
        let size = line.size * self.scale;
        let setting =
            Setting { size, leading: line.height() * MM * self.scale, ink: line.tone.ink(), align: line.align };
        let set = wrap(&line.text, line.weight, size, f32::MAX);
        for one in &set {
            self.items.extend(super::flow::text_items(one, (left, right), top, setting));
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        let points: Vec<(f32, f32)> = arrow.points.iter().map(|(x, y)| self.at(*x, *y)).collect();
        let stroke = Stroke::solid(LINE_THICK * 1.2, BLACK);
        if let ([.., (x1, y1), (x2, y2)], true) = (points.as_slice(), arrow.has_head) {
            let (dx, dy) = (x2 - x1, y2 - y1);
            let length = dx.hypot(dy).max(0.01);
            let (ux, uy) = (dx / length, dy / length);
            let (back, side) = (HEAD.0 * MM * self.scale, HEAD.1 * MM * self.scale);
            let wing = |way: f32| (x2 - ux * back - uy * side * way, y2 - uy * back + ux * side * way);
            self.items.push(Item::Path { points: vec![wing(1.0), (*x2, *y2), wing(-1.0)], stroke });
        }
        self.items.push(Item::Path { points, stroke });
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, DiagramLine};
    use crate::paper::Weight;

    #[test]
    fn lines_keep_to_their_width_and_lose_nothing() {
        let text = "県警察本部 サイバー犯罪対策課 相談窓口（夜間は当直が受けます）";
        let lines = DiagramLine::broken(text, 8.0, Weight::Bold, 40.0);
        assert!(lines.len() > 1);
        let all: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(all.replace(' ', ""), text.replace(' ', ""));
        assert!(DiagramLine::broken("", 8.0, Weight::Bold, 40.0).is_empty());
    }

    #[test]
    fn touching_is_not_meeting() {
        let one = Area { x: 0.0, y: 0.0, w: 10.0, h: 10.0 };
        assert!(!one.meets(&Area { x: 10.0, ..one }) && one.meets(&Area { x: 9.0, ..one }));
        assert!(one.holds(&Area { x: 2.0, y: 2.0, w: 8.0, h: 8.0 }) && !one.holds(&Area { x: 2.0, ..one }));
    }
}
