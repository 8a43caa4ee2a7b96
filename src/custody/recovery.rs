//! Forgotten passphrase (合言葉を忘れたとき): the recovery code from the sheet, then a new passphrase.

use egui::{Align, Layout, Ui, vec2};

use crate::desk::Problem;
use crate::vault::{Record, RecoveryCode, Secret};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::lost_keys::RecordField;
use super::passphrase::{NewPassphrase, wipe};
use super::unlock::trouble;

/// Groups on the sheet.
pub const N_GROUPS: usize = 8;

/// What was typed from the sheet; wiped when dropped.
#[derive(Default)]
pub struct Recovery {
    groups: [String; N_GROUPS],
    passphrase: NewPassphrase,
    is_asked: bool,
    /// The record on the sheet, where no key file is left.
    record: Option<RecordField>,
}

impl Drop for Recovery {
    fn drop(&mut self) {
        self.groups.iter_mut().for_each(wipe);
    }
}

/// What the person did.
pub enum Said {
    /// Nothing.
    Nothing,
    /// Back to the passphrase.
    Back,
    /// Code and new passphrase are there.
    Ready(RecoveryCode, Secret),
}

impl Recovery {
    /// The page for those who have no key file any more.
    pub fn with_record() -> Self {
        let mut this = Self::default();
        this.record = Some(RecordField::default());
        this
    }

    /// The record that was typed, where the page asks for one.
    pub fn record(&self) -> Option<Record> {
        self.record.as_ref().and_then(RecordField::read)
    }

    /// Shows the page.
    pub fn ui(&mut self, ui: &mut Ui, problem: Option<&Problem>) -> Said {
        if let Some(record) = &mut self.record {
            card::title(ui, "鍵ファイルがどこにもないとき");
            prose::paragraph(
                ui,
                "台帳のファイルが残っていれば、復旧シートだけで開けます。まず、シートの「復旧記録」を入力します。",
            );
            record.ui(ui);
            ui.add_space(space::S);
            card::title(ui, "復旧シートの数字を入力してください");
        } else {
            card::title(ui, "合言葉を忘れたとき");
            prose::paragraph(
                ui,
                "封筒に入れて保管している復旧シートを用意してください。書かれている6桁の数字を、8組とも入力します。",
            );
        }
        self.draw_groups(ui);
        ui.add_space(space::S);
        card::title(ui, "新しい合言葉を決めてください");
        self.passphrase.ui(ui, &[]);
        notice::bar(
            ui,
            Tone::Info,
            "復旧シートを使って開いたことは、操作記録に残ります。使ったシートは無効になり、台帳の鍵を作り直して、次の画面で新しいシートを作ります。",
        );
        if let Some(problem) = problem {
            trouble(ui, problem);
        }
        self.draw_foot(ui)
    }

    fn draw_groups(&mut self, ui: &mut Ui) {
        let width = ((ui.available_width() - 3.0 * space::M) / 4.0).floor();
        let is_asked = self.is_asked;
        for (row, groups) in self.groups.chunks_mut(4).enumerate() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                for (place, group) in groups.iter_mut().enumerate() {
                    let label = format!("第{}組", row * 4 + place + 1);
                    let n_digits = group.chars().filter(|c| !c.is_whitespace()).count();
                    let is_wrong = (n_digits >= 6 || is_asked) && !RecoveryCode::is_group(group);
                    let fault = is_wrong.then_some("数字が違います");
                    ui.allocate_ui(vec2(width, 0.0), |ui| {
                        ui.set_width(width);
                        let entry = blank(&label).placeholder("6桁").fault(fault);
                        let entry = if row + place == 0 { entry.awaited() } else { entry };
                        entry.code(ui, group);
                    });
                }
            });
        }
    }

    fn draw_foot(&mut self, ui: &mut Ui) -> Said {
        let mut said = Said::Nothing;
        ui.add_space(space::S);
        ui.separator();
        ui.horizontal(|ui| {
            if ui.add(secondary("戻る").icon(Icon::ArrowLeft)).clicked() {
                said = Said::Back;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(primary("台帳を開く").on_enter().min_width(140.0)).clicked() {
                    said = self.ready();
                }
            });
        });
        said
    }

    fn ready(&mut self) -> Said {
        self.is_asked = true;
        let mut whole = self.groups.join(" ");
        let code = RecoveryCode::read(&whole);
        wipe(&mut whole);
        let has_record = self.record.as_mut().is_none_or(|record| record.ask().is_some());
        match (code, self.passphrase.copy(&[])) {
            (Ok(code), Some(secret)) if has_record => Said::Ready(code, secret),
            (Ok(_) | Err(_), _) => Said::Nothing,
        }
    }
}
