//! What is shown once is not lost by a slip: leaving asks, it can be printed, and after a lock it is said how it is made
//! anew. A window that cannot be closed now says why.

use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat};

const TITLE: &str = "はじめの合言葉をまだ渡していません";

fn with_first() -> (Seat, String) {
    let mut seat = Seat::opened();
    seat.press("操作者");
    seat.fill("氏名", "受付 次郎");
    seat.press("追加する");
    let first = seat.first_passphrase();
    (seat, first)
}

#[test]
fn a_slip_off_the_page_asks_before_the_first_passphrase_is_gone() {
    let (mut seat, first) = with_first();
    let slips: [fn(&mut Seat); 4] = [
        |seat| seat.press("利用者"),
        |seat| seat.key(Key::Escape),
        |seat| seat.ctrl(Key::L),
        |seat| assert!(!seat.close_window()),
    ];
    for slip in slips {
        slip(&mut seat);
        assert!(seat.sees(TITLE));
        seat.picture("once_asked");
        seat.press("画面に戻る");
        assert!(seat.sees(&first) && !seat.sees(TITLE));
    }
    seat.press("渡しました");
    assert!(!seat.sees(&first));
    seat.press("はじめの合言葉をもう一度見る");
    assert!(seat.sees(&first), "a slip on the button loses nothing either");
    seat.press("渡しました");
    seat.press("利用者");
    assert!(!seat.sees(TITLE), "who has said so is asked no more");
    seat.press("操作者");
    assert!(!seat.sees("はじめの合言葉をもう一度見る"));
}

#[test]
fn who_says_so_leaves_all_the_same() {
    let (mut seat, first) = with_first();
    seat.press("利用者");
    seat.press("離れる");
    assert!(!seat.sees(&first) && seat.sees("髙橋 美咲"));
}

#[test]
fn a_second_first_passphrase_does_not_take_the_first_away() {
    let (mut seat, first) = with_first();
    seat.fill("氏名", "看護 花子");
    seat.reach("追加する");
    assert!(seat.sees(&first) && seat.sees("看護 花子 さんが最初に開くとき"));
}

#[test]
fn the_first_passphrase_is_printed_to_be_handed_over_and_the_print_is_cleared() {
    let (mut seat, _) = with_first();
    seat.press("はじめの合言葉を印刷…");
    let pdf = seat.shown_pdf("はじめの合言葉 2026-11-20.pdf");
    assert!(pdf.is_file());
    seat.press("渡しました");
    seat.ctrl(Key::L);
    assert!(!pdf.exists());
}

#[test]
fn locked_before_it_was_handed_over_it_is_said_how_to_make_it_anew() {
    let (mut seat, first) = with_first();
    seat.wait_minutes(60);
    assert!(seat.sees("台帳を開く") && !seat.sees(&first));
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("受付 次郎 さんのはじめの合言葉を表示したまま") && seat.sees("合言葉を再設定…"));
    seat.picture("once_lost");
}

#[test]
fn the_digits_of_the_recovery_sheet_are_not_lost_by_a_slip() {
    let mut seat = Seat::new();
    seat.found();
    let digits = seat.digits();
    for _ in 0..2 {
        seat.ctrl(Key::L);
        assert!(seat.sees("復旧シートの確認が終わっていません"));
        seat.press("画面に戻る");
        assert_eq!(seat.digits(), digits);
        assert!(!seat.close_window());
        seat.press("画面に戻る");
        assert_eq!(seat.digits(), digits);
    }
    seat.press("印刷…");
    assert!(seat.shown_pdf("復旧シート 2026-11-20.pdf").is_file());
    seat.wait_minutes(60);
    assert!(seat.digits().is_empty(), "the lock does not wait for an answer");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("復旧シートの数字を表示したまま"));
    seat.press("新しい復旧シートを作る");
    let new = seat.digits();
    assert!(new.len() == 8 && new != digits);
    seat.set_up();
    seat.close_window();
    assert!(!seat.sees("復旧シートの確認が終わっていません"), "nothing is asked any more");
}

#[test]
fn a_window_that_is_closed_while_work_goes_on_says_why_it_stays() {
    let mut seat = Seat::opened();
    let work = seat.long_work();
    assert!(!seat.close_window());
    assert!(seat.sees("この処理が終わるまで、台帳番は閉じられません"));
    work.send(()).unwrap();
    seat.settle();
    assert!(!seat.sees("閉じられません"), "and says so no longer than it is true");
}
