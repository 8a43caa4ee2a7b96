//! A sheet's pages on the screen (印刷の確認): the same display list and typefaces as the PDF.

use egui::epaint::TextShape;
use egui::text::LayoutJob;
use egui::{
    Color32, CornerRadius, FontId, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, TextFormat, Ui, Vec2, vec2,
};

use crate::paper::{Dash, Ink, Item, Page, TextRun, Weight};
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::color;

/// Draws a page at a scale (points on screen for each point on paper). Returns the room it took.
pub fn draw_page(ui: &mut Ui, page: &Page, number: usize, scale: f32) -> Rect {
    let (rect, response) = ui.allocate_exact_size(vec2(page.width, page.height) * scale, Sense::hover());
    let name = format!("{number}ページ目 {}", page.text().replace('\n', " "));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
    if !ui.is_rect_visible(rect) {
        return rect;
    }
    let line = Stroke::new(1.0, color::LINE);
    ui.painter().rect(rect, CornerRadius::ZERO, Color32::WHITE, line, StrokeKind::Outside);
    let pen = Pen { painter: ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), origin: rect.min, scale };
    for item in &page.items {
        pen.item(item);
    }
    rect
}

/// Draws what stands on a page, from a corner on.
pub fn draw_items(ui: &Ui, items: &[Item], origin: Pos2, scale: f32) {
    let pen = Pen { painter: ui.painter().clone(), origin, scale };
    items.iter().for_each(|item| pen.item(item));
}

struct Pen {
    painter: Painter,
    origin: Pos2,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    fn stroke(&self, stroke: crate::paper::Stroke) -> Stroke {
        // A hairline stays visible when the page is shown small.
        Stroke::new((stroke.width * self.scale).max(0.6), tint(stroke.ink))
    }

    fn item(&self, item: &Item) {
        match item {
            Item::Text(run) => self.text(run),
            Item::Rect { x, y, w, h, fill, stroke } => {
                let rect = Rect::from_min_size(self.at(*x, *y), vec2(*w, *h) * self.scale);
                if let Some(ink) = fill {
                    self.painter.rect_filled(rect, CornerRadius::ZERO, tint(*ink));
                }
                if let Some(stroke) = stroke {
                    match stroke.dash {
                        Dash::Solid => {
                            let line = self.stroke(*stroke);
                            self.painter.rect_stroke(rect, CornerRadius::ZERO, line, StrokeKind::Middle);
                        }
                        Dash::Dots | Dash::Dashes => {
                            let [a, b] = [rect.left_top(), rect.right_top()];
                            let [c, d] = [rect.right_bottom(), rect.left_bottom()];
                            self.broken(&[a, b, c, d, a], *stroke);
                        }
                    }
                }
            }
            Item::Line { x1, y1, x2, y2, stroke } => {
                let ends = [self.at(*x1, *y1), self.at(*x2, *y2)];
                match stroke.dash {
                    Dash::Solid => {
                        self.painter.line_segment(ends, self.stroke(*stroke));
                    }
                    Dash::Dots | Dash::Dashes => self.broken(&ends, *stroke),
                }
            }
            Item::Circle { x, y, radius, stroke } => {
                self.painter.circle_stroke(self.at(*x, *y), radius * self.scale, self.stroke(*stroke));
            }
            Item::Path { points, stroke } => {
                let points = points.iter().map(|(x, y)| self.at(*x, *y)).collect();
                self.painter.add(Shape::line(points, self.stroke(*stroke)));
            }
        }
    }

    /// A line that is not whole, through these points.
    fn broken(&self, points: &[Pos2], stroke: crate::paper::Stroke) {
        match stroke.dash {
            Dash::Solid => {
                self.painter.add(Shape::line(points.to_vec(), self.stroke(stroke)));
            }
            Dash::Dots => {
                let radius = (stroke.width * self.scale / 2.0).max(0.5);
                self.painter.extend(Shape::dotted_line(points, tint(stroke.ink), 2.6 * self.scale, radius));
            }
            Dash::Dashes => {
                let (dash, gap) = (3.0 * self.scale, 2.0 * self.scale);
                self.painter.extend(Shape::dashed_line(points, self.stroke(stroke), dash, gap));
            }
        }
    }

    fn text(&self, run: &TextRun) {
        let ink = tint(run.ink);
        let font = face(run.weight, run.size * self.scale);
        match run.pitch {
            None => self.line(&run.text, run.x, run, font, ink),
            Some(pitch) => {
                for (place, c) in clusters(&run.text).into_iter().enumerate() {
                    #[allow(clippy::cast_precision_loss)] // a few digits
                    let x = run.x + pitch * place as f32;
                    let galley = self.painter.layout_no_wrap(c.clone(), font.clone(), ink);
                    let inset = (pitch - galley.size().x / self.scale) / 2.0;
                    self.line(&c, x + inset, run, font.clone(), ink);
                }
            }
        }
    }

    fn line(&self, text: &str, x: f32, run: &TextRun, font: FontId, ink: Color32) {
        let mut format = TextFormat::simple(font, ink);
        format.line_height = Some(run.size * self.scale);
        let galley = self.painter.layout_job(LayoutJob::single_section(text.to_owned(), format));
        // Where the galley puts its baseline, the page wants it at `run.baseline`.
        let ascent = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
            .unwrap_or(run.size * self.scale * 0.88);
        let at = self.at(x, run.baseline) - vec2(0.0, ascent);
        self.painter.add(TextShape::new(at, galley, ink));
    }
}

/// Characters with their variation selectors.
fn clusters(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for c in text.chars() {
        match all.last_mut() {
            Some(last) if crate::base::text::is_selector(c) => last.push(c),
            Some(_) | None => all.push(c.to_string()),
        }
    }
    all
}

fn face(weight: Weight, points: f32) -> FontId {
    match weight {
        Weight::Regular => regular(points),
        Weight::Bold => bold(points),
    }
}

const fn tint(ink: Ink) -> Color32 {
    Color32::from_rgb(ink.r, ink.g, ink.b)
}

/// How large the pages are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zoom {
    /// As wide as the room.
    Width,
    /// A whole page in sight.
    Whole,
    /// So many times the size on paper.
    Times(f32),
}

impl Zoom {
    /// The scale for a page in a room.
    #[must_use]
    pub fn scale(self, page: Vec2, room: Vec2) -> f32 {
        match self {
            Self::Width => (room.x / page.x).clamp(0.2, 3.0),
            Self::Whole => (room.x / page.x).min(room.y / page.y).clamp(0.2, 3.0),
            Self::Times(times) => times,
        }
    }
}

/// A page's size.
#[must_use]
pub fn size(page: &Page) -> Vec2 {
    vec2(page.width, page.height)
}
