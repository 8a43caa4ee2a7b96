//! 確認すること: what the rules across ledgers find and the list of the day does not hold, rule by rule.

use egui::{Response, RichText, Ui};

use crate::desk::{Desk, Right};
use crate::findings::{BASES, Basis, Finding, Found, Urgency};
use crate::procedures::todo::{BY_REMEDY, COVERED};
use crate::widgets::button::quiet;
use crate::widgets::theme::{bold_for, regular};
use crate::widgets::tokens::{font, space};
use crate::widgets::{Icon, Tone, card, pill, prose, segments};

use super::rows::{cut, row, rows, text};

/// How many findings of a rule are in sight before the rest is asked for.
const FEW: usize = 3;

/// How wide the column is that says whom it is about.
const ABOUT: f32 = 216.0;

/// The card.
#[derive(Default)]
pub(super) struct Checks {
    found: Vec<Found>,
    open: Vec<&'static str>,
    /// The document whose findings alone are in sight, by its place in [`BASES`] and 1; 0 shows all.
    basis: usize,
}

impl Checks {
    /// Takes what was found, without what has a line of its own among the things to do.
    pub(super) fn take(&mut self, found: Vec<Found>) {
        self.found = found;
        let is_told = |id: &&str| COVERED.contains(id) || BY_REMEDY.contains(id);
        self.found.retain(|found| !is_told(&found.rule.id) && found.rule.urgency != Urgency::ToShow);
    }

    /// How much there is.
    pub(super) fn n_all(&self) -> usize {
        self.found.iter().map(|found| found.findings.len()).sum()
    }

    /// How much of it is out of order now.
    pub(super) fn n_urgent(&self) -> usize {
        let urgent = self.found.iter().filter(|found| found.rule.urgency == Urgency::Now);
        urgent.map(|found| found.findings.len()).sum()
    }

    /// Shows the card.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Response {
        card::card(ui, |ui| {
            let leads = if desk.may(Right::Write) { "直す画面" } else { "その記録" };
            let about = format!("{}件　選ぶと、{leads}が開きます", self.n_all());
            card::head(ui, "確認すること", &about, |_| {});
            self.draw_filter(ui);
            let only = self.basis.checked_sub(1).and_then(|place| BASES.get(place));
            let shown = self.found.iter().filter(|found| only.is_none() || Basis::of(found.rule.source) == only);
            for found in shown {
                let is_open = self.open.contains(&found.rule.id);
                if draw_rule(ui, desk, found, is_open) {
                    if is_open {
                        self.open.retain(|id| *id != found.rule.id);
                    } else {
                        self.open.push(found.rule.id);
                    }
                }
            }
        })
        .response
    }
}

impl Checks {
    /// Which document's findings are in sight (C-10); only those that found something are offered.
    fn draw_filter(&mut self, ui: &mut Ui) {
        let has = |basis: &Basis| self.found.iter().any(|found| Basis::of(found.rule.source) == Some(basis));
        let offered: Vec<usize> =
            std::iter::once(0).chain((1..=BASES.len()).filter(|n| BASES.get(n - 1).is_some_and(has))).collect();
        if offered.len() < 3 {
            self.basis = 0;
            return;
        }
        let words =
            offered.iter().map(|n| n.checked_sub(1).and_then(|n| BASES.get(n)).map_or(ALL, |basis| basis.short));
        let mut chosen = offered.iter().position(|n| *n == self.basis).unwrap_or(0);
        ui.add_space(space::XS);
        segments::segments(ui, "もとになる資料", words, &mut chosen);
        self.basis = offered.get(chosen).copied().unwrap_or(0);
    }
}

/// The word for every document.
const ALL: &str = "すべて";

/// Draws one rule with what it found. Returns whether to show more or less of it.
fn draw_rule(ui: &mut Ui, desk: &mut Desk<'_>, found: &Found, is_open: bool) -> bool {
    ui.add_space(space::M);
    ui.horizontal(|ui| {
        let tone = if found.rule.urgency == Urgency::Now { Tone::Danger } else { Tone::Warn };
        pill::pill(ui, tone, &format!("{}件", found.findings.len()));
        prose::strong(ui, found.rule.title);
    });
    prose::caption(ui, found.rule.cites);
    let shown = found.findings.get(..FEW).filter(|_| !is_open).unwrap_or(&found.findings);
    rows(ui, shown.len(), |ui, n, rect| {
        let Some(finding) = shown.get(n) else { return };
        let way = desk.way_to(&finding.route);
        let name = format!("{} {}", finding.about, finding.what);
        let is_chosen = row(ui, rect, (found.rule.id, n), (&name, way.is_some()), |ui, mut left| {
            draw_finding(ui, finding, cut(&mut left, ABOUT), left);
        });
        if is_chosen && let Some(way) = way {
            desk.go(way);
        }
    });
    more(ui, found.findings.len().saturating_sub(FEW), is_open)
}

/// Offers the rest, where there is one. Returns whether it was asked for.
pub(super) fn more(ui: &mut Ui, n_more: usize, is_open: bool) -> bool {
    if n_more == 0 {
        return false;
    }
    let (word, icon) = if is_open {
        ("たたむ".to_owned(), Icon::ChevronUp)
    } else {
        (format!("ほか{n_more}件を表示"), Icon::ChevronDown)
    };
    ui.add(quiet(&word).icon(icon).small()).clicked()
}

fn draw_finding(ui: &mut Ui, finding: &Finding, about: egui::Rect, what: egui::Rect) {
    text(ui, about, RichText::new(&finding.about).font(bold_for(ui.ctx(), &finding.about, font::CELL)));
    text(ui, what, RichText::new(&finding.what).font(regular(font::CELL)));
}
