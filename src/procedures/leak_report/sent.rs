//! 報告と通知の記録: 速報, 確報 and the notice to the persons, each recorded as a line of the timeline once it went out.

use egui::Ui;

use crate::base::{At, Coded, Draft};
use crate::desk::Desk;
use crate::ledgers::clocks::Case;
use crate::ledgers::incident::record::{Incident, Report};
use crate::ledgers::leak_rules::LeakRules;
use crate::procedures::typed::Typed;
use crate::widgets::button::{primary, secondary};
use crate::widgets::pill::pill;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, prose};

use super::save::{AT, BY, FIELDS, TO, word};

/// What is recorded here.
const REPORTS: [Report; 3] = [Report::Prompt, Report::Final, Report::Person];

/// What was done on the card.
pub(super) enum Reply {
    /// Nothing.
    Open,
    /// One is to be recorded.
    Begin(Report),
    /// What was typed is to be recorded.
    Record(Report),
    /// It is put away.
    Leave,
}

/// What stands in the fields first.
pub(super) fn first(incident: &Incident, report: Report, desk: &Desk<'_>) -> Draft {
    let to = match report {
        Report::Prompt | Report::Final => LeakRules::get().source.issuer.as_str(),
        Report::Person
        | Report::First
        | Report::Follow
        | Report::Last
        | Report::Network
        | Report::Police
        | Report::Publication
        | Report::Other => "",
    };
    let by = if incident.leader.is_empty() { desk.operator } else { &incident.leader };
    Draft::new().with_at(&AT, Some(At::of(desk.now))).with(&BY, by).with(&TO, to)
}

/// The card.
pub(super) fn draw(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    incident: &Incident,
    case: &Case,
    open: Option<Report>,
    typed: &mut Typed,
) -> Reply {
    card::title(ui, "出したこと・知らせたことの記録");
    prose::weak(ui, "台帳番は報告を送りません。出したあとに、ここに記録します。経過記録に1行が加わります。");
    let mut reply = Reply::Open;
    for report in REPORTS {
        ui.separator();
        let line = incident.report(report);
        ui.horizontal(|ui| {
            prose::strong(ui, report.label());
            match (line, report) {
                (Some(line), _) => {
                    pill(ui, Tone::Success, &line.at.short());
                }
                (None, Report::Person) => {
                    pill(ui, Tone::Quiet, "まだ");
                    prose::caption(ui, "決まった日数はありません。状況に応じて速やかに知らせます");
                }
                (None, _) if !case.is_owed() => {
                    pill(ui, Tone::Quiet, "まだ");
                }
                (None, _) => {
                    pill(ui, Tone::Warn, "まだ");
                }
            }
            let button = if line.is_some() { "記録を訂正…" } else { "記録する…" };
            let name = format!("{}を{button}", word(report));
            let button = secondary(button).named(&name).small().enabled(incident.is_open() && open != Some(report));
            if ui.add(button).clicked() {
                reply = Reply::Begin(report);
            }
        });
        if let Some(line) = line {
            prose::weak(ui, &[line.words(), line.by.clone()].join("　"));
        }
        if open != Some(report) {
            continue;
        }
        typed.ui(ui, &FIELDS, desk.today);
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let words = format!("{}を記録", word(report));
            let record = primary(&words).icon(Icon::Check).enabled(!desk.is_busy);
            if ui.add(record).clicked() {
                reply = Reply::Record(report);
            }
            if ui.add(secondary("やめる").named("記録をやめる")).clicked() {
                reply = Reply::Leave;
            }
        });
    }
    reply
}
