//! The shelf (棚): the screens every ledger shares. A new record kind gets them by saying what it is ([`Shown`]).

mod changes;
mod copy;
mod dialogs;
mod form;
mod history;
mod list;
mod names;
mod page;
mod parts;
mod shown;
mod stages;
mod values;

pub use changes::{Change, Names, changes, entered, words};
pub use copy::{CopyOf, CopySlot, ReadCopy, fetch};
pub use dialogs::{Asking, Dialog, EndDialog, Stay, dialog_buttons};
pub use form::FormScreen;
pub use history::HistoryScreen;
pub use list::{Filter, List, ListScreen, Row, Sort};
pub use page::PageScreen;
pub use parts::{Acted, Hands, draw_section};
pub use shown::{Follow, Forward, Offer, Section, SectionRow, Shown, confirmed, dated, in_use, person_row, word};

use egui::{Align, Layout, Ui, UiBuilder, Vec2};

/// Whether a shortcut with Ctrl was pressed and nothing open wants it.
pub(crate) fn pressed(ui: &Ui, key: egui::Key) -> bool {
    let is_free =
        crate::widgets::ime::keys_are_free(ui.ctx()) && ui.memory(|memory| memory.top_modal_layer().is_none());
    is_free && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key))
}

/// Draws into a column of a fixed width, from the top.
pub(crate) fn cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let rect = egui::Rect::from_min_size(ui.cursor().min, Vec2::new(width, f32::INFINITY));
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}
