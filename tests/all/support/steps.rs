//! What the person at the window does in several steps at once.

use egui::Key;

use super::desk::{PASSPHRASE, Seat};

impl Seat {
    /// A new clinic's ledger, made and open.
    pub fn opened() -> Self {
        Self::opened_with_digits().0
    }

    /// A new clinic's ledger, made and open, and the digits of its recovery sheet.
    pub fn opened_with_digits() -> (Self, Vec<String>) {
        let mut seat = Self::new();
        let groups = seat.open_new();
        (seat, groups)
    }

    /// Files are opened by somebody else.
    pub fn open_with(&mut self, viewer: daichoban::app::Viewer) {
        self.window.state_mut().open_with(viewer);
    }

    /// Characters no typeface has are drawn as boxes, as on a real screen; elsewhere they fail the test.
    pub fn allow_boxes(&mut self) {
        self.window.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    }

    /// The input method says something.
    pub fn ime(&mut self, event: egui::ImeEvent) {
        self.window.event(egui::Event::Ime(event));
        self.settle();
    }

    /// Makes a new clinic's ledger and opens it; gives the digits of its recovery sheet.
    pub fn open_new(&mut self) -> Vec<String> {
        self.found();
        let groups = self.digits();
        self.set_up();
        groups
    }

    /// The first run up to the recovery sheet.
    pub fn found(&mut self) {
        self.press("新しい台帳を作る");
        self.fill("施設名", "さくら内科クリニック");
        self.fill("施設名フリガナ", "サクラナイカクリニック");
        self.press("次へ");
        self.fill("氏名", "髙橋 美咲");
        self.fill("フリガナ", "タカハシ ミサキ");
        self.press("次へ");
        self.type_new_passphrase(PASSPHRASE);
        self.press("次へ");
        let folder = self.folder().display().to_string();
        self.fill("台帳のフォルダー", &folder);
        self.press("台帳を作る");
    }

    /// The recovery sheet is put away; then the rest of the first setting.
    pub fn set_up(&mut self) {
        self.put_sheet_away();
        self.press("あとで登録する");
        self.press("空の台帳から始める");
    }

    /// The digits in sight, typed back.
    pub fn put_sheet_away(&mut self) {
        let groups = self.digits();
        assert_eq!(groups.len(), 8, "eight groups are shown");
        self.press("保管しました");
        self.fill("第3組", &groups[2]);
        self.fill("第7組", &groups[6]);
        self.press("次へ");
    }

    /// Unlocks with a passphrase.
    pub fn unlock(&mut self, passphrase: &str) {
        self.fill("合言葉", passphrase);
        self.press("開く");
    }

    /// Unlocks as somebody.
    pub fn unlock_as(&mut self, name: &str, passphrase: &str) {
        self.pick("操作者", name);
        self.unlock(passphrase);
    }

    /// Types a new passphrase, twice alike.
    pub fn type_new_passphrase(&mut self, passphrase: &str) {
        self.fill("新しい合言葉", passphrase);
        self.fill("新しい合言葉（もう一度）", passphrase);
    }

    /// Types all digits of a recovery sheet.
    pub fn type_digits(&mut self, groups: &[String]) {
        for (number, group) in groups.iter().enumerate() {
            self.fill(&format!("第{}組", number + 1), group);
        }
    }

    /// At the gate: the passphrase is forgotten; the sheet and a new passphrase are typed, and nothing pressed yet.
    pub fn type_recovery(&mut self, groups: &[String], passphrase: &str) {
        self.press("合言葉を忘れたとき");
        self.type_digits(groups);
        self.type_new_passphrase(passphrase);
    }

    /// Adds an operator; gives the passphrase for their first opening.
    pub fn add_operator(&mut self, name: &str, office: &str) -> String {
        self.press("操作者");
        self.fill("氏名", name);
        self.pick("役割", office);
        self.press("追加する");
        let first = self.first_passphrase();
        self.press("渡しました");
        assert!(!self.sees(&first), "shown once");
        first
    }

    /// Locks, opens for the first time as somebody, and chooses their own passphrase.
    pub fn open_first(&mut self, name: &str, first: &str, own: &str) {
        self.ctrl(Key::L);
        self.unlock_as(name, first);
        self.type_new_passphrase(own);
        self.press("この合言葉にする");
    }

    /// Adds an operator, who sits down at the window and chooses their own passphrase.
    pub fn seat_operator(&mut self, name: &str, office: &str, own: &str) {
        let first = self.add_operator(name, office);
        self.open_first(name, &first, own);
    }

    /// On the page of the operators: the one who came last is to leave, and nothing stands in the way.
    pub fn remove_last_operator(&mut self) {
        self.ask_to_remove_last_operator();
        self.press("外して鍵を作り直す");
    }

    /// On the page of the operators: the question before the one who came last leaves.
    pub fn ask_to_remove_last_operator(&mut self) {
        self.focus("操作者の一覧");
        self.key(Key::End);
        self.press("この人を外す…");
    }

    /// A new person's form with the name typed.
    pub fn begin_person(&mut self, name: &str) {
        self.press("利用者");
        self.ctrl(Key::N);
        self.fill("氏名", name);
    }

    /// Enters a person.
    pub fn enter_person(&mut self, name: &str) {
        self.begin_person(name);
        self.press("登録する");
    }

    /// Unlocks, and the person's form that was begun is there again.
    pub fn unlock_to_person(&mut self, name: &str) {
        self.unlock(PASSPHRASE);
        assert!(self.sees("入力の途中だった内容を元に戻しました"));
        assert_eq!(self.value("氏名"), name);
    }
}
