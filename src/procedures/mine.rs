//! The card of one's own procedures (あなたの手続き): what there is to do, how it stands, and the way into each.

use egui::{Align, Layout, Ui, vec2};

use crate::base::{Day, StaffId};
use crate::desk::Desk;
use crate::ledgers::due::{self, Due, State, Step};
use crate::ledgers::facts::Facts;
use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::size;
use crate::widgets::{Tone, card, entry, pill, prose};

/// What one person has to do.
#[derive(Debug, Clone, Default)]
pub struct Mine(Vec<Due>);

impl Mine {
    /// Of this person, on this day.
    #[must_use]
    pub fn of(facts: &Facts, person: StaffId, today: Day) -> Self {
        Self(due::of(facts, person, &facts.belongings_of(person), today))
    }

    /// Shows the card.
    pub fn ui(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "あなたの手続き");
        let n_open = self.0.iter().filter(|due| due.state.is_open()).count();
        let said = if n_open == 0 {
            "今することはありません。".to_owned()
        } else {
            format!("{n_open}件あります。上から順に進めてください。")
        };
        prose::paragraph(ui, &said);
        for due in &self.0 {
            ui.separator();
            draw(ui, desk, due);
        }
    }
}

/// How wide the state and the button stand at the right.
const STATE: f32 = 130.0;
const BUTTON: f32 = 132.0;

fn draw(ui: &mut Ui, desk: &mut Desk<'_>, due: &Due) {
    entry(ui, &title(due), &when(due), |ui| {
        let word = if due.state.is_open() { "始める" } else { "もう一度行う" };
        // Which one it is stands in its name, for those who hear the page.
        let name = format!("{}を{word}", title(due));
        let button = if due.state.is_open() { primary(word) } else { secondary(word) };
        if ui.add(button.named(&name).enabled(!desk.is_busy).min_width(BUTTON)).clicked() {
            desk.go(due.route());
        }
        let middle = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(STATE, size::CONTROL), middle, |ui| {
            ui.set_width(STATE);
            pill::pill(ui, tone(due.state), due.state.label());
        });
    });
}

fn title(due: &Due) -> String {
    match due.step {
        Step::SelfCheck(_) | Step::Password(_) => format!("{} {}", due.step.label(), due.about),
        Step::Pledge | Step::Policy | Step::Lesson | Step::Farewell => due.step.label().to_owned(),
    }
}

fn when(due: &Due) -> String {
    let last = due.last_on.map(|day| format!("前回 {}", day.wareki()));
    let next = due.due_on.map(|day| format!("次は{}まで", day.wareki()));
    let words: Vec<String> = last.into_iter().chain(next).collect();
    if words.is_empty() { "まだ記録がありません".to_owned() } else { words.join("　") }
}

const fn tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Danger,
        State::Missing => Tone::Warn,
        State::Waiting => Tone::Info,
        State::Done => Tone::Success,
    }
}
