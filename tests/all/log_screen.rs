//! The operation record in the window: page by page, sought, printed; and a printed page found again.

use daichoban::vault::{Act, Detail};
use egui::Key;

use crate::support::desk::{Seat, now};

/// So many entries with words of their own.
fn with_entries(seat: &mut Seat, n: usize) {
    seat.write(now(), move |tx| {
        (0..n).try_for_each(|number| {
            let word = if number == 0 { "渡邉さんの端末".to_owned() } else { format!("試験{number}") };
            tx.note(Act::Checked, &Detail::said(&word))
        })
    });
}

#[test]
fn a_long_record_comes_five_hundred_lines_at_a_time() {
    let mut seat = Seat::opened();
    with_entries(&mut seat, 1_200);
    // Opening the record is an entry of it.
    let n_all = seat.head().seq + 1;
    assert!((1_200..1_300).contains(&n_all));
    seat.press("操作記録");
    let all = format!("全 1,{}件", n_all - 1_000);
    assert!(seat.sees(&format!("新しい順に500件を表示　{all}")), "{n_all}");
    assert!(seat.sees("試験1199") && !seat.sees("台帳の作成"));
    seat.picture("log");
    seat.press("さらに前の記録を見る");
    assert!(seat.sees(&format!("新しい順に1,000件を表示　{all}")));
    seat.press("さらに前の記録を見る");
    assert!(seat.sees(&all) && !seat.sees("新しい順に") && !seat.sees("さらに前の記録を見る"));
}

#[test]
fn a_word_is_sought_in_the_whole_record_however_it_is_written() {
    let mut seat = Seat::opened();
    with_entries(&mut seat, 5_500);
    seat.press("操作記録");
    assert!(!seat.sees("渡邉さんの端末"));
    seat.fill("言葉で探す", "渡辺さん");
    seat.key(Key::Enter);
    assert!(seat.sees("条件に合う1件") && seat.sees("渡邉さんの端末"));
    seat.fill("言葉で探す", "試験");
    seat.press("探す");
    assert!(seat.sees("条件に合う記録を新しい順に500件表示"));
    seat.picture("log_search");
    seat.press("さらに前の記録を見る");
    assert!(seat.sees("条件に合う記録を新しい順に1,000件表示"));
    seat.fill("言葉で探す", "どこにもない言葉");
    seat.press("探す");
    assert!(seat.sees("条件に合う0件") && seat.sees("条件に合う記録はありません"));
}

#[test]
fn category_operator_and_period_narrow_the_record() {
    let mut seat = Seat::opened();
    with_entries(&mut seat, 3);
    seat.press("操作記録");
    seat.pick("カテゴリ", "復旧シートの確認");
    assert!(seat.sees("条件に合う1件") && !seat.sees("台帳の作成"));
    seat.pick("カテゴリ", "すべて");
    assert!(seat.sees("台帳の作成") && !seat.sees("条件に合う"));
    seat.pick("操作者", "髙橋 美咲");
    assert!(seat.sees("条件に合う") && seat.sees("台帳の作成"));
    seat.fill("期間の終わり", "R8.11.19");
    seat.key(Key::Enter);
    assert!(seat.sees("条件に合う記録はありません"));
}

#[test]
fn a_clock_set_back_is_told_in_plain_words() {
    let mut seat = Seat::opened();
    seat.write(now().plus_seconds(-2 * 86_400 - 3_600), |tx| tx.note(Act::Checked, &Detail::said("後")));
    seat.press("操作記録");
    assert!(seat.sees("時計が戻された"));
    assert!(seat.sees("R8.11.20 18:30:00からR8.11.18 17:30:00へ（2日と1時間）"));
    seat.picture("log_clock");
}

#[test]
fn the_record_is_printed_and_the_printing_is_in_it() {
    let mut seat = Seat::opened();
    seat.press("操作記録");
    seat.press("印刷…");
    // What was noted when the pages came into sight is the newest entry they show.
    let head = seat.head();
    // Somebody works on while the pages are looked at: the printing still names the state it shows.
    with_entries(&mut seat, 2);
    assert!(seat.sees("令和8年11月1日から令和8年11月20日まで") && seat.sees("1ページ目 "));
    assert!(seat.sees("台帳の作成"), "the page shows the entries");
    seat.picture("log_preview");
    seat.press("印刷…");
    seat.press("操作記録");
    assert!(seat.sees("「操作記録」（令和8年11月1日から令和8年11月20日まで）1ページ"));
    // The page is found again by its foot.
    seat.press("台帳の情報");
    seat.fill("照合文字", &head.short());
    seat.key(Key::Enter);
    assert!(seat.sees("この台帳から印刷されたものです"));
    assert!(seat.sees(&format!(
        "この印刷物は令和8年11月20日 18:30に髙橋 美咲さんが印刷した「操作記録」（令和8年11月1日から令和8年11月20日まで）1ページです（記録番号{}）。",
        head.seq + 3
    )));
    assert!(seat.sees("今日の記録です。その後に3件の記録があります"));
    seat.picture("about_print_found");
    seat.fill("照合文字", &format!("記録番号 {} {}", head.seq + 1, head.start()));
    seat.key(Key::Enter);
    assert!(seat.sees(&format!("この照合文字は記録番号{}のもの", head.seq)));
    seat.fill("照合文字", "0000 0000 0000 0000 0000");
    seat.key(Key::Enter);
    assert!(seat.sees("この照合文字の記録は、この台帳にありません"));
    seat.picture("about_print_none");
    seat.fill("照合文字", "9f86");
    seat.key(Key::Enter);
    assert!(seat.sees("照合文字は、0から9とaからfの20文字です"));
}

#[test]
fn everything_that_fits_is_written_out_not_only_what_is_shown() {
    let mut seat = Seat::opened();
    with_entries(&mut seat, 700);
    let n_all = seat.head().seq + 1;
    seat.press("操作記録");
    seat.press("CSVに書き出す…");
    // No file dialogs here: the place is typed.
    let file = seat.folder().with_file_name("記録.csv");
    seat.typed_path("ファイルの場所", &file);
    assert!(seat.sees(&format!("操作記録をCSVに書き出し（{n_all}件）")), "the writing out stands on top of the list");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with("\u{FEFF}記録番号,ユーザーID,氏名,時刻,カテゴリ,操作情報,記録ID\r\n"));
    assert_eq!(text.lines().count(), usize::try_from(n_all).unwrap() + 1);
    assert!(text.contains("渡邉さんの端末"), "older than what is shown");
}
