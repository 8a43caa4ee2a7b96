//! What is saved from the window: never over a ledger's own files, and over another file only after a question.

use std::fs;

use crate::support::desk::Seat;

/// The list of who opens the ledger's operation record is saved: any PDF will do.
fn ask_to_save(seat: &mut Seat) {
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    seat.press("PDFを保存…");
}

#[test]
fn a_typed_name_that_is_taken_is_asked_about_once() {
    let mut seat = Seat::opened();
    let place = seat.folder().with_file_name("一覧.pdf");
    fs::write(&place, "大事な手紙").unwrap();
    ask_to_save(&mut seat);
    seat.typed_path("ファイルの場所", &place);
    assert!(seat.sees("同じ名前のファイルがあります"));
    assert_eq!(fs::read_to_string(&place).unwrap(), "大事な手紙");
    seat.picture("writing_asked");
    // Another name: what was typed is there to be changed.
    seat.press("別の名前にする…");
    assert!(!seat.sees("同じ名前のファイルがあります"));
    let other = place.with_file_name("一覧2.pdf");
    seat.typed_path("ファイルの場所", &other);
    assert!(fs::read(&other).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::read_to_string(&place).unwrap(), "大事な手紙");
    // Not at all.
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &place);
    seat.press("保存しない");
    assert_eq!(fs::read_to_string(&place).unwrap(), "大事な手紙");
    // The ending is added before it is looked at.
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &place.with_extension(""));
    assert!(seat.sees("同じ名前のファイルがあります"));
    seat.press("上書きする");
    assert!(!seat.sees("同じ名前のファイルがあります"), "asked once");
    assert!(fs::read(&place).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_typed_place_in_the_ledger_is_refused_and_the_ledger_stays() {
    let mut seat = Seat::opened();
    let ledger = seat.folder();
    fs::create_dir(ledger.with_file_name("書類")).unwrap();
    ask_to_save(&mut seat);
    for place in [
        ledger.join("ledger-0001.db.pdf"),
        ledger.join("vault.keys.pdf"),
        ledger.with_file_name("書類").join("../台帳/vault.lock.pdf"),
    ] {
        seat.typed_path("ファイルの場所", &place);
        assert!(seat.sees("台帳か控えか鍵のファイル"), "{place:?}");
        assert!(!place.exists());
        seat.press("閉じる");
        seat.press("PDFを保存…");
    }
}
