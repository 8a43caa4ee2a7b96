//! 研修: the card of the trainings that were held lately, with the way to record one.

use egui::Ui;

use crate::base::{Coded, Day, Kind, RecordId};
use crate::desk::{Desk, Right, Route};
use crate::ledgers::facts::Facts;
use crate::widgets::button::{quiet, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, card, entry, prose};

/// How far back the card counts, and how many it names.
const MONTHS: i32 = 12;
const MOST: usize = 3;

/// The card.
#[derive(Debug, Clone, Default)]
pub(super) struct TrainingsCard {
    n_held: usize,
    newest: Vec<Held>,
}

#[derive(Debug, Clone)]
struct Held {
    id: RecordId,
    title: String,
    about: String,
}

impl TrainingsCard {
    pub(super) fn of(facts: &Facts, today: Day) -> Self {
        let since = today.plus_months(-MONTHS);
        let held: Vec<_> =
            facts.trainings.iter().rev().filter(|kept| kept.record.held_on.is_some_and(|day| day >= since)).collect();
        let newest = held.iter().take(MOST).map(|kept| {
            let training = &kept.record;
            let day = training.held_on.map(Day::wareki).unwrap_or_default();
            let about = format!("{day} ・ {} ・ {}名が出席", training.kind.label(), training.attendees.len());
            Held { id: kept.id.into(), title: training.title.clone(), about }
        });
        Self { n_held: held.len(), newest: newest.collect() }
    }

    pub(super) fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, Kind::Training.label());
        let said = match self.n_held {
            0 => "この12か月に行った研修は、まだ記録されていません。年に1回をめどに行います。".to_owned(),
            n_held => format!("この12か月に{n_held}回行いました。"),
        };
        prose::paragraph(ui, &said);
        for held in &self.newest {
            ui.separator();
            draw(ui, desk, held);
        }
        if !self.newest.is_empty() {
            ui.separator();
            ui.add_space(space::XS);
        }
        ui.horizontal(|ui| {
            if desk.may(Right::Write) && ui.add(secondary("研修を記録").icon(Icon::Plus)).clicked() {
                desk.go(Route::New(Kind::Training, None));
            }
            if ui.add(secondary("一覧を開く").named("研修の一覧を開く")).clicked() {
                desk.go(Route::List(Kind::Training));
            }
        });
    }
}

fn draw(ui: &mut Ui, desk: &mut Desk<'_>, held: &Held) {
    entry(ui, &held.title, &held.about, |ui| {
        let name = format!("{}を開く", held.title);
        if ui.add(quiet("開く").named(&name)).clicked() {
            desk.go(Route::Page(Kind::Training, held.id));
        }
    });
}
