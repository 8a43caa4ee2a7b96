//! Bringing a ledger back where none opens any more (PCの故障など): a gate before the ledger.

use std::path::PathBuf;

use egui::Ui;

use crate::desk::{Ask, Desk, Gate, Parcel, Step};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::list::{Backups, Found, folder_for, search, when};
use super::screen::{bring_back, brought_back};
use crate::custody::doors::usual_folder;
use crate::custody::frame::{self, WIZARD};

/// The gate that brings a backup back.
#[derive(Default)]
pub struct BringBack {
    list: Backups,
    looked_in: Option<PathBuf>,
    is_searched: bool,
    /// Where it is brought back to, if not to the usual place.
    to: Option<PathBuf>,
    chooses_to: bool,
    step: Option<Step>,
}

impl BringBack {
    fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "控えから台帳を戻す");
        prose::paragraph(
            ui,
            "控えのあるフォルダー（USBメモリーなど）を選び、戻す控えを1つ選びます。新しいフォルダーに戻すので、今あるファイルは書き換えません。",
        );
        if ui.add(secondary("控えのあるフォルダーを選ぶ…").icon(Icon::FolderOpen).enabled(!desk.is_busy)).clicked()
        {
            self.chooses_to = false;
            desk.ask(Ask::ChooseFolder { title: "控えのあるフォルダー".to_owned() });
        }
        if let Some(folder) = &self.looked_in {
            prose::weak(ui, &format!("フォルダー  {}", folder.display()));
            if self.is_searched && self.list.len() == 0 {
                notice::bar(
                    ui,
                    Tone::Warn,
                    "このフォルダーに控えは見つかりませんでした。名前が「.daichoban」で終わるファイルのあるフォルダーを選んでください。",
                );
            }
        }
        if self.list.len() > 0 {
            self.list.ui(ui);
            self.draw_chosen(ui, desk);
        }
        ui.separator();
        if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).clicked() {
            self.step = Some(Step::Back);
        }
    }

    fn draw_chosen(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(one) = self.list.chosen() else {
            prose::weak(ui, "戻す控えを1つ選んでください。ふつうは、いちばん上の新しいものを選びます。");
            return;
        };
        let folder = match &self.to {
            Some(to) => folder_for(one, &to.join("台帳番")),
            None => folder_for(one, &usual_folder()),
        };
        prose::paragraph(ui, &format!("{}の控えを戻します。", when(one)));
        prose::weak(ui, &format!("戻す場所  {}", folder.display()));
        prose::weak(ui, "開くには、控えを作ったときの合言葉か、復旧シートが必要です。");
        ui.horizontal(|ui| {
            if ui.add(primary("新しいフォルダーに戻す").icon(Icon::RotateCcw).enabled(!desk.is_busy)).clicked()
            {
                desk.ask(Ask::Job(bring_back(one.path.clone(), folder, desk.clock)));
            }
            if ui.add(secondary("戻す場所を変える…").icon(Icon::FolderOpen).enabled(!desk.is_busy)).clicked()
            {
                self.chooses_to = true;
                desk.ask(Ask::ChooseFolder { title: "台帳を戻す場所".to_owned() });
            }
        });
    }
}

impl Gate for BringBack {
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        frame::centred(ui, WIZARD, |ui| self.draw(ui, desk));
        if let (false, false, Some(folder)) = (self.is_searched, desk.is_busy, &self.looked_in) {
            self.is_searched = true;
            desk.ask(Ask::Job(search(vec![folder.clone()])));
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Folder(folder) if self.chooses_to => self.to = Some(folder),
            Parcel::Folder(folder) => {
                self.looked_in = Some(folder);
                self.is_searched = false;
            }
            Parcel::Result(content) => match content.downcast::<Found>() {
                Ok(found) => self.list.take(*found),
                Err(content) => {
                    if let Ok(folder) = brought_back(content) {
                        self.step = Some(Step::Unlock(folder));
                    }
                }
            },
            Parcel::File { .. } | Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    fn step(&mut self) -> Option<Step> {
        self.step.take()
    }
}
