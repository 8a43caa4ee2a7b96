//! A row of days (期限の帯): what is due when, from the first day to the last, and which lie behind.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::icon::Icon;
use super::ink;
use super::pill::Tone;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};

/// One day of the row.
#[derive(Clone, Copy, Debug)]
pub struct Stop<'a> {
    /// 3日目
    pub nth: &'a str,
    /// 11月22日（日）
    pub day: &'a str,
    /// What is due.
    pub what: &'a str,
    /// Whether the day lies behind, or is today.
    pub is_reached: bool,
    /// How what is due stands.
    pub tone: Tone,
}

/// Shows the row as wide as there is room.
pub fn strip(ui: &mut Ui, stops: &[Stop<'_>]) {
    let height = size::STEP + space::S + font::NAME + font::BODY + font::CAPTION + space::S * 3.0;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    #[allow(clippy::cast_precision_loss)] // a handful of days
    let width = rect.width() / stops.len().max(1) as f32;
    let middle = rect.top() + size::STEP / 2.0;
    let mut left = rect.left();
    for (place, stop) in stops.iter().enumerate() {
        let part = Rect::from_min_size(pos2(left, rect.top()), Vec2::new(width, height));
        let circle = Rect::from_min_size(part.min, Vec2::splat(size::STEP));
        if place + 1 < stops.len() {
            let is_passed = stops.get(place + 1).is_some_and(|next| next.is_reached);
            let ink_color = if is_passed { color::PRIMARY } else { color::LINE };
            let line = Stroke::new(size::FOCUS_LINE, ink_color);
            ui.painter().line_segment([pos2(circle.right(), middle), pos2(part.right(), middle)], line);
        }
        draw(ui, part, circle, stop);
        left += width;
    }
}

fn draw(ui: &mut Ui, part: Rect, circle: Rect, stop: &Stop<'_>) {
    let Stop { nth, day, what, is_reached, tone } = *stop;
    let response = ui.interact(part, ui.scope_id().with(("stop", nth, what)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{nth} {day} {what}")));
    let painter = ui.painter();
    let radius = CornerRadius::same(10);
    match (tone, is_reached) {
        (Tone::Success, _) => {
            painter.rect_filled(circle, radius, color::SUCCESS);
            Icon::Check.paint(painter, circle, 13.0, color::CARD);
        }
        (Tone::Warn | Tone::Danger | Tone::Info | Tone::Quiet, true) => {
            painter.rect_filled(circle, radius, if tone == Tone::Quiet { color::PRIMARY } else { tone.text() });
        }
        (Tone::Warn | Tone::Danger | Tone::Info | Tone::Quiet, false) => {
            let line = Stroke::new(size::FAULT_LINE, color::FIELD_LINE);
            painter.rect_filled(circle, radius, color::CARD);
            painter.rect_stroke(circle, radius, line, StrokeKind::Inside);
        }
    }
    let room = part.width() - space::M;
    let ink_color = if tone == Tone::Quiet { color::TEXT } else { tone.text() };
    let mut top = circle.bottom() + space::S;
    for (words, face, shade) in [
        (nth, bold(font::NAME), ink_color),
        (day, regular(font::BODY), color::TEXT),
        (what, regular(font::CAPTION), color::WEAK),
    ] {
        let galley = ink::fitted(ui, words, face, shade, room);
        let next = top + galley.size().y + space::XS / 2.0;
        ui.painter().galley(pos2(part.left(), top), galley, shade);
        top = next;
    }
}
