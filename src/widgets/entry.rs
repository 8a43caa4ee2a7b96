//! An entry of a card (項目): bold words with a line below, and what can be done with it at the right.

use egui::{Align, Layout, Ui, vec2};

use super::prose;
use super::tokens::{size, space};

/// Shows an entry; `width` is kept free at its right for what `add` draws there, from the right inwards.
pub fn entry(ui: &mut Ui, title: &str, about: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let room = ui.available_width() - width - space::M;
        ui.allocate_ui(vec2(room, size::CONTROL), |ui| {
            ui.set_width(room);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                prose::strong(ui, title);
                prose::caption(ui, about);
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Center), add);
    });
}
