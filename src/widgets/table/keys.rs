//! The keys of a table: arrows, pages, Home, End, Enter; where it scrolls sideways, arrows to the sides too.

use egui::{EventFilter, Id, Key, Modifiers, Ui};

use super::{Table, TableEvent};
use crate::widgets::tokens::size;

/// Reads the keys of a table that has the keyboard.
pub(super) fn steer(ui: &Ui, id: Id, table: &mut Table, n_rows: usize, is_held: bool) -> TableEvent {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: is_held, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if is_held {
        let aside = ui.input_mut(|input| {
            let mut press = |key| input.count_and_consume_key(Modifiers::NONE, key);
            steps(press(Key::ArrowRight)) - steps(press(Key::ArrowLeft))
        });
        // Never beyond the end: egui would let it swing back, and the rows and their titles would part meanwhile.
        table.aside = (table.aside + aside * size::CELL_COLUMN).clamp(0.0, table.reach);
    }
    if n_rows == 0 {
        return TableEvent::None;
    }
    let last = n_rows - 1;
    let page = rows_in(table.view, table.row_height);
    let (moved_to, is_opened) = ui.input_mut(|input| {
        let mut press = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let (down, up) = (press(Key::ArrowDown), press(Key::ArrowUp));
        let (page_down, page_up) = (press(Key::PageDown), press(Key::PageUp));
        let (home, end, enter) = (press(Key::Home), press(Key::End), press(Key::Enter));
        let forward = down + page_down * page;
        let back = up + page_up * page;
        let at = match (table.chosen, forward + back + home + end) {
            (_, 0) => None,
            _ if home > 0 => Some(0),
            _ if end > 0 => Some(last),
            (Some(at), _) => Some((at + forward).saturating_sub(back).min(last)),
            (None, _) => Some(0),
        };
        (at, enter > 0)
    });
    if let Some(row) = moved_to {
        table.choose(Some(row));
        return TableEvent::Chosen(row);
    }
    match table.chosen.filter(|_| is_opened) {
        Some(row) => TableEvent::Opened(row),
        None => TableEvent::None,
    }
}

#[allow(clippy::cast_precision_loss)] // keys pressed in one frame
const fn steps(n_pressed: usize) -> f32 {
    n_pressed as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rows_in(view: f32, row_height: f32) -> usize {
    ((view / row_height).floor() as usize).saturating_sub(1).max(1)
}
