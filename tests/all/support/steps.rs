//! What the person at the window does in several steps at once.

use super::desk::{PASSPHRASE, Seat};

impl Seat {
    /// The first run up to the recovery sheet.
    pub fn found(&mut self) {
        self.press("新しい台帳を作る");
        self.fill("施設名", "さくら内科クリニック");
        self.fill("施設名フリガナ", "サクラナイカクリニック");
        self.press("次へ");
        self.fill("氏名", "髙橋 美咲");
        self.fill("フリガナ", "タカハシ ミサキ");
        self.press("次へ");
        self.fill("新しい合言葉", PASSPHRASE);
        self.fill("新しい合言葉（もう一度）", PASSPHRASE);
        self.press("次へ");
        let folder = self.folder().display().to_string();
        self.fill("台帳のフォルダー", &folder);
        self.press("台帳を作る");
    }

    /// The digits in sight, typed back; then the rest of the first setting.
    pub fn set_up(&mut self) {
        let groups = self.digits();
        assert_eq!(groups.len(), 8, "eight groups are shown");
        self.press("保管しました");
        self.fill("第3組", &groups[2]);
        self.fill("第7組", &groups[6]);
        self.press("次へ");
        self.press("あとで登録する");
        self.press("空の台帳から始める");
    }

    /// Unlocks as somebody.
    pub fn unlock_as(&mut self, name: &str, passphrase: &str) {
        self.pick("操作者", name);
        self.unlock(passphrase);
    }

    /// Unlocks with a passphrase.
    pub fn unlock(&mut self, passphrase: &str) {
        self.fill("合言葉", passphrase);
        self.press("開く");
    }
}
