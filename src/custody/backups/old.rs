//! 前の鍵の控え: after the keys were made anew, the backups that still open with the passphrases of before, and the
//! button that copies them under the new keys.

use egui::Ui;

use crate::base::{Clock, Kind};
use crate::desk::{Ask, Desk, Right, VaultJob};
use crate::vault::{OldBackup, Rewritten};
use crate::widgets::button::primary;
use crate::widgets::{Icon, Tone, card, notice, prose};

/// So many are named.
const MOST: usize = 6;

/// The card of the backups of before; nothing where there are none.
#[derive(Default)]
pub struct OldBackups {
    found: Vec<OldBackup>,
    said: Option<(Tone, String)>,
}

impl OldBackups {
    /// Takes what was found after the keys were made anew.
    pub fn take(&mut self, found: Vec<OldBackup>) {
        if !found.is_empty() {
            self.said = None;
        }
        self.found = found;
    }

    /// Takes what came of rewriting.
    pub fn rewritten(&mut self, told: Rewritten) {
        let Rewritten { n_done, n_left } = told;
        self.found.clear();
        self.said = Some(if n_left == 0 {
            (Tone::Success, format!("前の控え{n_done}個を新しい鍵で作り直し、1つずつ開いて確かめました。"))
        } else {
            let said = format!(
                "前の控え{n_done}個を新しい鍵で作り直しました。{n_left}個は壊れているか、鍵が違うため、そのまま残してあります。"
            );
            (Tone::Warn, said)
        });
    }

    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if let Some((tone, said)) = &self.said {
            notice::bar(ui, *tone, said);
        }
        if self.found.is_empty() {
            return;
        }
        card::card(ui, |ui| {
            card::title(ui, "前の合言葉で開く控えがあります");
            let n_found = self.found.len();
            prose::paragraph(
                ui,
                &format!(
                    "鍵を作り直す前に作った控え{n_found}個は、そのときの合言葉と復旧シートで開くままです。外した人が持ち出せる場所にあるときは、新しい鍵で作り直してください。中の記録は変わりません。"
                ),
            );
            for one in self.found.iter().take(MOST) {
                let folder = one.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
                prose::weak(ui, &format!("{}の控え　{folder}", one.made_at.wareki()));
            }
            if n_found > MOST {
                prose::weak(ui, &format!("ほか{}個", n_found - MOST));
            }
            let can_rewrite = self.found.iter().any(|one| one.can_rewrite);
            let word = primary("新しい鍵で作り直す").icon(Icon::KeyRound).enabled(can_rewrite && !desk.is_busy);
            if ui.add(word).clicked() {
                desk.ask(Ask::VaultJob(rewrite(desk.clock)));
            }
            prose::weak(
                ui,
                "作り直せるのは、台帳を閉じるまでの間です。USBメモリーの控えは、つないでから押してください。USBメモリーから消した古い控えは、専用の道具で読み出されることがあります。手放すときは壊してください。",
            );
        });
    }
}

fn rewrite(clock: Clock) -> VaultJob {
    VaultJob {
        name: "rewrite-backups",
        label: "前の控えを新しい鍵で作り直し、開いて確かめています。".to_owned(),
        needs: Right::Keys,
        touched: Kind::ALL.to_vec(),
        work: Box::new(move |vault, progress| Ok(Box::new(vault.rewrite_backups(clock.now(), progress)?))),
    }
}

/// Looks for them.
pub fn look_for_old() -> VaultJob {
    VaultJob {
        name: "find-old-backups",
        label: "前の鍵の控えを探しています。".to_owned(),
        needs: Right::Manage,
        touched: Vec::new(),
        work: Box::new(|vault, _| Ok(Box::new(vault.old_backups()?))),
    }
}
