//! The ledger's folder goes away: a stick is pulled, a disk is switched off, a folder is moved.

use std::fs;
use std::path::PathBuf;

use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat};

const AWAY: &str = "台帳のフォルダーが、今は見つかりません";

/// The stick with the ledger on it.
struct Stick {
    here: PathBuf,
    pulled: PathBuf,
}

impl Stick {
    fn of(seat: &Seat) -> Self {
        let here = seat.folder();
        Self { pulled: here.with_file_name("抜いた台帳"), here }
    }

    fn pull(&self) {
        fs::rename(&self.here, &self.pulled).unwrap();
    }

    fn put_in(&self) {
        fs::rename(&self.pulled, &self.here).unwrap();
    }
}

#[test]
fn pulled_while_typing_saving_says_so_and_works_when_it_is_back() {
    let mut seat = Seat::opened();
    let stick = Stick::of(&seat);
    seat.begin_person("渡邉 翔太");
    stick.pull();
    seat.type_here("郎");
    seat.wait_seconds(6);
    assert!(!seat.sees("番号 V-"));
    assert!(seat.sees("下書きを残せていません") && seat.sees(AWAY));
    assert_eq!(seat.focused(), "氏名");
    seat.picture("pulled_typing");
    seat.press("登録する");
    assert!(seat.sees("差し直してください"));
    seat.close_trouble();
    stick.put_in();
    seat.press("登録する");
    seat.press("利用者");
    assert!(seat.sees("渡邉 翔太郎"), "{:?}", seat.words());
}

#[test]
fn pulled_and_locked_the_gate_waits_for_it_and_finds_it_by_itself() {
    let mut seat = Seat::opened();
    let stick = Stick::of(&seat);
    seat.begin_person("渡邉 翔太");
    stick.pull();
    seat.ctrl(Key::L);
    seat.wait_for(AWAY);
    assert!(!seat.sees("台帳がありません") && !seat.sees("番号"));
    assert!(seat.sees("見つかりしだい、この画面が自動で開きます"));
    assert!(!seat.sees("新しい台帳を作る"), "that is not what is wanted");
    assert!(!seat.sees("渡邉"));
    seat.picture("pulled_locked");
    stick.put_in();
    seat.wait_for("合言葉を忘れたとき");
    assert_eq!(seat.focused(), "合言葉", "and the passphrase can be typed at once");
    seat.unlock_to_person("渡邉 翔太");
}

#[test]
fn started_without_the_stick_it_waits_and_a_new_ledger_is_the_last_thing_offered() {
    let seat = Seat::opened();
    let stick = Stick::of(&seat);
    stick_is_out_at_the_start(seat, &stick);
}

fn stick_is_out_at_the_start(seat: Seat, stick: &Stick) {
    let mut seat = seat.restarted_after(|| stick.pull());
    assert!(seat.sees(AWAY) && !seat.sees("新しい台帳を作る"));
    seat.press("見つからないとき");
    assert!(seat.sees("新しい台帳には、今までの記録は入りません") && seat.sees("新しい台帳を作る"));
    seat.picture("pulled_start");
    stick.put_in();
    seat.wait_for("合言葉を忘れたとき");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn pulled_at_the_gate_it_is_seen_at_once_and_the_passphrase_is_not_wrong() {
    let mut seat = Seat::opened();
    let stick = Stick::of(&seat);
    seat.ctrl(Key::L);
    seat.fill("合言葉", PASSPHRASE);
    stick.pull();
    seat.wait_for(AWAY);
    stick.put_in();
    seat.wait_for("合言葉を忘れたとき");
    assert_eq!(seat.value("合言葉"), "", "nothing typed waits for whoever comes");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn another_ledger_in_its_place_is_not_written_to() {
    let mut seat = Seat::opened();
    let stick = Stick::of(&seat);
    // A copy from before: somebody has put the stick of last week in.
    let older = stick.here.with_file_name("先週の台帳");
    fs::create_dir(&older).unwrap();
    for entry in fs::read_dir(&stick.here).unwrap().flatten() {
        fs::copy(entry.path(), older.join(entry.file_name())).unwrap();
    }
    seat.enter_person("渡邉 翔太");
    seat.begin_person("佐藤 次郎");
    stick.pull();
    fs::rename(&older, &stick.here).unwrap();
    let before = fs::read(stick.here.join("ledger-0001.db")).unwrap();
    seat.press("登録する");
    assert!(seat.sees("ここで開いているものと違うため"));
    seat.close_trouble();
    assert!(fs::read(stick.here.join("ledger-0001.db")).unwrap() == before, "not a byte of it");
    fs::rename(&stick.here, &older).unwrap();
    stick.put_in();
    seat.press("登録する");
    seat.press("利用者");
    assert!(seat.sees("佐藤 次郎") && seat.sees("渡邉 翔太"));
}
