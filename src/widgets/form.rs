//! A whole form (入力フォーム) out of a record's fields, its draft and what is wrong with it.

use egui::{Align, Id, Layout, ScrollArea, Ui, UiBuilder, Vec2};

use super::button::{Weight, primary, secondary};
use super::card::heading;
use super::dialog::{Question, Reply};
use super::field::{Answer, Blank, blank};
use super::icon::Icon;
use super::notice;
use super::tokens::{color, font, size, space};
use super::{enter, escape, follow, prose};
use crate::base::{Breach, Day, Draft, Field, Input, Kind};

/// The records a `Link` field can point to: (id, title), in the order to show them.
pub type Options<'a> = dyn Fn(Kind) -> &'a [(String, String)] + 'a;

/// The word on the button that goes on to the next step instead of saving.
pub const NEXT: &str = "次へ";

/// What a form is made of.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Its fields, in order; fields of one group stand together.
    pub fields: &'a [Field],
    /// What is wrong, after the last check.
    pub breaches: &'a [Breach],
    /// Where link fields get their records.
    pub options: &'a Options<'a>,
    /// Today.
    pub today: Day,
    /// The word on the button that saves.
    pub save: &'a str,
    /// Whether something was typed that is not yet saved.
    pub is_dirty: bool,
    /// Whether saving is under way, so that nobody saves twice.
    pub is_busy: bool,
}

/// What the person did to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormEvent {
    /// Nothing.
    None,
    /// A field changed, and nothing is being composed: the moment to keep the draft.
    Changed,
    /// Save, please (button or Ctrl+Enter).
    Save,
    /// Close without saving; where something was typed, it has been asked for.
    Cancel,
}

/// A form's own memory. The screen keeps it beside the draft and makes a new one for each record.
#[derive(Clone, Debug)]
pub struct Form {
    id: Id,
    is_new: bool,
    is_asking: bool,
    /// How high what is wrong stood above the fields.
    summary: f32,
    n_breaches: usize,
    wanted: Option<&'static str>,
    focused_now: Option<&'static str>,
    /// The field that had the keyboard last, to go back to after a question.
    typed_last: Option<&'static str>,
    goes_back: bool,
    close: &'static str,
}

impl Form {
    /// A form; `name` tells forms apart that may be open in turn.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            id: Id::unique(("form", name)),
            is_new: true,
            is_asking: false,
            summary: 0.0,
            n_breaches: 0,
            wanted: None,
            focused_now: None,
            typed_last: None,
            goes_back: false,
            close: "閉じる",
        }
    }

    /// With another word on the button that leaves it (戻る in a wizard).
    #[must_use]
    pub const fn close_word(mut self, word: &'static str) -> Self {
        self.close = word;
        self
    }

    /// Gives a field the keyboard in the next frame.
    pub const fn focus(&mut self, key: &'static str) {
        self.wanted = Some(key);
    }

    /// The id of a field's input, for those who must know where it is.
    #[must_use]
    pub fn field_id(&self, key: &str) -> Id {
        self.id.with(key)
    }

    /// Shows the form in the room that is left: what is wrong, the fields, the buttons.
    pub fn ui(&mut self, ui: &mut Ui, plan: &Plan<'_>, draft: &mut Draft) -> FormEvent {
        let mut event = self.keys(ui, plan);
        if std::mem::take(&mut self.is_new) && self.wanted.is_none() {
            self.wanted = plan.fields.first().map(|field| field.key);
        }
        self.focused_now = self.wanted.take();
        if std::mem::take(&mut self.goes_back) {
            // In the frame after this one: until then the question that is gone keeps the keyboard from what lay below.
            self.wanted = self.typed_last;
            ui.request_repaint();
        }
        let has_new_breaches = plan.breaches.len() > self.n_breaches;
        self.n_breaches = plan.breaches.len();
        let foot = size::CONTROL + space::L * 2.0;
        let mut area = ScrollArea::vertical()
            .id_salt(self.id)
            .max_height((ui.available_height() - foot).max(120.0))
            .auto_shrink([false, true]);
        if has_new_breaches {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            // Room for the ring round a field.
            ui.set_max_width(ui.available_width() - space::S);
            self.draw_summary(ui, plan);
            if self.draw_fields(ui, plan, draft) && event == FormEvent::None {
                event = FormEvent::Changed;
            }
            ui.add_space(space::S);
            follow::focus(ui);
        });
        self.draw_foot(ui, plan, &mut event);
        self.ask(ui, &mut event);
        if event == FormEvent::Save {
            self.summary = 0.0;
        }
        event
    }

    fn keys(&mut self, ui: &Ui, plan: &Plan<'_>) -> FormEvent {
        if self.is_asking {
            return FormEvent::None;
        }
        match (enter::with_ctrl(ui) && !plan.is_busy, escape::pressed(ui)) {
            (true, _) => FormEvent::Save,
            (false, true) => self.close(plan),
            (false, false) => FormEvent::None,
        }
    }

    const fn close(&mut self, plan: &Plan<'_>) -> FormEvent {
        if plan.is_dirty {
            self.is_asking = true;
            return FormEvent::None;
        }
        FormEvent::Cancel
    }

    fn ask(&mut self, ui: &Ui, event: &mut FormEvent) {
        if !self.is_asking {
            return;
        }
        let question = Question {
            title: "入力した内容を破棄しますか",
            text: "まだ保存していません。破棄すると、入力した内容は元に戻せません。",
            yes: "破棄して閉じる",
            no: "入力に戻る",
            weight: Weight::Danger,
        };
        match question.show(ui.ctx()) {
            Reply::Open => {}
            Reply::Yes => {
                self.is_asking = false;
                *event = FormEvent::Cancel;
            }
            Reply::No => {
                self.is_asking = false;
                self.goes_back = true;
                ui.request_repaint();
            }
        }
    }

    fn draw_foot(&mut self, ui: &mut Ui, plan: &Plan<'_>, event: &mut FormEvent) {
        ui.add_space(space::S);
        ui.separator();
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            if ui.add(secondary(self.close).min_width(88.0)).on_hover_text("Esc").clicked() {
                *event = self.close(plan);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let icon = if plan.save == NEXT { Icon::ArrowRight } else { Icon::Save };
                let is_last_entered = enter::is_handed_on(ui);
                let save = ui.add(primary(plan.save).icon(icon).min_width(120.0).enabled(!plan.is_busy));
                if save.clicked() || (is_last_entered && plan.save == NEXT && !plan.is_busy) {
                    *event = FormEvent::Save;
                } else if is_last_entered {
                    // A long form is looked over once more: a second Enter saves it.
                    save.request_focus();
                }
                save.on_hover_text("Ctrl+Enter");
            });
        });
    }

    /// What is wrong, above the fields. When all of it is mended its place is held, so that nothing moves while somebody
    /// types; the next time it is saved, it goes.
    fn draw_summary(&mut self, ui: &mut Ui, plan: &Plan<'_>) {
        let top = ui.cursor().top();
        if let Some(key) = (!plan.breaches.is_empty()).then(|| notice::summary(ui, plan.breaches)).flatten() {
            // In the next frame: in this one, a click elsewhere takes the keyboard from the field again.
            self.wanted = Some(key);
            ui.request_repaint();
        } else if plan.breaches.is_empty() && self.summary > 0.0 {
            notice::mended(ui);
        }
        let used = ui.cursor().top() - top;
        if used < self.summary {
            ui.add_space(self.summary - used);
        }
        self.summary = self.summary.max(used);
    }

    /// Draws the fields in groups. Returns whether one changed.
    fn draw_fields(&mut self, ui: &mut Ui, plan: &Plan<'_>, draft: &mut Draft) -> bool {
        let width = ui.available_width();
        let is_two = width >= size::COLUMN * 2.0 + space::L;
        let column = if is_two { (width - space::L) / 2.0 } else { width };
        // Below each field a line is held, which sets the rows apart.
        ui.spacing_mut().item_spacing.y = space::XS;
        let mut changed = false;
        let mut group = "";
        let mut rest = plan.fields;
        while let Some((field, after)) = rest.split_first() {
            if field.group != group {
                group = field.group;
                draw_group(ui, group);
            }
            let second =
                after.first().filter(|next| is_two && !field.is_wide && !next.is_wide && next.group == field.group);
            rest = if second.is_some() { after.get(1..).unwrap_or_default() } else { after };
            let room = if field.is_wide { width } else { column };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                changed |= self.draw_field(ui, room, field, plan, draft);
                if let Some(second) = second {
                    changed |= self.draw_field(ui, room, second, plan, draft);
                }
            });
            ui.add_space(space::XS);
        }
        changed
    }

    fn draw_field(&mut self, ui: &mut Ui, room: f32, field: &Field, plan: &Plan<'_>, draft: &mut Draft) -> bool {
        let fault = plan.breaches.iter().find(|breach| breach.field == field.key);
        let id = self.field_id(field.key);
        if self.focused_now == Some(field.key) {
            self.focused_now = None;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let top = ui.cursor().min;
        let child = UiBuilder::new()
            .max_rect(egui::Rect::from_min_size(top, Vec2::new(room, f32::INFINITY)))
            .layout(Layout::top_down(Align::Min));
        let answer = ui
            .scope_builder(child, |ui| {
                ui.set_width(room);
                let entry = blank(field.label)
                    .need(field.need)
                    .hint(field.hint)
                    .offering_all(field.offers_all)
                    .fault(fault.map(|breach| breach.why.as_str()))
                    .last_if(plan.fields.last().is_some_and(|last| last.key == field.key))
                    .id(id);
                let mut value = draft.get(field.key).to_owned();
                let answer = show(ui, entry, field, plan, &mut value);
                if value != draft.get(field.key) {
                    draft.set(field.key, value);
                }
                answer
            })
            .inner;
        if answer.response.has_focus() {
            self.typed_last = Some(field.key);
        }
        answer.changed
    }
}

/// Shows one field by the way it is typed, for those who need a few fields alone.
pub fn show(ui: &mut Ui, entry: Blank<'_>, field: &Field, plan: &Plan<'_>, value: &mut String) -> Answer {
    let words = |choices: &'static [crate::base::Choice]| -> Vec<(&str, &str)> {
        choices.iter().map(|choice| (choice.code, choice.label)).collect()
    };
    let records = |kind: Kind| -> Vec<(&str, &str)> {
        (plan.options)(kind).iter().map(|(id, title)| (id.as_str(), title.as_str())).collect()
    };
    match field.input {
        Input::Line => entry.line(ui, value),
        Input::Kana => entry.kana(ui, value),
        Input::Lines => entry.lines(ui, value, 3),
        Input::Mail => entry.mail(ui, value),
        Input::Day => entry.day(ui, value, plan.today),
        Input::Choice(choices) => entry.choice(ui, &words(choices), value),
        Input::Many(choices) => entry.many(ui, &words(choices), value),
        Input::Suggest(offered) => entry.suggest(ui, offered, value),
        Input::Link(kind) => entry.pick(ui, &records(kind), value),
        Input::Links(kind) => entry.links(ui, &records(kind), value),
    }
}

fn draw_group(ui: &mut Ui, group: &str) {
    if group.is_empty() {
        return;
    }
    ui.add_space(space::M);
    heading(ui, group, font::NAME);
    let (_, line) = ui.allocate_space(Vec2::new(ui.available_width(), 1.0));
    ui.painter().rect_filled(line, 0.0, color::LINE);
    ui.add_space(space::S);
}

/// One sentence above a form, for those that need one.
pub fn lead(ui: &mut Ui, text: &str) {
    prose::weak(ui, text);
    ui.add_space(space::S);
}
