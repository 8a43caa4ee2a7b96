//! The record on the recovery sheet (復旧記録) in the window: printed with new digits, and printed anew without them after
//! the keys were made anew.

use egui::Ui;

use crate::base::{Day, Moment, Progress};
use crate::desk::{Ask, Command, Desk, Done, Refusal, Right};
use crate::inspection::recovery_addendum;
use crate::ledgers::clinic::record::Clinic;
use crate::paper::{Going, lay_out, write_pdf};
use crate::vault::{Record, RecoveryCode, SheetState, Tx, Vault, VaultError};
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, Tone, notice, prose};

/// What is said while the record on paper is of keys of before.
pub const OUTDATED: &str = "復旧シートの「復旧記録」が、今の鍵と合わなくなっています（鍵を作り直したか、控えから戻したため）。\
8組の数字はそのまま使えます。「台帳の情報」で、復旧記録だけを印刷し直してください。";

/// New digits, and the record that belongs to them.
pub struct NewSheet {
    /// The digits.
    pub code: RecoveryCode,
    /// The record, where the ledger has one.
    pub record: Option<Record>,
    /// The keys were made anew for it without a backup before.
    pub no_backup: bool,
}

impl NewSheet {
    /// With the record of the keys of now.
    pub fn of(vault: &Vault, code: RecoveryCode) -> Self {
        Self { code, record: vault.recovery_record(), no_backup: false }
    }

    /// Makes new digits and new keys, with a backup before where one is due. One that cannot be made is told and stands
    /// in nobody's way: until the new file is whole, the old one is the ledger.
    pub fn make(vault: &mut Vault, at: Moment, progress: &Progress) -> Result<Self, VaultError> {
        let no_backup = match vault.back_up_if_due(at, progress) {
            Ok(_) => false,
            Err(VaultError::Cancelled) => return Err(VaultError::Cancelled),
            Err(_) => true,
        };
        let code = vault.renew_recovery(at, progress)?;
        Ok(Self { no_backup, ..Self::of(vault, code) })
    }
}

/// What is said where no backup could be made before.
pub const NO_BACKUP: &str =
    "鍵を作り直す前の控えは作れませんでした。台帳は無事です。「控え」の画面で、置く場所を確かめてください。";

/// The part of 台帳の情報 that prints the record anew.
#[derive(Default)]
pub struct RecordPage {
    /// The clinic on the sheet.
    pub clinic: Option<Clinic>,
    /// The ledger's short number.
    pub ledger: String,
    /// The record of now.
    pub record: Option<Record>,
    /// How it stands with the sheet on paper.
    pub state: Option<SheetState>,
    is_printed: bool,
}

impl RecordPage {
    /// Shows the part.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(record) = &self.record else { return };
        if !desk.may(Right::Keys) || self.state == Some(SheetState::Open) {
            return;
        }
        let is_outdated = self.state == Some(SheetState::Outdated);
        if is_outdated {
            notice::bar(ui, Tone::Warn, OUTDATED);
        }
        let word = "復旧記録だけを印刷…（追補）";
        let mut is_wanted = false;
        let mut is_kept = false;
        ui.horizontal(|ui| {
            is_wanted = ui.add(secondary(word).icon(Icon::Printer)).clicked();
            if self.is_printed && is_outdated {
                is_kept = ui.add(primary("印刷して、シートと一緒に保管しました")).clicked();
            }
        });
        prose::weak(
            ui,
            "復旧記録は、鍵ファイルがどこにも残っていないときのためのものです。数字は印刷されません。古い記録は捨ててください。",
        );
        if is_wanted {
            print(record, self.clinic.as_ref(), &self.ledger, desk);
            self.is_printed = true;
        }
        if is_kept {
            self.is_printed = false;
            desk.run(KeepRecord);
        }
    }
}

fn print(record: &Record, clinic: Option<&Clinic>, ledger: &str, desk: &mut Desk<'_>) {
    let today: Day = desk.today;
    let sheet = recovery_addendum(clinic, ledger, record, today);
    match write_pdf(&lay_out(&sheet), &|_, _| Going::On) {
        Ok(bytes) => desk.ask(Ask::ShowPdf { name: format!("復旧シート（追補） {}.pdf", today.iso()), bytes }),
        Err(error) => desk.ask(Ask::Tell(error.into())),
    }
}

/// The record was printed anew and put to the sheet.
struct KeepRecord;

impl Command for KeepRecord {
    fn needs(&self) -> Right {
        Right::Keys
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.keep_sheet("復旧シート（追補）の確認")?;
        Ok(Done {
            touched: crate::base::Kind::ALL.to_vec(),
            said: "復旧シート（追補）の確認を記録しました".to_owned(),
            next: None,
        })
    }
}
