//! 一覧を印刷 prints what the list shows, says in its head how it was narrowed and ordered, and offers everything too.

use std::fs;

use daichoban::base::Moment;
use daichoban::demo;
use daichoban::desk::{Extent, Listed, ListedRows, SheetOrder};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::registry::LEDGERS;
use daichoban::paper::{extract_text, lay_out};
use daichoban::widgets::table::Cell;

use crate::sheets_support::{sample, sample_day, text};
use crate::support::desk::Seat;

/// The text of a saved PDF, without blanks and breaks.
fn saved(seat: &mut Seat, name: &str) -> String {
    let place = seat.folder().with_file_name(name);
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &place);
    packed(&extract_text(&fs::read(&place).unwrap()).unwrap().concat())
}

fn packed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn opened() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

#[test]
fn a_list_that_was_searched_prints_what_was_found_and_says_so() {
    let mut seat = opened();
    seat.press("利用者");
    seat.check("すべて");
    seat.fill("検索", "高橋");
    assert!(seat.sees("名中 1名を表示"));
    seat.press("一覧を印刷");
    assert!(seat.sees("この表示のまま") && seat.sees("検索：高橋 ・ 並び順：氏名"));
    seat.picture("listed_preview");
    let text = saved(&mut seat, "found.pdf");
    assert!(text.contains("利用者の一覧") && text.contains("検索：高橋・並び順：氏名・"), "{text}");
    assert!(text.contains("名中1名"), "{text}");
    assert!(text.contains("髙橋") && !text.contains("内田"), "{text}");
    // Everything is the other choice, and one step back leads to the list as it was.
    seat.check("すべて");
    let text = saved(&mut seat, "all.pdf");
    assert!(text.contains("MICT台帳") && text.contains("内田") && !text.contains("検索："), "{text}");
    seat.press("戻る");
    assert_eq!(seat.value("検索"), "高橋");
    seat.press("操作記録");
    assert!(seat.sees("「利用者の一覧」（検索：高橋 ・ 並び順：氏名"), "the printing is noted with what was chosen");
    assert!(seat.sees("「MICT台帳」"));
}

#[test]
fn a_list_that_was_filtered_says_by_what() {
    let mut seat = opened();
    seat.press("利用者");
    seat.check("不足あり");
    seat.press("一覧を印刷");
    seat.picture("listed_filtered");
    let text = saved(&mut seat, "lacking.pdf");
    assert!(text.contains("絞り込み：利用中、不足あり・並び順：氏名"), "{text}");
}

#[test]
fn a_list_that_shows_everything_prints_the_ledger_at_once() {
    let mut seat = opened();
    seat.press("利用者");
    seat.check("すべて");
    seat.press("一覧を印刷");
    assert!(!seat.sees("この表示のまま"), "there is nothing to choose");
    assert!(seat.sees("MICT台帳"));
}

#[test]
fn the_roles_without_those_before_are_printed_without_them() {
    let mut seat = opened();
    seat.press("役割");
    seat.press("一覧を印刷");
    let shown = saved(&mut seat, "now.pdf");
    assert!(shown.contains("前任を除く") && !shown.contains("過去の役割"), "{shown}");
    seat.check("すべて");
    assert!(saved(&mut seat, "all.pdf").contains("過去の役割"));
}

#[test]
fn the_operation_record_is_printed_as_it_was_sought() {
    let mut seat = opened();
    seat.press("操作記録");
    seat.pick("カテゴリ", "閲覧");
    seat.press("印刷…");
    let text = saved(&mut seat, "viewed.pdf");
    assert!(text.contains("（古い順）・絞り込み：閲覧") && !text.contains("ログイン"), "{text}");
    seat.check("すべて");
    let all = saved(&mut seat, "all.pdf");
    // What was looked at before is in the record too: only the head says what the sheet shows.
    assert!(!all.contains("（古い順）・絞り込み："), "{all}");
    assert!(all.contains("登録利用者") && !text.contains("登録利用者"), "{text}");
}

/// Every list of the program: the page has the rows that were carried to it, in their order, cell by cell.
#[test]
fn every_list_is_printed_in_the_order_it_showed() {
    let vault = sample();
    let read = vault.reader();
    let print = PrintContext {
        printed_at: Moment::in_japan(sample_day(), 17, 30).unwrap(),
        operator: demo::OPERATOR.to_owned(),
    };
    let mut n_lists = 0;
    for list in LEDGERS.iter().filter_map(|ledger| (ledger.list)()) {
        let Some(order) = &list.sheet else { continue };
        let rows = (list.load)(&read, sample_day()).unwrap();
        let mut chosen: Vec<_> = rows.iter().take(5).collect();
        chosen.reverse();
        let words = vec!["検索：何か".to_owned(), format!("{}{}", chosen.len(), list.unit)];
        let ids = chosen.iter().map(|row| row.id).collect();
        let rows = ListedRows::Records { kind: list.kind, ids };
        let listed = Some(Listed { words, rows, extent: Extent::Shown });
        let sheet = make(&SheetOrder { listed, ..order.clone() }, &read, &print).unwrap();
        assert_eq!(sheet.title, list.name);
        let text = packed(&text(&lay_out(&sheet)));
        assert!(text.contains("検索：何か・"), "{}: {text}", list.name);
        let mut after = 0;
        for row in &chosen {
            let first = match row.cells.first() {
                Some(Cell::Text(word) | Cell::Weak(word) | Cell::TwoLine(word, _)) => packed(word),
                other => panic!("{other:?}"),
            };
            // A name that a narrow column breaks is found by its beginning.
            let start: String = first.chars().take(3).collect();
            let at = text[after..].find(&start);
            assert!(at.is_some(), "{}: 「{first}」 is not below the row before it: {text}", list.name);
            after += at.unwrap() + start.len();
        }
        n_lists += 1;
    }
    assert_eq!(n_lists, 10);
}
