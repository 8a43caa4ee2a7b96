//! What a ledger that was open leaves in memory: a child opens one, locks it, and looks through all of its own memory.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::process::Command;

use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::cipher::RawKey;
use daichoban::vault::{Key, Place, Profile, Secret, Vault, keep_out_of_dumps};

use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, names, now};

/// What is looked for comes masked, or it would be found where it was handed over.
const MASK: u8 = 0x5a;

fn masked(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{:02x}", byte ^ MASK)).collect()
}

fn bytes(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// Places in this process's writable memory that hold what was masked.
fn n_found(needle: &[u8]) -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let mut chunk = vec![0_u8; 256 * 1024];
    let own = chunk.as_ptr() as usize..chunk.as_ptr() as usize + chunk.len();
    let mut n_found = 0;
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        if !rest.starts_with("rw") {
            continue;
        }
        let (from, until) = range.split_once('-').unwrap();
        let (mut at, until) = (usize::from_str_radix(from, 16).unwrap(), usize::from_str_radix(until, 16).unwrap());
        while at < until {
            let n = memory.read_at(&mut chunk[..(until - at).min(256 * 1024)], at as u64).unwrap_or(0);
            if n < needle.len() {
                break;
            }
            for (place, window) in chunk[..n].windows(needle.len()).enumerate() {
                let is_it = window[0] ^ MASK == needle[0] && window.iter().zip(needle).all(|(a, b)| a ^ MASK == *b);
                n_found += usize::from(is_it && !own.contains(&(at + place)));
            }
            at += if at + n < until { n + 1 - needle.len() } else { n };
            chunk.fill(0);
        }
    }
    n_found
}

/// The program that is looked through.
#[test]
fn searched_child() {
    let Some(dir) = std::env::var_os("DAICHOBAN_SEARCHED") else { return };
    let wanted: Vec<Vec<u8>> = std::env::var("DAICHOBAN_WANTED").unwrap().split(',').map(bytes).collect();
    let report = |when: &str| {
        let found: Vec<String> = wanted.iter().map(|needle| n_found(needle).to_string()).collect();
        println!("{when} {}", found.join(" "));
    };
    let mut plain = wanted[2].clone();
    plain.iter_mut().for_each(|byte| *byte ^= MASK);
    let secret = Secret::new(String::from_utf8(plain).unwrap());
    keep_out_of_dumps();
    let place = Place::new(dir.as_ref(), Profile::none());
    let vault =
        Vault::unlock(&place, &Key::Passphrase { operator: OPERATOR, secret: &secret }, INDEXER, now()).unwrap();
    drop(secret);
    assert_eq!(names(&vault).len(), 5);
    report("open");
    vault.lock(now()).unwrap();
    report("locked");
}

#[test]
fn a_locked_ledger_leaves_no_key_and_no_passphrase_in_memory() {
    let ledger = Ledger::with_people(5);
    let dek = ledger.dek();
    let raw = RawKey::of(&dek, &ledger.keys().sheet.db.id.0).unwrap();
    let text = raw.text().to_string();
    let hex = text.trim_start_matches("x'").get(..64).unwrap();
    let wanted =
        [masked(dek.as_slice()), masked(&bytes(hex)), masked(PASSPHRASE.as_bytes()), masked(hex.as_bytes())].join(",");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "vault_memory::searched_child", "--nocapture"])
        .env("DAICHOBAN_SEARCHED", ledger.place.dir())
        .env("DAICHOBAN_WANTED", wanted)
        .output()
        .unwrap();
    let said = String::from_utf8(child.stdout).unwrap();
    let counts = |when: &str| -> Vec<usize> {
        let line = said.lines().find_map(|line| line.split_once(when)).unwrap_or_else(|| panic!("{said}"));
        line.1.split_whitespace().map(|n| n.parse().unwrap()).collect()
    };
    let open = counts("open ");
    assert!(open[0] > 0, "the search finds the data key while the ledger is open: {open:?}");
    assert_eq!(open[1..], [0, 0, 0], "the database's key, the passphrase, the key as text");
    assert_eq!(counts("locked "), [0, 0, 0, 0]);
}
