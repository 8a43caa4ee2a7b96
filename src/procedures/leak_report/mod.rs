//! 個人情報保護委員会への報告: whether an incident is to be reported, until when, what the report tells, and what went out.
//! The program drafts and counts; a person decides and sends.

mod items;
mod questions;
mod save;
mod sent;
mod when;

use egui::Ui;

use crate::base::{Day, Draft, IncidentId, Kept, Kind, Record};
use crate::calendar::Calendar;
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::ledgers::clocks::Case;
use crate::ledgers::holidays::calendar;
use crate::ledgers::incident::commands::Amend;
use crate::ledgers::incident::record::{Incident, Report};
use crate::ledgers::leak_items::{Filled, items};
use crate::ledgers::leak_rules::LeakRules;
use crate::ledgers::remedy::record::Remedy;
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, Tone, card, escape, notice, page, prose};

use self::save::Save;
use super::stands::unsaved;
use super::typed::Typed;

/// The screen of one incident's report.
#[must_use]
pub fn leak_report(id: IncidentId) -> Box<dyn Screen> {
    Box::new(LeakReport {
        id,
        kept: None,
        is_loaded: false,
        calendar: Calendar::default(),
        items: Vec::new(),
        typed: Typed::default(),
        offered: Draft::new(),
        open: None,
        asked: None,
    })
}

struct LeakReport {
    id: IncidentId,
    kept: Option<Kept<Incident>>,
    is_loaded: bool,
    calendar: Calendar,
    items: Vec<Filled>,
    /// What was typed: the fields of the incident, and those of a report that went out.
    typed: Typed,
    /// What stands in the fields before anything is typed.
    offered: Draft,
    /// Of which report it is being recorded that it went out.
    open: Option<Report>,
    /// Which part was asked to be saved.
    asked: Option<Part>,
}

/// A part of the page that saves for itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Answers,
    Items,
    Sent,
}

/// What a part of the page wants.
enum Want {
    Nothing,
    /// The answers and texts are to be saved.
    Save(Part),
}

impl LeakReport {
    /// The incident with what was typed over it.
    fn save(&mut self, desk: &mut Desk<'_>, part: Part) {
        let Some(kept) = &self.kept else { return };
        let mut draft = kept.record.draft();
        let typed: Vec<(&str, &str)> = self.typed.draft.filled().collect();
        for field in Incident::fields() {
            let value = typed.iter().find(|(key, _)| *key == field.key).map(|(_, value)| *value).unwrap_or_default();
            if questions::asks(field) || items::asks(field) {
                draft.set(field.key, value);
            }
        }
        self.asked = Some(part);
        desk.run(Save(Amend { id: kept.id, version: kept.version, draft, reason: String::new() }));
    }

    fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(kept) = self.kept.clone() else { return };
        let case = Case::of(&kept.record);
        let clocks = case.clocks(&self.calendar);
        if !kept.record.is_open() {
            notice::bar(ui, Tone::Info, "この事故は終結しています。書き足すときは、事故の画面で「再開」します。");
        }
        card::card(ui, |ui| when::draw(ui, &case, &clocks, desk.today));
        let mut want = Want::Nothing;
        card::card(ui, |ui| want = questions::draw(ui, desk, &case, &mut self.typed));
        card::card(ui, |ui| self.draw_sent(ui, desk, &kept, &case));
        let shown = card::card(ui, |ui| items::draw(ui, desk, &self.items, &mut self.typed));
        if let Want::Save(part) = shown.inner {
            want = Want::Save(part);
        }
        card::card(ui, draw_places);
        card::card(ui, |ui| draw_papers(ui, desk, self.id));
        if let Want::Save(part) = want {
            self.save(desk, part);
        }
    }

    fn draw_sent(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Incident>, case: &Case) {
        let record = &kept.record;
        match sent::draw(ui, desk, record, case, self.open, &mut self.typed) {
            sent::Reply::Open => {}
            sent::Reply::Begin(report) => {
                self.open = Some(report);
                let first = sent::first(record, report, desk);
                for field in &save::FIELDS {
                    self.typed.draft.set(field.key, first.get(field.key).to_owned());
                    self.offered.set(field.key, first.get(field.key).to_owned());
                }
            }
            sent::Reply::Leave => self.close_sent(),
            sent::Reply::Record(report) => {
                self.asked = Some(Part::Sent);
                let before = record.report(report).map(|line| line.no);
                let draft = self.typed.draft.clone();
                desk.run(save::Sent { incident: self.id, report, before, draft });
            }
        }
    }

    fn close_sent(&mut self) {
        self.open = None;
        self.typed.sound();
        for field in &save::FIELDS {
            self.typed.draft.set(field.key, "");
            self.offered.set(field.key, "");
        }
    }

    /// Fills the fields with what the incident has, where nothing else was typed.
    fn offer(&mut self) {
        let Some(kept) = &self.kept else { return };
        let now = kept.record.draft();
        for field in Incident::fields().iter().filter(|field| questions::asks(field) || items::asks(field)) {
            let is_untouched = self.typed.draft.get(field.key) == self.offered.get(field.key);
            if is_untouched {
                self.typed.draft.set(field.key, now.get(field.key));
            }
            self.offered.set(field.key, now.get(field.key));
        }
    }
}

fn draw_places(ui: &mut Ui) {
    card::title(ui, "報告先と様式");
    for place in &LeakRules::get().places {
        prose::paragraph(ui, &format!("・{}", place.text));
    }
    let source = &LeakRules::get().source;
    prose::weak(ui, &format!("出典　{}　{}（{}）", source.issuer, source.document, source.section));
}

fn draw_papers(ui: &mut Ui, desk: &mut Desk<'_>, id: IncidentId) {
    card::title(ui, "下書きの印刷");
    prose::weak(ui, "下書きです。内容を確かめて、報告フォームや手紙に書き写して使います。");
    if !desk.may(Right::Print) {
        return;
    }
    ui.horizontal(|ui| {
        for (sheet, word) in [("leak-report", "報告の下書きを印刷"), ("leak-notice", "本人への通知文を印刷")]
        {
            if ui.add(secondary(word).icon(Icon::Printer).enabled(!desk.is_busy)).clicked() {
                desk.ask(Ask::Print(SheetOrder { subject: Some(id.into()), ..SheetOrder::today(sheet) }));
            }
        }
    });
}

impl Screen for LeakReport {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.calendar = calendar(read)?;
        self.kept = read.get::<Incident>(self.id)?;
        let remedies = read.list::<Remedy>()?;
        let planned = remedies.iter().map(|kept| &kept.record).filter(|remedy| remedy.incident == Some(self.id));
        self.items = self.kept.as_ref().map(|kept| items(&kept.record, planned)).unwrap_or_default();
        self.offer();
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let title = self.kept.as_ref().map(|kept| kept.record.title()).unwrap_or_default();
        let id = self.id;
        page::header(ui, Route::LeakReport(id).label(), &title, |ui| {
            if ui.add(primary("事故への対応").icon(Icon::ArrowRight)).clicked() {
                desk.go(Route::Respond(id));
            }
            if ui.add(secondary("事故の記録").icon(Icon::ClipboardList)).clicked() {
                desk.go(Route::Page(Kind::Incident, id.into()));
            }
        });
        page::column(ui, |ui| {
            if self.kept.is_some() {
                self.draw(ui, desk);
            } else if self.is_loaded {
                card::card(ui, |ui| prose::paragraph(ui, "この事故の記録は見つかりません。"));
            }
        });
        if escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match (self.asked.take(), outcome) {
            (Some(Part::Sent), Ok(_)) => self.close_sent(),
            (Some(Part::Answers | Part::Items), Ok(_)) => self.saved(),
            (Some(_), Err(_)) => self.typed.settled(outcome),
            (None, _) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        unsaved(&self.typed, &self.offered).map(|content| (format!("leak-report/{}", self.id), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(draft) = serde_json::from_str(content) {
            self.typed.draft = draft;
        }
    }
}

impl LeakReport {
    /// What was typed is saved: the reload that follows puts in its place what the ledger made of it.
    fn saved(&mut self) {
        self.typed.sound();
        for field in Incident::fields().iter().filter(|field| questions::asks(field) || items::asks(field)) {
            self.offered.set(field.key, self.typed.draft.get(field.key).to_owned());
        }
    }
}
