//! Readers of what others hand us, fed with bent bytes: an error or a value, never a panic, never a hang.
//!
//! Every reader gets its kept samples, changed a few hundred times in the same way each run.
//! `DAICHOBAN_FUZZ=200000 cargo test --test all fuzz` for a night.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use daichoban::base::{Day, Progress};
use daichoban::exchange::{Facts, plan, propose, read_book};
use daichoban::inspection::PrintMark;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::{BackupFile, RecoveryCode};

use crate::support::dice::Dice;
use crate::vault_support::{Ledger, now};

/// Bytes that mean something to somebody.
const TELLING: [u8; 12] = [0, 1, b'"', b',', b'\n', b'{', b'}', b'<', 0x7F, 0x80, 0xFE, 0xFF];

/// The sample with one to six changes.
fn bent(sample: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            _ if bytes.is_empty() => bytes.push(TELLING[dice.below(TELLING.len())]),
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = TELLING[dice.below(TELLING.len())],
            2 => drop(bytes.drain(at..end)),
            3 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            4 => bytes.insert(at, TELLING[dice.below(TELLING.len())]),
            5 => bytes[at..end].fill(TELLING[dice.below(TELLING.len())]),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// Feeds a reader; a panic is told with the round that brings it back.
fn feed(name: &str, samples: &[Vec<u8>], n_rounds: usize, mut read: impl FnMut(&[u8])) {
    let n_rounds = std::env::var("DAICHOBAN_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(n_rounds);
    let mut dice = Dice::new();
    for round in 0..n_rounds {
        let bytes = bent(&samples[round % samples.len()], &mut dice);
        let outcome = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        assert!(outcome.is_ok(), "{name}: round {round} of {} bytes", bytes.len());
    }
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

#[test]
fn fuzz_key_files() {
    let ledger = Ledger::with_people(0);
    let keys = std::fs::read(ledger.file("vault.keys")).unwrap();
    feed("key file", &[keys], 3_000, |bytes| drop(KeyFile::read(bytes)));
}

#[test]
fn fuzz_backups() {
    let ledger = Ledger::with_people(2);
    let folder = ledger.place.dir().with_file_name("控え");
    let made = ledger.open().unwrap().back_up(&folder, now(), &Progress::new()).unwrap();
    let whole = std::fs::read(&made.path).unwrap();
    // The bytes that say what the rest is; in the middle of the pages every change is the same to the reader.
    let head = whole[..6_000].to_vec();
    let path = folder.join("bent.daichoban");
    feed("backup", &[whole.clone(), head], 300, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        if let Ok(mut file) = BackupFile::open(&path) {
            drop(file.verify(&Progress::new()));
        }
    });
}

#[test]
fn fuzz_books() {
    for (name, n_rounds) in
        [("mict-daicho-utf8.csv", 250), ("mict-daicho-cp932.csv", 250), ("mict-daicho-clinic.xlsx", 250)]
    {
        feed(name, &[sample(name)], n_rounds, |bytes| {
            if let Ok(book) = read_book(name, bytes) {
                drop(plan(&book, &propose(&book), &Facts::new(now().day()), &|_| true));
            }
        });
    }
}

#[test]
fn fuzz_what_is_typed() {
    let samples: Vec<Vec<u8>> =
        ["令和8年11月20日", "R8.11.20", "2026/11/20", "８．１１．２０", "0123 4567 89ab cdef 0123", "012345-123456"]
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .collect();
    feed("typed", &samples, 20_000, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = Day::read(&text);
        drop(RecoveryCode::read(&text));
        drop(PrintMark::read(&text));
    });
}
