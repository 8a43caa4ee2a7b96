//! Bad input through the real program: one clear message each, exit 1, and nothing lost.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli_commands::{Said, copy, run};

fn with_key(folder: &Path, arguments: &[&str]) -> Said {
    let mut all = arguments.to_vec();
    all.extend(["--passphrase-file", "pw"]);
    run(folder, &all)
}

/// The message is there, the code is 1, and the ledger is as it was.
fn refused(folder: &Path, arguments: &[&str], code: &str) {
    let before = staff(folder);
    let said = with_key(folder, arguments);
    assert_eq!(said.code, 1, "{arguments:?}: {}{}", said.out, said.err);
    assert!(said.err.contains(code), "{arguments:?}: {}", said.err);
    assert!(said.err.contains("台帳は変わっていません"), "{arguments:?}: {}", said.err);
    assert_eq!(staff(folder), before);
}

fn staff(folder: &Path) -> String {
    with_key(folder, &["list", "ledger", "staff", "--json"]).out
}

#[test]
fn books_that_cannot_be_trusted_are_refused_whole() {
    let folder = copy();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("torn.csv"), "氏名,フリガナ,ID\n\"髙橋 一郎,タカハシ,a@example.jp\n山田,\"ヤマ\"ダ,b@example.jp\n")
        .unwrap();
    refused(folder.path(), &["import", "ledger", "torn.csv"], "2行目の引用符");
    fs::File::create(at("giant.xlsx")).unwrap().set_len(200 * 1024 * 1024).unwrap();
    refused(folder.path(), &["import", "ledger", "giant.xlsx"], "X-02");
    fs::write(at("letter.xlsx"), "拝啓 時下ますます御清祥のこと").unwrap();
    refused(folder.path(), &["import", "ledger", "letter.xlsx"], "Z-053");
    refused(folder.path(), &["import", "ledger", "none.xlsx"], "Z-011");
}

#[test]
fn a_flipped_byte_is_found_or_refused_and_never_a_matter_of_the_folder() {
    for share in [3, 5, 9] {
        let folder = copy();
        let db = folder.path().join("ledger/ledger-0001.db");
        let mut bytes = fs::read(&db).unwrap();
        let place = bytes.len() * share / 10;
        bytes[place] ^= 1;
        fs::write(&db, bytes).unwrap();
        let said = with_key(folder.path(), &["check", "ledger"]);
        assert_eq!(said.code, 1, "{share}: {}", said.out);
        assert!(said.err.contains("壊れて"), "{share}: {}", said.err);
    }
}

#[test]
fn a_copy_of_the_folder_put_back_opens_and_says_so() {
    let folder = copy();
    let db = folder.path().join("ledger/ledger-0001.db");
    assert_eq!(with_key(folder.path(), &["list", "ledger", "staff"]).code, 0);
    let old = fs::read(&db).unwrap();
    assert_eq!(with_key(folder.path(), &["list", "ledger", "staff"]).code, 0);
    fs::write(&db, old).unwrap();
    let said = with_key(folder.path(), &["list", "ledger", "staff"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("前に開いたときの続きではありません"), "{}", said.err);
    assert!(with_key(folder.path(), &["log", "ledger"]).out.contains("控えからの復元"));
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_lost_and_the_message_says_so() {
    let folder = copy();
    let rows: String = (0..400)
        .map(|number| format!("満杯　花子{number},マンパイ ハナコ,看護部,看護師,m{number}@example.jp,R8.4.1,PC,型{number},M-{number},MCS\n"))
        .collect();
    let head = "氏名,フリガナ,所属,職種,ID,利用開始日,種類,機種,管理番号,システム\n";
    fs::write(folder.path().join("many.csv"), format!("{head}{rows}")).unwrap();
    let before = staff(folder.path());
    // No file of the program may grow past 900 kB: the write-ahead file hits that in the middle of the import.
    let program = env!("CARGO_BIN_EXE_daichoban");
    let script = format!("trap '' XFSZ; ulimit -f 900; exec '{program}' import ledger many.csv --passphrase-file pw");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .env("XDG_DATA_HOME", folder.path().join("profile"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("V-40") || said.contains("V-505"), "{said}");
    assert_eq!(staff(folder.path()), before, "nobody of the half import is there, nobody is lost");
    assert_eq!(with_key(folder.path(), &["check", "ledger"]).code, 0);
}
