//! Fields (記入欄): every input of the program goes through here, tied to its Japanese label.
//!
//! The label is the accessible name and the handle by which tests find the field.

use egui::{CornerRadius, Id, Rect, Response, Sense, Ui, Vec2};

use super::button::quiet;
use super::check;
use super::dropdown::DropDown;
use super::enter;
use super::escape;
use super::focus::{self, Sight};
use super::icon::Icon;
use super::ime;
use super::ink;
use super::prose;
use super::textbox::{TextBox, go_on};
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};
use super::undrawn;
use crate::base::{Need, text};

pub use super::textbox::Answer;

mod day;
mod offered;
mod secret;

/// A field before it is shown: its label, whether it must be filled, what is wrong with it.
#[derive(Clone, Copy, Debug)]
#[must_use = "choose how it is typed: line, day, choice …"]
pub struct Blank<'a> {
    label: &'a str,
    need: Option<Need>,
    hint: &'a str,
    fault: Option<&'a str>,
    placeholder: &'a str,
    id: Option<Id>,
    width: Option<f32>,
    is_label_hidden: bool,
    offers_all: bool,
    /// Whether something may turn out to be wrong with it: the place for saying so is held.
    may_fail: bool,
    /// The longest fault it finds by itself.
    longest: &'a str,
    awaited: Option<Sight>,
    is_first: bool,
    is_last: bool,
    is_search: bool,
}

/// A field with this label.
pub const fn blank(label: &str) -> Blank<'_> {
    Blank {
        label,
        need: None,
        hint: "",
        fault: None,
        placeholder: "",
        id: None,
        width: None,
        is_label_hidden: false,
        offers_all: false,
        may_fail: false,
        longest: "",
        awaited: None,
        is_first: true,
        is_last: false,
        is_search: false,
    }
}

impl<'a> Blank<'a> {
    /// Marked 必須 or 任意.
    pub const fn need(mut self, need: Need) -> Self {
        self.need = Some(need);
        self
    }

    /// Marked 必須.
    pub const fn required(self) -> Self {
        self.need(Need::Required)
    }

    /// Marked 任意.
    pub const fn optional(self) -> Self {
        self.need(Need::Optional)
    }

    /// With one short sentence below.
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// With what is wrong and what to do about it.
    pub const fn fault(mut self, fault: Option<&'a str>) -> Self {
        self.fault = fault;
        self.may_fail = true;
        self
    }

    /// With grey words inside while it is empty.
    pub const fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// With an id of its own, to give it the keyboard later.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Not wider than this.
    pub const fn width(mut self, points: f32) -> Self {
        self.width = Some(points);
        self
    }

    /// The label is only the accessible name, not painted (search boxes, cells).
    pub const fn bare(mut self) -> Self {
        self.is_label_hidden = true;
        self
    }

    /// With a button that takes all records at once.
    pub const fn offering_all(mut self, offers_all: bool) -> Self {
        self.offers_all = offers_all;
        self
    }

    /// It has the keyboard when it comes into sight: the first field of a step.
    pub const fn awaited(mut self) -> Self {
        self.awaited = Some(Sight::Brought);
        self
    }

    /// The same, but the page stays where it is: there is something else to do there first.
    pub const fn unhurried(mut self) -> Self {
        self.awaited = Some(Sight::Left);
        self
    }

    /// It waits its turn, also where a passphrase is asked for: it stands below another one.
    pub const fn unawaited(mut self) -> Self {
        self.is_first = false;
        self
    }

    /// Esc empties it before it leads back: what is searched for.
    pub const fn emptied_by_esc(mut self) -> Self {
        self.is_search = true;
        self
    }

    /// The last field of a dialog or step: Enter is for the button that comes after it, and the keyboard stays.
    pub const fn last(mut self) -> Self {
        self.is_last = true;
        self
    }

    /// The same, where that is so.
    pub(super) const fn last_if(mut self, is_last: bool) -> Self {
        self.is_last = is_last;
        self
    }

    /// Enter goes to the next field; from the last one, it is the button's.
    fn entered(&self, ui: &Ui, answer: &Answer) {
        if !answer.entered {
        } else if self.is_last {
            enter::hand_on(ui);
        } else {
            go_on(ui, answer);
        }
    }

    /// One line of text.
    pub fn line(self, ui: &mut Ui, value: &mut String) -> Answer {
        self.frame(ui, self.fault, |ui, id, width| {
            let mut answer = self.text_box(id, width).show(ui, value);
            if self.is_search {
                empty_by_esc(ui, &mut answer, value);
            }
            self.entered(ui, &answer);
            undrawn::tell(ui, &answer.response, value);
            answer
        })
    }

    /// One line in katakana: hiragana and half-width kana become katakana when the field is left.
    pub fn kana(self, ui: &mut Ui, value: &mut String) -> Answer {
        let mut answer = self.line(ui, value);
        if answer.left && !ime::is_composing(ui.ctx()) {
            let written = text::kana(value);
            if written != *value {
                *value = written;
                answer.changed = true;
            }
        }
        answer
    }

    /// A mail address.
    pub fn mail(self, ui: &mut Ui, value: &mut String) -> Answer {
        let shown = if self.placeholder.is_empty() { "hanako@example.jp" } else { self.placeholder };
        self.placeholder(shown).line(ui, value)
    }

    /// Several lines of text.
    pub fn lines(self, ui: &mut Ui, value: &mut String, n_rows: usize) -> Answer {
        self.frame(ui, self.fault, |ui, id, width| {
            let mut field = self.text_box(id, width);
            field.rows = n_rows.max(2);
            let answer = field.show(ui, value);
            undrawn::tell(ui, &answer.response, value);
            answer
        })
    }

    /// One of a list of (code, word): radio buttons where few, else a drop-down.
    pub fn choice(self, ui: &mut Ui, items: &[(&str, &str)], value: &mut String) -> Answer {
        let n_chars: usize = items.iter().map(|(_, word)| word.chars().count() + 3).sum();
        #[allow(clippy::cast_precision_loss)]
        let wanted = n_chars as f32 * font::BODY;
        let room = self.width.unwrap_or(f32::INFINITY).min(ui.available_width());
        if items.len() <= 4 && wanted <= room { self.radios(ui, items, value) } else { self.pick(ui, items, value) }
    }

    /// One of a list, as a drop-down; long lists can be searched.
    pub fn pick(self, ui: &mut Ui, items: &[(&str, &str)], value: &mut String) -> Answer {
        let mut all: Vec<(&str, &str)> = Vec::with_capacity(items.len() + 1);
        if self.need == Some(Need::Optional) {
            all.push(("", "(選ばない)"));
        }
        all.extend_from_slice(items);
        self.frame(ui, self.fault, |ui, id, width| {
            let (response, chosen) = self.drop_down(id, width, "選んでください").show(ui, &all, value);
            let changed = chosen.is_some();
            if let Some(code) = chosen {
                *value = code;
            }
            Answer { left: response.lost_focus(), changed, entered: false, response }
        })
    }

    /// One of a few, all in sight.
    pub fn radios(self, ui: &mut Ui, items: &[(&str, &str)], value: &mut String) -> Answer {
        self.group(ui, egui::Role::RadioGroup, |ui| {
            let mut all = Joined::default();
            for (code, word) in items {
                let response = check::radio(ui, word, *code == value.as_str());
                if response.clicked() {
                    let is_taken_back = *code == value.as_str() && self.need == Some(Need::Optional);
                    *value = if is_taken_back { String::new() } else { (*code).to_owned() };
                    all.changed = true;
                }
                all.add(response);
            }
            all
        })
    }

    /// Any of a list: check boxes; the value holds one code a line, in the order of the list.
    pub fn many(self, ui: &mut Ui, items: &[(&str, &str)], value: &mut String) -> Answer {
        self.group(ui, egui::Role::Group, |ui| {
            let mut all = Joined::default();
            for (code, word) in items {
                let is_on = value.lines().any(|line| line.trim() == *code);
                let response = check::check(ui, word, is_on);
                if response.clicked() {
                    let codes = items.iter().map(|item| item.0).filter(|other| {
                        let was_on = value.lines().any(|line| line.trim() == *other);
                        was_on != (other == code)
                    });
                    *value = codes.collect::<Vec<_>>().join("\n");
                    all.changed = true;
                }
                all.add(response);
            }
            all
        })
    }

    /// Several records out of a list of (id, title): what is chosen stands above, one more is added below.
    pub fn links(self, ui: &mut Ui, items: &[(&str, &str)], value: &mut String) -> Answer {
        let chosen: Vec<String> = value.lines().map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let rest: Vec<(&str, &str)> =
            items.iter().filter(|(id, _)| !chosen.iter().any(|taken| taken == id)).copied().collect();
        self.frame(ui, self.fault, |ui, id, width| {
            let mut kept = chosen.clone();
            ui.horizontal_wrapped(|ui| {
                for taken in &chosen {
                    let title =
                        items.iter().find(|(id, _)| id == taken).map_or("(見つかりません)", |item| item.1);
                    if chip(ui, title).clicked() {
                        kept.retain(|other| other != taken);
                    }
                }
            });
            let words = if chosen.is_empty() { "選んでください" } else { "さらに選ぶ" };
            let (response, added) = self.drop_down(id, width, words).show(ui, &rest, "");
            kept.extend(added);
            if self.offers_all && !rest.is_empty() {
                let word = if chosen.is_empty() { "全員を選ぶ" } else { "残りの全員を選ぶ" };
                if ui.add(quiet(word).icon(Icon::Users).small()).clicked() {
                    kept.extend(rest.iter().map(|(id, _)| (*id).to_owned()));
                }
            }
            let changed = kept != chosen;
            if changed {
                *value = kept.join("\n");
            }
            Answer { left: response.lost_focus(), changed, entered: false, response }
        })
    }

    /// A search box; its label is only its name. `changed` never comes from a text still being composed.
    pub fn search(self, ui: &mut Ui, value: &mut String) -> Answer {
        let blank = self.bare();
        blank.frame(ui, None, |ui, id, width| {
            let mut field = blank.text_box(id, width);
            field.left = 32;
            let mut answer = field.show(ui, value);
            empty_by_esc(ui, &mut answer, value);
            let place = answer.response.rect.left_center() + Vec2::new(18.0, 0.0);
            let rect = Rect::from_center_size(place, Vec2::ZERO);
            Icon::Search.paint(ui.painter(), rect, size::ICON, color::WEAK);
            answer
        })
    }

    fn id_in(&self, ui: &Ui) -> Id {
        self.id.unwrap_or_else(|| ui.make_persistent_id(("field", self.label)))
    }

    fn text_box(&self, id: Id, width: f32) -> TextBox<'a> {
        let mut field = TextBox::new(id, self.label, width);
        field.about = self.fault.unwrap_or(self.hint);
        field.placeholder = self.placeholder;
        field.is_faulty = self.fault.is_some();
        field.is_required = self.need == Some(Need::Required);
        field
    }

    fn drop_down(&self, id: Id, width: f32, words: &'a str) -> DropDown<'a> {
        DropDown {
            id,
            name: self.label,
            about: self.fault.unwrap_or(self.hint),
            placeholder: if self.placeholder.is_empty() { words } else { self.placeholder },
            width,
            is_faulty: self.fault.is_some(),
        }
    }

    /// The label above, the field, what to know or do below.
    fn frame<R>(self, ui: &mut Ui, fault: Option<&str>, add: impl FnOnce(&mut Ui, Id, f32) -> R) -> R {
        self.noted(ui, fault, |ui, id, width| (add(ui, id, width), None))
    }

    /// The same with something to read in place of the hint, known when the field was drawn.
    fn noted<R>(
        self,
        ui: &mut Ui,
        fault: Option<&str>,
        add: impl FnOnce(&mut Ui, Id, f32) -> (R, Option<String>),
    ) -> R {
        let id = self.id_in(ui);
        if let Some(sight) = self.awaited {
            focus::await_keyboard(ui, id, sight);
        }
        let width = self.width.unwrap_or(f32::INFINITY).min(ui.available_width());
        if self.is_label_hidden {
            let room = Vec2::new(width, size::CONTROL);
            return ui
                .allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| add(ui, id, width).0)
                .inner;
        }
        let held = ui.scope_id().with(("held", id));
        let room = egui::UiBuilder::new().layout(egui::Layout::top_down(egui::Align::Min));
        ui.scope_builder(room, |ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.y = space::XS;
            draw_label(ui, id, self.label, self.need);
            let (result, note) = add(ui, id, width);
            let least = if self.may_fail { self.least_below(ui, held) } else { 0.0 };
            let top = ui.cursor().top();
            match (fault, note) {
                (Some(fault), _) => draw_fault(ui, fault),
                (None, Some(note)) => below(ui, &note),
                (None, None) if self.hint.is_empty() => {}
                (None, None) => below(ui, self.hint),
            }
            // The place ends where the words end; the gap to what comes next is the layout's own.
            let used = (ui.min_rect().bottom() - top).max(0.0).max(least);
            ui.expand_to_include_y(top + used);
            ui.data_mut(|data| data.insert_temp(held, used));
            result
        })
        .inner
    }

    /// How much place is held below a field, so that what turns out to be wrong with it moves nothing: a line, or more
    /// where more was needed once.
    fn least_below(&self, ui: &Ui, held: Id) -> f32 {
        let kept: f32 = ui.data(|data| data.get_temp(held)).unwrap_or_default();
        let room = ui.available_width() - size::ICON_SMALL - space::XS;
        let longest = if self.longest.is_empty() { "日" } else { self.longest };
        let fault = prose::layout(ui, longest, regular(font::HINT), color::DANGER, room);
        kept.max(fault.size().y.max(font::HINT * font::PROSE_LINE))
    }

    /// A field that is several controls under one label.
    fn group(self, ui: &mut Ui, role: egui::Role, add: impl FnOnce(&mut Ui) -> Joined) -> Answer {
        self.frame(ui, self.fault, |ui, id, _| {
            let joined = ui
                .horizontal_wrapped(|ui| {
                    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                        node.set_role(role);
                        node.set_label(self.label);
                    });
                    ui.spacing_mut().item_spacing = Vec2::new(space::S, 0.0);
                    add(ui)
                })
                .inner;
            let response = joined.first.unwrap_or_else(|| ui.interact(Rect::NOTHING, id, Sense::hover()));
            if ui.memory(|memory| memory.has_focus(id)) {
                response.request_focus();
            }
            Answer { response, changed: joined.changed, left: joined.left, entered: false }
        })
    }
}

/// Esc empties a box of words before it leads back.
fn empty_by_esc(ui: &Ui, answer: &mut Answer, words: &mut String) {
    if answer.response.has_focus() && !words.is_empty() && escape::pressed(ui) {
        words.clear();
        answer.changed = true;
    }
}

#[derive(Default)]
struct Joined {
    first: Option<Response>,
    changed: bool,
    left: bool,
}

impl Joined {
    fn add(&mut self, response: Response) {
        self.left |= response.lost_focus();
        if self.first.is_none() {
            self.first = Some(response);
        }
    }
}

fn draw_label(ui: &mut Ui, id: Id, label: &str, need: Option<Need>) {
    let name = ink::line(ui, label, bold(font::LABEL), color::TEXT);
    let mark = match need {
        Some(Need::Required) => Some(("必須", color::DANGER, color::DANGER_SOFT)),
        Some(Need::Optional) => Some(("任意", color::WEAK, color::QUIET)),
        None => None,
    };
    let badge = mark.map(|(word, ink, _)| ink::line(ui, word, bold(font::BADGE), ink));
    let badge_width = badge.as_ref().map_or(0.0, |badge| badge.size().x + 10.0);
    let width = name.size().x + space::S + 2.0 + badge_width;
    let (_, rect) = ui.allocate_space(Vec2::new(width, 20.0));
    let indent = name.size().x + space::S;
    ink::paint_middle(ui.painter(), rect, 0.0, name);
    if let (Some(badge), Some((_, _, ground))) = (badge, mark) {
        let place =
            Rect::from_min_size(egui::pos2(rect.left() + indent, rect.center().y - 8.0), Vec2::new(badge_width, 16.0));
        ui.painter().rect_filled(place, CornerRadius::same(3), ground);
        ink::paint_middle(ui.painter(), place, 5.0, badge);
    }
    // A click on the label goes to the field, as people expect.
    if ui.interact(rect, id.with("label"), Sense::CLICK).clicked() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn draw_fault(ui: &mut Ui, fault: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let (_, rect) = ui.allocate_space(Vec2::new(size::ICON_SMALL, font::HINT * font::PROSE_LINE));
        Icon::CircleAlert.paint(ui.painter(), rect, size::ICON_SMALL, color::DANGER);
        prose::styled(ui, fault, regular(font::HINT), color::DANGER);
    });
}

fn below(ui: &mut Ui, words: &str) {
    prose::styled(ui, words, regular(font::HINT), color::WEAK);
}

/// A chosen record with a cross that takes it back.
fn chip(ui: &mut Ui, title: &str) -> Response {
    let mut galley = ink::line(ui, title, regular(font::CELL), color::TEXT);
    let room = ui.max_rect().width() - 38.0;
    if galley.size().x > room {
        galley = prose::layout(ui, title, regular(font::CELL), color::TEXT, room);
    }
    let wanted = Vec2::new(galley.size().x + 38.0, (galley.size().y + space::S).max(28.0));
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = format!("{title}を外す");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), &name));
    let fill = if response.hovered() { color::QUIET } else { color::PRIMARY_SOFT };
    ui.painter().rect_filled(rect, CornerRadius::same(14), fill);
    ink::paint_middle(ui.painter(), rect, 12.0, galley);
    let cross = Rect::from_center_size(rect.right_center() - Vec2::new(15.0, 0.0), Vec2::ZERO);
    Icon::Close.paint(ui.painter(), cross, size::ICON_SMALL, color::WEAK);
    ink::ring(ui, &response, rect.shrink(2.0), 12);
    response.on_hover_text(name)
}
