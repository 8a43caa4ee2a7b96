//! 自分の持出し: somebody asks for themselves, and sees how what they asked for stands.

use egui::Ui;

use crate::base::{Day, Kept, RecordId, StaffId};
use crate::desk::{Desk, Route, Screen};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::FormScreen;
use crate::ledgers::takeout::commands::Ask;
use crate::ledgers::takeout::record::{Standing, Takeout, field};
use crate::ledgers::takeout::screen::state;
use crate::widgets::button::secondary;
use crate::widgets::{Icon, Tone, card, entry, pill, prose};

/// The screen where somebody asks for themselves. Who it is stands fast.
#[must_use]
pub fn take_out(person: StaffId) -> Box<dyn Screen> {
    let title = Route::TakeOut(person).label();
    let form = FormScreen::<Takeout>::new(Some(RecordId::from(person))).fixed(&field::STAFF);
    Box::new(form.entered_by(title, |draft| Box::new(Ask(draft))))
}

/// One's own take-outs, as a card.
#[derive(Debug, Clone)]
pub struct OwnTakeouts {
    person: StaffId,
    rows: Vec<Own>,
}

#[derive(Debug, Clone)]
struct Own {
    title: String,
    about: String,
    state: (Tone, String),
}

impl OwnTakeouts {
    /// Of this person, on this day: what is not over, and what was refused lately.
    #[must_use]
    pub fn of(facts: &Facts, person: StaffId, today: Day) -> Self {
        let own = facts.takeouts.iter().rev().filter(|kept| kept.record.staff == person);
        let told = own.filter(|kept| is_told(&kept.record, today));
        Self { person, rows: told.map(|kept| row(kept, facts, today)).collect() }
    }

    /// Shows the card.
    pub fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::head(ui, "持出し", "", |ui| {
            let ask = secondary("持出しを申請").icon(Icon::Plus).small().enabled(!desk.is_busy);
            if ui.add(ask).clicked() {
                desk.go(Route::TakeOut(self.person));
            }
        });
        if self.rows.is_empty() {
            prose::weak(ui, "端末や媒体を施設の外に持ち出すときは、先に申請して承認を受けます。");
        }
        for own in &self.rows {
            ui.separator();
            entry(ui, &own.title, &own.about, |ui| {
                pill::pill(ui, own.state.0, &own.state.1);
            });
        }
    }
}

/// So long a refusal is shown to who asked.
const REFUSED_DAYS: i64 = 30;

fn is_told(takeout: &Takeout, today: Day) -> bool {
    match takeout.standing(today) {
        Standing::Waiting | Standing::Approved | Standing::Out | Standing::Late | Standing::Unchecked => true,
        Standing::Refused => takeout.ended_on.is_some_and(|day| day.days_until(today) <= REFUSED_DAYS),
        Standing::Returned | Standing::Cancelled => false,
    }
}

fn row(kept: &Kept<Takeout>, facts: &Facts, today: Day) -> Own {
    let takeout = &kept.record;
    let conditions = takeout.decided.as_ref().map(|decided| decided.conditions.as_str()).unwrap_or_default();
    let words = [takeout.period(), facts.taken_line(takeout), conditions.to_owned()];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    Own { title: takeout.purpose.clone(), about: words.join(" ・ "), state: state(takeout, today) }
}
