//! An entry of a card (項目): bold words with a line below, and what can be done with it at the right.

use egui::Ui;

use super::ends::ends;
use super::prose;
use super::tokens::space;

/// Shows an entry; `add` draws what can be done with it, from the right inwards.
pub fn entry(ui: &mut Ui, title: &str, about: &str, add: impl FnOnce(&mut Ui)) {
    let words = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        prose::strong(ui, title);
        if !about.is_empty() {
            prose::caption(ui, about);
        }
    };
    ends(ui, words, add);
}
