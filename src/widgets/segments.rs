//! A few choices side by side (絞り込み): one is chosen, all are in sight.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::ink;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};

/// Shows the choices; `chosen` is the place of the chosen one. Returns whether it changed.
pub fn segments<'a>(ui: &mut Ui, name: &str, words: impl Iterator<Item = &'a str>, chosen: &mut usize) -> bool {
    let before = *chosen;
    let words: Vec<&str> = words.collect();
    let widths: Vec<f32> = words
        .iter()
        .map(|word| ink::line(ui, word, bold(font::LABEL), color::TEXT).size().x + space::L * 2.0 - space::S)
        .collect();
    let wanted = Vec2::new(widths.iter().sum::<f32>(), size::CONTROL);
    let (_, all) = ui.allocate_space(wanted);
    let radius = CornerRadius::same(size::RADIUS);
    ui.painter().rect(all, radius, color::CARD, Stroke::new(size::LINE, color::FIELD_LINE), StrokeKind::Inside);
    let mut left = all.left();
    for (n, (word, width)) in words.iter().zip(&widths).enumerate() {
        let place = Rect::from_min_size(egui::pos2(left, all.top()), Vec2::new(*width, all.height()));
        left += width;
        let is_on = n == *chosen;
        let response = ui.interact(place, ui.scope_id().with((name, n)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, *word));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(name));
        if response.clicked() {
            *chosen = n;
        }
        if is_on {
            ui.painter().rect_filled(place.shrink(3.0), CornerRadius::same(4), color::PRIMARY_SOFT);
        } else if response.hovered() {
            ui.painter().rect_filled(place.shrink(3.0), CornerRadius::same(4), color::HOVER);
        }
        let (typeface, tint) =
            if is_on { (bold(font::LABEL), color::PRIMARY) } else { (regular(font::LABEL), color::TEXT) };
        let galley = ink::line(ui, word, typeface, tint);
        let at = place.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, tint);
        ink::ring(ui, &response, place.shrink(3.0), 4);
    }
    before != *chosen
}
