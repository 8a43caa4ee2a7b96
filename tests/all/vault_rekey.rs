//! Backups of before under the keys of now: whole, of the same state, closed to the leaver, and never lost on the way.

use std::fs;
use std::path::PathBuf;

use daichoban::base::{Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, Key, Place, Profile, Rewritten, Secret, Vault, VaultError, drill, generations, restore};

use crate::vault_support::{Ledger, PASSPHRASE, flip, is_sound, moment, names, now, person, write};

const LEAVER: &str = "受付 次郎";
const FIRST: &str = "はじめの合言葉は渡した紙に";

/// A ledger of which there are two backups from before somebody has left, with the session that made the keys anew.
fn left() -> (Ledger, Vault, PathBuf) {
    let ledger = Ledger::with_people(4);
    let mut vault = ledger.open().unwrap();
    vault.add_operator(LEAVER, Office::Clerk, &Secret::from(FIRST), Kdf::Least, now()).unwrap();
    for hour in [10, 11] {
        vault.back_up_as_planned(moment("R8.11.20", hour), &Progress::new()).unwrap();
        write(&mut vault, |tx| tx.add(&person(&format!("{hour}時に来た人")))).unwrap();
    }
    vault.remove_operator(LEAVER, "退職", now(), &Progress::new()).unwrap();
    let folder = ledger.place.dir().with_file_name("台帳の控え");
    (ledger, vault, folder)
}

fn opens_for_the_leaver(path: &std::path::Path) -> bool {
    let secret = Secret::from(FIRST);
    let key = Key::Passphrase { operator: LEAVER, secret: &secret };
    drill(path, &key, &path.with_file_name("試し"), INDEXER, &Progress::new()).is_ok()
}

#[test]
fn rewritten_backups_hold_the_same_state_and_open_for_those_who_are_left() {
    let (ledger, mut vault, folder) = left();
    let before = generations(&folder).unwrap();
    assert_eq!(vault.old_backups().unwrap().len(), 2);
    assert!(opens_for_the_leaver(&before[0].path));
    assert_eq!(vault.rewrite_backups(now(), &Progress::new()), Ok(Rewritten { n_done: 2, n_left: 0 }));
    let after = generations(&folder).unwrap();
    let states = |all: &[daichoban::vault::Generation]| -> Vec<(u64, String)> {
        all.iter().map(|one| one.manifest.as_ref().unwrap()).map(|it| (it.seq, it.head.clone())).collect()
    };
    assert_eq!(states(&after), states(&before));
    assert!(vault.old_backups().unwrap().is_empty() && !opens_for_the_leaver(&after[0].path));
    assert!(vault.drill(&after[1].path, now(), &Progress::new()).unwrap().report.is_sound());
    vault.lock(now()).unwrap();
    // Brought back, it is a whole ledger: its keys can be made anew, and the sheet and its passphrase open it.
    let place = Place::new(&folder.with_file_name("戻した台帳"), Profile::none());
    restore(&after[0].path, &place, now(), &Progress::new()).unwrap();
    let mut back = Vault::unlock(&place, &Key::Recovery(&ledger.code), INDEXER, now()).unwrap();
    assert_eq!(names(&back).len(), 5);
    back.rotate("試し", now(), &Progress::new()).unwrap();
    assert!(is_sound(&mut back));
    drop(back);
    let secret = Secret::from(PASSPHRASE);
    let key = Key::Passphrase { operator: crate::vault_support::OPERATOR, secret: &secret };
    assert_eq!(names(&Vault::unlock(&place, &key, INDEXER, now()).unwrap()).len(), 5);
}

#[test]
fn what_is_damaged_or_of_keys_nobody_remembers_stays_and_stopping_loses_nothing() {
    let (ledger, mut vault, folder) = left();
    let all = generations(&folder).unwrap();
    let stopped = Progress::new();
    stopped.cancel();
    let bytes: Vec<Vec<u8>> = all.iter().map(|one| fs::read(&one.path).unwrap()).collect();
    assert_eq!(vault.rewrite_backups(now(), &stopped), Err(VaultError::Cancelled));
    assert!(all.iter().zip(&bytes).all(|(one, bytes)| fs::read(&one.path).unwrap() == *bytes));
    flip(&all[0].path, all[0].n_bytes / 2);
    assert_eq!(vault.rewrite_backups(now(), &Progress::new()), Ok(Rewritten { n_done: 1, n_left: 1 }));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "the damaged one is left, and nothing half-made");
    vault.lock(now()).unwrap();
    let mut vault = ledger.open().unwrap();
    assert!(!vault.has_former_keys());
    assert!(vault.old_backups().unwrap().iter().all(|one| !one.can_rewrite));
    assert_eq!(vault.rewrite_backups(now(), &Progress::new()), Ok(Rewritten { n_done: 0, n_left: 1 }));
}
