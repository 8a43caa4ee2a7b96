//! "PDFを開きました" is said only when it opened; else where the file lies, with the way to its folder.

use daichoban::app::{Seen, Viewer};

use crate::support::desk::Seat;

fn print(seen: Seen) -> Seat {
    let mut seat = Seat::opened();
    seat.open_with(Viewer::Told(seen));
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    seat.press("印刷…");
    seat
}

#[test]
fn a_pdf_that_opened_is_said_to_be_open() {
    let seat = print(Seen::Opened);
    assert!(seat.sees("PDFを開きました"));
    assert!(!seat.sees("フォルダーを開く"));
}

#[test]
fn a_pdf_that_did_not_open_is_not_said_to_be_and_its_place_is_told() {
    let mut seat = print(Seen::NotOpened);
    assert!(!seat.sees("PDFを開きました"));
    assert!(seat.sees("PDFを開けませんでした") && seat.sees("ファイルはできています"));
    assert!(seat.sees("print") && seat.sees("MICT台帳 2026-11-20.pdf"), "where it lies");
    assert!(seat.sees("台帳をロックすると"));
    seat.picture("viewer_not_opened");
    // The folder does not open either: the place is still told.
    seat.press("フォルダーを開く");
    assert!(seat.sees("フォルダーを表示するソフトも開けませんでした"));
    assert!(seat.sees("MICT台帳 2026-11-20.pdf"));
    seat.press("閉じる");
    assert!(!seat.sees("PDFを開けませんでした"));
}

#[test]
fn a_pdf_nobody_knows_about_is_said_to_be_handed_on() {
    let mut seat = print(Seen::HandedOn);
    assert!(!seat.sees("PDFを開きました"));
    assert!(seat.sees("表示するソフトに渡しました"));
    seat.press("フォルダーを開く");
    assert!(!seat.sees("PDFを開けませんでした"));
}

#[test]
fn a_saved_file_leads_to_its_folder() {
    let mut seat = print(Seen::Opened);
    let place = seat.folder().with_file_name("out.pdf");
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &place);
    assert!(seat.sees("「out.pdf」を保存しました"));
    seat.picture("viewer_saved");
    seat.open_with(Viewer::Told(Seen::NotOpened));
    seat.press("フォルダーを開く");
    assert!(seat.sees("ファイルはできています") && seat.sees("out.pdf"));
    assert!(!seat.sees("台帳をロックすると"), "a saved file stays");
}
