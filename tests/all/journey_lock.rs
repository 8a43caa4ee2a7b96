//! Locking and unlocking: the right message, a typed draft that is still there, a ledger that survives a failure.

use daichoban::desk::Problem;
use daichoban::vault::VaultError;
use egui::Key;

use crate::support::behind::Work;
use crate::support::desk::{PASSPHRASE, Seat};

fn open() -> Seat {
    let mut seat = Seat::new();
    seat.found();
    seat.set_up();
    seat
}

#[test]
fn a_wrong_passphrase_says_so_and_the_right_one_opens() {
    let mut seat = open().restarted();
    seat.unlock("ちがう合言葉です。ほんとうに");
    let wrong = Problem::from(VaultError::WrongPassphrase);
    assert!(seat.sees(&wrong.happened) && seat.sees("合言葉を忘れたとき"));
    seat.picture("unlock_wrong");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn after_three_wrong_passphrases_one_has_to_wait() {
    let mut seat = open().restarted();
    for _ in 0..3 {
        seat.unlock("ちがう合言葉です。ほんとうに");
    }
    assert!(seat.sees("お待ちください"));
    seat.picture("unlock_wait");
}

#[test]
fn the_lock_hides_everything_and_keeps_a_typed_draft() {
    let mut seat = open();
    seat.press("利用者");
    seat.ctrl(Key::N);
    seat.fill("氏名", "渡邉 翔太");
    seat.ctrl(Key::L);
    assert!(!seat.sees("渡邉") && seat.sees("台帳を開く"));
    seat.picture("locked");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("入力の途中だった内容を元に戻しました"));
    assert_eq!(seat.value("氏名"), "渡邉 翔太");
}

#[test]
fn a_draft_also_survives_the_end_of_the_program() {
    let mut seat = open();
    seat.press("利用者");
    seat.ctrl(Key::N);
    seat.fill("氏名", "渡邉 翔太");
    let mut seat = seat.restarted();
    seat.unlock(PASSPHRASE);
    assert_eq!(seat.value("氏名"), "渡邉 翔太");
}

#[test]
fn the_recovery_code_opens_with_a_new_passphrase() {
    let mut seat = Seat::new();
    seat.found();
    let groups = seat.digits();
    seat.set_up();
    let mut seat = seat.restarted();
    seat.press("合言葉を忘れたとき");
    for (number, group) in groups.iter().enumerate() {
        seat.fill(&format!("第{}組", number + 1), group);
    }
    let new = "そら とぶ くじら 白い ゆき";
    seat.fill("新しい合言葉", new);
    seat.fill("新しい合言葉（もう一度）", new);
    seat.picture("recovery");
    seat.press("台帳を開く");
    assert!(seat.sees("新しい合言葉を登録しました"));
    assert!(seat.sees("復旧シートを保管してください"), "a sheet that was used is replaced");
    let fresh = seat.digits();
    assert_ne!(fresh, groups);
    seat.press("保管しました");
    seat.fill("第3組", &fresh[2]);
    seat.fill("第7組", &fresh[6]);
    seat.press("次へ");
    let mut seat = seat.restarted();
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("合言葉が違います"));
    seat.unlock(new);
    assert!(seat.sees("ホーム"));
    let mut seat = seat.restarted();
    seat.press("合言葉を忘れたとき");
    for (number, group) in groups.iter().enumerate() {
        seat.fill(&format!("第{}組", number + 1), group);
    }
    seat.fill("新しい合言葉", PASSPHRASE);
    seat.fill("新しい合言葉（もう一度）", PASSPHRASE);
    seat.press("台帳を開く");
    assert!(seat.sees("この復旧コードでは台帳が開きません"), "the used sheet opens nothing any more");
}

#[test]
fn work_that_breaks_off_leaves_the_ledger_usable() {
    let mut seat = open();
    seat.work(Work::Refused);
    assert!(seat.sees("試験の処理は終わりませんでした"));
    seat.press("閉じる");
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"));
    // A panic with the ledger in hand: it is closed, the person is told, and it opens again with everything in it.
    seat.work(Work::Panics);
    assert!(seat.sees("処理の途中で思いがけないことが起きた"));
    seat.press("閉じる");
    seat.unlock(PASSPHRASE);
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"));
}

#[test]
fn a_changed_passphrase_counts_from_the_next_opening() {
    let mut seat = open();
    seat.press("自分の手続き");
    seat.press("合言葉を変更…");
    let new = "そら とぶ くじら 白い ゆき";
    seat.fill("新しい合言葉", new);
    seat.fill("新しい合言葉（もう一度）", new);
    seat.reach("変更する");
    assert!(seat.sees("合言葉を変更しました"));
    seat.press("台帳の情報");
    seat.picture("about");
    seat.press("今すぐ点検");
    assert!(seat.sees("壊れや書き換えはありません"));
    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("合言葉が違います"));
    seat.unlock(new);
    assert!(seat.sees("ホーム"));
}

#[test]
fn a_new_recovery_sheet_replaces_the_old_one() {
    let mut seat = Seat::new();
    seat.found();
    let old = seat.digits();
    seat.set_up();
    seat.press("台帳の情報");
    seat.press("復旧シートを作り直す…");
    seat.press("古いシートを使えなくして作り直す");
    let new = seat.digits();
    assert!(new.len() == 8 && new != old);
    seat.picture("new_sheet");
    let mut seat = seat.restarted();
    seat.press("合言葉を忘れたとき");
    for (number, group) in old.iter().enumerate() {
        seat.fill(&format!("第{}組", number + 1), group);
    }
    seat.fill("新しい合言葉", PASSPHRASE);
    seat.fill("新しい合言葉（もう一度）", PASSPHRASE);
    seat.press("台帳を開く");
    assert!(seat.sees("この復旧コードでは台帳が開きません"));
}
