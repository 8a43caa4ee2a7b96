//! The list that opens under a field, steered with the arrow keys.

use egui::{
    CornerRadius, Event, Frame, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense,
    Ui, Vec2, WidgetInfo,
};

use super::icon::Icon;
use super::ime;
use super::ink;
use super::theme::regular;
use super::tokens::{color, font, size, space};

/// A code and what people read for it.
pub(super) type Item<'a> = (&'a str, &'a str);

const ROW: f32 = 34.0;

/// What the keys said to the list.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Steered {
    /// Another row has the place of the keyboard.
    pub moved: bool,
    /// Enter, on the row that was gone to.
    pub taken: bool,
    /// The list is to be closed: Esc, or Tab on the way to the next field.
    pub closed: Option<Closing>,
}

/// How a list was closed by the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// Esc: the keyboard stays in the field.
    Escape,
    /// Tab: the keyboard goes on.
    Tab,
}

/// Reads the keys that steer an open list, and takes them so that nothing else answers to them. No row has the place
/// of the keyboard until an arrow went there, beginning at `start`; Enter without a row is not the list's.
pub(super) fn steer(ui: &Ui, at: &mut Option<usize>, start: usize, n_items: usize) -> Steered {
    let is_free = ime::keys_are_free(ui.ctx());
    ui.input_mut(|input| {
        if !is_free || input.events.iter().any(is_typing) {
            // What is typed in this frame changes the list: nothing of it was seen yet.
            *at = None;
            return Steered::default();
        }
        let last = n_items.saturating_sub(1);
        let page = 8;
        let before = *at;
        let mut press = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let (down, up) = (press(Key::ArrowDown), press(Key::ArrowUp));
        let (on, back) = (press(Key::PageDown) * page, press(Key::PageUp) * page);
        *at = match *at {
            None if down + on == 0 || n_items == 0 => None,
            None => Some((start + down.saturating_sub(1) + on).saturating_sub(up + back).min(last)),
            Some(row) => Some((row.min(last) + down + on).saturating_sub(up + back).min(last)),
        };
        let taken = at.is_some() && n_items > 0 && press(Key::Enter) > 0;
        let closed = if press(Key::Escape) > 0 {
            Some(Closing::Escape)
        } else if input.key_pressed(Key::Tab) {
            Some(Closing::Tab)
        } else {
            None
        };
        Steered { moved: before != *at, taken, closed }
    })
}

/// Whether an event changes the text of a field.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut => true,
        Event::Key { key, pressed, .. } => *pressed && matches!(key, Key::Backspace | Key::Delete),
        _ => false,
    }
}

/// An open list.
pub(super) struct Open<'a> {
    pub popup: Id,
    /// What it is called by those who hear the page.
    pub name: &'a str,
    pub items: &'a [Item<'a>],
    pub current: &'a str,
    /// The row the keyboard went to.
    pub at: Option<usize>,
    pub moved: bool,
    /// What has the keyboard while the list is open: the row is told from there.
    pub holder: Id,
}

impl Open<'_> {
    /// Shows the list under `anchor`. Returns the item that was clicked.
    pub fn show(&self, anchor: &Response, head: impl FnOnce(&mut Ui)) -> Option<usize> {
        let width = anchor.rect.width().max(160.0);
        Popup::from_response(anchor)
            .id(self.popup)
            .open_memory(None)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(width)
            .gap(4.0)
            .frame(Frame::popup(&anchor.ctx.global_style()).inner_margin(4))
            .show(|ui| {
                let name = format!("{}の一覧", self.name);
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::ListBox);
                    node.set_label(name);
                });
                ui.set_width(width - 10.0);
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                head(ui);
                if self.items.is_empty() {
                    ui.add_space(space::S);
                    super::prose::weak(ui, "あてはまるものがありません");
                    ui.add_space(space::S);
                    return None;
                }
                self.rows(ui)
            })
            .and_then(|shown| shown.inner)
    }

    fn rows(&self, ui: &mut Ui) -> Option<usize> {
        let mut chosen = None;
        let mut area = ScrollArea::vertical().max_height(size::LIST).auto_shrink([false, true]);
        if let Some(at) = self.at.filter(|_| self.moved) {
            #[allow(clippy::cast_precision_loss)]
            let middle = (at as f32 * ROW - size::LIST / 2.0).max(0.0);
            area = area.vertical_scroll_offset(middle);
        }
        area.show_rows(ui, ROW, self.items.len(), |ui, range| {
            let first = range.start;
            let n_shown = range.len();
            for (n, (code, title)) in self.items.iter().enumerate().skip(first).take(n_shown) {
                let is_at = Some(n) == self.at;
                let row = row(ui, title, *code == self.current, is_at);
                if row.clicked() {
                    chosen = Some(n);
                }
                if is_at {
                    stand_on(ui, self.holder, &row);
                }
            }
        });
        chosen
    }
}

/// Tells those who hear the page where the keyboard stands, though it stays in its field.
pub(super) fn stand_on(ui: &Ui, holder: Id, row: &Response) {
    ui.ctx().accesskit_node_builder(holder, |node| node.set_active_descendant(row.id.accesskit_id()));
}

fn row(ui: &mut Ui, title: &str, is_current: bool, is_at: bool) -> Response {
    // Not a Tab stop: the keyboard stays in the field, the arrows walk the list.
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, title));
    if ui.is_rect_visible(rect) {
        let fill = match (is_at, response.hovered()) {
            (true, _) => color::PRIMARY_SOFT,
            (false, true) => color::HOVER,
            (false, false) => color::CARD,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        let galley = ink::fitted(ui, title, regular(font::BODY), color::TEXT, rect.width() - 44.0);
        ink::paint_middle(ui.painter(), rect, space::S + 2.0, galley);
        if is_current {
            let place = Rect::from_center_size(rect.right_center() - Vec2::new(18.0, 0.0), Vec2::ZERO);
            Icon::Check.paint(ui.painter(), place, size::ICON, color::PRIMARY);
        }
    }
    response
}

/// The place of the keyboard inside an open list.
pub(super) fn load_at(ui: &Ui, popup: Id) -> Option<usize> {
    ui.data(|data| data.get_temp(popup.with("at"))).flatten()
}

/// Stores it.
pub(super) fn store_at(ui: &Ui, popup: Id, at: Option<usize>) {
    ui.data_mut(|data| data.insert_temp(popup.with("at"), at));
}

/// Where the current value stands in a list, if it does.
pub(super) fn position(items: &[Item<'_>], current: &str) -> Option<usize> {
    items.iter().position(|(code, _)| *code == current)
}
