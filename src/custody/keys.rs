//! 自分の手続き, the passphrase: changing one's own.

use egui::Ui;

use crate::base::{Clock, Day, Kind};
use crate::desk::{Ask, Desk, Problem, Right, VaultJob};
use crate::vault::{Kdf, Operator, Policy, Secret};
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, Tone, card, check_box, notice, prose};

use super::passphrase::NewPassphrase;
use super::policy;

/// What a thread brings back.
pub struct Changed;

/// The card of one's own passphrase.
#[derive(Default)]
pub struct Keys {
    new: NewPassphrase,
    is_changing: bool,
    /// The old one may be known: the data key is made anew as well.
    is_known: bool,
    policy: &'static Policy,
    /// The day the present one was chosen, where the ledger knows.
    chosen_on: Option<Day>,
}

impl Keys {
    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "自分の合言葉");
        if self.is_changing {
            self.draw_change(ui, desk);
            return;
        }
        self.draw_age(ui, desk.today);
        if ui.add(secondary("合言葉を変更…").icon(Icon::KeyRound)).clicked() {
            self.is_changing = true;
        }
    }

    fn draw_change(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.new.ui(ui, &[desk.operator]);
        check_box(ui, "前の合言葉を人に知られたかもしれない（台帳の鍵も作り直す）", &mut self.is_known);
        prose::weak(ui, "前に作った控えは、前の合言葉で開くままです。");
        ui.horizontal(|ui| {
            if ui.add(primary("変更する").on_enter().enabled(!desk.is_busy)).clicked() {
                let operator = desk.operator.to_owned();
                if let Some(secret) = self.new.copy(&[&operator]) {
                    desk.ask(Ask::VaultJob(change(operator, secret, self.is_known, desk.kdf, desk.clock)));
                }
            }
            if ui.add(secondary("やめる")).clicked() {
                self.done();
            }
        });
    }

    /// When it was chosen, and until when it serves.
    fn draw_age(&self, ui: &mut Ui, today: Day) {
        if let Some(day) = self.chosen_on {
            prose::paragraph(ui, &format!("今の合言葉は、{}に決めたものです。", day.wareki()));
        }
        if self.policy.is_due(self.chosen_on, today) {
            notice::bar(ui, Tone::Warn, &policy::overdue(self.chosen_on));
        } else if let Some(last) = self.policy.last_day(self.chosen_on) {
            prose::paragraph(ui, &format!("{}までに、新しい合言葉に変えてください。", last.wareki()));
        } else {
            prose::paragraph(ui, "人に知られたかもしれないときに変えます。決まった間隔で変える必要はありません。");
        }
    }

    /// Measures by the policy the ledger follows.
    pub const fn by_policy(&mut self, policy: &'static Policy) {
        self.policy = policy;
        self.new.by_policy(policy);
    }

    /// Whose passphrase it is. Beside a USB key a shorter one is enough.
    pub fn take(&mut self, me: &Operator) {
        self.chosen_on = me.chosen_on;
        self.new.beside_token(me.has_token);
    }

    /// The change is done, or not wanted.
    pub fn done(&mut self) {
        self.is_changing = false;
        self.is_known = false;
        self.new.wipe();
    }
}

fn change(operator: String, secret: Secret, is_known: bool, kdf: Kdf, clock: Clock) -> VaultJob {
    VaultJob {
        name: "change-passphrase",
        label: "合言葉を変更しています。鍵を作るため、少し時間がかかります。".to_owned(),
        needs: Right::Own,
        touched: Kind::ALL.to_vec(),
        work: Box::new(move |vault, progress| {
            let at = clock.now();
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
