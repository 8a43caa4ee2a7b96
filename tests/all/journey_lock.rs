//! Locking and unlocking: the right message, a typed draft that is still there, a ledger that survives a failure.

use daichoban::desk::Problem;
use daichoban::vault::VaultError;
use egui::Key;

use crate::support::behind::Work;
use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat};

#[test]
fn a_wrong_passphrase_says_so_and_the_right_one_opens() {
    let mut seat = Seat::opened().restarted();
    seat.unlock("ちがう合言葉です。ほんとうに");
    let wrong = Problem::from(VaultError::WrongPassphrase);
    assert!(seat.sees(&wrong.happened) && seat.sees("合言葉を忘れたとき"));
    seat.picture("unlock_wrong");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn after_three_wrong_passphrases_one_has_to_wait() {
    let mut seat = Seat::opened().restarted();
    for _ in 0..3 {
        seat.unlock("ちがう合言葉です。ほんとうに");
    }
    assert!(seat.sees("お待ちください"));
    seat.picture("unlock_wait");
}

#[test]
fn the_lock_hides_everything_and_keeps_a_typed_draft() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.ctrl(Key::L);
    assert!(!seat.sees("渡邉") && seat.sees("台帳を開く"));
    seat.picture("locked");
    seat.unlock_to_person("渡邉 翔太");
}

#[test]
fn wrong_tries_are_told_until_they_are_put_away_beside_a_draft_that_came_back_too() {
    let mut seat = Seat::opened();
    seat.press("利用者");
    seat.ctrl(Key::N);
    seat.fill("氏名", "渡邉 翔太");
    seat.ctrl(Key::L);
    seat.unlock("ちがう合言葉です。ほんとうに");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("合言葉の間違いが1回ありました") && seat.sees("入力の途中だった内容を元に戻しました"));
    seat.picture("unlock_told");
    seat.wait_minutes(2);
    assert!(!seat.sees("入力の途中だった内容を元に戻しました"), "what was done is said in passing");
    assert!(seat.sees("合言葉の間違いが1回ありました"), "a warning waits to be read");
    seat.press("お知らせを閉じる");
    assert!(!seat.sees("合言葉の間違い"));
    assert_eq!(seat.value("氏名"), "渡邉 翔太");
}

#[test]
fn a_draft_also_survives_the_end_of_the_program() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    let mut seat = seat.restarted();
    seat.unlock_to_person("渡邉 翔太");
}

#[test]
fn the_recovery_code_opens_with_a_new_passphrase() {
    let (seat, groups) = Seat::opened_with_digits();
    let mut seat = seat.restarted();
    seat.type_recovery(&groups, NEW_PASSPHRASE);
    seat.picture("recovery");
    seat.press("台帳を開く");
    assert!(seat.sees("新しい合言葉を登録しました"));
    assert!(seat.sees("復旧シートを保管してください"), "a sheet that was used is replaced");
    assert_ne!(seat.digits(), groups);
    seat.put_sheet_away();
    let mut seat = seat.restarted();
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("合言葉が違います"));
    seat.unlock(NEW_PASSPHRASE);
    assert!(seat.sees("ホーム"));
    let mut seat = seat.restarted();
    seat.type_recovery(&groups, PASSPHRASE);
    seat.press("台帳を開く");
    assert!(seat.sees("この復旧コードでは台帳が開きません"), "the used sheet opens nothing any more");
}

#[test]
fn work_that_breaks_off_leaves_the_ledger_usable() {
    let mut seat = Seat::opened();
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
    let mut seat = Seat::opened();
    seat.press("自分の手続き");
    seat.reach("合言葉を変更…");
    seat.type_new_passphrase(NEW_PASSPHRASE);
    seat.reach("変更する");
    assert!(seat.sees("合言葉を変更しました"));
    seat.press("台帳の情報");
    seat.picture("about");
    seat.press("今すぐ点検");
    assert!(seat.sees("壊れや書き換えはありません"));
    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("合言葉が違います"));
    seat.unlock(NEW_PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn a_new_recovery_sheet_replaces_the_old_one() {
    let (mut seat, old) = Seat::opened_with_digits();
    seat.press("台帳の情報");
    seat.press("復旧シートを作り直す…");
    seat.press("古いシートを使えなくして作り直す");
    let new = seat.digits();
    assert!(new.len() == 8 && new != old);
    seat.picture("new_sheet");
    let mut seat = seat.restarted();
    seat.type_recovery(&old, PASSPHRASE);
    seat.press("台帳を開く");
    assert!(seat.sees("この復旧コードでは台帳が開きません"));
}
