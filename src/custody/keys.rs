//! 台帳の情報, the keys: changing the passphrase, making a new recovery sheet.

use egui::Ui;

use crate::base::Moment;
use crate::desk::{Ask, Desk, Problem, Right, Route, VaultJob};
use crate::vault::{Kdf, Secret};
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, card, prose};

use super::passphrase::NewPassphrase;
use super::record_page::{NewSheet, RecordPage};

/// What a thread brings back.
pub struct Changed;

/// The card of the keys.
#[derive(Default)]
pub struct Keys {
    new: NewPassphrase,
    is_changing: bool,
    is_sure: bool,
    /// The record of the recovery sheet.
    pub record: RecordPage,
}

impl Keys {
    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "合言葉と復旧シート");
        if self.is_changing {
            self.draw_change(ui, desk);
            return;
        }
        prose::paragraph(
            ui,
            "合言葉や復旧シートを人に知られたかもしれないときや、担当者が替わったときに作り直します。",
        );
        ui.horizontal(|ui| {
            if ui.add(secondary("合言葉を変更…").icon(Icon::KeyRound)).clicked() {
                self.is_changing = true;
            }
            if !desk.may(Right::Keys) {
                return;
            }
            let word = if self.is_sure {
                "古いシートを使えなくして作り直す"
            } else {
                "復旧シートを作り直す…"
            };
            let is_clicked = ui.add(secondary(word).icon(Icon::FilePen).enabled(!desk.is_busy)).clicked();
            if is_clicked && std::mem::replace(&mut self.is_sure, true) {
                self.is_sure = false;
                desk.go(Route::Setup);
                desk.ask(Ask::VaultJob(renew_sheet()));
            }
        });
        prose::weak(
            ui,
            "復旧シートを作り直すと、台帳の鍵も作り直します。前に作った控えは、前の合言葉と前のシートで開くままです。",
        );
        self.record.ui(ui, desk);
    }

    fn draw_change(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.new.ui(ui, &[desk.operator]);
        prose::weak(ui, "前に作った控えは、前の合言葉で開くままです。");
        ui.horizontal(|ui| {
            if ui.add(primary("変更する").enabled(!desk.is_busy)).clicked() {
                let operator = desk.operator.to_owned();
                if let Some(secret) = self.new.copy(&[&operator]) {
                    desk.ask(Ask::VaultJob(change(operator, secret, desk.kdf)));
                }
            }
            if ui.add(secondary("やめる")).clicked() {
                self.done();
            }
        });
    }

    /// Beside a USB key a shorter passphrase is enough.
    pub fn beside_token(&mut self, has_token: bool) {
        self.new.beside_token(has_token);
    }

    /// The change is done, or not wanted.
    pub fn done(&mut self) {
        self.is_changing = false;
        self.new.wipe();
    }
}

fn change(operator: String, secret: Secret, kdf: Kdf) -> VaultJob {
    VaultJob {
        name: "change-passphrase",
        label: "合言葉を変更しています。鍵を作るため、少し時間がかかります。".to_owned(),
        needs: Right::Own,
        touched: Vec::new(),
        work: Box::new(move |vault, _progress| {
            vault.set_passphrase(&operator, &secret, kdf, Moment::now()).map_err(Problem::from)?;
            Ok(Box::new(Changed))
        }),
    }
}

/// A new recovery code; it reaches the page that shows the sheet.
pub fn renew_sheet() -> VaultJob {
    VaultJob {
        name: "renew-recovery",
        label: "新しい復旧シートを作っています。".to_owned(),
        needs: Right::Keys,
        touched: Vec::new(),
        work: Box::new(|vault, progress| Ok(Box::new(NewSheet::make(vault, Moment::now(), progress)?))),
    }
}
