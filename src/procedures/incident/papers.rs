//! 印刷 on the page of an incident: its sheets, printed without leaving the page or looked at first.

use egui::Ui;

use crate::base::{Coded, Kept, RecordId};
use crate::desk::{Ask, Desk, Right, Route, SheetOrder};
use crate::ledgers::incident::record::{FlowKind, Incident, Report};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, card, entry};

use super::page::IncidentPage;

/// A sheet of an incident: its name, its form, its title, when it was sent.
struct Paper {
    sheet: &'static str,
    variant: &'static str,
    title: &'static str,
    note: String,
}

fn papers(incident: &Incident) -> Vec<Paper> {
    let sent = |report: Report| {
        incident.report(report).map_or_else(String::new, |line| format!("{} に出した", line.at.short()))
    };
    let report = |variant, report: Report| Paper {
        sheet: "incident-report",
        variant,
        title: report.label(),
        note: sent(report),
    };
    let mut all = vec![report("first", Report::First), report("follow", Report::Follow), report("last", Report::Last)];
    if matches!(incident.flow, FlowKind::DeviceLoss | FlowKind::PaperLoss) {
        let note = sent(Report::Network);
        all.push(Paper { sheet: "loss-report", variant: "", title: "紛失・盗難届", note });
    }
    let note = format!("{}行", incident.lines.len());
    all.push(Paper { sheet: "incident-timeline", variant: "", title: "経過記録", note });
    let note = sent(Report::Final);
    all.push(Paper { sheet: "leak-report", variant: "", title: "漏えい等報告 下書き", note });
    let note = sent(Report::Person);
    all.push(Paper { sheet: "leak-notice", variant: "", title: "本人への通知文 下書き", note });
    all
}

impl IncidentPage {
    pub(super) fn draw_papers(&self, ui: &mut Ui, kept: &Kept<Incident>, desk: &mut Desk<'_>) {
        card::card(ui, |ui| {
            card::title(ui, "報告書・届出書");
            ui.spacing_mut().item_spacing.y = space::S;
            for Paper { sheet, variant, title, note } in papers(&kept.record) {
                let order = SheetOrder { subject: Some(RecordId::from(self.id)), variant, ..SheetOrder::today(sheet) };
                entry(ui, title, &note, |ui| draw_buttons(ui, title, &order, desk));
            }
        });
    }
}

fn draw_buttons(ui: &mut Ui, title: &str, order: &SheetOrder, desk: &mut Desk<'_>) {
    if desk.may(Right::Print) {
        let name = format!("{title}を印刷");
        let print = secondary("印刷").named(&name).icon(Icon::Printer).small();
        if ui.add(print.enabled(!desk.is_busy)).clicked() {
            desk.ask(Ask::Print(order.clone()));
        }
    }
    let name = format!("{title}を確認");
    if ui.add(quiet("確認").named(&name).icon(Icon::Eye).small()).clicked() {
        desk.go(Route::Sheet(order.clone()));
    }
}
