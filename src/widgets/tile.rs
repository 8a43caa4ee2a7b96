//! Tiles (大きな選択肢): a picture and a word, for a choice that must be found at once.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::icon::Icon;
use super::ink;
use super::theme::bold;
use super::tokens::{color, font, size};

/// A tile's height.
const HEIGHT: f32 = 76.0;

/// Shows a tile, `width` wide. Returns whether it was chosen.
pub fn tile(ui: &mut Ui, icon: Icon, word: &str, width: f32) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), word));
    if ui.is_rect_visible(rect) {
        let (fill, line) = if response.hovered() {
            (color::HOVER, Stroke::new(size::LINE, color::FIELD_LINE))
        } else {
            (color::CARD, Stroke::new(size::LINE, color::LINE))
        };
        ui.painter().rect(rect, CornerRadius::same(size::CARD_RADIUS), fill, line, StrokeKind::Inside);
        let place = Rect::from_center_size(pos2(rect.left() + 30.0, rect.center().y), Vec2::splat(24.0));
        icon.paint(ui.painter(), place, 24.0, color::PRIMARY);
        let galley = ui.painter().layout(word.to_owned(), bold(font::BODY), color::TEXT, rect.width() - 68.0);
        ui.painter().galley(pos2(rect.left() + 58.0, rect.center().y - galley.size().y / 2.0), galley, color::TEXT);
        ink::ring(ui, &response, rect, size::CARD_RADIUS);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
