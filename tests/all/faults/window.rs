//! What the person at the window sees on a disk that is full or does not answer: typing goes on, nothing typed is lost,
//! and saving works as soon as the disk is well.

use egui::Key;

use super::{Room, given, run_child};
use crate::support::desk::{PASSPHRASE, Seat};

const FULL: &str = "arm 1 28 on";
const SILENT: &str = "arm 1 5 on";
const WELL: &str = "disarm";
/// Longer than the time between two looks at what was typed.
const TICK: u32 = 6;

const UNKEPT: &str = "下書きを残せていません";
const PUT_BACK: &str = "入力の途中だった内容を元に戻しました";

/// The process whose disk fails.
#[test]
fn window_child() {
    let Some((room, work)) = given() else { return };
    let mut seat = Seat::below(&room.0);
    seat.open_new();
    match work.as_str() {
        "typing" => typing(&room, &mut seat, FULL, "ディスクの空きがありません"),
        "silent" => typing(&room, &mut seat, SILENT, "ディスクから返事がありません"),
        "pages" => pages(&room, &mut seat),
        "locking" => locking(&room, &mut seat),
        "closing" => closing(&room, &mut seat),
        "newest" => newest(&room, &mut seat),
        "killed" => killed(&room, seat),
        other => panic!("{other}"),
    }
}

fn typing(room: &Room, seat: &mut Seat, fault: &str, reason: &str) {
    seat.begin_person("渡邉");
    room.say(fault);
    for letter in ["翔", "太", "郎"] {
        seat.type_here(letter);
        seat.wait_seconds(TICK);
        assert!(!seat.sees("番号 V-"), "no dialog comes over what is typed");
        assert_eq!(seat.focused(), "氏名", "the keyboard stays where it is");
    }
    assert!(seat.sees(UNKEPT) && seat.sees(reason));
    seat.picture(&format!("unkept_{}", reason.len()));
    seat.press("登録する");
    assert!(seat.sees("番号 V-"), "saving says why it could not be done");
    seat.close_trouble();
    assert_eq!(seat.value("氏名"), "渡邉翔太郎");
    room.say(WELL);
    seat.press("登録する");
    assert!(!seat.sees("番号 V-") && !seat.sees(UNKEPT), "{:?}", seat.words());
    seat.press("利用者");
    assert!(seat.sees("渡邉翔太郎"), "there is room again, and saving works: {:?}", seat.words());
    // And the rest of the ledger is as it should be.
    seat.press("台帳の情報");
    seat.press("今すぐ点検");
    assert!(seat.sees("壊れや書き換えはありません"));
}

/// The note goes by itself once a draft could be kept.
fn pages(room: &Room, seat: &mut Seat) {
    seat.press("操作記録");
    seat.begin_person("渡邉 翔太");
    room.say(FULL);
    seat.type_here("郎");
    seat.wait_seconds(TICK);
    assert!(seat.sees(UNKEPT));
    seat.press("操作記録");
    assert!(!seat.sees("下書きとして残しました"), "nothing is said that is not so");
    assert!(seat.sees(UNKEPT), "it waits on every page");
    seat.press("利用者");
    seat.ctrl(Key::N);
    assert!(seat.sees(PUT_BACK));
    assert_eq!(seat.value("氏名"), "渡邉 翔太郎");
    room.say(WELL);
    seat.wait_seconds(TICK);
    assert!(!seat.sees(UNKEPT), "the note goes when the draft could be kept");
}

fn locking(room: &Room, seat: &mut Seat) {
    seat.begin_person("渡邉 翔太");
    room.say(FULL);
    seat.type_here("郎");
    seat.wait_minutes(60);
    if seat.sees("番号 V-") {
        seat.close_trouble();
    }
    assert!(!seat.sees("渡邉") && seat.sees("台帳番を閉じるまで覚えている"));
    assert!(seat.words().iter().all(|word| !word.contains("渡邉")));
    seat.picture("remembered");
    room.say(WELL);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees(PUT_BACK));
    assert_eq!(seat.value("氏名"), "渡邉 翔太郎");
    seat.ctrl(Key::L);
    assert!(!seat.sees("台帳番を閉じるまで覚えている"), "it lies in the ledger again");
    seat.unlock(PASSPHRASE);
    assert_eq!(seat.value("氏名"), "渡邉 翔太郎");
}

fn closing(room: &Room, seat: &mut Seat) {
    seat.begin_person("渡邉 翔太");
    room.say(FULL);
    seat.type_here("郎");
    assert!(!seat.close_window());
    assert!(seat.sees("入力の途中の内容が失われます"));
    seat.picture("closing_unkept");
    seat.press("閉じない");
    assert_eq!(seat.value("氏名"), "渡邉 翔太郎");
    seat.ctrl(Key::L);
    if seat.sees("番号 V-") {
        seat.close_trouble();
    }
    assert!(!seat.close_window(), "behind the lock it is still there to be lost");
    seat.press("閉じない");
    room.say(WELL);
    seat.unlock(PASSPHRASE);
    assert_eq!(seat.value("氏名"), "渡邉 翔太郎");
    seat.close_window();
    assert!(!seat.sees("入力の途中の内容が失われます"), "now it lies in the ledger");
}

fn newest(room: &Room, seat: &mut Seat) {
    seat.begin_person("古い 名前");
    seat.wait_seconds(TICK);
    room.say(FULL);
    seat.fill("氏名", "新しい 名前");
    seat.ctrl(Key::L);
    room.say(WELL);
    if seat.sees("番号 V-") {
        seat.close_trouble();
    }
    seat.unlock(PASSPHRASE);
    assert!(seat.sees(PUT_BACK) && !seat.sees("の下書き"), "what lay in memory is the newest");
    assert_eq!(seat.value("氏名"), "新しい 名前");
}

/// Killed while nothing could be kept: what was kept before is there, and says from when it is.
fn killed(room: &Room, mut seat: Seat) {
    seat.begin_person("古い 名前");
    seat.wait_seconds(TICK);
    room.say(FULL);
    seat.fill("氏名", "新しい 名前");
    seat.wait_seconds(TICK);
    room.say(WELL);
    // The files as they lie on the disk at this moment: nothing was closed.
    let copy = room.0.join("写し");
    super::copy_all(&seat.folder(), &copy);
    let mut seat = Seat::with_ledger(copy);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("11月20日 18:30の下書き"), "an older draft says so");
    assert_eq!(seat.value("氏名"), "古い 名前");
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"), "what was said to be saved is there");
}

fn through_the_window(work: &str) {
    let room = tempfile::tempdir().unwrap();
    let room = room.path().canonicalize().unwrap();
    run_child("window::window_child", &room, None, work);
}

#[test]
fn a_full_disk_does_not_interrupt_typing_and_with_room_again_it_is_saved() {
    through_the_window("typing");
}

#[test]
fn a_disk_that_does_not_answer_does_not_interrupt_typing_either() {
    through_the_window("silent");
}

#[test]
fn what_could_not_be_kept_is_there_after_another_page_and_the_note_goes_by_itself() {
    through_the_window("pages");
}

#[test]
fn locked_on_a_full_disk_the_form_is_there_again_after_unlocking() {
    through_the_window("locking");
}

#[test]
fn closing_asks_before_something_typed_is_lost() {
    through_the_window("closing");
}

#[test]
fn a_newer_text_in_memory_goes_before_an_older_draft() {
    through_the_window("newest");
}

#[test]
fn an_older_draft_says_from_when_it_is() {
    through_the_window("killed");
}
