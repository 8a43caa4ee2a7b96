//! What the hands do without meaning it: a double click is one click, and a key held down is pressed once.
//!
//! Whoever clicks twice on a row, a button or an answer means it once. The second press is taken away before anything
//! sees it, also from what the first one brought under the pointer.

use std::collections::BTreeSet;

use egui::{Context, Event, Id, Key, Plugin, PointerButton, Pos2, RawInput, Response};

/// Within this time and reach a second press belongs to the first: what Windows takes for a double click.
const SECONDS: f64 = 0.5;
const REACH: f32 = 6.0;

/// Takes away what was not meant.
#[derive(Default)]
pub(super) struct Hands {
    last: Option<Press>,
    /// The release of a press that was taken away goes as well.
    is_taking: bool,
    held: BTreeSet<Key>,
}

struct Press {
    at: Pos2,
    time: f64,
    on: Option<Id>,
}

/// What may be pressed in quick succession, and lies under the pointer.
#[derive(Clone, Copy)]
struct Quick {
    id: Id,
    pass: u64,
}

fn key() -> Id {
    Id::unique("widgets::hands")
}

/// Lets a thing be pressed again at once: text, where a double click marks a word; a month that is turned.
pub(super) fn may_repeat(response: &Response) {
    if response.contains_pointer() {
        let ctx = &response.ctx;
        let quick = Quick { id: response.id, pass: ctx.cumulative_pass_nr() };
        ctx.data_mut(|data| data.insert_temp(key(), quick));
    }
}

/// What may be pressed in quick succession under the pointer, as it was drawn last.
fn quick(ctx: &Context) -> Option<Id> {
    let quick: Quick = ctx.data(|data| data.get_temp(key()))?;
    (quick.pass + 1 >= ctx.cumulative_pass_nr()).then_some(quick.id)
}

impl Hands {
    /// Whether an event is meant.
    fn is_meant(&mut self, event: &Event, on: Option<Id>, now: f64) -> bool {
        match event {
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. } => {
                let again =
                    self.last.as_ref().filter(|last| now - last.time < SECONDS && last.at.distance(*pos) < REACH);
                self.is_taking = again.is_some_and(|last| on.is_none() || last.on != on);
                let on = if self.is_taking { None } else { on };
                self.last = Some(Press { at: *pos, time: now, on });
                !self.is_taking
            }
            Event::PointerButton { button: PointerButton::Primary, pressed: false, .. } => {
                !std::mem::take(&mut self.is_taking)
            }
            Event::Key { key: key @ (Key::Enter | Key::Escape), pressed: true, .. } => self.held.insert(*key),
            Event::Key { key: key @ (Key::Enter | Key::Escape), pressed: false, .. } => {
                self.held.remove(key);
                true
            }
            // Whatever was held is let go elsewhere.
            Event::WindowFocused(_) => {
                self.held.clear();
                true
            }
            _ => true,
        }
    }
}

impl Plugin for Hands {
    fn debug_name(&self) -> &'static str {
        "hands"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let now = input.time.unwrap_or_else(|| ctx.input(|before| before.time) + f64::from(input.predicted_dt));
        let on = quick(ctx);
        input.events.retain(|event| self.is_meant(event, on, now));
    }
}
