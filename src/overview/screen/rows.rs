//! Rows that lead somewhere: one click or Enter; only those in sight and a few around them are drawn.

use egui::{
    Align, CursorIcon, Label, Layout, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
    pos2, vec2,
};

use crate::widgets::Icon;
use crate::widgets::tokens::{color, size, space};

/// How high a row is.
pub(super) const ROW: f32 = 34.0;

/// So many beyond what is in sight are there for the keyboard, which brings them into sight.
const SPARE: usize = 40;

/// Room at the right for the arrow.
const ARROW: f32 = 36.0;

/// Lays out so many rows and has those drawn that are in sight or near it.
pub(super) fn rows(ui: &mut Ui, n_rows: usize, mut draw: impl FnMut(&mut Ui, usize, Rect)) {
    #[allow(clippy::cast_precision_loss)] // far fewer than a float counts
    let height = |n_rows: usize| ROW * n_rows as f32;
    let (_, whole) = ui.allocate_space(vec2(ui.available_width(), height(n_rows)));
    let clip = ui.clip_rect();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a float below zero becomes 0
    let at = |y: f32| ((y - whole.top()) / ROW) as usize;
    let (first, last) = (at(clip.top()).saturating_sub(SPARE), at(clip.bottom()).saturating_add(SPARE));
    for row in first..n_rows.min(last) {
        let place = pos2(whole.left(), whole.top() + height(row));
        draw(ui, row, Rect::from_min_size(place, vec2(whole.width(), ROW)));
    }
}

/// Draws a row that can be clicked and reached with Tab, or plain words for whom it leads nowhere; `add` fills it.
/// Returns whether it was chosen.
pub(super) fn row(
    ui: &mut Ui,
    rect: Rect,
    key: (&'static str, usize),
    (name, leads): (&str, bool),
    add: impl FnOnce(&mut Ui, Rect),
) -> bool {
    let sense = if leads { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(key), sense);
    response.widget_info(|| WidgetInfo::labeled(if leads { Role::Link } else { Role::Label }, true, name));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.rect_filled(Rect::from_min_size(rect.min, Vec2::new(rect.width(), 1.0)), 0.0, color::ROW_LINE);
        if response.hovered() && leads {
            painter.rect_filled(rect, 4.0, color::HOVER);
        }
        if response.has_focus() {
            let line = Stroke::new(size::FOCUS_LINE, color::PRIMARY);
            painter.rect_stroke(rect, 4.0, line, StrokeKind::Inside);
        }
        if leads {
            let arrow = Rect::from_center_size(pos2(rect.right() - ARROW / 2.0, rect.center().y), Vec2::ZERO);
            Icon::ChevronRight.paint(painter, arrow, size::ICON, color::WEAK);
        }
        add(ui, Rect::from_min_max(rect.min + vec2(space::M, 0.0), pos2(rect.right() - ARROW, rect.bottom())));
    }
    leads && response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Writes words into a part of a row, ended with … where they do not fit.
pub(super) fn text(ui: &mut Ui, place: Rect, words: RichText) {
    within(ui, place, |ui| {
        ui.add(Label::new(words).truncate());
    });
}

/// Fills a part of a row.
pub(super) fn within(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), add);
}

/// Cuts so much off the left of what is left of a row.
pub(super) fn cut(left: &mut Rect, width: f32) -> Rect {
    let part = Rect::from_min_max(left.min, pos2((left.left() + width).min(left.right()), left.bottom()));
    left.min.x = (part.right() + space::M).min(left.right());
    part
}
