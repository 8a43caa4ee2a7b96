//! Where the keyboard is (フォーカス): a field that waits for it gets it when it comes into sight, and what had it before
//! a question was asked has it again afterwards.

use egui::{Context, Id, LayerId, Plugin, Ui};

#[derive(Clone, Copy, Default)]
struct Keyboard {
    wish: Option<Wish>,
    /// What had it before a dialog lay over everything.
    under: Option<Id>,
    was_covered: bool,
    /// The pass in which the last dialog had gone.
    uncovered: u64,
    /// Given without being brought into sight.
    unhurried: Option<Id>,
}

#[derive(Clone, Copy)]
struct Wish {
    id: Id,
    layer: LayerId,
}

/// Whether a field that gets the keyboard is scrolled into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// It is.
    Brought,
    /// The page stays where it is: there is something else to read first.
    Left,
}

fn key() -> Id {
    Id::unique("widgets::focus")
}

fn load(ctx: &Context) -> Keyboard {
    ctx.data(|data| data.get_temp(key())).unwrap_or_default()
}

fn store(ctx: &Context, keyboard: Keyboard) {
    ctx.data_mut(|data| data.insert_temp(key(), keyboard));
}

/// Gives a thing the keyboard as soon as nothing lies over it. In one frame, the first wish stands.
pub fn give(ui: &Ui, id: Id) {
    let mut keyboard = load(ui.ctx());
    if keyboard.wish.is_none() {
        keyboard.wish = Some(Wish { id, layer: ui.layer_id() });
        store(ui.ctx(), keyboard);
        ui.request_repaint();
    }
}

/// Gives a field the keyboard when it comes into sight, and when a dialog that lay over it has gone and nothing else
/// has it. Call it before the field is drawn, in every frame.
pub(super) fn await_keyboard(ui: &Ui, id: Id, sight: Sight) {
    let ctx = ui.ctx();
    let now = ctx.cumulative_pass_nr();
    let seen = id.with("seen");
    let before: Option<u64> = ctx.data(|data| data.get_temp(seen));
    ctx.data_mut(|data| data.insert_temp(seen, now));
    let keyboard = load(ctx);
    let is_new = before.is_none_or(|before| before + 1 < now);
    let is_uncovered = keyboard.uncovered == now && ctx.memory(|memory| memory.focused().is_none());
    if ui.is_enabled() && (is_new || is_uncovered) {
        give(ui, id);
        if is_new && sight == Sight::Left {
            store(ctx, Keyboard { unhurried: Some(id), ..load(ctx) });
        }
    }
}

/// Whether a thing got the keyboard without being brought into sight.
pub(super) fn is_unhurried(ctx: &Context, id: Id) -> bool {
    load(ctx).unhurried == Some(id)
}

/// Hands the keyboard over between two frames.
#[derive(Default)]
pub(super) struct Focus;

impl Plugin for Focus {
    fn debug_name(&self) -> &'static str {
        "focus"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let mut keyboard = load(ctx);
        let (covered, focused) = ctx.memory(|memory| (memory.top_modal_layer().is_some(), memory.focused()));
        if covered {
            keyboard.was_covered = true;
        } else {
            if std::mem::take(&mut keyboard.was_covered) {
                keyboard.uncovered = ctx.cumulative_pass_nr();
                if focused.is_none()
                    && keyboard.wish.is_none()
                    && let Some(id) = keyboard.under
                {
                    ctx.memory_mut(|memory| memory.request_focus(id));
                }
            }
            keyboard.under = ctx.memory(egui::Memory::focused);
        }
        if let Some(wish) = keyboard.wish
            && ctx.memory(|memory| memory.is_above_modal_layer(wish.layer))
        {
            keyboard.wish = None;
            ctx.memory_mut(|memory| memory.request_focus(wish.id));
        }
        if keyboard.unhurried.is_some_and(|id| ctx.memory(|memory| !memory.has_focus(id))) && keyboard.wish.is_none() {
            keyboard.unhurried = None;
        }
        store(ctx, keyboard);
    }
}
