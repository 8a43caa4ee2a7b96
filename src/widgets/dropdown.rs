//! Drop-downs: a field that opens a list, with search when the list is long.

use egui::{CornerRadius, EventFilter, Id, Key, Modifiers, Popup, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::icon::Icon;
use super::ink;
use super::list::{self, Closing, Item, Open};
use super::textbox::{TextBox, paint_line};
use super::theme::regular;
use super::tokens::{color, font, size, space};
use crate::base::text::fold;

/// Lists longer than this get a search box.
const LONG: usize = 10;

/// How a drop-down looks.
pub(super) struct DropDown<'a> {
    pub id: Id,
    pub name: &'a str,
    pub about: &'a str,
    pub placeholder: &'a str,
    pub width: f32,
    pub is_faulty: bool,
}

impl DropDown<'_> {
    /// Shows the field; returns its response and the code that was chosen.
    pub fn show(&self, ui: &mut Ui, items: &[Item<'_>], current: &str) -> (Response, Option<String>) {
        let popup = self.id.with("list");
        let is_long = items.len() > LONG;
        let was_open = Popup::is_id_open(ui.ctx(), popup);
        let mut words: String = if was_open {
            ui.data(|data| data.get_temp(popup.with("words"))).unwrap_or_default()
        } else {
            String::new()
        };
        let (wanted, is_other) = settled(ui, popup, &words);
        let shown = found(items, &wanted);
        let mut at = list::load_at(ui, popup);
        if is_other {
            // Of what was searched for, only one that stands alone is gone to: Enter never chooses among several.
            at = (was_open && !wanted.is_empty() && shown.len() == 1).then_some(0);
        }
        let start = list::position(&shown, current).unwrap_or(0);
        let steered = if was_open { list::steer(ui, &mut at, start, shown.len()) } else { list::Steered::default() };
        let mut chosen =
            if steered.taken { at.and_then(|at| shown.get(at)).map(|item| item.0.to_owned()) } else { None };
        if steered.closed == Some(Closing::Tab) {
            // Before the field is drawn, so that the keyboard goes on from it.
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }

        let response = self.button(ui, items, current);
        if !was_open {
            chosen = chosen.or_else(|| step(ui, &response, items, current));
            if response.clicked() || opened_by_key(ui, &response) {
                Popup::open_id(ui.ctx(), popup);
                list::store_at(ui, popup, list::position(items, current));
                response.request_focus();
            }
            return (response, chosen);
        }
        if let Some(closing) = steered.closed {
            self.close(ui, &response, closing);
            return (response, None);
        }
        self.hold_focus(ui, &response, is_long);
        let head = |ui: &mut Ui| {
            if is_long {
                search(ui, popup, self.name, &mut words);
            }
        };
        let holder = if is_long { search_id(popup) } else { self.id };
        let open = Open { popup, name: self.name, items: &shown, current, at, moved: steered.moved, holder };
        let clicked = open.show(&response, head);
        chosen = chosen.or_else(|| clicked.and_then(|n| shown.get(n)).map(|item| item.0.to_owned()));
        if chosen.is_some() || response.clicked() {
            Popup::close_id(ui.ctx(), popup);
        }
        if !Popup::is_id_open(ui.ctx(), popup) {
            words.clear();
            response.request_focus();
        }
        list::store_at(ui, popup, at);
        ui.data_mut(|data| data.insert_temp(popup.with("words"), words));
        (response, chosen)
    }

    /// Closed by the keyboard, with nothing chosen.
    fn close(&self, ui: &Ui, response: &Response, closing: Closing) {
        let popup = self.id.with("list");
        Popup::close_id(ui.ctx(), popup);
        ui.data_mut(|data| data.insert_temp(popup.with("words"), String::new()));
        if closing == Closing::Escape {
            response.request_focus();
        }
    }

    fn hold_focus(&self, ui: &Ui, response: &Response, is_long: bool) {
        if !is_long {
            response.request_focus();
        }
        let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
    }

    fn button(&self, ui: &mut Ui, items: &[Item<'_>], current: &str) -> Response {
        let (_, rect) = ui.allocate_space(Vec2::new(self.width, size::CONTROL));
        let response = ui.interact(rect, self.id, Sense::click());
        let word = items.iter().find(|(code, _)| *code == current && !current.is_empty()).map(|(_, title)| *title);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(word.unwrap_or_default().to_owned());
            info
        });
        let is_open = Popup::is_id_open(ui.ctx(), self.id.with("list"));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if !self.about.is_empty() {
                node.set_description(self.about);
            }
            node.set_expanded(is_open);
        });
        if ui.is_rect_visible(rect) {
            let is_quiet = !ui.is_enabled();
            let fill = match (is_quiet, self.is_faulty && !response.has_focus()) {
                (true, _) => color::QUIET,
                (false, true) => color::DANGER_SOFT,
                (false, false) => color::CARD,
            };
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
            let (text, ink_color) = match word {
                Some(word) => (word, color::TEXT),
                None => (self.placeholder, color::PLACEHOLDER),
            };
            let galley = ink::fitted(ui, text, regular(font::BODY), ink_color, rect.width() - 44.0);
            ink::paint_middle(ui.painter(), rect, f32::from(space::FIELD), galley);
            let place = Rect::from_center_size(rect.right_center() - Vec2::new(18.0, 0.0), Vec2::ZERO);
            Icon::ChevronDown.paint(ui.painter(), place, size::ICON, color::WEAK);
            paint_line(ui, &response, self.is_faulty);
        }
        response
    }
}

/// With the list closed, the arrows walk through the values.
fn step(ui: &Ui, response: &Response, items: &[Item<'_>], current: &str) -> Option<String> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (down, up) = ui.input_mut(|input| {
        (
            input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
            input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
        )
    });
    if down + up == 0 {
        return None;
    }
    let at = match items.iter().position(|(code, _)| *code == current) {
        Some(at) => (at + down).min(items.len().saturating_sub(1)).saturating_sub(up),
        None => 0,
    };
    items.get(at).map(|item| item.0.to_owned()).filter(|code| code != current)
}

fn opened_by_key(ui: &Ui, response: &Response) -> bool {
    response.has_focus()
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::ALT, Key::ArrowDown) || input.consume_key(Modifiers::NONE, Key::F4)
        })
}

fn search_id(popup: Id) -> Id {
    popup.with("search")
}

fn search(ui: &mut Ui, popup: Id, name: &str, words: &mut String) {
    let id = search_id(popup);
    let label = format!("{name}を探す");
    let mut field = TextBox::new(id, &label, ui.available_width());
    field.placeholder = "名前の一部で探す";
    let answer = field.show(ui, words);
    if !answer.response.has_focus() {
        answer.response.request_focus();
    }
    ui.add_space(space::XS);
}

/// What is searched for, never a text that is still being composed; and whether it is another than before.
fn settled(ui: &Ui, popup: Id, words: &str) -> (String, bool) {
    let key = popup.with("settled");
    let before: String = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    if before == words {
        return (before, false);
    }
    if !super::ime::keys_are_free(ui.ctx()) {
        ui.request_repaint();
        return (before, false);
    }
    ui.data_mut(|data| data.insert_temp(key, words.to_owned()));
    (words.to_owned(), true)
}

/// The items whose words hold all that was typed, whatever the width, kana or shape of the kanji.
pub(super) fn found<'a>(items: &[Item<'a>], words: &str) -> Vec<Item<'a>> {
    let wanted = fold(words);
    if wanted.is_empty() {
        return items.to_vec();
    }
    items.iter().filter(|(_, title)| fold(title).contains(&wanted)).copied().collect()
}
