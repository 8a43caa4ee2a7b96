//! How a table is painted and what it tells a screen reader.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::{Cell, Rows, TableEvent};
use crate::widgets::theme::{bold_for, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{ink, pill};

/// Before the first column's words.
pub(super) const INDENT: f32 = space::XL;
/// Before the others' words.
pub(super) const GAP: f32 = space::M;

/// The table itself, as a screen reader meets it.
pub(super) fn describe(ui: &Ui, response: &Response, name: &str, n_rows: usize) {
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_count(n_rows);
    });
}

/// One row.
pub(super) fn row<'c>(
    ui: &mut Ui,
    rows: &Rows<'_>,
    row: usize,
    height: f32,
    cell: &impl Fn(usize, usize) -> Cell<'c>,
) -> TableEvent {
    let width = if rows.widths.is_held { rows.widths.total() } else { ui.available_width() };
    let (_, whole) = ui.allocate_space(Vec2::new(width, height));
    let rect = whole.intersect(ui.clip_rect().with_min_y(whole.top()).with_max_y(whole.bottom()));
    // Not a Tab stop: the table has the keyboard, the arrows walk the rows.
    let response = ui.interact(rect, rows.id.with(("row", row)), Sense::CLICK);
    let is_chosen = rows.chosen == Some(row);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, ""));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(row);
        node.set_selected(is_chosen);
    });
    if is_chosen {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, color::PRIMARY_SOFT);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, color::HOVER);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::LINE, color::ROW_LINE));
    let edge = rows.edge;
    let clip = ui.clip_rect();
    for (column, place) in rows.widths.places(whole, edge).enumerate().take(rows.columns.len()) {
        if rows.widths.is_held && column > 0 {
            // What is scrolled goes under the first column, never over it.
            ui.set_clip_rect(clip.with_min_x(edge + rows.widths.first()));
        }
        if ui.clip_rect().intersects(place) {
            draw_cell(ui, &response, (row, column), place, &cell(row, column));
        }
    }
    ui.set_clip_rect(clip);
    if rows.widths.is_held {
        let line = Stroke::new(size::LINE, color::ROW_LINE);
        ui.painter().vline(edge + rows.widths.first() - 0.5, rect.y_range(), line);
    }
    if is_chosen && rows.has_focus {
        let line = Stroke::new(size::FOCUS_LINE, color::PRIMARY);
        ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(2), line, StrokeKind::Inside);
    }
    match (response.double_clicked(), response.clicked()) {
        (true, _) => TableEvent::Opened(row),
        (false, true) => TableEvent::Chosen(row),
        (false, false) => TableEvent::None,
    }
}

fn draw_cell(ui: &Ui, row: &Response, at: (usize, usize), place: Rect, cell: &Cell<'_>) {
    let indent = if at.1 == 0 { INDENT } else { GAP };
    let inner = Rect::from_min_max(pos2(place.left() + indent, place.top()), place.max);
    let room = inner.width() - 4.0;
    let painter = ui.painter();
    let is_cut = match cell {
        Cell::Empty => return,
        Cell::Text(text) => line(ui, inner, text, color::TEXT, room),
        Cell::Weak(text) => line(ui, inner, text, color::WEAK, room),
        Cell::Toned(tone, text) => line(ui, inner, text, tone.text(), room),
        Cell::Pill(tone, word) => {
            pill::paint(ui, painter, inner.left_center(), *tone, word, room);
            false
        }
        Cell::TwoLine(top, bottom) if bottom.is_empty() => {
            let upper = ink::fitted(ui, top, bold_for(ui.ctx(), top, font::NAME), color::TEXT, room);
            let is_cut = upper.elided;
            ink::paint_middle(painter, inner, 0.0, upper);
            is_cut
        }
        Cell::TwoLine(top, bottom) => {
            let upper = ink::fitted(ui, top, bold_for(ui.ctx(), top, font::NAME), color::TEXT, room);
            let lower = ink::fitted(ui, bottom, regular(font::KANA), color::WEAK, room);
            let is_cut = upper.elided || lower.elided;
            let gap = 2.0;
            let start = inner.center().y - (upper.size().y + gap + lower.size().y) / 2.0;
            let below = start + upper.size().y + gap;
            painter.galley(pos2(inner.left(), start), upper, color::TEXT);
            painter.galley(pos2(inner.left(), below), lower, color::WEAK);
            is_cut
        }
    };
    name_cell(ui, row, at, inner, cell, is_cut);
}

fn line(ui: &Ui, place: Rect, text: &str, ink_color: egui::Color32, room: f32) -> bool {
    let galley = ink::fitted(ui, text, regular(font::CELL), ink_color, room);
    let is_cut = galley.elided;
    ink::paint_middle(ui.painter(), place, 0.0, galley);
    is_cut
}

/// A cell's words in the accessible tree, and in full under the pointer where they were cut.
fn name_cell(ui: &Ui, row: &Response, at: (usize, usize), place: Rect, cell: &Cell<'_>, is_cut: bool) {
    let (words, more): (&str, &str) = match cell {
        Cell::Empty => return,
        Cell::Text(text) | Cell::Weak(text) | Cell::Toned(_, text) | Cell::Pill(_, text) => (text, ""),
        Cell::TwoLine(top, bottom) => (top, bottom),
    };
    if words.is_empty() {
        return;
    }
    let response = ui.interact(place, row.id.with(at), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, words));
    if !more.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(more));
    }
    if is_cut {
        let full = if more.is_empty() { words.to_owned() } else { format!("{words}\n{more}") };
        response.on_hover_text(full);
    }
}
