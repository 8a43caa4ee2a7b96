//! 自己点検の間隔: the card where the clinic says after how many months a check is due again.

use egui::{Ui, vec2};

use crate::base::{Day, Kind};
use crate::desk::{Command, Desk, Done, Refusal, Right};
use crate::ledgers::self_check::every::{CheckEvery, SETTING};
use crate::vault::Tx;
use crate::widgets::field::blank;
use crate::widgets::{card, prose};

/// Shows the card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, every: CheckEvery) {
    card::title(ui, "自己点検の間隔");
    prose::weak(ui, "連携ネットワークの決まりに合わせて、はじめは2か月です。");
    if !desk.may(Right::Manage) {
        prose::strong(ui, &format!("{}か月", every.0));
        return;
    }
    let before = every.0.to_string();
    let mut chosen = before.clone();
    ui.allocate_ui(vec2(220.0, 0.0), |ui| {
        ui.set_width(220.0);
        let is_changed = blank("点検の間隔").pick(ui, &CheckEvery::CHOICES, &mut chosen).changed;
        if is_changed && chosen != before {
            desk.run(Change(chosen));
        }
    });
}

/// Changes the months (設定).
struct Change(String);

impl Command for Change {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.set(SETTING, &self.0)?;
        let said = format!("自己点検の間隔を{}か月にしました", self.0);
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}
