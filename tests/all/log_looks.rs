//! Who looked at what (閲覧): noted before it is shown, once for one look; users who share a name stay apart.

use daichoban::base::{Kind, RecordId};
use daichoban::desk::{Route, SheetOrder};
use daichoban::ledgers::log::LogLine;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::cipher::RawKey;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::{Act, LogFilter, RecoveryCode};
use egui::Key;
use rusqlite::Connection;

use crate::cli_commands::{copy, run};
use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat};

fn looks(seat: &mut Seat) -> Vec<LogLine> {
    seat.log().into_iter().filter(|line| line.act == Some(Act::Viewed)).collect()
}

fn said(lines: &[LogLine]) -> Vec<&str> {
    lines.iter().map(|line| line.information.as_str()).collect()
}

fn person(seat: &mut Seat) -> RecordId {
    seat.ledger(|vault| vault.reader().list::<Staff>().unwrap()[0].id.into())
}

#[test]
fn a_look_at_a_person_is_one_line_however_often_they_are_come_back_to() {
    let mut seat = Seat::opened();
    let id = person(&mut seat);
    assert!(looks(&mut seat).is_empty(), "home is no look of its own");
    seat.press("利用者");
    seat.go(Route::Page(Kind::Staff, id));
    seat.press("履歴");
    seat.key(Key::Escape);
    seat.press("訂正");
    seat.key(Key::Escape);
    seat.key(Key::Escape);
    seat.press("端末");
    seat.press("利用者");
    let all = looks(&mut seat);
    assert_eq!(said(&all), ["利用者の一覧", "利用者「髙橋 美咲」", "端末の一覧"]);
    assert_eq!(all[1].record, Some(id), "the record's id stands in its column");
    assert_eq!((all[1].user.as_str(), all[1].name.as_str(), all[1].category), ("h01", "髙橋 美咲", "閲覧"));
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    assert_eq!(said(&looks(&mut seat))[3..], ["「MICT台帳」の画面での確認"]);
    // A new session is a new look, and looking alone is not worth a backup.
    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    seat.press("利用者");
    assert_eq!(said(&looks(&mut seat))[4..], ["利用者の一覧"]);
    seat.press("操作記録");
    seat.pick("カテゴリ", "閲覧");
    assert!(seat.sees("条件に合う6件") && seat.sees("利用者「髙橋 美咲」"));
    seat.picture("log_looks");
    seat.pick("カテゴリ", "閲覧のほか");
    assert!(seat.sees("台帳の作成") && !seat.sees("利用者「髙橋 美咲」　"));
    assert!(!seat.sees("の一覧"), "looks are left out");
}

#[test]
fn a_look_is_in_the_record_before_the_page_and_changes_no_list() {
    let mut seat = Seat::opened();
    let id = person(&mut seat);
    let n_before = seat.head().seq;
    seat.go(Route::Page(Kind::Staff, id));
    let (head, version, sound) = seat.ledger(move |vault| {
        let read = vault.reader();
        let versions = read.history(Kind::Staff, id).unwrap().len();
        (read.head().unwrap().seq, versions, read.get::<Staff>(id.into()).unwrap().is_some())
    });
    assert_eq!((head, version, sound), (n_before + 1, 1, true));
    seat.press("台帳の情報");
    seat.press("今すぐ点検");
    assert!(seat.sees("壊れや書き換えはありません"));
}

/// From now on the file itself refuses to keep this act, as a failing disk would.
fn refuse(folder: &std::path::Path, digits: &str, act: Act) {
    let sheet = KeyFile::read(&std::fs::read(folder.join("vault.keys")).unwrap()).unwrap().sheet;
    let secret = RecoveryCode::read(digits).unwrap().secret(&sheet.vault.0).unwrap();
    let dek = sheet.holders.iter().find_map(|holder| holder.open(&sheet, &secret)).unwrap();
    let key = RawKey::of(&dek, &sheet.db.id.0).unwrap();
    let db = Connection::open(folder.join(&sheet.db.file)).unwrap();
    db.execute_batch(&format!("PRAGMA key = \"{}\"", key.text())).unwrap();
    db.execute_batch(&format!(
        "CREATE TRIGGER no_such_act BEFORE INSERT ON entry WHEN NEW.act = '{}' BEGIN SELECT RAISE(ABORT, 'x'); END",
        act.code()
    ))
    .unwrap();
}

#[test]
fn what_cannot_be_noted_is_not_shown() {
    let (mut seat, groups) = Seat::opened_with_digits();
    let id = person(&mut seat);
    seat.ctrl(Key::L);
    refuse(&seat.folder(), &groups.concat(), Act::Viewed);
    seat.unlock(PASSPHRASE);
    let n_before = seat.head().seq;
    for route in [Route::Page(Kind::Staff, id), Route::History(Kind::Staff, id), Route::List(Kind::Staff), Route::Log] {
        seat.go(route);
        seat.picture("look_refused");
        assert!(!seat.sees("タカハシ") && !seat.sees("復旧シートの確認"), "an explanation, nothing of the record");
        seat.press("閉じる");
        assert!(seat.sees("確認すること") && !seat.sees("タカハシ"), "we stay where we were");
    }
    assert_eq!(seat.head().seq, n_before);
}

#[test]
fn a_sheet_about_one_person_names_the_person_looked_at_and_printed() {
    let mut seat = Seat::opened();
    let id = person(&mut seat);
    seat.go(Route::Sheet(SheetOrder { subject: Some(id), ..SheetOrder::today("staff-card") }));
    seat.press("印刷…");
    let lines = seat.log();
    let [.., look, print] = lines.as_slice() else { panic!("two entries") };
    assert_eq!(look.information, "「利用者個票」「髙橋 美咲」の画面での確認");
    assert!(print.information.starts_with("「利用者個票」「髙橋 美咲」"), "{}", print.information);
}

#[test]
fn what_cannot_be_noted_is_not_printed() {
    let (mut seat, groups) = Seat::opened_with_digits();
    seat.ctrl(Key::L);
    refuse(&seat.folder(), &groups.concat(), Act::Printed);
    seat.unlock(PASSPHRASE);
    seat.go(Route::Sheet(SheetOrder::today("mict-ledger")));
    seat.press("印刷…");
    assert!(seat.sees("今の操作は保存されていません"));
    seat.press("閉じる");
    let home = seat.folder().parent().unwrap().to_owned();
    assert!(!home.join("profile/print").exists(), "the viewer gets nothing");
    seat.ctrl(Key::L);
    std::fs::write(home.join("pw"), PASSPHRASE).unwrap();
    let said = run(&home, &["print", "台帳", "mict-ledger", "-o", "a.pdf", "--passphrase-file", "pw"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(!home.join("a.pdf").exists(), "nor does the file stay: {}", said.err);
}

#[test]
fn people_who_share_a_name_keep_their_numbers_apart() {
    let mut seat = Seat::opened();
    for _ in 0..2 {
        seat.seat_operator("受付 次郎", "入力者", NEW_PASSPHRASE);
        seat.ctrl(Key::L);
        seat.unlock_as("髙橋 美咲", PASSPHRASE);
        seat.press("操作者");
        seat.remove_last_operator();
    }
    let mut users: Vec<(String, String)> = seat.log().into_iter().map(|line| (line.user, line.name)).collect();
    users.sort();
    users.dedup();
    let named =
        |user: &str| users.iter().filter(|(id, _)| id == user).map(|(_, name)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(named("h01"), ["髙橋 美咲"]);
    assert_eq!((named("h03"), named("h04")), (vec!["受付 次郎"], vec!["受付 次郎"]), "{users:?}");
    seat.press("操作記録");
    seat.fill("言葉で探す", "h04");
    seat.press("探す");
    assert!(seat.sees("条件に合う") && seat.sees("h04") && !seat.sees("h03"));
}

#[test]
fn the_command_line_notes_its_looks_and_its_writing_out() {
    let folder = copy();
    let with = |more: &[&str]| run(folder.path(), &[more, &["--passphrase-file", "pw"]].concat());
    let listed = with(&["list", "ledger", "staff", "--search", "髙橋"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    let text = with(&["log", "ledger"]).out;
    let last =
        |text: &str, word: &str| text.lines().rev().find(|line| line.contains(word)).unwrap_or_default().to_owned();
    assert!(last(&text, "閲覧").contains("操作記録"), "the look itself is the newest: {}", last(&text, "閲覧"));
    assert!(text.contains("利用者の一覧（検索 髙橋）"));
    let csv = with(&["log", "ledger", "--csv"]).out;
    let line = csv.lines().last().unwrap();
    assert!(line.contains("\"書き出し\"") && line.contains("操作記録をCSVに書き出し"), "{line}");
    let json: serde_json::Value = serde_json::from_str(&with(&["log", "ledger", "--json"]).out).unwrap();
    let newest = json.as_array().unwrap().last().unwrap();
    assert_eq!(newest["category"], "書き出し");
    assert_eq!(newest["user"], "h01");
    assert!(newest["information"].as_str().unwrap().contains("JSON"));
}

#[test]
fn an_entry_without_a_number_shows_the_name_it_has() {
    let mut seat = Seat::opened();
    let mut entry = seat.ledger(|vault| vault.reader().log(&LogFilter::default()).unwrap().remove(0));
    assert_eq!(LogLine::of(&entry).user, "h01");
    entry.detail.user = None;
    assert_eq!(LogLine::of(&entry).user, "髙橋 美咲", "as programs before this one wrote it");
}
