//! 自己点検の間隔: the card where the clinic says after how many months a check is due again.

use egui::Ui;

use crate::desk::{Desk, Setting};
use crate::ledgers::self_check::every::{CheckEvery, SETTING};
use crate::widgets::{card, prose};

const CHECK_EVERY: Setting = Setting {
    name: SETTING,
    label: "点検の間隔",
    choices: &CheckEvery::CHOICES,
    unit: "か月",
    said: |months| format!("自己点検の間隔を{months}か月にしました"),
};

/// Shows the card.
pub(super) fn draw(ui: &mut Ui, desk: &mut Desk<'_>, every: CheckEvery) {
    card::title(ui, "自己点検の間隔");
    prose::weak(ui, "連携ネットワークの決まりに合わせて、はじめは2か月です。");
    CHECK_EVERY.ui(ui, desk, every.0);
}
