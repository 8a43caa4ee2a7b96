//! 再発防止 on the page of an incident: what is done so that it does not happen again, by whom and by when.

use egui::{Context, Ui};

use crate::base::{Breach, Day, Draft, Field, IncidentId, Kept, Kind};
use crate::desk::{Desk, Right, Route};
use crate::ledgers::incident::record::Incident;
use crate::ledgers::remedy::commands::{PREVENTION, Prevent};
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::shelf::{Dialog, EndDialog, Shown, Stay, dialog_buttons};
use crate::widgets::button::{quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::{Choosable, Plan, show};
use crate::widgets::tokens::{color, space};
use crate::widgets::{Icon, card, dialog, entry, pill, prose};

use super::page::IncidentPage;

impl IncidentPage {
    /// Draws the plan: each with its state, and the way to add one and to record that it is done.
    pub(super) fn draw_prevention(&mut self, ui: &mut Ui, incident: &Incident, desk: &mut Desk<'_>) {
        let may_write = desk.may(Right::Write);
        let (mut adds, mut done): (bool, Option<Kept<Remedy>>) = (false, None);
        card::card(ui, |ui| {
            card::head(ui, "再発防止の計画", "", |ui| {
                adds = may_write && ui.add(secondary("計画を登録…").icon(Icon::Plus).small()).clicked();
            });
            if self.remedies.is_empty() {
                let said = if incident.prevention.is_empty() {
                    "担当者と期限を決めて登録します。対応事項の一覧とホームにも出ます。"
                } else {
                    "担当者と期限のある計画は、まだ登録されていません。"
                };
                prose::weak(ui, said);
            }
            for (kept, owner) in &self.remedies {
                let (_, rule) = ui.allocate_space(egui::vec2(ui.available_width(), 1.0));
                ui.painter().rect_filled(rule, 0.0, color::ROW_LINE);
                if draw_plan(ui, kept, owner, may_write, desk) {
                    done = Some(kept.clone());
                }
            }
        });
        if adds {
            self.asking.open(PreventDialog::new(self.id, self.people.clone()));
        }
        if let Some(kept) = done {
            self.asking.open(EndDialog::new(&kept, desk.today).then(Route::Page(Kind::Incident, self.id.into())));
        }
    }
}

/// Draws a plan; gives whether it is to be recorded as done.
fn draw_plan(ui: &mut Ui, kept: &Kept<Remedy>, owner: &str, may_write: bool, desk: &mut Desk<'_>) -> bool {
    let remedy = &kept.record;
    let day = |word: &str, day: Option<Day>| day.map(|day| format!("{} {word}", day.wareki())).unwrap_or_default();
    let (due, done) = (day("まで", remedy.target_on), day("に完了", remedy.done_on));
    let when = if done.is_empty() { due } else { done };
    let about = [owner, &when, &remedy.result].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let mut is_done = false;
    entry(ui, &remedy.what, &about.join("　"), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if may_write {
            let open = format!("{}を開く", remedy.what);
            if ui.add(quiet("開く").named(&open).small().leading()).clicked() {
                desk.go(Route::Page(Kind::Remedy, kept.id.into()));
            }
            if remedy.done_on.is_none() {
                let name = format!("{}の完了を記録…", remedy.what);
                is_done = ui.add(secondary("完了…").named(&name).small()).clicked();
            }
        }
        let (tone, word) = remedy.status(desk.today);
        pill::pill(ui, tone, &word);
    });
    is_done
}

/// Asks what is done so that it does not happen again, by whom and by when.
struct PreventDialog {
    incident: IncidentId,
    people: Vec<(String, String)>,
    draft: Draft,
    breaches: Vec<Breach>,
}

impl PreventDialog {
    fn new(incident: IncidentId, people: Vec<(String, String)>) -> Self {
        Self { incident, people, draft: Draft::new(), breaches: Vec::new() }
    }
}

impl Dialog for PreventDialog {
    fn refused(&mut self, breaches: &[Breach]) {
        self.breaches = breaches.to_vec();
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "再発防止の計画を登録します", |ui| {
            let mut mended = None;
            let people = self.people.as_slice();
            let options = |_: &Field| Choosable { items: people, missing: "" };
            let plan = Plan {
                fields: &PREVENTION,
                breaches: &self.breaches,
                options: &options,
                today: desk.today,
                save: "",
                is_dirty: true,
                is_busy: desk.is_busy,
            };
            for field in &PREVENTION {
                let fault = self.breaches.iter().find(|breach| breach.field == field.key);
                let entry = blank(field.label).need(field.need).fault(fault.map(|breach| breach.why.as_str()));
                if show(ui, entry, field, &plan, &mut self.draft).changed {
                    mended = Some(field.key);
                }
            }
            // What was typed anew is not marked any more.
            self.breaches.retain(|breach| Some(breach.field) != mended);
            match dialog_buttons(ui, "登録する") {
                Some(true) if !desk.is_busy => {
                    desk.run(Prevent { incident: self.incident, draft: self.draft.clone() });
                }
                Some(true) | None => {}
                Some(false) => stay = Stay::Closed,
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}
