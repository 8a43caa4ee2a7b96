//! Readers of what others hand us, fed with bent bytes: an error or a value, never a panic, never a hang.
//!
//! Every reader gets its kept samples (`tests/corpus`, `tests/data`), as they are and then changed a few hundred times
//! in the same way each run.
//! `DAICHOBAN_FUZZ=200000 cargo test --test all fuzz` for a night.

use std::panic::{AssertUnwindSafe, catch_unwind};

use daichoban::base::{Day, Progress};
use daichoban::checklists::{Edition, PledgeForm, Quiz, SelfCheck};
use daichoban::exchange::{Facts, plan, propose, read_book};
use daichoban::inspection::PrintMark;
use daichoban::vault::hex::to_hex;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::suite::sha256;
use daichoban::vault::{BackupFile, RecoveryCode};

use crate::source::{files, named, root};
use crate::support::dice::Dice;
use crate::vault_support::now;

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
    for round in 0..samples.len() + n_rounds {
        let bytes = samples.get(round).cloned();
        let bytes = bytes.unwrap_or_else(|| bent(&samples[round % samples.len()], &mut dice));
        let outcome = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        assert!(outcome.is_ok(), "{name}: round {round} of {} bytes", bytes.len());
    }
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/data").join(name)).unwrap()
}

/// The kept inputs of a reader, with their names.
fn corpus(reader: &str) -> Vec<(String, Vec<u8>)> {
    let all = files(&format!("tests/corpus/{reader}"));
    assert!(!all.is_empty(), "{reader} has kept inputs");
    all.iter().map(|path| (named(path), std::fs::read(path).unwrap())).collect()
}

fn bytes_of(corpus: Vec<(String, Vec<u8>)>) -> Vec<Vec<u8>> {
    corpus.into_iter().map(|(_, bytes)| bytes).collect()
}

#[test]
fn fuzz_key_files() {
    let samples = bytes_of(corpus("keys"));
    feed("key file", &samples, 3_000, |bytes| {
        drop(KeyFile::read(bytes));
        // With a right sum, as somebody who means it would write it: what lies behind the sum is reached.
        let text = bytes.rsplitn(2, |byte| *byte == b's').last().unwrap_or_default();
        let sum = to_hex(&sha256(text));
        drop(KeyFile::read(&[text, format!("sum {sum}\n").as_bytes()].concat()));
    });
}

#[test]
fn fuzz_backups() {
    let mut samples = bytes_of(corpus("backup"));
    samples.push(std::fs::read(root().join("tests/vaults/v1/backup.daichoban")).unwrap());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bent.daichoban");
    feed("backup", &samples, 600, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        if let Ok(mut file) = BackupFile::open(&path) {
            drop(file.verify(&Progress::new()));
        }
    });
}

fn feed_book(name: &str, samples: &[Vec<u8>], n_rounds: usize) {
    feed(name, samples, n_rounds, |bytes| {
        if let Ok(book) = read_book(name, bytes) {
            drop(plan(&book, &propose(&book), &Facts::new(now().day()), &|_| true));
        }
    });
}

#[test]
fn fuzz_books() {
    for name in ["mict-daicho-utf8.csv", "mict-daicho-cp932.csv", "mict-daicho-clinic.xlsx"] {
        feed_book(name, &[sample(name)], 250);
    }
    for (name, bytes) in corpus("book") {
        feed_book(&name, &[bytes], 20);
    }
}

#[test]
fn fuzz_what_is_typed() {
    feed("typed", &bytes_of(corpus("typed")), 20_000, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = Day::read(&text);
        drop(RecoveryCode::read(&text));
        drop(PrintMark::read(&text));
    });
}

#[test]
fn fuzz_questions_and_texts() {
    for (folder, name) in [
        ("assets/checklists/self-check", "2026-11.toml"),
        ("assets/checklists/mhlw-cyber", "mhlw-cyber/r7.toml"),
        ("assets/checklists/mhlw-6-9", "mhlw-6-9/g5.toml"),
        ("assets/pledges", "staff-2026-11.toml"),
        ("assets/quiz", "basics-2026-11.toml"),
    ] {
        let samples: Vec<Vec<u8>> = files(folder).iter().map(|path| std::fs::read(path).unwrap()).collect();
        feed(folder, &samples, 400, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            // Each reader also gets what belongs to another.
            drop(SelfCheck::read(name, &text).map_err(|faults| faults.len()));
            drop(PledgeForm::read(name, &text).map_err(|faults| faults.len()));
            drop(Quiz::read(name, &text).map_err(|faults| faults.len()));
            if let Ok(edition) = Edition::read(name, &text) {
                drop(Edition::unlinked(std::slice::from_ref(&edition)));
                drop(Edition::compare(&edition, &edition));
            }
        });
    }
}
