//! When the ledger locks by itself (自動ロック): after so many minutes without a touch (S002-5.B1k).

use egui::Ui;

use crate::base::{Day, Kind};
use crate::desk::{Command, Desk, Done, Refusal, Right};
use crate::vault::{Reader, Tx, VaultError};
use crate::widgets::field::blank;
use crate::widgets::{card, prose};

const SETTING: &str = "lock.minutes";

/// Minutes without a touch after which the ledger is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockAfter(pub u8);

impl Default for LockAfter {
    fn default() -> Self {
        Self(5)
    }
}

impl LockAfter {
    /// What can be chosen.
    const CHOICES: [(&'static str, &'static str); 8] = [
        ("1", "1分"),
        ("3", "3分"),
        ("5", "5分"),
        ("10", "10分"),
        ("15", "15分"),
        ("20", "20分"),
        ("25", "25分"),
        ("30", "30分"),
    ];

    /// What the ledger says; anything outside 1 to 30 minutes is the usual five.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let minutes = read.setting(SETTING)?.and_then(|text| text.parse().ok());
        Ok(minutes.filter(|minutes| (1..=30).contains(minutes)).map(Self).unwrap_or_default())
    }

    /// The card to choose it.
    pub fn ui(self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "自動ロック");
        prose::paragraph(
            ui,
            "操作がないまま時間がたつと、台帳を自動で閉じます。入力の途中の内容は暗号化して残し、次に開いたときに戻します。",
        );
        if !desk.may(Right::Manage) {
            prose::strong(ui, &format!("{}分", self.0));
            return;
        }
        let mut chosen = self.0.to_string();
        ui.allocate_ui(egui::vec2(220.0, 0.0), |ui| {
            ui.set_width(220.0);
            if blank("自動でロックするまでの時間").pick(ui, &Self::CHOICES, &mut chosen).changed
                && chosen != self.0.to_string()
            {
                desk.run(Change(chosen));
            }
        });
    }
}

/// Changes the minutes (設定).
struct Change(String);

impl Command for Change {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.set(SETTING, &self.0)?;
        let said = format!("操作がないまま{}分たつとロックします", self.0);
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}
