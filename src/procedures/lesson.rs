//! 講習: a person says what they attended, and answers the questions; a wrong answer is explained and asked again.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, Ui};
use serde::{Deserialize, Serialize};

use crate::base::{Breach, Coded, Day, Draft, Kind, StaffId, TrainingId};
use crate::checklists::{Question, Quiz};
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Screen};
use crate::ledgers::attendance::record::{LessonKind, Score, field};
use crate::ledgers::staff::record::Staff;
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::steps::bar;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, Tone, card, ime, notice, page, prose};

use super::attend::{Attend, sound};
use super::offers::{Offer, Offers};

/// The screen where a person says what they attended.
#[must_use]
pub fn lesson(person: StaffId) -> Box<dyn Screen> {
    Box::new(Lesson {
        person,
        started_on: None,
        offers: Offers::default(),
        quiz: Quiz::current(),
        said: Said::default(),
        breaches: Vec::new(),
        wrong_now: None,
    })
}

struct Lesson {
    person: StaffId,
    /// A lesson before somebody was there is a slip of the pen.
    started_on: Option<Day>,
    /// The trainings they may have been at.
    offers: Offers,
    quiz: Option<&'static Quiz>,
    said: Said,
    breaches: Vec<Breach>,
    /// The wrong choice that was just taken.
    wrong_now: Option<usize>,
}

/// What was said so far; kept through a lock and a power cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    kind: String,
    title: String,
    trainer: String,
    day: String,
    /// The training they were at, where it is one of ours.
    #[serde(default)]
    training: Option<TrainingId>,
    /// The question we are at; none before the first.
    at: Option<usize>,
    /// The questions that were answered wrongly before they were answered right.
    missed: BTreeSet<String>,
}

/// What is asked before the questions.
const KINDS: [LessonKind; 2] = [LessonKind::Course, LessonKind::Video];

impl Lesson {
    fn draft(&self) -> Draft {
        let mut draft = Draft::new().with_link(&field::STAFF, Some(self.person));
        draft.set(field::KIND.key, self.said.kind.clone());
        draft.set(field::TITLE.key, self.said.title.clone());
        draft.set(field::TRAINER.key, self.said.trainer.clone());
        draft.set(field::ATTENDED_ON.key, self.said.day.clone());
        draft
    }

    fn fault(&self, key: &str) -> Option<String> {
        self.breaches.iter().find(|breach| breach.field == key).map(|breach| breach.why.clone())
    }

    /// Fills in what was held, as if it had been typed.
    fn take(&mut self, offer: &Offer) {
        let (kind, title, trainer) = (offer.kind.code().to_owned(), offer.title.clone(), offer.trainer.clone());
        let day = offer.held_on.wareki();
        self.said = Said { kind, title, trainer, day, training: Some(offer.id), ..std::mem::take(&mut self.said) };
        self.breaches.clear();
    }

    fn draw_what(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "受けた講習");
        if let Some(offer) = self.offers.ui(ui, self.said.training) {
            self.take(&offer);
        }
        if self.said.day.is_empty() {
            self.said.day = desk.today.wareki();
        }
        let kinds = KINDS.map(|kind| (kind.code(), kind.label()));
        let fault = self.fault(field::KIND.key);
        blank(field::KIND.label).required().fault(fault.as_deref()).radios(ui, &kinds, &mut self.said.kind);
        let fault = self.fault(field::TITLE.key);
        blank(field::TITLE.label).required().fault(fault.as_deref()).line(ui, &mut self.said.title);
        blank(field::TRAINER.label).optional().line(ui, &mut self.said.trainer);
        let fault = self.fault(field::ATTENDED_ON.key);
        blank(field::ATTENDED_ON.label).required().fault(fault.as_deref()).day(ui, &mut self.said.day, desk.today);
        // With another name or day it is something else that was attended.
        if !self.offers.is_still(self.said.training, &self.said.title, &self.said.day) {
            self.said.training = None;
        }
        if ui.add(primary("確認問題に進む").icon(Icon::ArrowRight).enabled(!desk.is_busy)).clicked() {
            match sound(&self.draft(), self.started_on, desk.today) {
                Ok(_) => {
                    self.breaches.clear();
                    self.said.at = Some(0);
                }
                Err(breaches) => self.breaches = breaches,
            }
        }
    }

    fn draw_question(&mut self, ui: &mut Ui, question: &'static Question, place: usize, n_all: usize) {
        bar(ui, place, n_all);
        prose::caption(ui, &format!("確認問題　{} / {n_all}", place + 1));
        prose::styled(ui, &question.ask, bold(font::PAGE), color::TEXT);
        ui.add_space(space::S);
        let mut chosen = self.pressed(ui, question.choices.len());
        for (number, choice) in question.choices.iter().enumerate() {
            let word = format!("{}. {choice}", number + 1);
            if ui.add(secondary(&word).min_width(ui.available_width().min(640.0))).clicked() {
                chosen = Some(number);
            }
        }
        if let Some(wrong) = self.wrong_now {
            let word = question.choices.get(wrong).map(String::as_str).unwrap_or_default();
            notice::bar(
                ui,
                Tone::Warn,
                &format!("「{word}」ではありません。{}もう一度選んでください。", question.explain),
            );
        }
        prose::caption(ui, "キーボードでは数字で選びます。");
        let Some(number) = chosen else { return };
        if question.is_right(number) {
            self.wrong_now = None;
            self.said.at = Some(place + 1);
        } else {
            self.wrong_now = Some(number);
            self.said.missed.insert(question.id.clone());
        }
    }

    fn pressed(&self, ui: &Ui, n_choices: usize) -> Option<usize> {
        if !ime::keys_are_free(ui.ctx()) || ui.ctx().text_edit_focused() {
            return None;
        }
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        keys.into_iter().take(n_choices).position(pressed)
    }

    fn draw_end(&self, ui: &mut Ui, desk: &mut Desk<'_>, n_all: usize) {
        card::title(ui, "講習の終わり");
        let n_right = n_all.saturating_sub(self.said.missed.len());
        prose::paragraph(ui, &format!("{n_all}問のうち{n_right}問に、はじめから正しく答えました。"));
        if desk.sitter.is_proxy() {
            prose::weak(ui, "登録したあと、管理者が確かめて確定します。");
        }
        if ui.add(primary("受講を登録").icon(Icon::Check).enabled(!desk.is_busy).min_width(160.0)).clicked() {
            let own_on = (desk.sitter.person == Some(self.person)).then_some(desk.today);
            let score = Score { n_right: small(n_right), n_asked: small(n_all), own_on };
            desk.run(Attend::new(self.person, self.draft(), score).of(self.said.training));
        }
    }
}

fn small(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

impl Screen for Lesson {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Attendance, Kind::Staff, Kind::Training]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.started_on = read.get::<Staff>(self.person)?.and_then(|kept| kept.record.started_on);
        self.offers = Offers::of(self.person, self.started_on, read, today)?;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "講習", "", |_| {});
        page::body(ui, |ui| {
            card::card(ui, |ui| {
                let Some(quiz) = self.quiz else { return };
                let before = self.said.clone();
                match self.said.at.map(|at| (at, quiz.questions.get(at))) {
                    None => self.draw_what(ui, desk),
                    Some((at, Some(question))) => self.draw_question(ui, question, at, quiz.questions.len()),
                    Some((_, None)) => self.draw_end(ui, desk, quiz.questions.len()),
                }
                if self.said.at.is_some() && self.said != before {
                    desk.ask(Ask::KeepDraft);
                }
            });
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if let Err(Refusal::Breaches(breaches)) = outcome {
            self.breaches.clone_from(breaches);
            self.said.at = None;
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        self.said.at?;
        serde_json::to_string(&self.said).ok().map(|content| ("lesson".to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(said) = serde_json::from_str(content) {
            self.said = said;
        }
    }
}
