//! Operators through the window: the first opening, what an inspector may not, a leaver.

use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat};

const OWN: &str = "そら とぶ くじら 白い ゆき";

fn open() -> Seat {
    let mut seat = Seat::new();
    seat.found();
    seat.set_up();
    seat
}

/// Adds somebody and locks; gives the passphrase for the first opening.
fn add(seat: &mut Seat, name: &str, office: &str) -> String {
    seat.press("操作者");
    seat.fill("氏名", name);
    seat.pick("役割", office);
    seat.press("追加する");
    let first = seat.first_passphrase();
    seat.picture("operators");
    seat.press("渡しました");
    assert!(!seat.sees(&first), "shown once");
    first
}

#[test]
fn a_new_operator_chooses_an_own_passphrase_before_anything_else() {
    let mut seat = open();
    let first = add(&mut seat, "受付 次郎", "入力者");
    seat.ctrl(Key::L);
    seat.unlock_as("受付 次郎", &first);
    assert!(seat.sees("自分の合言葉を決めてください") && !seat.sees("ホーム"));
    seat.picture("own_passphrase");
    seat.key(Key::Escape);
    assert!(seat.sees("自分の合言葉を決めてください"), "there is no other place");
    seat.fill("新しい合言葉", OWN);
    seat.fill("新しい合言葉（もう一度）", OWN);
    seat.press("この合言葉にする");
    assert!(seat.sees("ホーム"));
    seat.ctrl(Key::L);
    seat.unlock_as("受付 次郎", OWN);
    seat.press("利用者");
    assert!(!seat.sees("操作者と鍵"), "the keys are not offered");
    seat.ctrl(Key::N);
    seat.fill("氏名", "渡邉 翔太");
    seat.press("登録する");
    seat.press("操作記録");
    assert!(seat.sees("受付 次郎"));
}

#[test]
fn an_inspector_changes_and_prints_nothing() {
    let mut seat = open();
    let first = add(&mut seat, "保健所 一郎", "閲覧（検査用）");
    seat.ctrl(Key::L);
    seat.unlock_as("保健所 一郎", &first);
    seat.fill("新しい合言葉", OWN);
    seat.fill("新しい合言葉（もう一度）", OWN);
    seat.press("この合言葉にする");
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
    let mut seat = open();
    let first = add(&mut seat, "受付 次郎", "入力者");
    seat.focus("操作者の一覧");
    seat.key(Key::End);
    seat.press("この人を外す…");
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
    let mut seat = open();
    seat.press("操作者");
    seat.focus("操作者の一覧");
    seat.key(Key::Home);
    seat.press("この人を外す…");
    seat.press("外して鍵を作り直す");
    assert!(seat.sees("管理責任者が1人もいなくなるため、変更できません。"));
}
