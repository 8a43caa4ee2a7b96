//! Radio buttons and check boxes with room to hit and a ring for the keyboard.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::icon::Icon;
use super::ink;
use super::prose;
use super::theme::regular;
use super::tokens::{color, font, size, space};

const BOX: f32 = 18.0;
const HEIGHT: f32 = 32.0;

/// One of several (ラジオボタン).
pub fn radio(ui: &mut Ui, word: &str, is_on: bool) -> Response {
    let (rect, response) = place(ui, word, Role::RadioButton, is_on);
    if ui.is_rect_visible(rect) {
        let centre = mark(rect).center();
        let line = line(&response, is_on);
        ui.painter().circle(centre, BOX / 2.0, color::CARD, line);
        if is_on {
            ui.painter().circle_filled(centre, 4.5, color::PRIMARY);
        }
    }
    response
}

/// On or off (チェックボックス). A click turns `is_on` round.
pub fn check_box(ui: &mut Ui, word: &str, is_on: &mut bool) -> Response {
    let mut response = check(ui, word, *is_on);
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    response
}

/// A check box that only shows; the caller turns it round.
pub(super) fn check(ui: &mut Ui, word: &str, is_on: bool) -> Response {
    let (rect, response) = place(ui, word, Role::CheckBox, is_on);
    if ui.is_rect_visible(rect) {
        let square = mark(rect);
        let fill = if is_on { color::PRIMARY } else { color::CARD };
        ui.painter().rect(square, CornerRadius::same(4), fill, line(&response, is_on), StrokeKind::Inside);
        if is_on {
            Icon::Check.paint(ui.painter(), square, 14.0, color::CARD);
        }
    }
    response
}

fn line(response: &Response, is_on: bool) -> Stroke {
    if is_on {
        Stroke::new(size::FAULT_LINE, color::PRIMARY)
    } else if response.hovered() {
        Stroke::new(size::FAULT_LINE, color::WEAK)
    } else {
        Stroke::new(size::LINE, color::FIELD_LINE)
    }
}

fn mark(rect: Rect) -> Rect {
    Rect::from_center_size(rect.left_center() + Vec2::new(BOX / 2.0 + 2.0, 0.0), Vec2::splat(BOX))
}

fn place(ui: &mut Ui, word: &str, role: Role, is_on: bool) -> (Rect, Response) {
    let mut galley = ink::line(ui, word, regular(font::BODY), color::TEXT);
    let indent = BOX + 2.0 + space::S;
    let room = ui.max_rect().width() - indent - space::S;
    if galley.size().x > room {
        galley = prose::layout(ui, word, regular(font::BODY), color::TEXT, room);
    }
    let wanted = Vec2::new(indent + galley.size().x + space::S, galley.size().y.max(HEIGHT));
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), is_on, word));
    if ui.is_rect_visible(rect) {
        ink::paint_middle(ui.painter(), rect, indent, galley);
        ink::ring(ui, &response, rect.shrink(2.0), size::RADIUS);
    }
    (rect, response)
}
