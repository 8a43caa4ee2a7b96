//! A program killed at any moment: what it said was saved is there, batches are whole, the ledger is sound.
//!
//! `DAICHOBAN_KILLS=1000 cargo test --test all kill` for a night.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::durable::write_atomically;
use daichoban::vault::{Act, Detail, Key, Place, Profile, RecoveryCode, Vault, VaultError};

use super::vault_support::{Ledger, is_sound, names, now, person, write};

const BATCH: usize = 60;

/// Opens a ledger by the digits of its sheet.
pub fn open(dir: &Path, digits: &str) -> Result<Vault, VaultError> {
    let code = RecoveryCode::read(digits).unwrap();
    Vault::unlock(&Place::new(dir, Profile::none()), &Key::Recovery(&code), INDEXER, now())
}

/// The program that is killed. Tells every saved step on its output, as the screen would.
#[test]
fn killed_child() {
    let Some(dir) = std::env::var_os("DAICHOBAN_KILLED") else { return };
    let dir = Path::new(&dir);
    let mut vault = open(dir, &std::env::var("DAICHOBAN_CODE").unwrap()).unwrap();
    let mut out = std::io::stdout().lock();
    let mut saved = names(&vault).len();
    for round in 0.. {
        let n = if round % 7 == 6 { BATCH } else { 1 };
        write(&mut vault, |tx| {
            if n > 1 {
                tx.begin(Act::Import, &Detail::said("名簿.csv"))?;
            }
            (0..n).try_for_each(|i| tx.add(&person(&format!("組{n}の{i:04}"))).map(drop))
        })
        .unwrap();
        saved += n;
        writeln!(out, "saved {saved}").unwrap();
        write_atomically(&dir.join("note.txt"), saved.to_string().repeat(500).as_bytes()).unwrap();
        writeln!(out, "noted {saved}").unwrap();
        out.flush().unwrap();
    }
}

fn spawn(ledger: &Ledger) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "vault_kill::killed_child", "--nocapture"])
        .env("DAICHOBAN_KILLED", ledger.place.dir())
        .env("DAICHOBAN_CODE", ledger.code.groups().concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills it some time after its first saved step; gives the last numbers it told as saved and noted.
fn killed(mut child: Child, after: Duration) -> (usize, usize) {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (mut saved, mut noted) = (0, 0);
    let mut take = |line: &str| {
        let number = |word| line.split_once(word).and_then(|(_, number)| number.trim().parse::<usize>().ok());
        saved = number("saved ").unwrap_or(saved);
        noted = number("noted ").unwrap_or(noted);
        line.contains("saved ")
    };
    for line in lines.by_ref() {
        if take(&line.unwrap()) {
            break;
        }
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines.map_while(Result::ok) {
        take(&line);
    }
    (saved, noted)
}

#[test]
fn a_killed_program_loses_nothing_it_said_was_saved() {
    let n_kills: u64 = std::env::var("DAICHOBAN_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(30);
    let mut ledger = Ledger::with_people(0);
    for kill in 0..n_kills {
        if kill % 50 == 49 {
            ledger = Ledger::with_people(0); // keeps the ledger small over a long night
        }
        // Spread over the phases of a save without a random source: 0 to 120 ms.
        let after = Duration::from_micros(kill.wrapping_mul(7_919) % 120_000);
        let (saved, noted) = killed(spawn(&ledger), after);
        assert!(saved > 0, "kill {kill}: it came to saving");
        let mut vault = open(ledger.place.dir(), &ledger.code.groups().concat()).unwrap();
        let there = names(&vault);
        assert!(there.len() >= saved, "kill {kill}: {saved} said, {} there", there.len());
        let in_batches = there.iter().filter(|name| name.starts_with(&format!("組{BATCH}の"))).count();
        assert_eq!(in_batches % BATCH, 0, "kill {kill}: a batch is whole or absent");
        let note = std::fs::read_to_string(ledger.file("note.txt")).unwrap_or_default();
        let kept = (1..=8).find_map(|n| {
            let head: String = note.chars().take(n).collect();
            (!head.is_empty() && head.repeat(500) == note).then(|| head.parse::<usize>().unwrap())
        });
        assert!(kept.unwrap_or(0) >= noted, "kill {kill}: a file is whole, old or new");
        assert!(is_sound(&mut vault), "kill {kill}");
    }
}

#[test]
fn a_second_program_is_told_that_the_ledger_is_open() {
    let ledger = Ledger::with_people(0);
    let mut child = spawn(&ledger);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("saved ")));
    let refused = open(ledger.place.dir(), &ledger.code.groups().concat()).err();
    let face = daichoban::vault::peek(&ledger.place).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(matches!(refused, Some(VaultError::AlreadyOpen(Some(_)))), "{refused:?}");
    assert_eq!(face.open_at.map(|note| note.since), Some(now().rfc3339()));
    assert!(open(ledger.place.dir(), &ledger.code.groups().concat()).is_ok(), "a killed program leaves no lock");
}
