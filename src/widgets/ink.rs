//! Small helpers that lay out one line of text, and the ring round what has the keyboard.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, CornerRadius, FontId, Galley, Painter, Rect, Response, Stroke, StrokeKind, Ui};

use super::tokens::{color, size};

/// One line of text, as wide as it is.
pub(super) fn line(ui: &Ui, text: &str, font: FontId, color: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(text.to_owned(), font, color)
}

/// One line of text, ended with … where it does not fit.
pub(super) fn fitted(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.painter().layout_job(job)
}

/// Paints a galley in the middle of the height of `rect`, from its left edge plus `indent`.
pub(super) fn paint_middle(painter: &Painter, rect: Rect, indent: f32, galley: Arc<Galley>) {
    let at = egui::pos2(rect.left() + indent, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, color::TEXT);
}

/// The 2 px ring that shows where the keyboard is.
pub(super) fn ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(2.0),
            CornerRadius::same(radius.saturating_add(2)),
            Stroke::new(size::FOCUS_LINE, color::PRIMARY),
            StrokeKind::Inside,
        );
    }
}
