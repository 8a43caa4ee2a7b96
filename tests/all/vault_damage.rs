//! The ledger file damaged, cut short, missing, exchanged, put back, on a full disk or in a read-only folder:
//! each is told apart, and damaged bytes are never shown as data.

use std::fs;
use std::process::Command;

use daichoban::base::{Kind, Progress};
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::{Act, LogFilter, Notice, VaultError};

use super::vault_support::{Ledger, first_id, flip, is_sound, names, now, person, profile_dir, write};

const DB: &str = "ledger-0001.db";

/// Opens a damaged ledger. True where the damage was refused or found, false where wrong data would be shown.
fn is_noticed(ledger: &Ledger, expected: &[String]) -> bool {
    match ledger.open() {
        Err(VaultError::LedgerDamaged | VaultError::ReadFailed) => true,
        Err(other) => panic!("{other:?}"),
        Ok(mut vault) => {
            let shown = vault.reader().list::<Staff>();
            if let Ok(list) = shown {
                let shown: Vec<String> = list.into_iter().map(|kept| kept.record.name.clone()).collect();
                assert_eq!(shown, expected, "damaged bytes were shown");
            }
            vault.check(&Progress::new()).map_or(true, |report| !report.is_sound())
        }
    }
}

#[test]
fn a_flipped_byte_anywhere_is_refused_or_found() {
    let ledger = Ledger::with_people(60);
    let good = fs::read(ledger.file(DB)).unwrap();
    let expected = names(&ledger.open().unwrap());
    fs::write(ledger.file(DB), &good).unwrap();
    let length = good.len() as u64;
    // The first 16 bytes are the salt, which the key brings along: a flip there harms nothing.
    for at in (16..length).step_by(usize::try_from(length / 48).unwrap()).chain([16, 17, 100, 4095, 4096, length - 1]) {
        fs::write(ledger.file(DB), &good).unwrap();
        fs::remove_file(ledger.file("ledger-0001.db-wal")).ok();
        fs::remove_dir_all(profile_dir(&ledger.place)).ok();
        flip(&ledger.file(DB), at);
        assert!(is_noticed(&ledger, &expected), "byte {at}");
    }
    fs::write(ledger.file(DB), &good).unwrap();
    fs::remove_file(ledger.file("ledger-0001.db-wal")).ok();
    flip(&ledger.file(DB), 3);
    assert_eq!(names(&ledger.open().unwrap()), expected);
}

#[test]
fn a_ledger_cut_short_is_refused() {
    let ledger = Ledger::with_people(60);
    let good = fs::read(ledger.file(DB)).unwrap();
    for length in [0, 10, 4096, good.len() / 2, good.len() / 2 / 4096 * 4096, good.len() - 4096, good.len() - 1] {
        fs::write(ledger.file(DB), &good[..length]).unwrap();
        assert_eq!(ledger.open().err(), Some(VaultError::LedgerDamaged), "{length} bytes left");
        assert!(fs::read(ledger.file(DB)).unwrap() == good[..length], "a damaged file is left as it is");
    }
    fs::write(ledger.file(DB), &good).unwrap();
    assert!(is_sound(&mut ledger.open().unwrap()));
}

#[test]
fn a_missing_an_exchanged_and_a_foreign_file_are_told_apart() {
    let (ledger, other) = (Ledger::with_people(2), Ledger::with_people(2));
    let good = fs::read(ledger.file(DB)).unwrap();
    fs::copy(other.file(DB), ledger.file(DB)).unwrap();
    assert_eq!(ledger.open().err(), Some(VaultError::Mismatched));
    fs::write(ledger.file(DB), "これは台帳ではありません").unwrap();
    assert_eq!(ledger.open().err(), Some(VaultError::LedgerDamaged));
    fs::remove_file(ledger.file(DB)).unwrap();
    assert_eq!(ledger.open().err(), Some(VaultError::LedgerMissing));
    assert!(!ledger.file(DB).exists(), "nothing is made in the missing file's place");
    fs::write(ledger.file(DB), good).unwrap();
    assert!(ledger.open().is_ok());
}

#[test]
fn an_older_ledger_put_back_is_told_to_the_user_and_in_the_journal() {
    let ledger = Ledger::with_people(2);
    let old = fs::read(ledger.file(DB)).unwrap();
    let mut vault = ledger.open().unwrap();
    write(&mut vault, |tx| tx.add(&person("後の人"))).unwrap();
    vault.lock(now()).unwrap();
    fs::write(ledger.file(DB), old).unwrap();
    let vault = ledger.open_with(super::vault_support::PASSPHRASE, now()).unwrap();
    let is_told =
        vault.notices().iter().any(|notice| matches!(notice, Notice::OlderState(older) if older.seen > older.live));
    assert!(is_told, "{:?}", vault.notices());
    let brought = LogFilter { acts: vec![Act::BroughtBack], ..LogFilter::default() };
    assert_eq!(vault.reader().log(&brought).unwrap().len(), 1);
    drop(vault);
    let again = ledger.open().unwrap();
    assert!(!again.notices().iter().any(|notice| matches!(notice, Notice::OlderState(_))), "told once");
}

#[test]
fn a_ledger_of_a_newer_program_is_not_touched() {
    let ledger = Ledger::with_people(1);
    ledger.with_tools().execute("UPDATE meta SET value = '99' WHERE key = 'schema'", []).unwrap();
    let before = fs::read(ledger.file(DB)).unwrap();
    assert_eq!(ledger.open().err(), Some(VaultError::NewerFormat));
    assert!(fs::read(ledger.file(DB)).unwrap() == before);
}

#[test]
fn a_read_only_folder_is_told() {
    let ledger = Ledger::with_people(1);
    let dir = ledger.place.dir().to_owned();
    let mut rights = fs::metadata(&dir).unwrap().permissions();
    let before = rights.clone();
    rights.set_readonly(true);
    fs::set_permissions(&dir, rights).unwrap();
    let is_enforced = fs::write(dir.join("probe"), "").is_err();
    let refused = ledger.open().err();
    fs::set_permissions(&dir, before).unwrap();
    if is_enforced {
        assert_eq!(refused, Some(VaultError::ReadOnlyFolder));
    }
}

/// The part of the next test that runs in a process whose files may not grow.
#[test]
fn limited_child() {
    let Some(dir) = std::env::var_os("DAICHOBAN_LIMITED") else { return };
    let groups = std::env::var("DAICHOBAN_CODE").unwrap();
    let (mut vault, mut saved) = (super::vault_kill::open(dir.as_ref(), &groups).unwrap(), 0);
    let refused = loop {
        match write(&mut vault, |tx| tx.add(&person(&"長い名前".repeat(2000)))) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    // Something small still has room: nothing has to be locked and opened again for it.
    write(&mut vault, |tx| tx.add(&person("その後"))).unwrap();
    println!("saved {saved} {} {}", refused.code(), names(&vault).len());
}

#[test]
#[cfg(unix)]
fn a_full_disk_refuses_what_has_no_room_takes_what_has_and_loses_nothing() {
    let ledger = Ledger::with_people(1);
    let script = "trap '' XFSZ; ulimit -f 4096; exec \"$0\" --exact vault_damage::limited_child --nocapture";
    let out = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env("DAICHOBAN_LIMITED", ledger.place.dir())
        .env("DAICHOBAN_CODE", ledger.code.groups().concat())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&out.stdout);
    let line = text.lines().find_map(|line| line.split_once("saved ")).unwrap_or_else(|| panic!("{text}")).1;
    let said: Vec<&str> = line.split(' ').collect();
    let saved: usize = said[0].parse().unwrap();
    assert!(saved > 0);
    // The limit answers "file too large"; a really full disk V-403.
    assert!(["V-403", "V-404"].contains(&said[1]), "{line}");
    assert_eq!(said[2], (saved + 2).to_string(), "reading goes on");
    let mut vault = ledger.open().unwrap();
    assert_eq!(names(&vault).len(), saved + 2);
    assert!(names(&vault).contains(&"その後".to_owned()));
    assert!(is_sound(&mut vault));
}

/// SQLCipher takes an older page of the same file for whole; the lists, the chain and the indexes must tell.
#[test]
fn an_old_page_put_back_is_found_whatever_it_holds() {
    let ledger = Ledger::with_people(300);
    let path = ledger.file("ledger-0001.db");
    let before = std::fs::read(&path).unwrap();
    let mut vault = ledger.open().unwrap();
    for round in 0..3 {
        write(&mut vault, |tx| {
            (0..40).try_for_each(|i| tx.add(&person(&format!("あとの{round}回目{i:03}"))).map(drop))
        })
        .unwrap();
        let id = first_id(&vault);
        write(&mut vault, |tx| tx.correct(id, &person(&format!("改姓{round} 花子")), Some("改姓"))).unwrap();
    }
    vault.lock(now()).unwrap();
    let after = std::fs::read(&path).unwrap();
    let expected = {
        let vault = ledger.open().unwrap();
        (names(&vault), vault.reader().history(Kind::Staff, first_id(&vault).into()).unwrap().len())
    };
    let base = std::fs::read(&path).unwrap();
    let (mut n_pages, mut n_found) = (0, 0);
    for page in 1..before.len() / 4096 {
        let place = page * 4096..(page + 1) * 4096;
        if before[place.clone()] == after[place.clone()] {
            continue;
        }
        n_pages += 1;
        let mut mixed = base.clone();
        mixed[place.clone()].copy_from_slice(&before[place]);
        std::fs::write(&path, &mixed).unwrap();
        let Ok(mut vault) = ledger.open() else {
            n_found += 1;
            continue;
        };
        if vault.check(&Progress::new()).map_or(true, |report| !report.is_sound()) {
            n_found += 1;
            continue;
        }
        let shown = (names(&vault), vault.reader().history(Kind::Staff, first_id(&vault).into()).unwrap().len());
        assert!(shown == expected, "page {page}: nothing was found, but other things are shown");
    }
    std::fs::write(&path, &base).unwrap();
    // A page that holds only what was the same before, or what no hash covers (the seen key generation), may pass.
    assert!(n_pages > 10 && n_found + 2 >= n_pages, "{n_found} of {n_pages}");
}
