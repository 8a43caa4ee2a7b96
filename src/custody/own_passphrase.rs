//! 自分の合言葉: at the first opening, and after a reset, everybody chooses a passphrase that nobody else knows.

use egui::Ui;

use crate::base::{Day, Kind};
use crate::desk::{Ask, Desk, Parcel, Problem, Right, Screen, VaultJob};
use crate::vault::{Policy, Reader};
use crate::widgets::button::primary;
use crate::widgets::{Icon, card, prose};

use super::frame::{self, WIZARD};
use super::keys::Changed;
use super::passphrase::NewPassphrase;

/// The screen that is shown until an own passphrase is chosen.
#[must_use]
pub fn own_passphrase() -> Box<dyn Screen> {
    Box::new(OwnPassphrase::default())
}

#[derive(Default)]
struct OwnPassphrase {
    new: NewPassphrase,
    is_done: bool,
}

impl Screen for OwnPassphrase {
    fn reads(&self) -> &'static [Kind] {
        &[]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.new.by_policy(Policy::read(read)?);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        frame::centred(ui, WIZARD, |ui| {
            card::title(ui, "自分の合言葉を決めてください");
            prose::paragraph(
                ui,
                &format!(
                    "{} さん、ようこそ。渡された合言葉は、今回だけのものです。あなただけが知っている合言葉に変えてください。",
                    desk.operator
                ),
            );
            self.new.ui(ui, &[desk.operator]);
            let is_clicked = ui
                .add(
                    primary("この合言葉にする").icon(Icon::KeyRound).on_enter().enabled(!desk.is_busy).min_width(220.0),
                )
                .clicked();
            if is_clicked && let Some(secret) = self.new.copy(&[desk.operator]) {
                let (operator, kdf, clock) = (desk.operator.to_owned(), desk.kdf, desk.clock);
                desk.ask(Ask::VaultJob(VaultJob {
                    name: "own-passphrase",
                    label: "新しい合言葉を登録しています。".to_owned(),
                    needs: Right::Own,
                    touched: Vec::new(),
                    work: Box::new(move |vault, _| {
                        vault.set_passphrase(&operator, &secret, kdf, clock.now())?;
                        Ok(Box::new(Changed))
                    }),
                }));
            }
        });
        if std::mem::take(&mut self.is_done) {
            desk.ask(Ask::Say("新しい合言葉を登録しました。次に開くときから使います".to_owned()));
            let home = desk.home();
            desk.go(home);
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        if let Parcel::Result(content) = parcel
            && content.is::<Changed>()
        {
            self.new.wipe();
            self.is_done = true;
        }
    }
}
