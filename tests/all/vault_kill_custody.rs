//! Killed while backups are made, keys rotated and ledgers brought back: what was said stays, everything opens.
//!
//! `DAICHOBAN_KILLS=1000 cargo test --test all vault_kill_custody` for a night.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use daichoban::base::{Day, Moment, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Key, Place, Profile, RecoveryCode, Vault, VaultError, generations, restore};

use super::vault_support::{Ledger, is_sound, names, person, write};

fn open(dir: &Path, digits: &str) -> Result<Vault, VaultError> {
    let code = RecoveryCode::read(digits).unwrap();
    Vault::unlock(&Place::new(dir, Profile::none()), &Key::Recovery(&code), INDEXER, clock(0))
}

/// A clock that goes on an hour a round, so that generations come and go.
fn clock(n_hours: i64) -> Moment {
    Moment::in_japan(Day::read("R8.11.20").unwrap(), 9, 0).unwrap().plus_seconds(n_hours * 3600)
}

/// The program that is killed: saves, backs up, rotates, brings back, and tells each when it is done.
#[test]
fn killed_keeper() {
    let Some(dir) = std::env::var_os("DAICHOBAN_KEEPER") else { return };
    let dir = Path::new(&dir);
    let digits = std::env::var("DAICHOBAN_CODE").unwrap();
    let mut vault = open(dir, &digits).unwrap();
    let (backups, back) = (dir.with_file_name("控え"), dir.with_file_name("戻した台帳"));
    let mut out = std::io::stdout().lock();
    let mut tell = |word: &str, n: usize| {
        writeln!(out, "{word} {n}").unwrap();
        out.flush().unwrap();
    };
    for round in 1_usize.. {
        write(&mut vault, |tx| tx.add(&person(&format!("人{round:04}"))).map(drop)).unwrap();
        tell("saved", names(&vault).len());
        let at = clock(i64::try_from(names(&vault).len()).unwrap());
        let made = vault.back_up(&backups, at, &Progress::new()).unwrap();
        tell("backed-up", names(&vault).len());
        vault.rotate("試験", at, &Progress::new()).unwrap();
        tell("rotated", round);
        drop(fs::remove_dir_all(&back));
        restore(&made.path, &Place::new(&back, Profile::none()), at, &Progress::new()).unwrap();
        tell("restored", names(&vault).len());
    }
}

#[test]
fn killed_in_the_middle_of_custody_nothing_is_lost_and_everything_opens() {
    let n_kills: u64 = std::env::var("DAICHOBAN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let mut ledger = Ledger::with_people(0);
    for kill in 0..n_kills {
        if kill % 20 == 19 {
            ledger = Ledger::with_people(0);
        }
        let dir = ledger.place.dir().to_owned();
        let digits = ledger.code.groups().concat();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "vault_kill_custody::killed_keeper", "--nocapture"])
            .env("DAICHOBAN_KEEPER", &dir)
            .env("DAICHOBAN_CODE", &digits)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut saved, mut backed_up) = (0, 0);
        let mut is_first = true;
        for line in lines.map_while(Result::ok) {
            // The test runner writes on the same line before the first word.
            let number = |word: &str| line.split_once(word).and_then(|(_, n)| n.trim().parse::<usize>().ok());
            saved = number("saved ").unwrap_or(saved);
            backed_up = number("backed-up ").unwrap_or(backed_up);
            if std::mem::take(&mut is_first) && saved == 0 {
                is_first = true;
            } else if saved > 0 && child.try_wait().unwrap().is_none() && is_due(kill, saved, backed_up) {
                std::thread::sleep(Duration::from_micros(kill.wrapping_mul(7_919) % 90_000));
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(saved > 0, "kill {kill}: it came to saving");
        let mut vault = open(&dir, &digits).unwrap_or_else(|error| panic!("kill {kill}: {error:?}"));
        assert!(names(&vault).len() >= saved, "kill {kill}: {saved} said, {} there", names(&vault).len());
        assert!(is_sound(&mut vault), "kill {kill}");
        let n_files =
            fs::read_dir(&dir).unwrap().flatten().filter(|entry| entry.path().extension().is_some_and(|e| e == "db"));
        assert!(n_files.count() <= 2, "kill {kill}: what is left of a rotation is swept or put aside");
        drop(vault);
        newest_backup_opens(&ledger, backed_up, kill);
    }
}

/// Some are killed in the first round, some after a few.
fn is_due(kill: u64, saved: usize, backed_up: usize) -> bool {
    let round = usize::try_from(kill % 4).unwrap();
    saved > round && (kill.is_multiple_of(2) || backed_up >= round)
}

fn newest_backup_opens(ledger: &Ledger, backed_up: usize, kill: u64) {
    let all = generations(&ledger.place.dir().with_file_name("控え")).unwrap();
    assert!(all.iter().all(|one| one.manifest.is_ok()), "kill {kill}: a backup is whole or not there");
    let Some(newest) = all.first() else {
        assert_eq!(backed_up, 0, "kill {kill}");
        return;
    };
    let place = Place::new(&ledger.place.dir().with_file_name("確かめ"), Profile::none());
    drop(fs::remove_dir_all(place.dir()));
    restore(&newest.path, &place, clock(0), &Progress::new()).unwrap();
    let back = Vault::unlock(&place, &Key::Recovery(&ledger.code), INDEXER, clock(0)).unwrap();
    assert!(names(&back).len() >= backed_up, "kill {kill}: {backed_up} said, {} there", names(&back).len());
}
