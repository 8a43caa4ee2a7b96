//! One step of a flow on the screen: what to do, whom to call, and what came of it.

use egui::Ui;

use crate::base::Coded;
use crate::desk::{Ask, Desk, Right, Route};
use crate::flows::Fills;
use crate::ledgers::incident::commands::AT;
use crate::ledgers::incident::record::Outcome;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::ask_meant;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, Tone, ends, pill, prose};

use super::respond::{Respond, Typed};
use super::tasks::{Task, call, to_call};

impl Respond {
    /// Draws it: one line, and what is to be known and written where it is unfolded.
    pub(super) fn draw_task(&mut self, ui: &mut Ui, number: usize, task: &Task, desk: &mut Desk<'_>) {
        let is_unfolded = self.is_unfolded(task);
        self.draw_heading(ui, number, task, is_unfolded, desk);
        if is_unfolded {
            self.draw_how(ui, task);
            self.draw_words(ui, task, desk);
            if desk.may(Right::Write) {
                ui.horizontal(|ui| self.draw_outcomes(ui, task, is_unfolded, desk));
            }
        }
    }

    fn draw_heading(&mut self, ui: &mut Ui, number: usize, task: &Task, is_unfolded: bool, desk: &mut Desk<'_>) {
        let is_short = task.line.is_none() && !is_unfolded;
        ui.horizontal_top(|ui| {
            let (icon, ink) = match task.outcome() {
                Some(Outcome::Done) => (Icon::CircleCheck, color::SUCCESS),
                Some(Outcome::CouldNot) => (Icon::CircleAlert, color::WARN),
                Some(Outcome::NotApplicable) => (Icon::CircleMinus, color::WEAK),
                None => (Icon::Circle, color::WEAK),
            };
            let (_, place) = ui.allocate_space(egui::vec2(size::ICON + 4.0, 26.0));
            icon.paint(ui.painter(), place, size::ICON + 2.0, ink);
            let below = self.below(task, is_unfolded);
            let words = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let ink = if task.outcome() == Some(Outcome::NotApplicable) { color::WEAK } else { color::TEXT };
                prose::styled(ui, &format!("{}　{}", number + 1, task.title), bold(font::NAME), ink);
                for words in below {
                    prose::weak(ui, &words);
                }
            };
            ends(ui, words, |ui| {
                let (word, name) = match (&task.line, is_unfolded) {
                    (Some(_), false) => ("訂正", format!("{}の訂正", task.title)),
                    (None, false) => ("開く", format!("{}を開く", task.title)),
                    (Some(_) | None, true) if self.typed.step.is_some() => {
                        ("たたむ", format!("{}をたたむ", task.title))
                    }
                    (Some(_) | None, true) => ("", String::new()),
                };
                if !word.is_empty() && ui.add(quiet(word).named(&name).small()).clicked() {
                    if is_unfolded { self.fold() } else { self.unfold(task) }
                }
                if let Some(outcome) = task.outcome() {
                    pill::pill(ui, tone(outcome), outcome.label());
                } else if is_short && desk.may(Right::Write) {
                    self.draw_outcomes(ui, task, is_unfolded, desk);
                }
            });
        });
    }

    /// What stands below a folded step: what was said of it, or whom to call.
    fn below(&self, task: &Task, is_unfolded: bool) -> Vec<String> {
        if let Some(line) = &task.line {
            let spoken = if line.spoken_to.is_empty() { String::new() } else { format!("相手　{}", line.spoken_to) };
            let by = line.doer();
            let words = [line.at.wareki(), by.to_owned(), spoken, line.text.clone()];
            let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            return vec![words.join("　")];
        }
        if is_unfolded {
            return Vec::new();
        }
        to_call(task.step, &self.touched.contacts).first().map(|contact| call(contact)).into_iter().collect()
    }

    fn draw_how(&self, ui: &mut Ui, task: &Task) {
        prose::paragraph(ui, &task.step.how);
        if !task.known.is_empty() {
            prose::strong(ui, &task.known);
        }
        if !task.step.contact.is_empty() {
            let all = to_call(task.step, &self.touched.contacts);
            for contact in &all {
                ui.horizontal(|ui| {
                    Icon::Phone.show(ui, size::ICON_SMALL, color::PRIMARY);
                    prose::strong(ui, &call(contact));
                });
            }
            if all.is_empty() {
                prose::weak(ui, "この相手の連絡先は、まだ台帳に登録がありません。手元の書類などで確かめてください。");
            }
        }
        let from = task.step.cites.iter().map(|cite| format!("{} {}", cite.document, cite.section));
        let from: Vec<String> = from.collect();
        let words = if from.is_empty() {
            "資料によらない、台帳番からの提案です。".to_owned()
        } else {
            format!("出典　{}", from.join("、"))
        };
        prose::caption(ui, &words);
    }

    /// When, who, to whom, with what result; and what is filled in of the record.
    fn draw_words(&mut self, ui: &mut Ui, task: &Task, desk: &mut Desk<'_>) {
        let before = self.typed.clone();
        if self.typed.step.is_none()
            && let (Some(fills), Some(kept)) = (task.step.fills, &self.kept)
            && self.typed.draft.filled().next().is_none()
        {
            self.typed.draft = super::fill::draft(fills, &kept.record);
        }
        let filled = self.typed.clone();
        match task.step.fills {
            Some(Fills::Law) => self.draw_law(ui, desk),
            Some(fills) => self.draw_fields(ui, fills, desk.today),
            None => {}
        }
        let fault = self.breaches.iter().find(|breach| breach.field == AT.key).map(|breach| breach.why.clone());
        let mut is_meant = false;
        ui.columns(3, |columns| {
            if let [left, middle, right] = columns {
                let now = format!("空のままなら今の時刻（{}）", desk.now.clock());
                blank(AT.label).optional().placeholder(&now).fault(fault.as_deref()).line(left, &mut self.typed.at);
                let Typed { at, draft, .. } = &mut self.typed;
                is_meant = ask_meant(left, &AT, at, draft, desk.today, fault.as_deref());
                blank("した人").optional().placeholder(desk.operator).line(middle, &mut self.typed.by);
                blank("話した相手").optional().line(right, &mut self.typed.spoken_to);
            }
        });
        blank("結果").optional().lines(ui, &mut self.typed.text, 2);
        if self.typed != filled || is_meant {
            self.typed.step = Some(task.key());
            self.typed.is_touched = true;
            self.breaches.retain(|breach| breach.field != AT.key || (self.typed.at == before.at && !is_meant));
            desk.ask(Ask::KeepDraft);
        }
    }

    fn draw_law(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(kept) = &self.kept else { return };
        prose::strong(ui, kept.record.standing_by_law().label());
        if ui.add(secondary("4つの質問に答える").icon(Icon::ClipboardCheck)).clicked() {
            desk.go(Route::LeakReport(kept.id));
        }
    }

    fn draw_outcomes(&mut self, ui: &mut Ui, task: &Task, is_unfolded: bool, desk: &mut Desk<'_>) {
        let is_fresh = task.line.is_none();
        let mut said = None;
        ui.spacing_mut().item_spacing.x = space::S;
        let all: Vec<Outcome> =
            // From the right inwards beside a folded step.
            if is_unfolded { Outcome::ALL.to_vec() } else { Outcome::ALL.iter().rev().copied().collect() };
        for outcome in all {
            let word = match (outcome, task.step.fills, is_fresh) {
                (Outcome::Done, Some(Fills::Law) | None, true) => "済み",
                (Outcome::Done, Some(_), true) if is_unfolded => "保存して済みにする",
                (Outcome::Done, Some(_), true) => "済み",
                (Outcome::Done, _, false) => "済みとして訂正",
                (Outcome::CouldNot, _, true) => "できなかった",
                (Outcome::CouldNot, _, false) => "できなかったと訂正",
                (Outcome::NotApplicable, _, true) => "対象外",
                (Outcome::NotApplicable, _, false) => "対象外と訂正",
            };
            let name = format!("{}：{word}", task.title);
            let is_main = outcome == Outcome::Done && is_unfolded;
            let button = if is_main { primary(word).icon(Icon::Check) } else { secondary(word) };
            let button = if is_unfolded { button } else { button.small() };
            if ui.add(button.named(&name).enabled(!desk.is_busy)).clicked() {
                said = Some(outcome);
            }
        }
        if let Some(outcome) = said {
            self.say(task, outcome, desk);
        }
    }
}

pub(super) const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Done => Tone::Success,
        Outcome::CouldNot => Tone::Warn,
        Outcome::NotApplicable => Tone::Quiet,
    }
}
