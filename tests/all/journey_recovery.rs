//! Recovery through the window: a key file that is gone, the copy in a backup, the record of the sheet, a leaver's backups.

use std::fs;

use daichoban::vault::{Key as Opener, Secret, drill};
use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat};

fn lose_keys(seat: &Seat) {
    for name in ["vault.keys", "vault.keys.2"] {
        fs::remove_file(seat.folder().join(name)).unwrap();
    }
}

fn lose_backups(seat: &Seat) {
    fs::remove_dir_all(seat.folder().with_file_name("台帳の控え")).unwrap();
}

/// The key file is gone, and the ledger is pointed at on a PC where the program was never started.
fn restarted_without_keys(seat: Seat) -> Seat {
    lose_keys(&seat);
    let mut seat = seat.restarted_as_new();
    seat.press("今ある台帳を開く…");
    let folder = seat.folder();
    seat.typed_path("フォルダーの場所", &folder);
    seat
}

#[test]
fn without_a_key_file_the_copy_in_a_backup_is_offered_and_opens() {
    let mut seat = Seat::opened();
    seat.ctrl(Key::L);
    let mut seat = restarted_without_keys(seat);
    assert!(seat.sees("鍵ファイルが見つかりません"), "what is wrong is said");
    seat.picture("lost_keys");
    assert!(seat.sees("の控えの中の鍵ファイルで開けます"));
    assert!(!seat.folder().join("vault.keys").exists(), "nothing is used before it is chosen");
    seat.press("令和8年11月20日 18:30の控えの中の鍵ファイルで開く");
    seat.picture("lost_keys_chosen");
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("の控えの中の鍵ファイルで開きました"));
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"), "never an empty view");
    let mut seat = seat.restarted();
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn without_any_key_file_the_record_of_the_sheet_opens_and_a_new_sheet_follows() {
    let (mut seat, groups) = Seat::opened_with_digits();
    let lines = seat.ledger(|vault| vault.recovery_record().unwrap().lines());
    seat.ctrl(Key::L);
    lose_backups(&seat);
    let mut seat = restarted_without_keys(seat);
    assert!(seat.sees("この台帳に合う鍵ファイルの控えは見つかりませんでした"));
    seat.picture("lost_keys_none");
    seat.press("鍵ファイルがどこにもないとき");
    let slip = if lines[2].starts_with('7') { lines[2].replacen('7', "8", 1) } else { format!("7{}", &lines[2][1..]) };
    let mut typed = lines.clone();
    typed[2] = slip;
    seat.fill("復旧記録", &typed.join("\n"));
    assert!(seat.sees("3行目の文字が違います"));
    seat.fill("復旧記録", &lines.join("\n").to_lowercase());
    assert!(seat.sees("復旧記録を12行とも読み取りました"));
    seat.type_digits(&groups);
    seat.type_new_passphrase(NEW_PASSPHRASE);
    seat.picture("recovery_record");
    seat.reach("台帳を開く");
    assert!(seat.sees("髙橋 美咲 さんの新しい合言葉を登録しました"));
    assert!(seat.sees("復旧シートを保管してください"));
    let fresh = seat.digits();
    assert!(fresh.len() == 8 && fresh != groups);
    let mut seat = seat.restarted();
    seat.unlock(NEW_PASSPHRASE);
    assert!(seat.sees("復旧シートの確認が終わっていません"), "the new sheet is asked for until it is put away");
    seat.press("あとで確かめる");
    seat.press("利用者");
    assert!(seat.sees("髙橋 美咲"));
}

#[test]
fn a_leavers_backups_are_listed_and_remade_under_the_new_keys() {
    let mut seat = Seat::opened();
    let first = seat.add_operator("受付 次郎", "入力者");
    seat.press("控え");
    seat.press("今すぐ控えを作る");
    let folder = seat.folder().with_file_name("台帳の控え");
    let backups = || fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let before = backups();
    let opens = |path: &std::path::Path, name: &str, passphrase: &str| {
        let secret = Secret::from(passphrase);
        let key = Opener::Passphrase { operator: name, secret: &secret };
        let indexer = daichoban::ledgers::registry::INDEXER;
        let found = drill(path, &key, &folder.with_file_name("試し"), indexer, &daichoban::base::Progress::new());
        found.is_ok_and(|found| found.report.is_sound() && found.report.n_records > 0)
    };
    assert!(opens(&before[0], "受付 次郎", &first));
    seat.press("操作者");
    seat.ask_to_remove_last_operator();
    seat.picture("leaver");
    seat.press("外して鍵を作り直す");
    assert!(seat.sees("受付 次郎 さんを外し") && seat.sees("前の合言葉で開く控えがあります"));
    seat.picture("old_backups");
    seat.press("新しい鍵で作り直す");
    assert!(seat.sees("を新しい鍵で作り直し、1つずつ開いて確かめました"));
    let after = backups();
    assert_eq!(after.len(), before.len(), "nothing half-made stays, and nothing is gone");
    for path in &after {
        assert!(!opens(path, "受付 次郎", &first), "the leaver's passphrase opens nothing any more");
        assert!(opens(path, "髙橋 美咲", PASSPHRASE));
    }
    seat.press("台帳の情報");
    assert!(seat.sees("今の鍵と合わなくなっています"), "the record on paper is of keys of before");
    seat.picture("record_outdated");
    seat.press("復旧記録だけを印刷…（追補）");
    seat.press("印刷して、シートと一緒に保管しました");
    assert!(!seat.sees("今の鍵と合わなくなっています"));
}

#[test]
fn where_no_backup_can_be_made_the_person_is_told_and_may_go_on() {
    let mut seat = Seat::opened();
    seat.add_operator("受付 次郎", "入力者");
    // A file where the folder of the backups should be.
    fs::write(seat.folder().with_file_name("台帳の控え"), "ふさがっています").unwrap();
    seat.remove_last_operator();
    assert!(seat.sees("控えを作れませんでした"));
    seat.picture("no_backup");
    seat.press("やめる");
    assert!(seat.sees("受付 次郎"), "nothing has changed");
    seat.remove_last_operator();
    seat.press("控えを作らずに外す");
    assert!(seat.sees("受付 次郎 さんを外し、台帳の鍵を作り直しました"));
}

#[test]
fn a_record_of_keys_of_before_is_said_to_be_one() {
    let mut seat = Seat::new();
    seat.found();
    let lines = seat.ledger(|vault| vault.recovery_record().unwrap().lines());
    let groups = seat.digits();
    seat.set_up();
    seat.add_operator("受付 次郎", "入力者");
    seat.remove_last_operator();
    seat.ctrl(Key::L);
    lose_backups(&seat);
    let mut seat = restarted_without_keys(seat);
    seat.press("鍵ファイルがどこにもないとき");
    seat.fill("復旧記録", &lines.concat());
    seat.type_digits(&groups);
    seat.type_new_passphrase(NEW_PASSPHRASE);
    seat.reach("台帳を開く");
    assert!(seat.sees("鍵を作り直す前に印刷したものか"));
    seat.picture("record_stale");
}
