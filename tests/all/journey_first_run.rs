//! From the first start to a printed ledger, and what happens when the wizard is left.

use crate::support::desk::{PASSPHRASE, Seat};

#[test]
fn a_new_clinic_comes_from_the_first_start_to_a_printed_ledger() {
    let mut seat = Seat::new();
    assert!(seat.sees("ようこそ"));
    seat.found();
    assert!(seat.sees("復旧シートを保管してください"));
    seat.picture("first_run_sheet");
    seat.set_up();
    assert!(seat.sees("ホーム"));
    seat.picture("first_run_home");
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    assert!(seat.sees("1ページ目"));
    seat.picture("first_run_preview");
    seat.press("印刷…");
    assert!(seat.sees("PDFを開きました"));
    seat.press("操作記録");
    seat.picture("first_run_log");
}

#[test]
fn what_is_missing_in_the_first_form_is_marked_and_nothing_goes_on() {
    let mut seat = Seat::new();
    seat.press("新しい台帳を作る");
    seat.press("次へ");
    assert!(seat.sees("施設名を入力してください"));
    assert!(!seat.sees("管理責任者はどなたですか"));
}

#[test]
fn a_passphrase_that_can_be_guessed_is_not_taken() {
    let mut seat = Seat::new();
    seat.press("新しい台帳を作る");
    seat.fill("施設名", "さくら内科クリニック");
    seat.press("次へ");
    seat.fill("氏名", "髙橋 美咲");
    seat.press("次へ");
    for weak in ["1234567", "1111111111111111"] {
        seat.type_new_passphrase(weak);
        seat.press("次へ");
        assert!(seat.sees("合言葉を決めてください"), "{weak}");
    }
}

#[test]
fn a_wizard_that_is_left_leaves_no_file_behind() {
    let seat = Seat::new();
    let folder = seat.folder();
    let seat = seat.restarted();
    assert!(seat.sees("ようこそ"));
    assert!(!folder.exists());
}

#[test]
fn wrong_digits_of_the_recovery_sheet_are_noticed() {
    let mut seat = Seat::new();
    seat.found();
    seat.press("保管しました");
    seat.fill("第3組", "123456");
    seat.press("次へ");
    assert!(seat.sees("シートの数字と違います"));
}

#[test]
fn a_first_setting_that_was_left_goes_on_after_unlocking() {
    let mut seat = Seat::new();
    seat.found();
    let mut seat = seat.restarted();
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("復旧シートを保管してください"));
}
