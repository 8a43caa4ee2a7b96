//! Words at the left and what can be done at the right (両端): the words wrap in the room that is left, and where that
//! is too little, the rest goes below them. So a long name never meets a button.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::tokens::{size, space};

/// What an earlier frame has measured.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Known {
    /// How high the words are.
    pub(super) words: f32,
    /// How wide the rest is in one line.
    pub(super) rest: f32,
    /// How high it is.
    pub(super) height: f32,
}

impl Known {
    /// How wide the words may be beside the rest, in a room; `None` where the rest has to go below them.
    pub(super) fn beside(&self, room: f32) -> Option<f32> {
        if self.rest <= 0.0 {
            return Some(room);
        }
        let left = room - self.rest - space::M;
        (left >= size::WORDS.min(room)).then_some(left)
    }

    /// What is known once the rest was drawn in a place.
    pub(super) fn of(words: f32, rest: &Ui, place: Rect, before: Self, is_below: bool) -> Self {
        let drawn = rest.min_rect();
        if drawn.width() < 1.0 {
            return Self { words, rest: 0.0, height: 0.0 };
        }
        let (width, height) = (place.right() - drawn.left(), drawn.height());
        // In several lines it does not show how wide it would be in one.
        let is_wrapped = is_below && height > size::CONTROL * 1.5;
        Self { words, rest: if is_wrapped { before.rest.max(width) } else { width }, height }
    }
}

/// Shows both. The rest is added from the right edge inwards.
pub fn ends<R>(ui: &mut Ui, words: impl FnOnce(&mut Ui) -> R, rest: impl FnOnce(&mut Ui)) -> R {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let known: Known = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (start, room) = (ui.cursor().min, ui.available_width());
    let beside = known.beside(room);
    let is_below = beside.is_none();
    let line = if is_below { known.words } else { known.words.max(known.height) };
    let width = beside.unwrap_or(room);
    let top = start.y + ((line - known.words) / 2.0).round();
    let place = Rect::from_min_size(pos2(start.x, top), vec2(width, 0.0));
    let mut left =
        ui.new_child(UiBuilder::new().id_salt(id.with("words")).max_rect(place).layout(Layout::top_down(Align::Min)));
    left.set_max_width(width);
    let result = words(&mut left);
    let taken = left.min_rect();
    let place = if is_below {
        Rect::from_min_size(pos2(start.x, taken.bottom() + space::S), vec2(room, known.height))
    } else {
        Rect::from_min_size(start, vec2(room, taken.height().max(known.height)))
    };
    let inwards = Layout::right_to_left(Align::Center).with_main_wrap(is_below);
    let mut right = ui.new_child(UiBuilder::new().id_salt(id.with("rest")).max_rect(place).layout(inwards));
    rest(&mut right);
    let measured = Known::of(taken.height(), &right, place, known, is_below);
    if measured != known {
        ui.data_mut(|data| data.insert_temp(id, measured));
        ui.ctx().request_discard("ends");
    }
    let bottom = if measured.rest > 0.0 { taken.bottom().max(place.top() + measured.height) } else { taken.bottom() };
    ui.advance_cursor_after_rect(Rect::from_min_max(start, pos2(start.x + room, bottom)));
    result
}
