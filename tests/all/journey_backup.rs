//! Backups through the window: made when the ledger is closed, tried out, brought back beside the ledger, and brought
//! back on a PC where nothing else is left. And the lock that comes by itself.

use std::fs;
use std::path::Path;

use daichoban::ledgers::staff::record::Staff;
use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat, now};
use crate::vault_support::person;

fn choose_newest(seat: &mut Seat) {
    seat.focus("見つかった控え");
    seat.key(Key::Home);
}

fn n_backups(seat: &Seat) -> usize {
    fs::read_dir(seat.folder().with_file_name("台帳の控え")).map_or(0, |found| found.flatten().count())
}

#[test]
fn locking_makes_a_backup_once_and_only_when_something_is_new() {
    let mut seat = Seat::opened();
    seat.ctrl(Key::L);
    assert!(seat.sees("台帳を開く") && seat.sees("台帳をロックしました"));
    assert_eq!(n_backups(&seat), 1);
    seat.unlock(PASSPHRASE);
    seat.ctrl(Key::L);
    assert_eq!(n_backups(&seat), 1, "nothing new, no new backup");
}

#[test]
fn a_backup_is_made_tried_out_and_brought_back_beside_the_ledger() {
    let mut seat = Seat::opened();
    seat.enter_person("渡邉 翔太");
    seat.press("控え");
    assert!(seat.sees("控えはまだありません。今すぐ1つ作ってください。"));
    seat.press("今すぐ控えを作る");
    assert!(seat.sees("控えを作り、確かめました"));
    seat.enter_person("髙橋 花子");
    seat.press("控え");
    choose_newest(&mut seat);
    seat.press("開いて確かめる（復元訓練）");
    seat.picture("backups");
    assert!(seat.sees("異常はありません"), "the drill says what it found");
    seat.press("この控えから戻す…");
    seat.picture("backups_question");
    assert!(seat.sees("控えのあとに登録・訂正した 利用者1件 は入りません"));
    seat.press("新しいフォルダーに戻す");
    seat.press("戻した台帳を開く");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("の控えから戻した台帳です"));
    seat.press("利用者");
    assert!(seat.sees("渡邉 翔太") && !seat.sees("髙橋 花子"));
}

#[test]
fn on_a_new_pc_the_backup_alone_brings_the_ledger_back() {
    let mut seat = Seat::opened();
    seat.enter_person("渡邉 翔太");
    seat.ctrl(Key::L);
    let folder = seat.folder();
    fs::remove_dir_all(&folder).unwrap();
    let mut seat = seat.restarted_as_new();
    seat.press("控えから戻す…");
    seat.press("控えのあるフォルダーを選ぶ…");
    seat.typed_path("フォルダーの場所", &folder.with_file_name("台帳の控え"));
    choose_newest(&mut seat);
    assert!(seat.sees("の控えを戻します。"));
    seat.press("戻す場所を変える…");
    seat.typed_path("フォルダーの場所", folder.parent().unwrap());
    seat.picture("bring_back");
    seat.press("新しいフォルダーに戻す");
    seat.unlock(PASSPHRASE);
    seat.press("利用者");
    assert!(seat.sees("渡邉 翔太"));
}

#[test]
fn left_alone_the_ledger_locks_and_what_was_typed_comes_back() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.wait_minutes(4);
    assert!(seat.sees("利用者の登録"), "not yet");
    seat.wait_minutes(2);
    assert!(seat.sees("台帳を開く") && !seat.sees("渡邉 翔太"));
    seat.unlock_to_person("渡邉 翔太");
}

#[test]
fn how_long_it_waits_is_for_the_clinic_to_say() {
    let mut seat = Seat::opened();
    seat.press("台帳の情報");
    seat.pick("自動でロックするまでの時間", "10分");
    assert!(seat.sees("操作がないまま10分たつとロックします"));
    seat.wait_minutes(9);
    assert!(seat.sees("台帳の情報"));
    seat.wait_minutes(2);
    assert!(seat.sees("台帳を開く"));
}

#[test]
fn a_bad_import_of_three_days_ago_is_undone_by_the_backup_made_before_it() {
    let mut seat = Seat::opened();
    seat.enter_person("渡邉 翔太");
    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    seat.enter_person("髙橋 花子");
    // Another clinic's book, taken over by mistake.
    seat.press("取り込み");
    seat.press("ファイルを選ぶ…");
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mict-daicho-utf8.csv");
    seat.typed_path("ファイルの場所", &book);
    seat.press("内容を確かめる");
    let take = seat.controls().into_iter().find(|name| name.starts_with("取り込む（")).expect("there is something new");
    seat.press(&take);
    assert_eq!(n_backups(&seat), 2, "one was made before the import by itself");
    // Three days of work follow before somebody notices.
    seat.write(now().plus_seconds(3 * 24 * 3600), |tx| tx.add(&person("中村 一郎")).map(drop));
    seat.press("控え");
    choose_newest(&mut seat);
    seat.press("この控えから戻す…");
    assert!(seat.sees("控えのあとに登録・訂正した"), "what would be missing is told before");
    seat.press("新しいフォルダーに戻す");
    seat.press("戻した台帳を開く");
    seat.unlock(PASSPHRASE);
    let names = staff(&mut seat);
    assert_eq!(names, ["渡邉 翔太", "髙橋 美咲", "髙橋 花子"], "as it was right before the import");
    // The ledger with the import is still there, whole.
    let old = seat.folder();
    seat.ctrl(Key::L);
    seat.pick("台帳のフォルダー", &old.display().to_string());
    seat.unlock(PASSPHRASE);
    let all = staff(&mut seat);
    assert!(all.len() > names.len() && all.contains(&"中村 一郎".to_owned()));
}

fn staff(seat: &mut Seat) -> Vec<String> {
    let mut names: Vec<String> =
        seat.ledger(|vault| vault.reader().list::<Staff>().unwrap().into_iter().map(|kept| kept.record.name).collect());
    names.sort();
    names
}
