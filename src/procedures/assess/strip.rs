//! 進み具合: how far the round is, section by section, and the way to any item.

use egui::{CornerRadius, ProgressBar, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::base::Coded;
use crate::checklists::EditionItem;
use crate::desk::Desk;
use crate::ledgers::assessment::record::Answer;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Tone, prose};

use super::round::{Round, Want};
use super::wizard::Wizard;

/// Room for a section's title.
const TITLE: f32 = 232.0;

/// A mark's size.
const MARK: Vec2 = Vec2::new(44.0, 28.0);

impl Wizard {
    /// Draws it.
    pub(super) fn draw_strip(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(round) = &self.round else { return };
        progress(ui, round);
        let mut wanted = None;
        let asked = round.asked();
        let mut begin = 0;
        while let Some(first) = asked.get(begin) {
            let n = asked.iter().skip(begin).take_while(|item| item.section == first.section).count();
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(space::XS + 2.0);
                let title = round.section(first);
                let n_settled = asked.iter().skip(begin).take(n).filter(|item| round.want(item).is_none()).count();
                let words = format!("{title}　{n_settled} / {n}");
                ui.allocate_ui(Vec2::new(TITLE, MARK.y), |ui| {
                    ui.set_width(TITLE);
                    ui.horizontal_centered(|ui| prose::caption(ui, &words));
                });
                for (place, item) in asked.iter().enumerate().skip(begin).take(n) {
                    if mark(ui, round, item, place, self.at == Some(place)) {
                        wanted = Some(place);
                    }
                }
            });
            begin += n.max(1);
        }
        if let Some(place) = wanted {
            self.turn(place, desk);
        }
    }
}

#[allow(clippy::cast_precision_loss)] // a few dozen
fn progress(ui: &mut Ui, round: &Round) {
    let (n_done, n_all) = (round.n_settled(), round.n_asked());
    let bar =
        ProgressBar::new(n_done as f32 / n_all.max(1) as f32).fill(color::PRIMARY).desired_height(size::BAR + 2.0);
    let response = ui.add(bar);
    let n_short = round.asked().iter().filter(|item| matches!(round.want(item), Some(Want::Word(_)))).count();
    let short =
        if n_short == 0 { String::new() } else { format!("書き足しを待つ項目が{n_short}つあります。") };
    let words = format!("{n_all}項目のうち{n_done}項目が済みました。{short}途中でやめても、ここから続けられます。");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(words.clone()));
    prose::caption(ui, &words);
}

/// How an item stands, in a tone and a word.
pub(super) fn state(round: &Round, item: &EditionItem) -> (Tone, &'static str) {
    match (round.want(item), round.given(item).or_else(|| round.standing(item).map(|before| &before.answered))) {
        (Some(Want::Answer), _) | (_, None) => (Tone::Quiet, "未回答"),
        (Some(Want::Word(_)), _) => (Tone::Warn, "書き足し待ち"),
        (None, Some(given)) => match given.answer {
            Answer::Yes => (Tone::Success, "はい"),
            Answer::No => (Tone::Info, "いいえ"),
            Answer::NotApplicable => (Tone::Success, "対象外"),
        },
    }
}

/// The short name of an item: its number, or its place where the document gives none.
pub(super) fn short(item: &EditionItem, place: usize) -> String {
    if item.no.is_empty() { (place + 1).to_string() } else { item.no.clone() }
}

fn mark(ui: &mut Ui, round: &Round, item: &EditionItem, place: usize, is_here: bool) -> bool {
    let (tone, word) = state(round, item);
    let (rect, response) = ui.allocate_exact_size(MARK, Sense::click());
    let no = short(item, place);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_here, format!("{no} {word}")));
    if ui.is_rect_visible(rect) {
        let is_open = word == Answer::label(Answer::Yes) || tone != Tone::Quiet;
        let (fill, ink) = if is_open { (tone.soft(), tone.text()) } else { (color::CARD, color::WEAK) };
        let line = if is_here || response.has_focus() {
            Stroke::new(size::FOCUS_LINE, color::PRIMARY)
        } else {
            Stroke::new(size::LINE, if is_open { tone.line() } else { color::LINE })
        };
        let radius = CornerRadius::same(size::RADIUS);
        ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
        let galley = ui.painter().layout_no_wrap(no, bold(font::HINT), ink);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    }
    response.on_hover_text(format!("{word}　{}", item.label)).clicked()
}
