//! Free text with words offered (候補).

use egui::{Id, Popup, Rect, Response, Sense, Ui, Vec2};

use super::{Answer, Blank};
use crate::widgets::dropdown::found;
use crate::widgets::icon::Icon;
use crate::widgets::tokens::{color, size};
use crate::widgets::{ime, list};

impl Blank<'_> {
    /// Free text with words offered (↓ opens the list). What is typed counts: a word is taken only where somebody went
    /// to it with the arrows and pressed Enter, or clicked on it.
    pub fn suggest(self, ui: &mut Ui, words: &[&str], value: &mut String) -> Answer {
        let id = self.id_in(ui);
        let popup = id.with("words");
        let is_open = Popup::is_id_open(ui.ctx(), popup) && !ime::is_composing(ui.ctx());
        let all: Vec<(&str, &str)> = words.iter().map(|word| (*word, *word)).collect();
        // Opened over a word that stands there, the list shows what else there is.
        let is_whole = words.contains(&value.as_str()) && !was_typed(ui, popup);
        let shown = if is_whole { all } else { found(&all, value) };
        let mut at = list::load_at(ui, popup);
        let start = list::position(&shown, value).unwrap_or(0);
        let steered = if is_open { list::steer(ui, &mut at, start, shown.len()) } else { list::Steered::default() };
        let mut taken =
            if steered.taken { at.and_then(|at| shown.get(at)).map(|item| item.0.to_owned()) } else { None };
        if steered.closed.is_some() {
            Popup::close_id(ui.ctx(), popup);
        }
        self.frame(ui, self.fault, |ui, id, width| {
            let mut field = self.text_box(id, width);
            field.right = 36;
            let before = value.clone();
            let mut answer = field.show(ui, value);
            let is_typed = answer.changed && before != *value;
            if is_typed {
                at = None;
            }
            if is_open {
                list::store_at(ui, popup, at);
            }
            self.words_button(ui, &answer.response, popup, (start, is_typed));
            if is_open && steered.closed.is_none() && !shown.is_empty() {
                let (name, moved) = (self.label, steered.moved);
                let open = list::Open { popup, name, items: &shown, current: &before, at, moved, holder: id };
                let clicked = open.show(&answer.response, |_| {});
                taken = taken.take().or_else(|| clicked.and_then(|n| shown.get(n)).map(|item| item.0.to_owned()));
            }
            if let Some(word) = taken {
                *value = word;
                answer.changed = true;
                answer.response.request_focus();
                Popup::close_id(ui.ctx(), popup);
            } else if answer.entered {
                Popup::close_id(ui.ctx(), popup);
                self.entered(ui, &answer);
            }
            if answer.left && !ui.ctx().input(|input| input.pointer.any_down() || input.pointer.any_released()) {
                Popup::close_id(ui.ctx(), popup);
            }
            answer
        })
    }

    fn words_button(&self, ui: &Ui, field: &Response, popup: Id, (start, is_typed): (usize, bool)) {
        let rect = Rect::from_center_size(field.rect.right_center() - Vec2::new(18.0, 0.0), Vec2::splat(28.0));
        let button = ui.interact(rect, field.id.with("button"), Sense::CLICK);
        let name = format!("{}の候補", self.label);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_keyboard_shortcut("↓"));
        Icon::ChevronDown.paint(ui.painter(), rect, size::ICON, color::WEAK);
        let is_open = Popup::is_id_open(ui.ctx(), popup);
        let by_key = field.has_focus()
            && !is_open
            && !is_typed
            && ime::keys_are_free(ui.ctx())
            && ui.input(|input| input.key_pressed(egui::Key::ArrowDown));
        if button.clicked() && is_open {
            Popup::close_id(ui.ctx(), popup);
        } else if button.clicked() || by_key || (is_typed && !is_open) {
            Popup::open_id(ui.ctx(), popup);
            // The arrow that opened the list went to a word; typing and the mouse did not.
            list::store_at(ui, popup, by_key.then_some(start));
            ui.data_mut(|data| data.insert_temp(popup.with("typed"), is_typed));
            field.request_focus();
        } else if is_typed {
            ui.data_mut(|data| data.insert_temp(popup.with("typed"), true));
        }
    }
}

/// Whether the words offered follow what is being typed, and not a list that was opened to look at.
fn was_typed(ui: &Ui, popup: Id) -> bool {
    ui.data(|data| data.get_temp(popup.with("typed"))).unwrap_or(false)
}
