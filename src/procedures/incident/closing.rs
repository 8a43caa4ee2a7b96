//! 終結: what is still open is told first; a responsible person signs off, with a reason where something is left.

use egui::{Context, Ui};

use crate::base::{Breach, Coded, Day, IncidentId, Kept, Kind, RecordId, RoleId};
use crate::desk::{Desk, Route};
use crate::ledgers::clocks::{Clocks, Standing};
use crate::ledgers::incident::commands::{Close, REASON, REOPEN_WHY, Reopen};
use crate::ledgers::incident::record::{Incident, Outcome, Report};
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::role::record::SIGNERS;
use crate::ledgers::shelf::{Dialog, Stay, dialog_buttons};
use crate::widgets::button::quiet;
use crate::widgets::field::blank;
use crate::widgets::{Icon, Tone, dialog, notice, prose};

use super::tasks::Task;

/// More than so many steps are counted, not told one by one.
const MOST: usize = 4;

/// What is still open of an incident, in words (終わっていないこと).
pub(super) fn left_open(incident: &Incident, tasks: &[Task], has_plan: bool, clocks: &Clocks) -> Vec<String> {
    let mut left = Vec::new();
    match incident.standing_by_law() {
        Standing::NeedsAnswer(_) => left.push("個人情報保護委員会への報告がいるかの判断".to_owned()),
        Standing::Reportable(_) => left.extend(incident.owed().into_iter().map(|report| owed(report, clocks))),
        Standing::NotReportable | Standing::Excluded => {}
    }
    let open: Vec<&Task> = tasks.iter().filter(|task| task.line.is_none()).collect();
    match open.as_slice() {
        [] => {}
        few if few.len() <= MOST => left.extend(few.iter().map(|task| format!("手順「{}」", task.title))),
        [first, rest @ ..] => left.push(format!("手順「{}」ほか{}件", first.title, rest.len())),
    }
    let failed = tasks.iter().filter(|task| task.outcome() == Some(Outcome::CouldNot));
    left.extend(failed.map(|task| format!("できなかった手順「{}」", task.title)));
    let gaps = incident.gaps();
    if !gaps.is_empty() {
        left.push(format!("確認中のこと（{}）", gaps.join("、")));
    }
    if !has_plan && incident.prevention.trim().is_empty() {
        left.push("再発防止".to_owned());
    }
    left
}

/// A report to the commission that is still owed, with its day.
pub(super) fn owed(report: Report, clocks: &Clocks) -> String {
    let day = if report == Report::Prompt {
        format!("めやすは{}まで", clocks.early.until.wareki())
    } else {
        format!("{}まで", clocks.last.until().wareki())
    };
    format!("{}（{day}）", report.label())
}

/// Asks who closes it, and why where something is left.
pub(super) struct CloseDialog {
    id: IncidentId,
    left: Vec<String>,
    /// What goes on after it by itself: plans with their days.
    goes_on: Vec<String>,
    signers: Vec<(String, String)>,
    signer: String,
    reason: String,
    fault: Option<String>,
}

impl CloseDialog {
    pub(super) fn new(
        kept: &Kept<Incident>,
        tasks: &[Task],
        remedies: &[(Kept<Remedy>, String)],
        signers: &[(RoleId, String)],
        clocks: &Clocks,
    ) -> Self {
        let signers: Vec<(String, String)> = signers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        let running = remedies.iter().filter(|(one, _)| one.record.done_on.is_none());
        let goes_on = running.map(|(one, owner)| {
            let day = one.record.target_on.map(Day::wareki).unwrap_or_default();
            format!("{}（{owner}、{day}まで）", one.record.what)
        });
        Self {
            id: kept.id,
            left: left_open(&kept.record, tasks, !remedies.is_empty(), clocks),
            goes_on: goes_on.collect(),
            signer: signers.first().map(|(id, _)| id.clone()).unwrap_or_default(),
            signers,
            reason: String::new(),
            fault: None,
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        if self.left.is_empty() {
            notice::bar(ui, Tone::Success, "終わっていないことはありません。");
        } else {
            notice::bar(ui, Tone::Warn, "まだ終わっていないことがあります。残したまま終えるときは、理由を書きます。");
            for left in &self.left {
                prose::paragraph(ui, &format!("・{left}"));
            }
        }
        if !self.goes_on.is_empty() {
            prose::weak(ui, &format!("終結のあとも続く再発防止　{}", self.goes_on.join("、")));
        }
        let items: Vec<(&str, &str)> = self.signers.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        blank("確かめた責任者").required().hint(SIGNERS).pick(ui, &items, &mut self.signer);
        if !self.left.is_empty() {
            let answer = blank(REASON.label).required().fault(self.fault.as_deref()).lines(ui, &mut self.reason, 2);
            if answer.changed {
                self.fault = None;
            }
        }
        prose::weak(ui, "終結したあとに新しいことがわかったときは、再開して書き足せます。");
    }
}

impl Dialog for CloseDialog {
    fn refused(&mut self, breaches: &[Breach]) {
        self.fault = breaches.first().map(|breach| breach.why.clone());
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "事故を終結します", |ui| {
            if self.signers.is_empty() {
                notice::bar(
                    ui,
                    Tone::Warn,
                    "確かめる人が、今日の時点で安全管理責任者・管理責任者・その代理のどれにも登録されていません。",
                );
                if ui.add(quiet("役割を開く").icon(Icon::UserCheck)).clicked() {
                    desk.go(Route::List(Kind::Role));
                    stay = Stay::Closed;
                }
                return;
            }
            self.draw(ui);
            match dialog_buttons(ui, "終結する") {
                Some(true) if !desk.is_busy => {
                    if let Ok(role) = self.signer.parse::<RecordId>() {
                        let (left_open, reason) = (self.left.clone(), self.reason.clone());
                        desk.run(Close { incident: self.id, role: role.into(), left_open, reason });
                    }
                }
                Some(true) | None => {}
                Some(false) => stay = Stay::Closed,
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}

/// Asks why a closed one goes on.
pub(super) struct ReopenDialog {
    id: IncidentId,
    reason: String,
    fault: Option<String>,
}

impl ReopenDialog {
    pub(super) const fn new(id: IncidentId) -> Self {
        Self { id, reason: String::new(), fault: None }
    }
}

impl Dialog for ReopenDialog {
    fn refused(&mut self, breaches: &[Breach]) {
        self.fault = breaches.first().map(|breach| breach.why.clone());
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "事故の記録を再開します", |ui| {
            prose::paragraph(ui, "終結の記録は残り、再開したことが経過記録に1行加わります。");
            let answer = blank(REOPEN_WHY.label).required().fault(self.fault.as_deref()).lines(ui, &mut self.reason, 2);
            if answer.changed {
                self.fault = None;
            }
            match dialog_buttons(ui, "再開する") {
                Some(true) if !desk.is_busy => desk.run(Reopen { incident: self.id, reason: self.reason.clone() }),
                Some(true) | None => {}
                Some(false) => stay = Stay::Closed,
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}
