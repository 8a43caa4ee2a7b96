//! 回答を手で入力: the answers of a form that came back on paper, item by item on one page.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Ui};
use serde::{Deserialize, Serialize};

use super::vendor_sheet::Step;
use crate::base::{Coded, Day, VendorSheetId};
use crate::checklists::{Edition, EditionItem};
use crate::desk::{Ask, Desk};
use crate::exchange::vendor_sheet::{Form, items, named};
use crate::ledgers::vendor_sheet::commands::TakeAnswers;
use crate::ledgers::vendor_sheet::record::{Reply, VendorAnswer, field};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, follow, notice, prose, segments};

/// What can be chosen for an item.
const CHOICES: [Option<Reply>; 4] = [None, Some(Reply::Yes), Some(Reply::No), Some(Reply::NotApplicable)];
const WORDS: [&str; 4] = ["未回答", "はい", "いいえ", "対象外"];

/// What was typed of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    /// The place among the choices.
    reply: usize,
    checked_on: String,
    target_on: String,
    note: String,
}

/// All that was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct All {
    answered_by: String,
    returned_on: String,
    /// The day that is offered to every answer.
    checked_on: String,
    items: BTreeMap<String, Typed>,
}

/// The answers, being typed in.
pub(super) struct Typing {
    id: VendorSheetId,
    version: u32,
    edition: Arc<Edition>,
    all: All,
    first: All,
    faults: BTreeMap<String, String>,
}

impl Typing {
    /// Of a form, with what it holds already.
    pub fn of(form: &Form, today: Day) -> Self {
        let record = &form.kept.record;
        let day = |day: Option<Day>| day.map(Day::wareki).unwrap_or_default();
        let typed = |item: &&EditionItem| {
            let answer = record.answer(&item.id);
            let reply = answer.and_then(|answer| answer.reply);
            let typed = Typed {
                reply: CHOICES.iter().position(|choice| *choice == reply).unwrap_or_default(),
                checked_on: day(answer.and_then(|answer| answer.checked_on)),
                target_on: day(answer.and_then(|answer| answer.target_on)),
                note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            };
            (item.id.clone(), typed)
        };
        let all = All {
            answered_by: record.answered_by.clone(),
            returned_on: day(Some(record.returned_on.unwrap_or(today))),
            checked_on: String::new(),
            items: items(&form.edition).iter().map(typed).collect(),
        };
        Self {
            id: form.kept.id,
            version: form.kept.version,
            edition: Arc::clone(&form.edition),
            first: all.clone(),
            all,
            faults: BTreeMap::new(),
        }
    }

    /// The same with what was typed before the lock.
    pub fn restored(mut self, content: &str) -> Self {
        if let Ok(all) = serde_json::from_str(content) {
            self.all = all;
        }
        self
    }

    /// What was typed and not recorded.
    pub fn unsaved(&self) -> Option<String> {
        if self.all == self.first { None } else { serde_json::to_string(&self.all).ok() }
    }

    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, is_free: bool) -> Step {
        let before = self.all.clone();
        let foot = size::CONTROL + space::L * 2.0;
        let height = (ui.available_height() - foot).max(160.0);
        ScrollArea::vertical().id_salt("vendor-answers").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(size::READABLE));
            if !self.faults.is_empty() {
                let n = self.faults.len();
                notice::bar(ui, Tone::Danger, &format!("直すところが{n}か所あります。赤い字の説明を見てください。"));
            }
            self.draw_head(ui, desk.today);
            let edition = Arc::clone(&self.edition);
            for item in items(&edition) {
                ui.push_id(&item.id, |ui| self.draw_item(ui, item, desk.today));
            }
            follow::focus(ui);
        });
        if self.all != before {
            desk.ask(Ask::KeepDraft);
        }
        self.draw_foot(ui, desk.today, is_free)
    }

    fn draw_head(&mut self, ui: &mut Ui, today: Day) {
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() - space::L * 2.0) / 3.0;
                let fault = self.faults.get(field::RETURNED_ON.key).map(String::as_str);
                cell(ui, width, |ui| blank(field::ANSWERED_BY.label).line(ui, &mut self.all.answered_by));
                cell(ui, width, |ui| {
                    blank(field::RETURNED_ON.label).fault(fault).day(ui, &mut self.all.returned_on, today)
                });
                let hint = "選んだ答えの確認日が空なら、この日が入ります";
                cell(ui, width, |ui| blank("確認日（まとめて）").hint(hint).day(ui, &mut self.all.checked_on, today));
            });
        });
    }

    fn draw_item(&mut self, ui: &mut Ui, item: &EditionItem, today: Day) {
        let Self { all, faults, .. } = self;
        let common = all.checked_on.clone();
        let Some(typed) = all.items.get_mut(&item.id) else { return };
        card::card(ui, |ui| {
            ui.set_min_width(ui.available_width());
            prose::strong(ui, &item.asked());
            let name = format!("{}の回答", item.no);
            if segments::segments(ui, &name, WORDS.into_iter(), &mut typed.reply)
                && typed.reply > 0
                && typed.checked_on.trim().is_empty()
            {
                typed.checked_on = common;
            }
            if typed.reply == 0 && typed.note.is_empty() {
                return;
            }
            let is_no = CHOICES.get(typed.reply) == Some(&Some(Reply::No));
            let fault = |key: &str| faults.get(&format!("{} {key}", item.id)).map(String::as_str);
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() - space::L * 2.0) / 3.0;
                let label = format!("{} 確認日", item.no);
                cell(ui, width, |ui| blank(&label).fault(fault("checked_on")).day(ui, &mut typed.checked_on, today));
                if is_no || !typed.target_on.is_empty() {
                    let label = format!("{} 目標日", item.no);
                    cell(ui, width, |ui| blank(&label).fault(fault("target_on")).day(ui, &mut typed.target_on, today));
                }
                let label = format!("{} 備考", item.no);
                let width = ui.available_width();
                cell(ui, width, |ui| blank(&label).line(ui, &mut typed.note));
            });
        });
    }

    fn draw_foot(&mut self, ui: &mut Ui, today: Day, is_free: bool) -> Step {
        let mut step = Step::Stay;
        let n_answered = self.all.items.values().filter(|typed| typed.reply > 0).count();
        ui.add_space(space::S);
        ui.separator();
        ui.horizontal(|ui| {
            if ui.add(secondary("入力をやめる").min_width(96.0)).clicked() {
                step = Step::Leave;
            }
            prose::caption(ui, &format!("{}件のうち{n_answered}件に回答があります", self.all.items.len()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(primary("回答を記録").icon(Icon::Save).enabled(is_free)).clicked()
                    && let Some(command) = self.read(today)
                {
                    step = Step::Record(Box::new(command));
                }
            });
        });
        step
    }

    /// Reads what was typed; what is wrong is marked, all at once.
    fn read(&mut self, today: Day) -> Option<TakeAnswers> {
        let mut faults = BTreeMap::new();
        let mut day = |key: String, text: &str| -> Option<Day> {
            if text.trim().is_empty() {
                return None;
            }
            match Day::read(text) {
                Ok(day) => Some(day),
                Err(fault) => {
                    faults.insert(key, fault.advice().to_owned());
                    None
                }
            }
        };
        let returned_on = day(field::RETURNED_ON.key.to_owned(), &self.all.returned_on);
        let mut answers = Vec::new();
        for item in items(&self.edition) {
            let Some(typed) = self.all.items.get(&item.id) else { continue };
            let reply = CHOICES.get(typed.reply).copied().flatten();
            let answer = VendorAnswer {
                item: item.id.clone(),
                asked: item.asked(),
                reply,
                checked_on: day(format!("{} checked_on", item.id), &typed.checked_on),
                target_on: day(format!("{} target_on", item.id), &typed.target_on),
                note: typed.note.trim().to_owned(),
            };
            if answer.reply.is_some() || !answer.note.is_empty() {
                answers.push(answer);
            }
        }
        for answer in &answers {
            mark(&mut faults, answer, today);
        }
        if returned_on.is_some_and(|day| day > today) {
            faults.insert(field::RETURNED_ON.key.to_owned(), LATE.to_owned());
        }
        self.faults = faults;
        self.faults.is_empty().then(|| TakeAnswers {
            id: self.id,
            version: self.version,
            edition: named(&self.edition),
            answers,
            answered_by: self.all.answered_by.trim().to_owned(),
            returned_on,
            reason: "紙で返ってきた回答".to_owned(),
        })
    }
}

const LATE: &str = "今日より後の日付です。正しい日付を入力してください";

fn mark(faults: &mut BTreeMap<String, String>, answer: &VendorAnswer, today: Day) {
    let VendorAnswer { item, reply, checked_on, target_on, .. } = answer;
    if checked_on.is_some_and(|day| day > today) {
        faults.insert(format!("{item} checked_on"), LATE.to_owned());
    }
    let Some(target) = target_on else { return };
    if *reply != Some(Reply::No) {
        let word = reply.map_or("未回答", Coded::label);
        faults.insert(format!("{item} target_on"), format!("回答が「{word}」のときは、目標日を空にしてください"));
    } else if checked_on.is_some_and(|checked| *target < checked) {
        faults.insert(format!("{item} target_on"), "確認日より前の日付です。どちらかを直してください".to_owned());
    }
}

/// Draws into a column of a fixed width.
fn cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) {
    let rect = egui::Rect::from_min_size(ui.cursor().min, egui::Vec2::new(width, f32::INFINITY));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_width(width);
        add(ui)
    });
}
