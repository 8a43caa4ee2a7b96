//! A member of staff (職員) opens the ledger: their own record and keys, and not a word about anybody else.

use daichoban::base::Kind;
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::staff::record::Staff;
use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, Seat};

/// The sample clinic, and the names of two people in it; the first sits at the window.
fn member() -> (Seat, String, String) {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let names = seat.ledger(|vault| {
        let all = vault.reader().list::<Staff>().unwrap();
        all.into_iter().map(|kept| kept.record.name).filter(|name| name != demo::OPERATOR).collect::<Vec<_>>()
    });
    let (me, other) = (names[0].clone(), names[1].clone());
    seat.seat_operator(&me, "職員（自分の手続き）", NEW_PASSPHRASE);
    (seat, me, other)
}

#[test]
fn a_member_of_staff_sees_their_own_record_and_no_other_name() {
    let (mut seat, me, other) = member();
    assert!(seat.sees("あなたの登録") && seat.sees("あなたの手続き") && seat.sees(&me));
    seat.picture("member");
    assert!(!seat.sees(&other) && !seat.sees("ホーム") && !seat.sees("操作記録"), "nothing else is offered");
    let before = seat.words();
    seat.all_with_ctrl(&[Key::N, Key::P, Key::F, Key::S, Key::E, Key::O]);
    seat.key(Key::Escape);
    assert_eq!(seat.words(), before, "and no key leads anywhere");
    let closed =
        [Route::Home, Route::Log, Route::About, Route::Sheets, Route::Import, Route::Operators, Route::Backups];
    for route in closed.into_iter().chain([Route::List(Kind::Staff), Route::New(Kind::Staff, None)]) {
        seat.go(route.clone());
        assert!(seat.sees("「職員（自分の手続き）」の操作者には、"), "{route:?}");
        seat.press("閉じる");
        assert!(seat.sees("あなたの登録") && !seat.sees(&other), "{route:?}");
    }
}

#[test]
fn a_member_of_staff_changes_their_own_passphrase_and_makes_a_usb_key() {
    let (mut seat, me, _) = member();
    let stick = tempfile::tempdir().unwrap();
    seat.reach("USBキーを作る…");
    seat.typed_path("フォルダーの場所", stick.path());
    seat.fill("今の合言葉", NEW_PASSPHRASE);
    seat.press("USBキーを作る");
    seat.reach("合言葉を変更…");
    seat.type_new_passphrase("あおい7の坂道と風");
    seat.focus("前の合言葉を人に知られたかもしれない（台帳の鍵も作り直す）");
    seat.key(Key::Space);
    seat.picture("member_change");
    seat.reach("変更する");
    assert!(seat.sees("合言葉を変更しました"));
    assert!(seat.folder().join("ledger-0003.db").exists(), "new keys for the USB key, and again for the passphrase");
    let file = std::fs::read_dir(stick.path()).unwrap().next().unwrap().unwrap().path();
    seat.ctrl(Key::L);
    seat.unlock_as(&me, "あおい7の坂道と風");
    seat.press("USBキーのファイルを選ぶ…");
    seat.typed_path("ファイルの場所", &file);
    seat.press("開く");
    assert!(seat.sees("あなたの登録"));
}
