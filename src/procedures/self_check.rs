//! 自己点検: one rule at a time; every answer is kept at once, and the end is one transaction.

mod draw;
mod finish;

use std::collections::BTreeMap;

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::base::{Day, DeviceId, Kept, Kind, Record, StaffId};
use crate::checklists::{Item, SelfCheck};
use crate::desk::{Desk, Problem, Screen};
use crate::ledgers::device::record::Device;
use crate::ledgers::self_check::record::{Answer, SelfCheck as Check};
use crate::vault::Reader;
use crate::widgets::page;

pub use finish::Finish;

/// The screen of a person's check of a device.
#[must_use]
pub fn self_check(person: StaffId, device: DeviceId) -> Box<dyn Screen> {
    Box::new(Wizard {
        person,
        device,
        edition: SelfCheck::current(),
        kept: None,
        items: Vec::new(),
        before: BTreeMap::new(),
        said: Said::default(),
        is_asked: false,
    })
}

struct Wizard {
    person: StaffId,
    device: DeviceId,
    edition: Option<&'static SelfCheck>,
    kept: Option<Kept<Device>>,
    items: Vec<&'static Item>,
    /// What was said last time, by the item's id.
    before: BTreeMap<String, (Day, Answer)>,
    said: Said,
    /// Whether the reason that is missing is asked for.
    is_asked: bool,
}

/// What was said so far; kept through a lock and a power cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    /// Where we are: an item's place, or behind the last at the end.
    at: usize,
    answers: BTreeMap<String, Given>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Given {
    answer: Answer,
    #[serde(default)]
    note: String,
}

impl Given {
    /// What does not apply must say why.
    fn is_whole(&self) -> bool {
        self.answer != Answer::NotApplicable || !self.note.trim().is_empty()
    }
}

impl Wizard {
    fn item(&self) -> Option<&'static Item> {
        self.items.get(self.said.at).copied()
    }

    fn given(&self, item: &Item) -> Option<&Given> {
        self.said.answers.get(&item.id)
    }

    fn n_answered(&self) -> usize {
        self.items.iter().filter(|item| self.given(item).is_some_and(Given::is_whole)).count()
    }

    fn answer(&mut self, item: &Item, answer: Answer) {
        let note = self.given(item).map(|given| given.note.clone()).unwrap_or_default();
        self.said.answers.insert(item.id.clone(), Given { answer, note });
        self.is_asked = false;
        // What needs a word stays in sight.
        if matches!(answer, Answer::Yes | Answer::Unsure) {
            self.said.at += 1;
        }
    }

    /// On to the next, if this one is answered as a whole.
    fn forward(&mut self) {
        let Some(item) = self.item() else { return };
        if self.given(item).is_some_and(Given::is_whole) {
            self.said.at += 1;
            self.is_asked = false;
        } else {
            self.is_asked = true;
        }
    }

    fn back(&mut self) {
        self.said.at = self.said.at.saturating_sub(1);
        self.is_asked = false;
    }
}

impl Screen for Wizard {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::SelfCheck, Kind::Device]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.kept = read.get::<Device>(self.device)?;
        let device = self.kept.as_ref().map(|kept| &kept.record);
        self.items = device.zip(self.edition).map(|(device, edition)| edition.for_device(device)).unwrap_or_default();
        let mut checks = read.by_subject::<Check>(self.person.into())?;
        checks.retain(|kept| kept.record.device == self.device);
        let last = checks.into_iter().map(|kept| kept.record).max_by_key(|check| check.checked_on);
        self.before = last.map_or_else(BTreeMap::new, |check| {
            let day = check.checked_on;
            check.answers.into_iter().map(|answered| (answered.item, (day, answered.answer))).collect()
        });
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let device = self.kept.as_ref().map(|kept| kept.record.title()).unwrap_or_default();
        page::header(ui, Kind::SelfCheck.label(), &device, |_| {});
        page::body(ui, |ui| self.draw(ui, desk));
    }

    fn unsaved(&self) -> Option<(String, String)> {
        if self.said.answers.is_empty() {
            return None;
        }
        serde_json::to_string(&self.said).ok().map(|content| (Kind::SelfCheck.code().to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(said) = serde_json::from_str(content) {
            self.said = said;
        }
    }
}
