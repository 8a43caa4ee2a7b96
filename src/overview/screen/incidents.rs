//! 事故: the incidents whose report to the authority may still be owed, first on the page, each with the day it is.

use egui::{Response, RichText, Ui, vec2};

use crate::base::{Day, IncidentId, Kept, Record};
use crate::desk::{Desk, Route};
use crate::ledgers::clock_words as words;
use crate::ledgers::clocks::{Case, Stage};
use crate::ledgers::facts::Facts;
use crate::ledgers::incident::record::Incident;
use crate::widgets::theme::{bold_for, regular};
use crate::widgets::tokens::{color, font};
use crate::widgets::{Tone, card, pill, prose};

use super::rows::{ROW, cut, row, text, within};

/// Columns, in points: the day it is, how 速報 and 確報 stand.
const TODAY: f32 = 128.0;
const EARLY: f32 = 300.0;
const LAST: f32 = 250.0;

/// Where there is less room, how they stand goes below what happened.
const NARROW: f32 = 1000.0;

/// The card; it is there only while something is owed.
#[derive(Default)]
pub(super) struct Incidents {
    open: Vec<Open>,
    warnings: Vec<String>,
}

struct Open {
    id: IncidentId,
    title: String,
    today: String,
    early: (Tone, String),
    last: (Tone, String),
}

impl Incidents {
    /// Takes what is owed, the longest known first.
    pub(super) fn take(&mut self, facts: &Facts, today: Day) {
        let mut owed: Vec<&Kept<Incident>> =
            facts.incidents.iter().filter(|kept| Case::of(&kept.record).is_owed()).collect();
        owed.sort_by_key(|kept| kept.record.known_at.on);
        self.warnings.clear();
        self.open.clear();
        for kept in owed {
            let case = Case::of(&kept.record);
            let clocks = case.clocks(&facts.calendar);
            let (early, last) = (case.early_stage(&clocks, today), case.last_stage(&clocks, today));
            for warning in words::warnings(&clocks) {
                if !self.warnings.contains(&warning) {
                    self.warnings.push(warning);
                }
            }
            self.open.push(Open {
                id: kept.id,
                title: kept.record.title(),
                today: words::today_is(&case, today),
                early: (tone(early), format!("速報　{}", early_words(early))),
                last: (tone(last), format!("確報　{}まで　{}", words::short_day(clocks.last.until()), last.label())),
            });
        }
    }

    /// Whether nothing is owed.
    pub(super) const fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Shows the card.
    pub(super) fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) -> Response {
        card::card(ui, |ui| {
            let about = "報告を出すか、対象でないと判断するまで、ここに出ます";
            card::head(ui, "個人情報保護委員会への報告", about, |_| {});
            for (n, one) in self.open.iter().enumerate() {
                let n_lines = if ui.available_width() < NARROW { 2.0 } else { 1.0 };
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW * n_lines));
                let way = desk.way_to(&Route::LeakReport(one.id));
                let name = format!("{} {} {} {}", one.title, one.today, one.early.1, one.last.1);
                let is_chosen = row(ui, rect, ("incident", n), (&name, way.is_some()), |ui, mut left| {
                    let mut right = left;
                    if n_lines > 1.0 {
                        // What happened above, how it stands below.
                        left.max.y -= ROW;
                        right.min.y += ROW;
                        right.min.x += TODAY;
                    } else {
                        right.min.x = left.max.x - EARLY - LAST;
                        left.max.x = right.min.x;
                    }
                    let today = cut(&mut left, TODAY);
                    let (early, last) = (cut(&mut right, EARLY), right);
                    text(ui, today, RichText::new(&one.today).font(bold_for(ui.ctx(), &one.today, font::CELL)));
                    text(ui, left, RichText::new(&one.title).font(regular(font::CELL)).color(color::TEXT));
                    for (place, (tone, words)) in [(early, &one.early), (last, &one.last)] {
                        within(ui, place, |ui| {
                            pill::pill(ui, *tone, words);
                        });
                    }
                });
                if is_chosen && let Some(way) = way {
                    desk.go(way);
                }
            }
            for warning in &self.warnings {
                prose::weak(ui, warning);
            }
        })
        .response
    }
}

fn early_words(stage: Stage) -> String {
    match stage {
        Stage::Over(days) => format!("目安を{days}日過ぎています"),
        Stage::Ahead(_) | Stage::Now(_) | Stage::Sent(_) => words::early_stage(stage),
    }
}

const fn tone(stage: Stage) -> Tone {
    match stage {
        Stage::Sent(_) => Tone::Success,
        Stage::Ahead(_) => Tone::Info,
        Stage::Now(_) => Tone::Warn,
        Stage::Over(_) => Tone::Danger,
    }
}
