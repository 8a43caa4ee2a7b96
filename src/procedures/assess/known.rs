//! 台帳でわかること: what the ledger says of an item, with what fails and where that is put right.

use egui::{CornerRadius, Frame, Margin, Stroke, Ui};

use crate::checklists::EditionItem;
use crate::desk::Desk;
use crate::findings::{Fact, Verdict};
use crate::widgets::button::quiet;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, Tone, pill, prose};

use super::round::Round;

/// So many things that fail are named.
const FEW: usize = 3;

/// The tone and the word of a verdict.
pub(super) const fn look(verdict: Verdict) -> (Tone, &'static str) {
    match verdict {
        Verdict::Supports => (Tone::Success, "裏づけ"),
        Verdict::Contradicts => (Tone::Warn, "食い違い"),
        Verdict::Silent => (Tone::Quiet, "わからない"),
    }
}

/// Draws the box.
pub(super) fn draw(ui: &mut Ui, round: &Round, item: &EditionItem, desk: &mut Desk<'_>) {
    let frame = Frame::new()
        .fill(color::HEADER)
        .stroke(Stroke::new(size::LINE, color::LINE))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::S - 2.0;
        prose::strong(ui, "台帳でわかること");
        let known = round.known(item);
        if known.is_empty() {
            prose::weak(ui, "この項目について、台帳の記録からわかることはありません。現物や書類で確かめてください。");
        }
        for (n, fact) in known.into_iter().enumerate() {
            ui.push_id(n, |ui| draw_fact(ui, fact, desk));
        }
    });
}

fn draw_fact(ui: &mut Ui, fact: &Fact, desk: &mut Desk<'_>) {
    let (tone, word) = look(fact.verdict);
    ui.horizontal_wrapped(|ui| {
        pill::pill(ui, tone, word);
        prose::paragraph(ui, &fact.said);
    });
    for finding in fact.findings.iter().take(FEW) {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(space::XL);
            let words = if finding.about.is_empty() {
                finding.what.clone()
            } else {
                format!("{}　{}", finding.about, finding.what)
            };
            match desk.way_to(&finding.route) {
                Some(way) => {
                    if ui.add(quiet(&words).icon(Icon::ChevronRight).small().leading()).clicked() {
                        desk.go(way);
                    }
                }
                None => {
                    prose::weak(ui, &words);
                }
            }
        });
    }
    if fact.findings.len() > FEW {
        ui.horizontal(|ui| {
            ui.add_space(space::XL);
            prose::caption(ui, &format!("ほか{}件", fact.findings.len() - FEW));
        });
    }
}
