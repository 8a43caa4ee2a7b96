//! 自分の手続き, the passphrase: changing one's own.

use egui::Ui;

use crate::base::Moment;
use crate::desk::{Ask, Desk, Problem, Right, VaultJob};
use crate::vault::{Kdf, Secret};
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, card, check_box, prose};

use super::passphrase::NewPassphrase;

/// What a thread brings back.
pub struct Changed;

/// The card of one's own passphrase.
#[derive(Default)]
pub struct Keys {
    new: NewPassphrase,
    is_changing: bool,
    /// The old one may be known: the data key is made anew as well.
    is_known: bool,
}

impl Keys {
    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "自分の合言葉");
        if self.is_changing {
            self.draw_change(ui, desk);
            return;
        }
        prose::paragraph(ui, "人に知られたかもしれないときに変えます。決まった間隔で変える必要はありません。");
        if ui.add(secondary("合言葉を変更…").icon(Icon::KeyRound)).clicked() {
            self.is_changing = true;
        }
    }

    fn draw_change(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.new.ui(ui, &[desk.operator]);
        check_box(ui, "前の合言葉を人に知られたかもしれない（台帳の鍵も作り直す）", &mut self.is_known);
        prose::weak(ui, "前に作った控えは、前の合言葉で開くままです。");
        ui.horizontal(|ui| {
            if ui.add(primary("変更する").enabled(!desk.is_busy)).clicked() {
                let operator = desk.operator.to_owned();
                if let Some(secret) = self.new.copy(&[&operator]) {
                    desk.ask(Ask::VaultJob(change(operator, secret, self.is_known, desk.kdf)));
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
        self.is_known = false;
        self.new.wipe();
    }
}

fn change(operator: String, secret: Secret, is_known: bool, kdf: Kdf) -> VaultJob {
    VaultJob {
        name: "change-passphrase",
        label: "合言葉を変更しています。鍵を作るため、少し時間がかかります。".to_owned(),
        needs: Right::Own,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| {
            let at = Moment::now();
            let changed = if is_known {
                vault.replace_passphrase(&secret, kdf, at, progress)
            } else {
                vault.set_passphrase(&operator, &secret, kdf, at)
            };
            changed.map_err(Problem::from)?;
            Ok(Box::new(Changed))
        }),
    }
}
