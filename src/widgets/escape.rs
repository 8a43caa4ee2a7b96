//! Esc closes the innermost thing in sight and nothing behind it: the one place where it is read.
//!
//! A list or calendar takes it before its page is asked, a dialog before what lies under it, a form before the way back.

use egui::{Context, Key, LayerId, Modifiers, Popup, Ui};

use super::ime;

/// Whether Esc was pressed for what is drawn here: nothing lies over it, nothing is open in it, and it is not the input
/// method's. It is taken, so that nothing else answers to it.
#[must_use]
pub fn pressed(ui: &Ui) -> bool {
    pressed_on(ui.ctx(), ui.layer_id())
}

/// The same for what is drawn on a layer.
#[must_use]
pub fn pressed_on(ctx: &Context, layer: LayerId) -> bool {
    let is_innermost = !Popup::is_any_open(ctx) && ctx.memory(|memory| memory.is_above_modal_layer(layer));
    is_innermost && ime::keys_are_free(ctx) && take(ctx)
}

/// Takes Esc for an open list or calendar.
pub(super) fn take(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
