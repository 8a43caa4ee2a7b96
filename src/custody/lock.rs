//! When the ledger locks by itself (自動ロック): after so many minutes without a touch (S002-5.B1k).

use egui::Ui;

use crate::desk::{Desk, Setting};
use crate::vault::{Reader, VaultError};
use crate::widgets::{card, prose};

const LOCK_AFTER: Setting = Setting {
    name: "lock.minutes",
    label: "自動でロックするまでの時間",
    choices: &[
        ("1", "1分"),
        ("3", "3分"),
        ("5", "5分"),
        ("10", "10分"),
        ("15", "15分"),
        ("20", "20分"),
        ("25", "25分"),
        ("30", "30分"),
    ],
    unit: "分",
    said: |minutes| format!("操作がないまま{minutes}分たつとロックします"),
};

/// Minutes without a touch after which the ledger is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockAfter(pub u8);

impl Default for LockAfter {
    fn default() -> Self {
        Self(5)
    }
}

impl LockAfter {
    /// What the ledger says; anything outside 1 to 30 minutes is the usual five.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Self, VaultError> {
        let minutes = read.setting(LOCK_AFTER.name)?.and_then(|text| text.parse().ok());
        Ok(minutes.filter(|minutes| (1..=30).contains(minutes)).map(Self).unwrap_or_default())
    }

    /// The card to choose it.
    pub fn ui(self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "自動ロック");
        prose::paragraph(
            ui,
            "操作がないまま時間がたつと、台帳を自動で閉じます。入力の途中の内容は暗号化して残し、次に開いたときに戻します。",
        );
        LOCK_AFTER.ui(ui, desk, self.0);
    }
}
