//! 見せられるもの: the card of the eighteen things a clinic must be able to show; what is not whole stands first.

use egui::{Response, RichText, Ui};

use crate::base::Coded;
use crate::desk::{Desk, Right, Route, SheetOrder};
use crate::procedures::ready::{Readiness, Ready, n_shown};
use crate::widgets::button::quiet;
use crate::widgets::theme::{bold_for, regular};
use crate::widgets::tokens::{color, font};
use crate::widgets::{Icon, Tone, card, pill};

use super::checks::more;
use super::rows::{cut, row, rows, text, within};

/// How many are in sight before the rest is asked for.
const FEW: usize = 5;

/// How wide the columns are that say what it is and how it stands.
const TITLE: f32 = 330.0;
const STATE: f32 = 104.0;

/// The card.
#[derive(Default)]
pub(super) struct Show {
    all: Vec<Ready>,
    is_open: bool,
}

impl Show {
    /// Takes how all of them stand; what is not whole comes first.
    pub(super) fn take(&mut self, mut all: Vec<Ready>) {
        all.sort_by_key(|one| (rank(one.state), one.no));
        self.all = all;
    }

    /// How many there are.
    pub(super) fn n_all(&self) -> usize {
        self.all.len()
    }

    /// How many can be shown.
    pub(super) fn n_shown(&self) -> usize {
        n_shown(&self.all)
    }

    /// How many of a state.
    pub(super) fn n(&self, state: Readiness) -> usize {
        self.all.iter().filter(|one| one.state == state).count()
    }

    /// Shows the card.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Response {
        card::card(ui, |ui| {
            let said =
                format!("{} / {}　立入検査などで見せるものが、台帳にそろっているか", self.n_shown(), self.n_all());
            card::head(ui, "見せられるもの", &said, |ui| {
                if desk.may(Right::Print) && ui.add(quiet("見せるものを印刷").icon(Icon::Printer).small()).clicked()
                {
                    desk.go(Route::Sheet(SheetOrder::today("ready")));
                }
            });
            let n_rows = if self.is_open { self.all.len() } else { FEW.min(self.all.len()) };
            rows(ui, n_rows, |ui, n, rect| {
                let Some(one) = self.all.get(n) else { return };
                let way = desk.way_to(&one.route);
                let why = why(one);
                let name = format!("{} {} {why}", one.title, one.state.label());
                let is_chosen = row(ui, rect, ("ready", n), (&name, way.is_some()), |ui, mut left| {
                    let (title, state) = (cut(&mut left, TITLE), cut(&mut left, STATE));
                    text(ui, title, RichText::new(one.title).font(bold_for(ui.ctx(), one.title, font::CELL)));
                    within(ui, state, |ui| {
                        pill::pill(ui, tone(one.state), one.state.label());
                    });
                    text(ui, left, RichText::new(&why).font(regular(font::CELL)).color(color::WEAK));
                });
                if is_chosen && let Some(way) = way {
                    desk.go(way);
                }
            });
            if more(ui, self.all.len().saturating_sub(FEW), self.is_open) {
                self.is_open = !self.is_open;
            }
        })
        .response
    }
}

/// Why it is not whole, in one line.
fn why(one: &Ready) -> String {
    match one.why.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first}　ほか{}つ", rest.len()),
    }
}

const fn rank(state: Readiness) -> u8 {
    match state {
        Readiness::Missing => 0,
        Readiness::Partly => 1,
        Readiness::Shown => 2,
    }
}

const fn tone(state: Readiness) -> Tone {
    match state {
        Readiness::Shown => Tone::Success,
        Readiness::Partly | Readiness::Missing => Tone::Warn,
    }
}
