//! Nothing the command line writes goes over a file of a ledger, a backup or a key, and over no other file unasked.

use std::fs;
use std::path::Path;

use daichoban::vault::sha256_hex;

use crate::cli_commands::{Said, copy, run, run_with};

/// Every command that writes a file, with the place of its name.
const WRITERS: [&[&str]; 6] = [
    &["export", "ledger", "OUT"],
    &["print", "ledger", "mict-ledger", "-o", "OUT"],
    &["log", "ledger", "--jsonl", "OUT"],
    &["vendor-sheet", "ledger", "株式会社みほんシステム", "OUT"],
    &["checklists", "--template", "OUT"],
    &["window", "ledger", "--profile", "eyes", "--shot", "OUT"],
];

/// Runs a command with its file here; the passphrase only where a ledger is opened.
fn write(folder: &Path, command: &[&str], out: &str, more: &[&str]) -> Said {
    let mut words: Vec<&str> = command.iter().map(|word| if *word == "OUT" { out } else { *word }).collect();
    words.extend(more);
    if command.first() != Some(&"checklists") {
        words.extend(["--passphrase-file", "pw"]);
    }
    run(folder, &words)
}

/// The files of a folder with the sum of what is in them.
fn all(folder: &Path) -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| {
            (entry.file_name().into_string().unwrap(), sha256_hex(&fs::read(entry.path()).unwrap_or_default()))
        })
        .collect();
    all.sort();
    all
}

fn check(folder: &Path) {
    let said = run(folder, &["check", "ledger", "--passphrase-file", "pw"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn no_command_writes_over_a_file_of_a_ledger() {
    let folder = copy();
    let home = folder.path();
    let other = copy();
    let other = other.path().join("ledger");
    fs::create_dir(home.join("papers")).unwrap();
    let (ours, theirs) = (all(&home.join("ledger")), all(&other));
    let ledger = ours.iter().map(|(name, _)| name).find(|name| name.ends_with(".db")).unwrap().clone();
    let theirs_path = other.join(&ledger).display().to_string();
    let mut places = vec![
        format!("ledger/{ledger}"),
        "ledger/vault.keys".to_owned(),
        "ledger/Vault.Keys.2".to_owned(),
        "ledger/ledger-0009.db".to_owned(),
        format!("papers/../ledger/{ledger}"),
        theirs_path,
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(home.join("ledger"), home.join("link")).unwrap();
        std::os::unix::fs::symlink(home.join("ledger").join(&ledger), home.join("papers/list.pdf")).unwrap();
        places.extend([format!("link/{ledger}"), "papers/list.pdf".to_owned()]);
    }
    for command in WRITERS {
        for place in &places {
            for more in [&[][..], &["--overwrite"]] {
                let said = write(home, command, place, more);
                let word = if command[0] == "window" { "A-207" } else { "Z-014" };
                assert!(said.code == 1 && said.err.contains(word), "{command:?} {place} {more:?}: {}", said.err);
                if command[0] != "window" {
                    assert_eq!(all(&home.join("ledger")), ours, "{command:?} {place} {more:?}");
                }
                assert_eq!(all(&other), theirs, "{command:?} {place} {more:?}");
            }
        }
    }
    check(home);
}

#[test]
fn no_command_writes_over_a_file_unasked() {
    let folder = copy();
    let home = folder.path();
    for command in WRITERS {
        fs::write(home.join("letter"), "大事な手紙").unwrap();
        let said = write(home, command, "letter", &[]);
        let word = if command[0] == "window" { "A-208" } else { "Z-015" };
        assert!(said.code == 1 && said.err.contains(word), "{command:?}: {}{}", said.out, said.err);
        assert_eq!(fs::read_to_string(home.join("letter")).unwrap(), "大事な手紙", "{command:?}");
        let said = write(home, command, "letter", &["--overwrite"]);
        assert_eq!(said.code, 0, "{command:?}: {}", said.err);
        assert_ne!(fs::read(home.join("letter")).unwrap(), "大事な手紙".as_bytes(), "{command:?}");
        // A name that is free needs no word, and nothing is left beside it.
        fs::remove_file(home.join("letter")).unwrap();
        assert_eq!(write(home, command, "letter", &[]).code, 0, "{command:?}");
        let strays: Vec<_> = all(home).into_iter().filter(|(name, _)| name.contains(".part")).collect();
        assert!(strays.is_empty(), "{command:?}: {strays:?}");
    }
    let help = run(home, &["--help"]).out;
    assert!(help.contains("--overwrite"), "{help}");
    let strange = run(home, &["check", "ledger", "--overwrite", "--passphrase-file", "pw"]);
    assert!(strange.code == 2 && strange.err.contains("--overwrite を使えません"), "{}", strange.err);
}

#[test]
fn a_sheet_printed_twice_under_its_own_name_is_not_written_over() {
    let folder = copy();
    let print = |more: &[&str]| {
        let words = ["print", "ledger", "mict-ledger", "--passphrase-file", "pw"];
        run(folder.path(), &[&words[..], more].concat())
    };
    assert_eq!(print(&[]).code, 0);
    let again = print(&[]);
    assert!(again.code == 1 && again.err.contains("Z-015"), "{}", again.err);
    assert_eq!(print(&["--overwrite"]).code, 0);
}

#[test]
fn a_backup_and_a_key_are_never_written_over() {
    let folder = copy();
    let home = folder.path();
    let made = run(home, &["backup", "ledger", "stick", "--passphrase-file", "pw"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let (name, _) = all(&home.join("stick")).into_iter().next().unwrap();
    fs::copy(home.join("stick").join(&name), home.join("stick/renamed.zip")).unwrap();
    fs::copy(home.join("ledger/vault.keys"), home.join("stick/keys.bak")).unwrap();
    let before = all(&home.join("stick"));
    for place in [format!("stick/{name}"), "stick/renamed.zip".to_owned(), "stick/keys.bak".to_owned()] {
        for command in WRITERS {
            let said = write(home, command, &place, &["--overwrite"]);
            assert_eq!(said.code, 1, "{command:?} {place}: {}", said.out);
            assert_eq!(all(&home.join("stick")), before, "{command:?} {place}");
        }
    }
}

#[test]
fn a_recovery_sheet_has_its_place_before_the_ledger_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    let new = |sheet: &str| {
        let words = ["new", "ledger", "--clinic", "甲", "--operator", "山田", "--passphrase-stdin"];
        run_with(home, &[&words[..], &["--recovery-sheet", sheet]].concat(), "じゅうさんもじいじょうの合言葉\n")
    };
    fs::write(home.join("letter"), "大事な手紙").unwrap();
    let taken = new("letter");
    assert!(taken.code == 2 && taken.err.contains("すでにあります"), "{}", taken.err);
    for sheet in ["no-such-folder/sheet.pdf", "ledger/vault.keys"] {
        let said = new(sheet);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(!home.join("ledger/vault.keys").exists(), "{sheet}: no ledger whose digits nobody has seen");
    }
    let made = new("sheet.pdf");
    assert_eq!(made.code, 0, "{}", made.err);
    // With a new passphrase a new sheet is made: not over the ledger, and not over the old one.
    for (sheet, code) in [("ledger/vault.keys", 2), ("sheet.pdf", 2), ("ledger/vault.keys.3", 1)] {
        let said = run_with(home, &["recover", "ledger", "--recovery-sheet", sheet, "--passphrase-stdin"], "x\n");
        assert_eq!(said.code, code, "{sheet}: {}", said.err);
    }
    assert_eq!(fs::read_to_string(home.join("letter")).unwrap(), "大事な手紙");
}

#[test]
fn the_sample_is_not_made_inside_a_ledger() {
    let folder = copy();
    let before = all(&folder.path().join("ledger"));
    for place in ["ledger", "ledger/making.tmp"] {
        let said = run(folder.path(), &["demo", place, "--no-window"]);
        assert_eq!(said.code, 1, "{place}: {}", said.out);
    }
    assert_eq!(all(&folder.path().join("ledger")), before);
}
