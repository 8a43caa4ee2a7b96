//! Changed bytes: of the key file each one, of the ledger file and of a backup as many as asked. Each is found or
//! harmless: what is read and checked is what was written, or an error.
//!
//! `DAICHOBAN_FLIPS=5000 cargo test --test all vault_flips` for a night.

use std::fs;
use std::path::Path;

use daichoban::base::{Kind, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::hex::to_hex;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::suite::sha256;
use daichoban::vault::{BackupFile, Key, LogFilter, Place, Profile, Vault, VaultError, restore};

use crate::support::dice::Dice;
use crate::vault_support::{Ledger, first_id, is_sound, names, now, person, profile_dir, write};

fn n_flips(usual: usize) -> usize {
    std::env::var("DAICHOBAN_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// The bytes with one to four of them changed.
fn flipped(good: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
    }
    bytes
}

/// All that the ledger shows: lists, histories, settings, the whole journal. `None` where something cannot be read.
fn shown(vault: &Vault) -> Option<String> {
    let read = vault.reader();
    let list = read.list::<Staff>().ok()?;
    let histories: Option<Vec<_>> = list.iter().map(|kept| read.history(Kind::Staff, kept.id.into()).ok()).collect();
    let journal = read.log(&LogFilter::default()).ok()?;
    let list: Vec<_> = list.iter().map(|kept| (kept.id, &kept.record)).collect();
    let set = read.setting("backup.folder").ok()?;
    // What this opening itself has written is not a part of it.
    let before: Vec<_> = journal.iter().filter(|entry| entry.seq <= WRITTEN).collect();
    if before.len() as u64 != WRITTEN {
        return None;
    }
    Some(format!("{list:?}\n{histories:?}\n{set:?}\n{before:?}"))
}

/// So many entries the ledger of these tests has: founding and sheet, 40 people, closing, opening, a correction, a setting.
const WRITTEN: u64 = 46;

fn worked_in() -> Ledger {
    let ledger = Ledger::with_people(40);
    let mut vault = ledger.open().unwrap();
    let id = first_id(&vault);
    write(&mut vault, |tx| tx.correct(id, &person("改姓 花子"), Some("改姓"))).unwrap();
    write(&mut vault, |tx| tx.set("backup.folder", "D:\\控え")).unwrap();
    vault.lock(now()).unwrap();
    ledger
}

#[test]
fn each_byte_of_the_key_file_is_vouched_for_even_when_its_sum_is_made_right() {
    let ledger = Ledger::with_people(0);
    let good = fs::read(ledger.file("vault.keys")).unwrap();
    let (data_key, code) = (ledger.dek(), &ledger.code);
    let n_summed = good.len() - "sum \n".len() - 64;
    let (mut n_unread, mut n_tampered) = (0, 0);
    for at in 0..n_summed {
        for mask in [0x01, 0x04, 0x20] {
            let mut bad = good[..n_summed].to_vec();
            bad[at] ^= mask;
            let sum = to_hex(&sha256(&bad));
            bad.extend_from_slice(format!("sum {sum}\n").as_bytes());
            let Ok(keys) = KeyFile::read(&bad) else {
                n_unread += 1;
                continue;
            };
            assert!(keys.verify(&data_key).is_err(), "byte {at} ^ {mask}: the seal holds");
            // Nor does the sheet lead to another data key by it.
            let secret = code.secret(&keys.sheet.vault.0).unwrap();
            let opened = keys.sheet.holders.iter().find_map(|holder| holder.open(&keys.sheet, &secret));
            assert!(opened.is_none_or(|opened| *opened == *data_key), "byte {at} ^ {mask}");
            n_tampered += 1;
        }
    }
    println!("{} changes of the key file: {n_unread} not read, {n_tampered} found by the seal", 3 * n_summed);
    assert!(n_unread > 0 && n_tampered > 0);
}

#[test]
fn changed_bytes_of_the_ledger_file_are_found_or_change_nothing() {
    let ledger = worked_in();
    let path = ledger.file("ledger-0001.db");
    let good = fs::read(&path).unwrap();
    let expected = shown(&ledger.open().unwrap()).unwrap();
    let (mut n_refused, mut n_found, mut n_harmless) = (0, 0, 0);
    for trial in 0..n_flips(40) as u64 {
        let mut dice = Dice::of_trial(trial);
        fs::write(&path, flipped(&good, &mut dice)).unwrap();
        fs::remove_file(ledger.file("ledger-0001.db-wal")).ok();
        fs::remove_dir_all(profile_dir(&ledger.place)).ok();
        let mut vault = match ledger.open() {
            Ok(vault) => vault,
            Err(VaultError::LedgerDamaged | VaultError::ReadFailed | VaultError::Mismatched) => {
                n_refused += 1;
                continue;
            }
            Err(other) => panic!("trial {trial}: {other:?}"),
        };
        if let Some(shown) = shown(&vault) {
            assert!(shown == expected, "trial {trial}: changed bytes are shown");
        }
        match vault.check(&Progress::new()) {
            Ok(report) if report.is_sound() => {
                assert!(shown(&vault).as_ref() == Some(&expected), "trial {trial}: sound, but not the same");
                n_harmless += 1;
            }
            Ok(_) | Err(_) => n_found += 1,
        }
    }
    println!("ledger file: {n_refused} refused, {n_found} found by the check, {n_harmless} changed nothing");
    assert!(n_harmless * 100 <= n_flips(40), "only the salt at the beginning is nobody's");
}

#[test]
fn changed_bytes_of_a_backup_are_found_or_change_nothing() {
    let ledger = worked_in();
    let folder = ledger.place.dir().with_file_name("控え");
    let made = ledger.open().unwrap().back_up(&folder, now(), &Progress::new()).unwrap();
    let (good, bad) = (fs::read(&made.path).unwrap(), folder.join("bad.daichoban"));
    let opened = |place: &Place| Vault::unlock(place, &Key::Recovery(&ledger.code), INDEXER, now());
    let back = |backup: &Path| {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(&dir.path().join("戻した"), Profile::none());
        restore(backup, &place, now(), &Progress::new())?;
        fs::write(place.dir().join("vault.ballast"), []).unwrap(); // keeps 16 megabytes out of each trial
        let mut vault = opened(&place)?;
        let is_whole = is_sound(&mut vault) && names(&vault).len() == 40;
        Ok::<_, VaultError>(is_whole.then(|| shown(&vault)).flatten())
    };
    let expected = back(&made.path).unwrap().unwrap();
    let (mut n_refused, mut n_harmless) = (0, 0);
    for trial in 0..n_flips(40) as u64 {
        let mut dice = Dice::of_trial(trial);
        // Half of the trials in front of the pages and behind them, where every byte has its own meaning.
        let bytes = if trial % 2 == 0 {
            flipped(&good, &mut dice)
        } else {
            let mut bytes = good.clone();
            let place = dice.below(4_000 + 700);
            let at = if place < 4_000 { place } else { good.len() - 700 + (place - 4_000) };
            bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
            bytes
        };
        fs::write(&bad, bytes).unwrap();
        if BackupFile::open(&bad).and_then(|mut file| file.verify(&Progress::new())).is_err() {
            let refused = back(&bad);
            assert!(refused.is_err(), "trial {trial}: not whole, but brought back");
            n_refused += 1;
            continue;
        }
        // A changed manifest may also be told at the opening; what opens is what was written.
        match back(&bad) {
            Ok(shown) => {
                assert!(shown.as_ref() == Some(&expected), "trial {trial}: changed bytes are shown");
                n_harmless += 1;
            }
            Err(_) => n_refused += 1,
        }
    }
    println!(
        "backup: {n_refused} refused, {n_harmless} changed nothing (dates and the note for people in the container)"
    );
    assert!(n_refused > n_harmless);
}
