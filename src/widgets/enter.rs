//! Enter does what a dialog or a step is there for: from its last field, and where nothing has the keyboard.

use egui::{Id, Key, Modifiers, Popup, Ui};

use super::ime;

fn key() -> Id {
    Id::unique("widgets::enter")
}

/// Enter in the last field belongs to the button that comes after it.
pub(super) fn hand_on(ui: &Ui) {
    let now = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(key(), now));
}

/// Whether Enter was pressed for the one thing to do here: handed on by the last field, pressed while nothing has the
/// keyboard, or pressed with Ctrl from wherever it is. Asked for where that button is drawn.
#[must_use]
pub(super) fn is_for_button(ui: &Ui) -> bool {
    is_handed_on(ui)
        || with_ctrl(ui)
        || ui.memory(|memory| memory.focused().is_none())
            && is_free(ui)
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Whether the last field has handed Enter on in this frame. It is taken.
#[must_use]
pub(super) fn is_handed_on(ui: &Ui) -> bool {
    let now = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.remove_temp::<u64>(key())) == Some(now)
}

/// Whether Ctrl+Enter was pressed for what is drawn here. It is taken.
#[must_use]
pub fn with_ctrl(ui: &Ui) -> bool {
    is_free(ui) && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

/// Nothing lies over what is drawn here, nothing is open in it, and nothing is being composed.
fn is_free(ui: &Ui) -> bool {
    !Popup::is_any_open(ui.ctx())
        && ime::keys_are_free(ui.ctx())
        && ui.memory(|memory| memory.is_above_modal_layer(ui.layer_id()))
}
