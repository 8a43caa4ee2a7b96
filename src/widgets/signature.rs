//! 署名欄: a box to sign in with mouse, pen or finger.

use egui::{CornerRadius, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::hands;
use super::tokens::{color, size};

/// The box is so many times as wide as it is high.
const ASPECT: f32 = 3.0;
/// Across and down the box, points go from 0 to this.
const FULL: f32 = 10_000.0;
/// Points nearer than this tell nothing new.
const LEAST_STEP: f32 = 1.5;

/// Strokes of points, each from 0 to 10,000 across and down the box.
pub type Strokes = Vec<Vec<[u16; 2]>>;

/// Shows the box with what was drawn, and draws on. Returns whether a stroke was ended.
pub fn pad(ui: &mut Ui, name: &str, width: f32, strokes: &mut Strokes) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(width, width / ASPECT), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, ui.is_enabled(), name));
    hands::may_repeat(&response);
    let at = |point: Pos2| [along(point.x, rect.x_range()), along(point.y, rect.y_range())];
    if let Some(point) = response.interact_pointer_pos() {
        if response.drag_started() {
            strokes.push(vec![at(point)]);
        } else if response.dragged()
            && let Some(stroke) = strokes.last_mut()
            && stroke.last().is_none_or(|last| place(rect, *last).distance(point) > LEAST_STEP)
        {
            stroke.push(at(point));
        }
    }
    draw(ui, rect, &response, strokes);
    response.drag_stopped()
}

fn draw(ui: &Ui, rect: Rect, response: &Response, strokes: &Strokes) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter().with_clip_rect(rect);
    let radius = CornerRadius::same(size::RADIUS);
    let line = if response.dragged() { color::PRIMARY } else { color::FIELD_LINE };
    painter.rect_filled(rect, radius, color::CARD);
    let base = rect.bottom() - rect.height() * 0.2;
    painter.hline(rect.left() + 24.0..=rect.right() - 24.0, base, Stroke::new(1.0, color::LINE));
    for stroke in strokes {
        let points: Vec<Pos2> = stroke.iter().map(|point| place(rect, *point)).collect();
        painter.line(points, Stroke::new(2.4, color::TEXT));
    }
    ui.painter().rect_stroke(rect, radius, Stroke::new(size::LINE, line), StrokeKind::Inside);
}

fn place(rect: Rect, [x, y]: [u16; 2]) -> Pos2 {
    let part = |n: u16| f32::from(n) / FULL;
    pos2(rect.left() + rect.width() * part(x), rect.top() + rect.height() * part(y))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to 0 and 10,000
fn along(at: f32, range: egui::Rangef) -> u16 {
    ((at - range.min) / range.span() * FULL).clamp(0.0, FULL) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_comes_back_to_where_it_was_drawn() {
        let rect = Rect::from_min_size(pos2(100.0, 50.0), vec2(600.0, 200.0));
        for point in [rect.min, rect.center(), rect.max] {
            let kept = [along(point.x, rect.x_range()), along(point.y, rect.y_range())];
            assert!(place(rect, kept).distance(point) < 0.1);
        }
        assert_eq!(along(0.0, rect.x_range()), 0, "beyond the box is at its edge");
    }
}
