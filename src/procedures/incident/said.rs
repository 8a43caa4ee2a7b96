//! 書き足し: a line of the timeline beside the steps: something that happened, a decision, or a report that went out.

use egui::{Align, Layout, Ui};
use serde::{Deserialize, Serialize};

use crate::base::{AT_ADVICE, Coded, IncidentId};
use crate::desk::{Ask, Desk, Done, Refusal};
use crate::ledgers::incident::commands::{AT, Said, Say, TEXT};
use crate::ledgers::incident::record::{Report, What};
use crate::widgets::button::{primary, secondary};
use crate::widgets::dialog;
use crate::widgets::field::blank;

use super::respond::when;

/// What is being added; kept through a lock.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Saying {
    is_open: bool,
    sort: String,
    report: String,
    at: String,
    by: String,
    spoken_to: String,
    text: String,
    why: String,
    number: String,
    #[serde(skip)]
    is_running: bool,
    #[serde(skip)]
    fault: Option<(String, String)>,
}

const SORTS: [(&str, &str); 3] = [("note", "経過"), ("decision", "判断"), ("report", "報告・届出")];

impl Saying {
    pub(super) fn open(&mut self, desk: &Desk<'_>) {
        *self = Self { is_open: true, sort: "note".to_owned(), by: desk.operator.to_owned(), ..Self::default() };
    }

    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether something was typed that is not saved.
    pub(super) fn is_typed(&self) -> bool {
        self.is_open && !(self.text.trim().is_empty() && self.why.trim().is_empty())
    }

    /// What was asked for was done or refused; whether it was this that had asked.
    pub(super) fn settled(&mut self, outcome: &Result<Done, Refusal>) -> bool {
        if !std::mem::take(&mut self.is_running) {
            return false;
        }
        match outcome {
            Ok(_) => *self = Self::default(),
            Err(Refusal::Breaches(breaches)) => {
                self.fault = breaches.first().map(|breach| (breach.field.to_owned(), breach.why.clone()));
            }
            Err(Refusal::Problem(_)) => {}
        }
        true
    }

    pub(super) fn ui(&mut self, ui: &Ui, incident: IncidentId, desk: &mut Desk<'_>) {
        if !self.is_open {
            return;
        }
        let mut is_left = false;
        let mut is_said = false;
        let escaped = dialog::show(ui.ctx(), "経過を書き足す", |ui| {
            self.draw_fields(ui, desk);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                is_said = ui.add(primary("書き足す").on_enter().min_width(96.0).enabled(!desk.is_busy)).clicked();
                is_left = ui.add(secondary("やめる").min_width(96.0)).clicked();
            });
        });
        if is_said {
            self.say(incident, desk);
        } else if is_left || escaped {
            *self = Self::default();
            desk.ask(Ask::KeepDraft);
        }
    }

    fn draw_fields(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        let before = (self.at.clone(), self.text.clone());
        let fault = |key: &str| self.fault.as_ref().filter(|(field, _)| field == key).map(|(_, why)| why.clone());
        let (at_fault, text_fault) = (fault(AT.key), fault(TEXT.key));
        blank("種類").required().radios(ui, &SORTS, &mut self.sort);
        let now = format!("空のままなら今の時刻（{}）", desk.now.clock());
        blank(AT.label).optional().placeholder(&now).fault(at_fault.as_deref()).line(ui, &mut self.at);
        if self.sort == "report" {
            let reports: Vec<(&str, &str)> = Report::ALL.iter().map(|report| (report.code(), report.label())).collect();
            blank("何を").required().pick(ui, &reports, &mut self.report);
        }
        let text = blank(if self.sort == "decision" { "決めたこと" } else { "内容" });
        let text = if self.sort == "report" { text.optional() } else { text.required() };
        text.fault(text_fault.as_deref()).lines(ui, &mut self.text, 3);
        if self.sort == "decision" {
            blank("理由").optional().lines(ui, &mut self.why, 2);
        }
        if self.sort == "report" {
            blank("受付番号").optional().line(ui, &mut self.number);
        }
        let who = if self.sort == "decision" { "決めた人" } else { "した人" };
        blank(who).optional().line(ui, &mut self.by);
        if self.sort != "decision" {
            blank("話した相手").optional().last().line(ui, &mut self.spoken_to);
        }
        if before != (self.at.clone(), self.text.clone()) {
            self.fault = None;
        }
    }

    fn say(&mut self, incident: IncidentId, desk: &mut Desk<'_>) {
        let Some(at) = when(&self.at, desk) else {
            self.fault = Some((AT.key.to_owned(), AT_ADVICE.to_owned()));
            return;
        };
        let what = match self.sort.as_str() {
            "decision" => What::Decision { why: self.why.trim().to_owned() },
            "report" => What::Report {
                report: Report::from_code(&self.report).unwrap_or(Report::Other),
                to: String::new(),
                number: self.number.trim().to_owned(),
            },
            _ => What::Note,
        };
        let said = Said { at, by: self.by.clone(), spoken_to: self.spoken_to.clone(), text: self.text.clone() };
        self.is_running = true;
        self.fault = None;
        desk.run(Say { incident, what, said });
    }
}
