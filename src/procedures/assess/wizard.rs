//! 自己評価, one round: one item at a time, every answer saved at once, resumed where it was left.

use egui::{Key, Modifiers, Ui};
use serde::{Deserialize, Serialize};

use crate::base::{AssessmentId, Day, Kept, Kind, Scan};
use crate::checklists::{EditionItem, IfNo};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Right, Route, Screen};
use crate::ledgers::assessment::commands::{Attach, Give};
use crate::ledgers::assessment::record::{Answer, Answered, Assessment};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{ReadCopy, fetch};
use crate::vault::Reader;
use crate::widgets::{card, ime, page, prose};

use super::round::Round;

/// The screen of a round.
#[must_use]
pub fn assess(id: AssessmentId) -> Box<dyn Screen> {
    Box::new(Wizard {
        id,
        round: None,
        signed: None,
        at: None,
        typed: Typed::default(),
        is_dirty: false,
        is_asked: false,
        wants_word: false,
        signer: String::new(),
        chosen: None,
        read: None,
        is_stale: false,
        is_loaded: false,
    })
}

pub(super) struct Wizard {
    pub(super) id: AssessmentId,
    pub(super) round: Option<Round>,
    /// The round where it is signed off: it is only looked at.
    pub(super) signed: Option<Kept<Assessment>>,
    /// Where we are: an item's place, or behind the last at the end.
    pub(super) at: Option<usize>,
    /// What is being typed about the item in sight.
    pub(super) typed: Typed,
    /// Whether it says something else than what is saved.
    pub(super) is_dirty: bool,
    /// Whether what is missing is asked for.
    pub(super) is_asked: bool,
    /// Whether what is missing is to get the keyboard with the next picture.
    pub(super) wants_word: bool,
    /// The role of who signs off, by its id.
    pub(super) signer: String,
    /// A file that was chosen and is to be kept with the next picture.
    chosen: Option<(String, Vec<u8>)>,
    /// A file that was read and is to be shown with the next picture.
    read: Option<ReadCopy>,
    /// Whether something was refused and the round has to be read again.
    is_stale: bool,
    is_loaded: bool,
}

/// What is typed about an item; kept through a lock and a power cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub item: String,
    pub checked_on: String,
    pub checked_by: String,
    pub target_on: String,
    pub reason: String,
    pub note: String,
}

impl Typed {
    fn of(item: &EditionItem, given: Option<&Answered>) -> Self {
        let Some(given) = given else { return Self { item: item.id.clone(), ..Self::default() } };
        Self {
            item: item.id.clone(),
            checked_on: given.checked_on.wareki(),
            checked_by: given.checked_by.clone(),
            target_on: given.target_on.map(Day::wareki).unwrap_or_default(),
            reason: given.reason.clone(),
            note: given.note.clone(),
        }
    }

    /// What is typed put into an answer; `None` where a day cannot be read or nobody is named.
    fn put(&self, given: &Answered, today: Day) -> Option<Answered> {
        let checked_on = Day::read(&self.checked_on).ok().filter(|day| *day <= today)?;
        let target_on = match (given.answer, self.target_on.trim()) {
            (Answer::No, "") | (Answer::Yes | Answer::NotApplicable, _) => None,
            (Answer::No, text) => Some(Day::read(text).ok()?),
        };
        let words = |text: &str| crate::base::text::tidy_lines(text);
        let checked_by = Some(words(&self.checked_by)).filter(|by| !by.is_empty())?;
        Some(Answered {
            checked_on,
            checked_by,
            target_on,
            reason: if given.answer == Answer::No { String::new() } else { words(&self.reason) },
            note: words(&self.note),
            ..given.clone()
        })
    }
}

impl Wizard {
    /// The item in sight.
    pub(super) fn item(&self) -> Option<EditionItem> {
        let round = self.round.as_ref()?;
        round.asked().get(self.at?).cloned()
    }

    /// Goes to an item; what was typed is saved first.
    pub(super) fn turn(&mut self, at: usize, desk: &mut Desk<'_>) {
        self.save(desk);
        if self.is_dirty {
            // A day that cannot be read is not passed over.
            self.is_asked = true;
            return;
        }
        let n_asked = self.round.as_ref().map_or(0, Round::n_asked);
        self.at = Some(at.min(n_asked));
        self.is_asked = false;
        self.take_typed();
    }

    fn take_typed(&mut self) {
        if let (Some(item), Some(round)) = (self.item(), &self.round) {
            self.typed = Typed::of(&item, round.given(&item));
        }
    }

    /// Answers the item in sight; the answer is saved at once.
    pub(super) fn answer(&mut self, answer: Answer, desk: &mut Desk<'_>) {
        let (Some(item), Some(round)) = (self.item(), &self.round) else { return };
        let given = match round.given(&item) {
            Some(given) => {
                let given = self.typed.put(given, desk.today).unwrap_or_else(|| given.clone());
                let same = given.answer == answer;
                // What was looked at today is answered today.
                let checked_on = if same { given.checked_on } else { desk.today };
                let target_on = given.target_on.filter(|_| answer == Answer::No);
                let reason = if same { given.reason.clone() } else { String::new() };
                Answered { answer, checked_on, target_on, reason, ..given }
            }
            None => Answered::new(&item.id, answer, desk.today, &self.checker(desk)),
        };
        let answered = round.weighed(&item, &given);
        self.typed = Typed::of(&item, Some(&answered));
        self.is_dirty = false;
        self.is_asked = false;
        // What has to be said of it gets the keyboard.
        self.wants_word = answered.lacks(item.if_no == IfNo::TargetOn).is_some();
        self.give(answered, desk);
    }

    /// Who answered last in this round, else who sits here.
    fn checker(&self, desk: &Desk<'_>) -> String {
        let last = self.round.as_ref().and_then(|round| round.record().answers.last());
        last.map(|given| given.checked_by.clone())
            .filter(|by| !by.is_empty())
            .unwrap_or_else(|| desk.operator.to_owned())
    }

    fn give(&mut self, answered: Answered, desk: &mut Desk<'_>) {
        let Some(round) = &mut self.round else { return };
        // What is seen is what was said; the ledger follows with this very picture.
        round.kept.record.put(answered.clone());
        let hash = round.edition.hash.clone();
        desk.run(Give { round: self.id, hash, answered });
    }

    /// Saves what was typed about the item in sight, where it can be read.
    pub(super) fn save(&mut self, desk: &mut Desk<'_>) {
        if !self.is_dirty {
            return;
        }
        let (Some(item), Some(round)) = (self.item(), &self.round) else { return };
        let Some(given) = round.given(&item) else { return };
        let Some(answered) = self.typed.put(given, desk.today) else { return };
        self.is_dirty = false;
        if answered != *given {
            self.give(answered, desk);
        }
    }

    /// On to the next item, if what was said of this one is whole; what is not answered may be passed over.
    pub(super) fn forward(&mut self, desk: &mut Desk<'_>) {
        self.save(desk);
        let (Some(item), Some(round), Some(at)) = (self.item(), &self.round, self.at) else { return };
        let lacks = matches!(round.want(&item), Some(super::round::Want::Word(_)));
        if self.is_dirty || (lacks && !self.is_asked) {
            self.is_asked = true;
            return;
        }
        self.turn(at + 1, desk);
    }

    pub(super) fn back(&mut self, desk: &mut Desk<'_>) {
        if let Some(at) = self.at {
            self.turn(at.saturating_sub(1), desk);
        }
    }

    fn read_keys(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        if !ime::keys_are_free(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::PageDown) {
            self.forward(desk);
            return;
        }
        if pressed(Key::PageUp) {
            self.back(desk);
            return;
        }
        // While somebody types, digits and arrows are theirs.
        if ui.ctx().text_edit_focused() {
            return;
        }
        if let Some(item) = self.item()
            && desk.may(Right::Write)
        {
            let answers = super::ask::answers(&item);
            if let Some((answer, ..)) = answers.into_iter().find(|(_, key, _)| pressed(*key)) {
                self.answer(answer, desk);
                return;
            }
        }
        if pressed(Key::ArrowRight) {
            self.forward(desk);
        } else if pressed(Key::ArrowLeft) {
            self.back(desk);
        }
    }

    fn settle(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        if std::mem::take(&mut self.is_stale) {
            desk.ask(Ask::Reload);
        }
        if let (Some((name, bytes)), Some(item)) = (self.chosen.take(), self.item()) {
            desk.run(Attach { round: self.id, item: item.id, name, bytes });
        }
        if let Some(ReadCopy { name, bytes }) = self.read.take() {
            desk.ask(Ask::ShowPdf { name, bytes });
        }
        // Who leaves a field has said it.
        if self.is_dirty && !ui.ctx().text_edit_focused() {
            self.save(desk);
        }
    }

    /// Opens a file that was kept with an answer.
    pub(super) fn show_file(desk: &mut Desk<'_>, file: &Scan) {
        desk.ask(Ask::VaultJob(fetch(file.clone())));
    }
}

impl Screen for Wizard {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Assessment]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let kept = read.get::<Assessment>(self.id)?;
        self.signed = kept.clone().filter(|kept| !kept.record.is_open());
        match (&mut self.round, kept) {
            // The facts are those of when the page was opened: only this round changes while it is in sight.
            (Some(round), Some(kept)) => round.renew(kept),
            (slot, Some(_)) => *slot = Round::load(read, self.id, &Facts::load(read)?, today)?,
            (slot, None) => *slot = None,
        }
        if self.at.is_none() {
            self.at = self.round.as_ref().map(Round::first_open);
        }
        if !self.is_dirty {
            self.take_typed();
        }
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let beside = self.round.as_ref().map(Round::beside).unwrap_or_default();
        page::header(ui, Route::Assess(self.id).label(), &beside, |_| {});
        page::body(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            if let Some(kept) = self.signed.clone() {
                super::done::draw(ui, desk, &kept);
                return;
            }
            if self.round.is_none() {
                card::card(ui, |ui| {
                    prose::paragraph(ui, "この点検が見つからないか、その版の点検表が台帳番に入っていません。");
                });
                return;
            }
            self.settle(ui, desk);
            self.draw_strip(ui, desk);
            match self.item() {
                Some(item) => {
                    card::card(ui, |ui| self.draw_item(ui, &item, desk));
                }
                None => {
                    card::card(ui, |ui| self.draw_end(ui, desk));
                }
            }
            self.read_keys(ui, desk);
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        // What was refused is not in the ledger: what is seen is read again.
        self.is_stale = outcome.is_err();
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::File { name, bytes } => self.chosen = Some((name, bytes)),
            Parcel::Result(content) => self.read = content.downcast::<ReadCopy>().ok().map(|read| *read),
            Parcel::Folder(_) | Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        if !self.is_dirty {
            return None;
        }
        serde_json::to_string(&self.typed).ok().map(|content| (Kind::Assessment.code().to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        let Ok(typed) = serde_json::from_str::<Typed>(content) else { return };
        let place = self.round.as_ref().and_then(|round| round.asked().iter().position(|item| item.id == typed.item));
        if place.is_some() {
            self.at = place;
            self.typed = typed;
            self.is_dirty = true;
        }
    }
}
