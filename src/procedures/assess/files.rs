//! 添付: photos and PDFs kept with an answer, inside the encrypted ledger.

use egui::Ui;

use crate::base::Scan;
use crate::checklists::EditionItem;
use crate::desk::{Ask, Desk, FileKind, Right};
use crate::ledgers::assessment::commands::Detach;
use crate::widgets::button::{quiet, secondary};
use crate::widgets::{Icon, prose};

use super::wizard::Wizard;

impl Wizard {
    /// The files of an answer, and the button to add one.
    pub(super) fn draw_files(&self, ui: &mut Ui, item: &EditionItem, files: &[Scan], desk: &mut Desk<'_>) {
        for file in files {
            ui.horizontal_wrapped(|ui| {
                prose::paragraph(ui, &format!("添付　{}", file.name));
                let name = format!("「{}」を見る", file.name);
                let look = secondary("見る").named(&name).icon(Icon::Eye).small();
                if desk.may(Right::Print) && ui.add(look.enabled(!desk.is_busy)).clicked() {
                    Self::show_file(desk, file);
                }
                let name = format!("「{}」を外す", file.name);
                let remove = quiet("外す").named(&name).small();
                if desk.may(Right::Write) && ui.add(remove.enabled(!desk.is_busy)).clicked() {
                    desk.run(Detach { round: self.id, item: item.id.clone(), file: file.clone() });
                }
            });
        }
        let add = quiet("写真やPDFを付ける…").icon(Icon::FileUp);
        if desk.may(Right::Write) && ui.add(add.enabled(!desk.is_busy)).clicked() {
            desk.ask(Ask::OpenFile(FileKind::Scan));
        }
    }
}
