//! The list that opens under a field, steered with the arrow keys.

use egui::{
    CornerRadius, Frame, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Ui,
    Vec2, WidgetInfo,
};

use super::icon::Icon;
use super::ink;
use super::theme::regular;
use super::tokens::{color, font, size, space};

/// A code and what people read for it.
pub(super) type Item<'a> = (&'a str, &'a str);

const ROW: f32 = 34.0;

/// What the keys said to the list.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Steered {
    pub moved: bool,
    pub taken: bool,
}

/// Reads the keys that steer a list, and takes them so that nothing else answers to them.
pub(super) fn steer(ui: &Ui, at: &mut usize, n_items: usize) -> Steered {
    let last = n_items.saturating_sub(1);
    let page = 8;
    ui.input_mut(|input| {
        let mut press = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let before = *at;
        *at = (*at).min(last);
        *at = (*at + press(Key::ArrowDown)).min(last);
        *at = at.saturating_sub(press(Key::ArrowUp));
        *at = (*at + press(Key::PageDown) * page).min(last);
        *at = at.saturating_sub(press(Key::PageUp) * page);
        let taken = press(Key::Enter) > 0;
        Steered { moved: before != *at, taken }
    })
}

/// Shows the open list under `anchor`. Returns the item that was clicked.
pub(super) fn show(
    popup: Id,
    anchor: &Response,
    items: &[Item<'_>],
    current: &str,
    at: usize,
    moved: bool,
    head: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let width = anchor.rect.width().max(160.0);
    Popup::from_response(anchor)
        .id(popup)
        .open_memory(None)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(width)
        .gap(4.0)
        .frame(Frame::popup(&anchor.ctx.global_style()).inner_margin(4))
        .show(|ui| {
            ui.set_width(width - 10.0);
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            head(ui);
            if items.is_empty() {
                ui.add_space(space::S);
                super::prose::weak(ui, "あてはまるものがありません");
                ui.add_space(space::S);
                return None;
            }
            rows(ui, items, current, at, moved)
        })
        .and_then(|shown| shown.inner)
}

fn rows(ui: &mut Ui, items: &[Item<'_>], current: &str, at: usize, moved: bool) -> Option<usize> {
    let mut chosen = None;
    let mut area = ScrollArea::vertical().max_height(size::LIST).auto_shrink([false, true]);
    if moved {
        #[allow(clippy::cast_precision_loss)]
        let middle = (at as f32 * ROW - size::LIST / 2.0).max(0.0);
        area = area.vertical_scroll_offset(middle);
    }
    area.show_rows(ui, ROW, items.len(), |ui, range| {
        let first = range.start;
        let n_shown = range.len();
        for (n, (code, title)) in items.iter().enumerate().skip(first).take(n_shown) {
            if row(ui, title, *code == current, n == at).clicked() {
                chosen = Some(n);
            }
        }
    });
    chosen
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

/// Keeps the place of the keyboard inside an open list.
pub(super) fn load_at(ui: &Ui, popup: Id) -> usize {
    ui.data(|data| data.get_temp(popup.with("at"))).unwrap_or(0)
}

/// Stores it.
pub(super) fn store_at(ui: &Ui, popup: Id, at: usize) {
    ui.data_mut(|data| data.insert_temp(popup.with("at"), at));
}

/// Where the current value stands in a list.
pub(super) fn position(items: &[Item<'_>], current: &str) -> usize {
    items.iter().position(|(code, _)| *code == current).unwrap_or(0)
}
