//! The surroundings (周り): nothing secret in the clipboard, and nothing of the ledger left lying about in files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use daichoban::demo;
use egui::Key;

use crate::cli_commands::{copy, now};
use crate::support::desk::{PASSPHRASE, Seat};

#[test]
fn recovery_digits_and_first_passphrases_are_shown_but_not_copied() {
    let mut seat = Seat::new();
    seat.found();
    assert_eq!(seat.digits().len(), 8);
    assert_eq!(seat.copied(), Vec::<String>::new(), "the recovery sheet");
    seat.set_up();
    seat.press("操作者");
    seat.fill("氏名", "受付 次郎");
    seat.press("追加する");
    assert!(!seat.first_passphrase().is_empty());
    seat.focus("渡しました");
    assert_eq!(seat.copied(), Vec::<String>::new(), "the passphrase for a first opening");
}

/// Every file below these folders.
fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for folder in folders {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { all.extend(files(&[path])) } else { all.push(path) }
        }
    }
    all
}

/// What of these words stands readable in the files, and which files are PDFs or Excel books.
fn readable(folders: &[PathBuf], words: &[&str]) -> Vec<String> {
    let has = |bytes: &[u8], sought: &[u8]| bytes.windows(sought.len()).any(|part| part == sought);
    let mut found = Vec::new();
    for path in files(folders) {
        let bytes = fs::read(&path).unwrap();
        for word in words {
            let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if has(&bytes, word.as_bytes()) || has(&bytes, &utf16) {
                found.push(format!("{word} in {}", path.display()));
            }
        }
        // Their contents are compressed: a word would not be found in them, so they must not be there at all.
        let is_book = bytes.starts_with(b"PK") && !has(&bytes, b"manifest.json");
        if bytes.starts_with(b"%PDF") || is_book {
            found.push(format!("a document: {}", path.display()));
        }
    }
    found
}

#[test]
fn printing_and_writing_out_in_the_window_leave_nothing_readable_behind() {
    let mut seat = Seat::opened();
    let out = seat.folder().with_file_name("out");
    fs::create_dir(&out).unwrap();
    seat.press("操作記録");
    seat.press("CSVに書き出す…");
    seat.typed_path("ファイルの場所", &out.join("記録.csv"));
    seat.press("印刷");
    seat.press("MICT台帳を確認");
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &out.join("台帳.pdf"));
    seat.press("印刷…");
    let home = seat.folder().parent().unwrap().to_owned();
    let kept = [seat.folder(), home.join("profile")];
    assert_eq!(files(std::slice::from_ref(&out)).len(), 2, "what was asked for is there");
    let words = ["髙橋", "タカハシ", "さくら内科クリニック"];
    assert!(readable(&[out], &words).len() >= 2, "and the test would see it: a PDF, and the name in the CSV");
    let shown = readable(&kept, &[]);
    assert!(shown.len() == 1 && shown[0].contains("print"), "while it is printed, the viewer's copy: {shown:?}");
    // The operator's name stands in the key file, for the gate; nothing else of the ledger does.
    seat.ctrl(Key::L);
    let mut left = readable(&kept, &words);
    left.retain(|found| !(found.starts_with("髙橋 in ") && found.contains("keys")));
    assert_eq!(left, Vec::<String>::new());
    seat.unlock(PASSPHRASE);
}

#[test]
fn the_command_line_leaves_no_temporary_file() {
    let folder = copy();
    let root = folder.path();
    for name in ["temp", "profile", "out"] {
        fs::create_dir(root.join(name)).unwrap();
    }
    let run = |arguments: &[&str]| {
        let said = Command::new(env!("CARGO_BIN_EXE_daichoban"))
            .args(arguments)
            .args(["--passphrase-file", "pw"])
            .current_dir(root)
            .env("DAICHOBAN_NOW", now().rfc3339())
            .envs(["XDG_DATA_HOME", "HOME"].map(|name| (name, root.join("profile"))))
            .envs(["TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"].map(|name| (name, root.join("temp"))))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(said.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said.stderr));
    };
    run(&["print", "ledger", "mict-ledger", "-o", "out/a.pdf"]);
    run(&["export", "ledger", "out/a.xlsx"]);
    run(&["log", "ledger", "--jsonl", "out/a.jsonl"]);
    run(&["backup", "ledger", "out/backup"]);
    assert_eq!(files(&[root.join("temp")]), Vec::<PathBuf>::new(), "nothing was put into the system's folder");
    let kept = [root.join("ledger"), root.join("profile")];
    assert_eq!(readable(&kept, &["さくら", "フリガナ", "利用者の一覧"]), Vec::<String>::new());
    assert!(Path::new(&root.join("out/a.pdf")).is_file() && !demo::PASSPHRASE.is_empty());
}
