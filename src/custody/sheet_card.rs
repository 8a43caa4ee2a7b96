//! 台帳の情報, the recovery sheet: making a new one, printing its record anew.

use egui::Ui;

use crate::base::Clock;
use crate::desk::{Ask, Desk, Right, Route, VaultJob};
use crate::widgets::button::secondary;
use crate::widgets::{Icon, card, prose};

use super::record_page::{NewSheet, RecordPage};

/// The card of the recovery sheet, for those who have the keys.
#[derive(Default)]
pub struct SheetCard {
    is_sure: bool,
    /// The record of the recovery sheet.
    pub record: RecordPage,
}

impl SheetCard {
    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "復旧シート");
        prose::paragraph(ui, "シートを人に見られたかもしれないときや、担当者が替わったときに作り直します。");
        let word = if self.is_sure {
            "古いシートを使えなくして作り直す"
        } else {
            "復旧シートを作り直す…"
        };
        let is_clicked = ui.add(secondary(word).icon(Icon::FilePen).enabled(!desk.is_busy)).clicked();
        if is_clicked && std::mem::replace(&mut self.is_sure, true) {
            self.is_sure = false;
            desk.go(Route::Setup);
            desk.ask(Ask::VaultJob(renew_sheet(desk.clock)));
        }
        prose::weak(
            ui,
            "復旧シートを作り直すと、台帳の鍵も作り直します。前に作った控えは、前の合言葉と前のシートで開くままです。",
        );
        self.record.ui(ui, desk);
    }
}

/// A new recovery code; it reaches the page that shows the sheet.
pub fn renew_sheet(clock: Clock) -> VaultJob {
    VaultJob {
        name: "renew-recovery",
        label: "新しい復旧シートを作っています。".to_owned(),
        needs: Right::Keys,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| Ok(Box::new(NewSheet::make(vault, clock.now(), progress)?))),
    }
}
