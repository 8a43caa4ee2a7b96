//! 経過記録 on the page of an incident: every line, corrected ones struck through; a correction is a new line.

use egui::{Align, Context, Layout, Ui};

use crate::base::{AT_ADVICE, Breach, Coded, Draft, IncidentId};
use crate::desk::{Desk, Right};
use crate::ledgers::incident::commands::{AT, Rectify, Said, TEXT};
use crate::ledgers::incident::record::{Incident, Line, Outcome, What};
use crate::ledgers::shelf::{Dialog, Stay, dialog_buttons};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::ask_meant;
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, card, dialog, prose};

use super::page::IncidentPage;
use super::respond::when;

/// Room for the number and for the time of a line.
const NUMBER: f32 = 30.0;
const TIME: f32 = 136.0;
const BUTTON: f32 = 76.0;

impl IncidentPage {
    /// Draws the timeline, newest last, with the way to add a line and to correct one.
    pub(super) fn draw_timeline(&mut self, ui: &mut Ui, incident: &Incident, desk: &Desk<'_>) {
        let may_write = desk.may(Right::Write) && incident.is_open();
        let (mut adds, mut wrong) = (false, None);
        card::card(ui, |ui| {
            card::head(ui, "経過記録", "", |ui| {
                adds = may_write && ui.add(secondary("経過を書き足す…").icon(Icon::Plus).small()).clicked();
            });
            prose::weak(ui, "行は消さずに残します。まちがいは、新しい行で訂正します。");
            if incident.lines.is_empty() {
                prose::weak(ui, "まだ1行もありません。");
            }
            ui.spacing_mut().item_spacing.y = space::XS;
            for line in &incident.lines {
                ui.add_space(space::XS);
                let (_, rule) = ui.allocate_space(egui::vec2(ui.available_width(), 1.0));
                ui.painter().rect_filled(rule, 0.0, color::ROW_LINE);
                if draw_line(ui, incident, line, may_write) {
                    wrong = Some(line.clone());
                }
            }
        });
        if adds {
            self.add_line(desk);
        }
        if let Some(line) = wrong {
            self.asking.open(RectifyDialog::new(self.id, line));
        }
    }
}

/// Draws a line; gives whether it is to be corrected.
fn draw_line(ui: &mut Ui, incident: &Incident, line: &Line, may_write: bool) -> bool {
    let later = incident.corrected_by(line.no);
    let is_gone = later.is_some();
    let ink = if is_gone { color::WEAK } else { color::TEXT };
    let mut is_wrong = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        part(ui, NUMBER, |ui| {
            prose::styled(ui, &line.no.to_string(), regular(font::CELL), color::WEAK);
        });
        part(ui, TIME, |ui| {
            prose::styled(ui, &line.at.short(), bold(font::CELL), ink);
            if line.is_late() {
                prose::caption(ui, &format!("入力 {}", line.entered()));
            }
        });
        let width = ui.available_width() - if may_write { BUTTON + space::S } else { 0.0 };
        part(ui, width, |ui| {
            let words = line.words();
            let words = if words.is_empty() { line.what.label().to_owned() } else { words };
            let face = if matches!(line.what, What::Decision { .. }) { bold(font::BODY) } else { regular(font::BODY) };
            if is_gone {
                prose::struck(ui, &words, face, ink, &format!("訂正された行　{words}"));
            } else {
                prose::styled(ui, &words, face, ink);
            }
            let by = line.doer();
            let mark = match (later, line.corrects) {
                (Some(later), _) => format!("　{}行目で訂正", later.no),
                (None, Some(before)) => format!("　{before}行目を訂正"),
                (None, None) => String::new(),
            };
            prose::caption(ui, &format!("{}　{by}{mark}", line.what.label()));
        });
        let is_own = matches!(line.what, What::Note | What::Step { .. } | What::Decision { .. } | What::Report { .. });
        if may_write && is_own && !is_gone {
            let name = format!("{}行目を訂正…", line.no);
            is_wrong = ui.add(quiet("訂正…").named(&name).small()).clicked();
        }
    });
    is_wrong
}

fn part(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let rect = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(width, f32::INFINITY));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        add(ui);
    });
}

/// Asks what a line should have said. The old one stays; what is typed becomes a new line.
struct RectifyDialog {
    incident: IncidentId,
    line: Line,
    at: String,
    by: String,
    spoken_to: String,
    text: String,
    /// Of a step what came of it, of a decision why, of a report its number.
    more: String,
    /// The day, where it lies far off and was confirmed or stood there before.
    sure: Draft,
    faults: Vec<(String, String)>,
}

impl RectifyDialog {
    fn new(incident: IncidentId, line: Line) -> Self {
        let more = match &line.what {
            What::Step { outcome, .. } => outcome.code().to_owned(),
            What::Decision { why } => why.clone(),
            What::Report { number, .. } => number.clone(),
            What::Begun | What::Note | What::Closed | What::Reopened => String::new(),
        };
        Self {
            incident,
            sure: Draft::new().with_at(&AT, Some(line.at)),
            at: line.at.wareki(),
            by: line.by.clone(),
            spoken_to: line.spoken_to.clone(),
            text: line.text.clone(),
            more,
            line,
            faults: Vec::new(),
        }
    }

    /// What the line is instead: of the same sort as before.
    fn what(&self) -> What {
        match self.line.what.clone() {
            What::Step { code, about, title, outcome, report } => {
                let outcome = Outcome::from_code(&self.more).unwrap_or(outcome);
                What::Step { code, about, title, outcome, report }
            }
            What::Decision { .. } => What::Decision { why: self.more.trim().to_owned() },
            What::Report { report, to, .. } => What::Report { report, to, number: self.more.trim().to_owned() },
            what @ (What::Begun | What::Note | What::Closed | What::Reopened) => what,
        }
    }

    fn is_same(&self) -> bool {
        let Line { by, spoken_to, text, what, .. } = &self.line;
        let is_text = self.by.trim() == by && self.spoken_to.trim() == spoken_to && self.text.trim() == text;
        is_text && self.what() == *what && self.at == self.line.at.wareki()
    }

    /// What was typed anew is not marked any more.
    fn mended(&mut self, key: &str) {
        self.faults.retain(|(known, _)| known != key);
    }

    fn fault(&self, key: &str) -> Option<String> {
        self.faults.iter().find(|(known, _)| known == key).map(|(_, why)| why.clone())
    }

    fn draw_fields(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        let (at, text) = (self.fault(AT.key), self.fault(TEXT.key));
        let hint = "例 17:40、昨日 17:40、11/27 17:40";
        let before = (self.at.clone(), self.text.clone(), self.more.clone());
        blank(AT.label).required().hint(hint).fault(at.as_deref()).line(ui, &mut self.at);
        let is_meant = ask_meant(ui, &AT, &self.at, &mut self.sure, desk.today, at.as_deref());
        if let What::Step { title, .. } = &self.line.what {
            prose::strong(ui, title);
            let outcomes: Vec<(&str, &str)> = Outcome::ALL.iter().map(|one| (one.code(), one.label())).collect();
            blank("どうなったか").required().radios(ui, &outcomes, &mut self.more);
        }
        let label = match &self.line.what {
            What::Decision { .. } => "決めたこと",
            What::Step { .. } => "結果",
            What::Begun | What::Note | What::Report { .. } | What::Closed | What::Reopened => TEXT.label,
        };
        blank(label).fault(text.as_deref()).lines(ui, &mut self.text, 3);
        match &self.line.what {
            What::Decision { .. } => {
                blank("理由").lines(ui, &mut self.more, 2);
            }
            What::Report { .. } => {
                blank("受付番号").line(ui, &mut self.more);
            }
            What::Begun | What::Note | What::Step { .. } | What::Closed | What::Reopened => {}
        }
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                blank("した人").line(left, &mut self.by);
                blank("話した相手").line(right, &mut self.spoken_to);
            }
        });
        if self.at != before.0 || is_meant {
            self.mended(AT.key);
        }
        if (&self.text, &self.more) != (&before.1, &before.2) {
            self.mended(TEXT.key);
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>) {
        self.faults.clear();
        let at = match when(&AT, &self.at, &self.sure, desk) {
            // The line has its time already: nothing typed is no time.
            Ok(_) if self.at.trim().is_empty() => {
                self.faults.push((AT.key.to_owned(), AT_ADVICE.to_owned()));
                return;
            }
            Ok(at) => at,
            Err(why) => {
                self.faults.push((AT.key.to_owned(), why));
                return;
            }
        };
        if self.is_same() {
            let why = "元の行と同じです。違うところを直してください".to_owned();
            self.faults.push((TEXT.key.to_owned(), why));
            return;
        }
        let said = Said { at, by: self.by.clone(), spoken_to: self.spoken_to.clone(), text: self.text.clone() };
        desk.run(Rectify { incident: self.incident, no: self.line.no, what: self.what(), said });
    }
}

impl Dialog for RectifyDialog {
    fn refused(&mut self, breaches: &[Breach]) {
        self.faults = breaches.iter().map(|breach| (breach.field.to_owned(), breach.why.clone())).collect();
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, &format!("{}行目を訂正します", self.line.no), |ui| {
            prose::weak(ui, "元の行は線を引いて残し、ここに書いたことを新しい行として書き足します。");
            self.draw_fields(ui, desk);
            match dialog_buttons(ui, "訂正の行を書き足す") {
                Some(true) if !desk.is_busy => self.save(desk),
                Some(true) | None => {}
                Some(false) => stay = Stay::Closed,
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}
