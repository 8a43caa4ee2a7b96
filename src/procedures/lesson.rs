//! 講習: a person says what they attended, and answers the questions; a wrong answer is explained and asked again.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, Ui};
use serde::{Deserialize, Serialize};

use crate::base::{Breach, Coded, Day, Draft, Entered, Kind, Record, StaffId};
use crate::checklists::{Question, Quiz};
use crate::desk::{Ask, Command, Desk, Done, Problem, Refusal, Right, Route, Screen};
use crate::ledgers::attendance::record::{Attendance, LessonKind, Score, field};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, Tx};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, Tone, card, ime, notice, page, prose};

/// The screen where a person says what they attended.
#[must_use]
pub fn lesson(person: StaffId) -> Box<dyn Screen> {
    Box::new(Lesson {
        person,
        started_on: None,
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

    fn draw_what(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "受けた講習");
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
            let score = Score { n_right: small(n_right), n_asked: small(n_all) };
            desk.run(Attend { person: self.person, draft: self.draft(), score });
        }
    }
}

fn small(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// What was typed as a record: with a name and a day, on a day the person was there.
fn sound(draft: &Draft, started_on: Option<Day>, today: Day) -> Result<Attendance, Vec<Breach>> {
    let breach =
        |field: &crate::base::Field, why: &str| Breach { field: field.key, label: field.label, why: why.to_owned() };
    let mut missing = Vec::new();
    for (field, why) in [
        (&field::TITLE, "講習の名前を入力してください"),
        (&field::ATTENDED_ON, "受けた日を入力してください"),
        (&field::KIND, "どちらかを選んでください"),
    ] {
        if draft.get(field.key).trim().is_empty() {
            missing.push(breach(field, why));
        }
    }
    let record = match Attendance::check(draft, today) {
        Ok(record) => record,
        Err(mut breaches) => {
            breaches.retain(|one| missing.iter().all(|other| other.field != one.field));
            missing.extend(breaches);
            return Err(missing);
        }
    };
    if let (Some(day), Some(started)) = (record.attended_on, started_on)
        && day < started
    {
        missing.push(breach(&field::ATTENDED_ON, "利用開始日より前の日付です。確かめて直してください"));
    }
    if missing.is_empty() { Ok(record) } else { Err(missing) }
}

impl Screen for Lesson {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Attendance, Kind::Staff]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.started_on = read.get::<Staff>(self.person)?.and_then(|kept| kept.record.started_on);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "講習", "", |_| {});
        page::column(ui, |ui| {
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

/// Enters the attendance with its score (受講).
pub struct Attend {
    person: StaffId,
    draft: Draft,
    score: Score,
}

impl Attend {
    /// What was typed by this person, and how their questions went.
    #[must_use]
    pub const fn new(person: StaffId, draft: Draft, score: Score) -> Self {
        Self { person, draft, score }
    }
}

impl Command for Attend {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let started_on = tx.reader().get::<Staff>(self.person)?.and_then(|kept| kept.record.started_on);
        let entered = tx.enterer().map(Entered::by);
        let confirmed_by = if entered.is_none() { tx.operator().to_owned() } else { String::new() };
        let record = sound(&self.draft, started_on, today)?;
        tx.add(&Attendance { score: Some(self.score), confirmed_by, entered, ..record })?;
        Ok(Done::said(Kind::Attendance, "講習の受講を登録しました").then(Route::Own))
    }
}
