//! The trainings somebody may have been at: offered to be chosen, so that nothing has to be typed.

use egui::Ui;

use crate::base::{Coded, Day, StaffId, TrainingId};
use crate::ledgers::attendance::record::{Attendance, LessonKind};
use crate::ledgers::training::record::Training;
use crate::vault::{Reader, VaultError};
use crate::widgets::button::secondary;
use crate::widgets::tokens::space;
use crate::widgets::{Tone, entry, pill, prose};

/// How far back they are offered, and how many at most.
const MONTHS: i32 = 12;
const MOST: usize = 5;

/// A training, as an attendance of it would be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub id: TrainingId,
    pub kind: LessonKind,
    pub title: String,
    pub trainer: String,
    pub held_on: Day,
}

/// The newest trainings, but those whose questions the person has answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Offers(Vec<Offer>);

impl Offers {
    /// For a person on a day.
    pub(super) fn of(
        person: StaffId,
        started_on: Option<Day>,
        read: &Reader<'_>,
        today: Day,
    ) -> Result<Self, VaultError> {
        let from = started_on.unwrap_or(today.plus_months(-MONTHS)).max(today.plus_months(-MONTHS));
        let own = read.by_subject::<Attendance>(person.into())?;
        let is_done = |id| own.iter().any(|kept| kept.record.training == Some(id) && kept.record.score.is_some());
        let held = read.list::<Training>()?.into_iter().rev().filter(|kept| !is_done(kept.id));
        let offers = held.filter_map(|kept| {
            let held_on = kept.record.held_on.filter(|day| (from..=today).contains(day))?;
            let (kind, trainer) = (kept.record.kind, kept.record.trainer_line());
            Some(Offer { id: kept.id, kind, title: kept.record.title, trainer, held_on })
        });
        Ok(Self(offers.take(MOST).collect()))
    }

    /// Whether what is typed is still the training that was chosen; one that is not offered any more is.
    pub(super) fn is_still(&self, chosen: Option<TrainingId>, title: &str, day: &str) -> bool {
        let offer = self.0.iter().find(|offer| Some(offer.id) == chosen);
        offer.is_none_or(|offer| offer.title == title.trim() && Day::read(day) == Ok(offer.held_on))
    }

    /// Shows them; gives the one that was chosen now.
    pub(super) fn ui(&self, ui: &mut Ui, chosen: Option<TrainingId>) -> Option<Offer> {
        if self.0.is_empty() {
            return None;
        }
        prose::paragraph(
            ui,
            "最近の研修から選ぶと、下の欄に入ります。ほかの講習や、1人で見たビデオは、下の欄に入力します。",
        );
        let mut taken = None;
        for offer in &self.0 {
            ui.separator();
            if draw(ui, offer, chosen == Some(offer.id)) {
                taken = Some(offer.clone());
            }
        }
        ui.separator();
        ui.add_space(space::S);
        taken
    }
}

fn draw(ui: &mut Ui, offer: &Offer, is_chosen: bool) -> bool {
    let mut is_taken = false;
    let about = [offer.held_on.wareki(), offer.kind.label().to_owned(), offer.trainer.clone()];
    let about: Vec<String> = about.into_iter().filter(|word| !word.is_empty()).collect();
    entry(ui, &offer.title, &about.join(" ・ "), |ui| {
        if is_chosen {
            pill::pill(ui, Tone::Success, "選択中");
            return;
        }
        let name = format!("{} {} この研修を受けた", offer.title, offer.held_on.short());
        is_taken = ui.add(secondary("この研修を受けた").named(&name)).clicked();
    });
    is_taken
}
