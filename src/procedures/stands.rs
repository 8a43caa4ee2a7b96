//! The steps of somebody's way in or out on the screen: which is open, how each stands, and leaving one out for a reason.

use egui::Ui;

use crate::base::{Day, Draft, Field, Input, Kind, StaffId};
use crate::desk::{Ask, Desk, Route};
use crate::ledgers::due::State;
use crate::ledgers::passage::record::{Point, Settled};
use crate::ledgers::steps::{Item, Stand, Step};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::steps::bar;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, Tone, card, ends, page, pill, prose};

use super::typed::Typed;

/// Why a step does not apply to this person.
const WHY: Field = Field::new("why", "対象外とする理由", Input::Line).required().wide();

/// Which step is unfolded, and what is being said about one that does not apply.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps {
    /// The step that was chosen; none while the first open one is in sight.
    chosen: Option<Step>,
    is_folded: bool,
    waived: Option<Step>,
}

/// What was decided about a step by hand: a point, or that the one there was is taken back.
pub(super) type Decided = Option<(Step, Option<Point>)>;

impl Steps {
    /// How many are done, as a bar and a sentence.
    pub(super) fn progress(ui: &mut Ui, stands: &[Stand]) {
        let n_done = stands.iter().filter(|stand| !stand.is_open()).count();
        bar(ui, n_done, stands.len());
        let left: Vec<&str> = stands.iter().filter(|stand| stand.is_open()).map(|stand| stand.step.label()).collect();
        if left.is_empty() {
            prose::strong(ui, "すべて済みました。");
        } else {
            prose::paragraph(ui, &format!("{}のうち{n_done}が済みました。残り　{}", stands.len(), left.join("、")));
        }
    }

    /// Draws each step as a card of its own; `add` draws what can be done in the one that is unfolded.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        stands: &[Stand],
        typed: &mut Typed,
        mut add: impl FnMut(&mut Ui, &mut Desk<'_>, &Stand, &mut Typed),
    ) -> Decided {
        let mut decided = None;
        let first = stands.iter().find(|stand| stand.is_open()).map(|stand| stand.step);
        let open = if self.is_folded { None } else { self.chosen.or(first) };
        for (place, stand) in stands.iter().enumerate() {
            card::card(ui, |ui| {
                let is_open = open == Some(stand.step);
                if heading(ui, place, stand, is_open) {
                    self.is_folded = is_open;
                    self.chosen = Some(stand.step);
                    self.waived = None;
                }
                if !is_open {
                    return;
                }
                ui.add_space(space::XS);
                prose::weak(ui, stand.step.about());
                for item in &stand.items {
                    draw_item(ui, desk, stand, item);
                }
                if stand.items.is_empty() && stand.point.is_none() && !stand.is_open() {
                    prose::paragraph(ui, stand.step.nothing());
                }
                draw_point(ui, stand, &mut decided);
                ui.add_space(space::XS);
                if stand.state == State::Waiting {
                    prose::paragraph(ui, "本人が入力した記録が、確定を待っています。");
                    if ui.add(primary("確かめて確定する").icon(Icon::BadgeCheck)).clicked() {
                        desk.go(Route::Chair);
                    }
                    return;
                }
                add(ui, desk, stand, typed);
                if stand.is_open() && stand.is_waivable {
                    self.draw_waive(ui, desk, stand.step, typed, &mut decided);
                }
            });
        }
        decided
    }

    /// What was asked for was done: the next open step comes into sight.
    pub(super) fn done(&mut self) {
        *self = Self::default();
    }

    fn draw_waive(&mut self, ui: &mut Ui, desk: &Desk<'_>, step: Step, typed: &mut Typed, decided: &mut Decided) {
        if self.waived != Some(step) {
            if ui.add(quiet("対象外にする…").icon(Icon::CircleMinus)).clicked() {
                self.waived = Some(step);
            }
            return;
        }
        ui.separator();
        typed.ui(ui, &[WHY], desk.today);
        let why = typed.draft.get(WHY.key).trim().to_owned();
        ui.horizontal(|ui| {
            if ui.add(primary("対象外にする").enabled(!why.is_empty() && !desk.is_busy)).clicked() {
                *decided = Some((step, Some(point(step, Settled::Waived, desk, why.clone()))));
            }
            if ui.add(quiet("やめる")).clicked() {
                self.waived = None;
            }
        });
    }
}

/// The header of somebody's procedure: their page, the way back, and `more` before them.
pub(super) fn header(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (route, name): (&Route, &str),
    person: StaffId,
    more: impl FnOnce(&mut Ui, &mut Desk<'_>),
) {
    page::header(ui, route.label(), name, |ui| {
        more(ui, desk);
        if ui.add(secondary("利用者の画面").icon(Icon::User)).clicked() {
            desk.go(Route::Page(Kind::Staff, person.into()));
        }
        if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
            desk.ask(Ask::Back);
        }
    });
}

/// A point settled now, by who sits here.
pub(super) fn point(step: Step, settled: Settled, desk: &Desk<'_>, note: String) -> Point {
    Point { code: step.code().to_owned(), settled, on: desk.today, by: desk.operator.to_owned(), note }
}

/// The heading of a step, which folds and unfolds it. Returns whether it was pressed.
fn heading(ui: &mut Ui, place: usize, stand: &Stand, is_open: bool) -> bool {
    let mut is_pressed = false;
    ui.horizontal(|ui| {
        let (icon, ink) = match stand.state {
            State::Done => (Icon::CircleCheck, color::SUCCESS),
            State::Waiting => (Icon::Clock, color::INFO),
            State::Overdue | State::Missing => (Icon::Circle, color::WEAK),
        };
        icon.show(ui, size::ICON + 4.0, ink);
        card::head(ui, &format!("{}　{}", place + 1, stand.step.label()), "", |ui| {
            let (word, icon) = if is_open { ("たたむ", Icon::ChevronUp) } else { ("開く", Icon::ChevronDown) };
            let name = format!("{}を{word}", stand.step.label());
            is_pressed = ui.add(quiet(word).named(&name).icon(icon).small()).clicked();
            pill::pill(ui, tone(stand.state), stand.word());
        });
    });
    is_pressed
}

fn draw_item(ui: &mut Ui, desk: &mut Desk<'_>, stand: &Stand, item: &Item) {
    if item.what.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        tone(item.state).icon().show(ui, size::ICON_SMALL, tone(item.state).text());
        let words = |ui: &mut Ui| {
            prose::paragraph(ui, &item.what);
        };
        ends(ui, words, |ui| {
            let Some(word) = stand.step.way_in().filter(|_| item.state != State::Done) else { return };
            let Some(route) = &item.route else { return };
            let name = format!("{}の{word}", item.what);
            let is_beside = matches!(stand.step, Step::StopAccounts | Step::EndRoles);
            let button = if is_beside { quiet(word) } else { primary(word) };
            if ui.add(button.named(&name).small().enabled(!desk.is_busy)).clicked() {
                desk.go(route.clone());
            }
        });
    });
}

fn draw_point(ui: &mut Ui, stand: &Stand, decided: &mut Decided) {
    let Some(point) = &stand.point else { return };
    let words = [point.on.wareki(), point.by.clone(), point.note.clone()];
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let said = |ui: &mut Ui| {
        prose::paragraph(ui, &format!("{}　{}", stand.word(), words.join("　")));
    };
    ends(ui, said, |ui| {
        if ui.add(quiet("元に戻す").icon(Icon::Undo).small()).clicked() {
            *decided = Some((stand.step, None));
        }
    });
}

/// The colour of a state.
pub(super) const fn tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Danger,
        State::Missing => Tone::Warn,
        State::Waiting => Tone::Info,
        State::Done => Tone::Success,
    }
}

/// What was typed and not yet saved, for the draft.
pub(super) fn unsaved(typed: &Typed, offered: &Draft) -> Option<String> {
    let is_touched = typed.draft.filled().any(|(key, value)| offered.get(key) != value);
    is_touched.then(|| serde_json::to_string(&typed.draft).ok()).flatten()
}

/// The day of a passage that is not to come, or today.
pub(super) fn usual_day(on: Option<Day>, today: Day) -> String {
    on.filter(|day| *day <= today).unwrap_or(today).wareki()
}
