//! Operators through the window: the first opening, what an inspector may not, a leaver.

use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat};

#[test]
fn a_new_operator_chooses_an_own_passphrase_before_anything_else() {
    let mut seat = Seat::opened();
    seat.press("操作者");
    seat.fill("氏名", "受付 次郎");
    seat.pick("役割", "入力者");
    seat.press("追加する");
    let first = seat.first_passphrase();
    seat.picture("operators");
    seat.press("渡しました");
    assert!(!seat.sees(&first), "shown once");
    seat.ctrl(Key::L);
    seat.unlock_as("受付 次郎", &first);
    assert!(seat.sees("自分の合言葉を決めてください") && !seat.sees("ホーム"));
    seat.picture("own_passphrase");
    seat.key(Key::Escape);
    assert!(seat.sees("自分の合言葉を決めてください"), "there is no other place");
    seat.fill("新しい合言葉", NEW_PASSPHRASE);
    seat.fill("新しい合言葉（もう一度）", NEW_PASSPHRASE);
    seat.press("この合言葉にする");
    assert!(seat.sees("ホーム"));
    seat.ctrl(Key::L);
    seat.unlock_as("受付 次郎", NEW_PASSPHRASE);
    seat.press("利用者");
    assert!(!seat.sees("操作者と鍵"), "the keys are not offered");
    seat.enter_person("渡邉 翔太");
    seat.press("操作記録");
    assert!(seat.sees("受付 次郎"));
}

#[test]
fn an_inspector_changes_and_prints_nothing() {
    let mut seat = Seat::opened();
    seat.seat_operator("保健所 一郎", "閲覧（検査用）", NEW_PASSPHRASE);
    assert!(!seat.sees("利用者を登録") && !seat.sees("取り込み"), "not offered");
    seat.press("利用者");
    seat.ctrl(Key::N);
    assert!(!seat.sees("利用者の登録"), "and not done by a key");
    seat.fill("検索", "髙橋");
    seat.key(Key::Enter);
    seat.key(Key::Enter);
    assert!(seat.sees("利用者ID") && !seat.sees("訂正") && !seat.sees("IDを追加"), "a page to look at");
    seat.picture("inspector_page");
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    assert!(seat.sees("MICT台帳"), "looking is fine");
    assert!(!seat.sees("印刷…") && !seat.sees("PDFを保存"), "printing is not offered");
}

#[test]
fn a_leaver_opens_nothing_and_the_others_go_on() {
    let mut seat = Seat::opened();
    let first = seat.add_operator("受付 次郎", "入力者");
    seat.ask_to_remove_last_operator();
    seat.picture("operators_leaving");
    seat.press("外して鍵を作り直す");
    assert!(seat.sees("受付 次郎 さんを外し、台帳の鍵を作り直しました"));
    seat.ctrl(Key::L);
    assert!(!seat.sees("受付 次郎"));
    seat.unlock(&first);
    assert!(seat.sees("合言葉が違います"));
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn the_last_responsible_person_stays() {
    let mut seat = Seat::opened();
    seat.press("操作者");
    seat.focus("操作者の一覧");
    seat.key(Key::Home);
    seat.press("この人を外す…");
    seat.press("外して鍵を作り直す");
    assert!(seat.sees("管理責任者が1人もいなくなるため、変更できません。"));
}
