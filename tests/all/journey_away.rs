//! The PC is left: the system's own screen lock or sleep locks the ledger at once, and nothing typed is lost.

use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat};

#[test]
fn a_locked_screen_blanks_the_window_at_once_and_keeps_what_was_typed() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    assert!(seat.sees("利用者の登録"));
    seat.lock_pc();
    for word in ["渡邉", "利用者の登録", "さくら内科クリニック", "ホーム"] {
        assert!(!seat.sees(word), "the first frame shows 「{word}」");
    }
    seat.settle();
    assert!(seat.sees("台帳を開く") && seat.sees("パソコンのロックかスリープに合わせて、台帳をロックしました"));
    seat.picture("away");
    seat.unlock_to_person("渡邉 翔太");
}

#[test]
fn with_work_under_way_the_window_is_blank_at_once_and_locked_at_its_end() {
    let mut seat = Seat::opened();
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"));
    let end = seat.long_work();
    seat.lock_pc();
    assert!(!seat.sees("髙橋 美咲") && !seat.sees("ホーム"), "nothing of the ledger");
    assert!(seat.sees("試験の長い処理をしています"), "but what goes on is said");
    seat.picture("away_busy");
    end.send(()).unwrap();
    seat.settle();
    assert!(seat.sees("台帳を開く") && !seat.sees("ホーム"));
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn a_ledger_that_opens_behind_a_locked_screen_is_locked_again() {
    let mut seat = Seat::opened();
    seat.ctrl(Key::L);
    seat.fill("合言葉", PASSPHRASE);
    seat.press_and_lock_pc("開く");
    seat.settle();
    assert!(seat.sees("台帳を開く") && !seat.sees("ホーム"));
    // At the gate alone the bell changes nothing.
    seat.lock_pc();
    seat.settle();
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}
