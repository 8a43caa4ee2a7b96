//! 確定待ち: what members of staff have entered for themselves, for the operator to confirm.

use egui::Ui;

use crate::base::{Kind, RecordId};
use crate::desk::{Desk, Route, SheetOrder};
use crate::ledgers::confirm::{Confirm, Waiting};
use crate::widgets::button::{primary, quiet};
use crate::widgets::{card, entry, prose};

/// Shows the card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, waiting: &[Waiting]) {
    card::title(ui, "確定を待っている記録");
    prose::paragraph(ui, "職員が自分で入力した記録です。内容を確かめてから確定してください。");
    for one in waiting {
        ui.separator();
        entry(ui, &one.by, &one.title, |ui| {
            let name = format!("{} {}を確定", one.by, one.title);
            if ui.add(primary("確定").named(&name).enabled(!desk.is_busy)).clicked() {
                desk.run(Confirm { kind: one.kind, id: one.id });
            }
            let look = format!("{} {}を見る", one.by, one.title);
            if ui.add(quiet("内容を見る").named(&look)).clicked() {
                desk.go(paper(one));
            }
        });
    }
}

/// Where all of it can be read.
fn paper(one: &Waiting) -> Route {
    let sheet = match one.kind {
        Kind::SelfCheck => "self-check",
        Kind::Pledge => "pledge",
        // The page of the person says all there is of the others.
        Kind::Attendance
        | Kind::PolicyRead
        | Kind::Clinic
        | Kind::Role
        | Kind::Staff
        | Kind::System
        | Kind::Account
        | Kind::Device
        | Kind::Remedy
        | Kind::Training
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::BackupPlan
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Vendor
        | Kind::Contract
        | Kind::Remote
        | Kind::Disclosure
        | Kind::VendorSheet
        | Kind::Incident
        | Kind::Takeout => return Route::Page(Kind::Staff, RecordId::from(one.person)),
    };
    Route::Sheet(SheetOrder { subject: Some(RecordId::from(one.person)), ..SheetOrder::today(sheet) })
}
