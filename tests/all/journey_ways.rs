//! Ways through the window: what was looked for is still there on the way back.

use egui::Key;

use crate::support::desk::Seat;

#[test]
fn a_search_is_still_there_after_looking_at_a_person() {
    let mut seat = Seat::opened();
    for name in ["渡邉 翔太", "髙橋 花子"] {
        seat.enter_person(name);
    }
    seat.press("利用者");
    seat.fill("検索", "渡辺");
    seat.key(Key::Enter);
    seat.key(Key::Enter);
    assert!(seat.sees("基本情報") && seat.sees("渡邉 翔太"), "the person's page");
    seat.key(Key::Escape);
    assert_eq!(seat.value("検索"), "渡辺");
    assert!(seat.sees("渡邉 翔太") && !seat.sees("髙橋 花子"));
    seat.key(Key::Enter);
    assert!(seat.sees("基本情報"), "the row opened before has the keyboard again");
}

#[test]
fn every_button_of_the_pages_about_the_ledger_is_reached_with_tab() {
    let mut seat = Seat::opened();
    for page in ["控え", "操作者", "操作記録", "台帳の情報"] {
        seat.press(page);
        assert_eq!(seat.beyond_tab(), [""; 0], "{page}");
    }
}
