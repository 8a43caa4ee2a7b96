//! A PC's clock that is set back and forward, between sessions and within one: nobody is locked out for good, nothing is
//! thinned away that is still wanted, and the journal says what happened.

use std::time::Duration;

use daichoban::base::{Moment, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Act, Key, LogFilter, Notice, Vault, VaultError, generations, wait};

use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, is_sound, moment, names, now, person, profile_dir, write};

const WRONG: &str = "これは違う合言葉のはずです";
const DAY: i64 = 24 * 3600;

fn open_at(ledger: &Ledger, at: Moment) -> Vault {
    Vault::unlock(&ledger.place, &Key::Recovery(&ledger.code), INDEXER, at).unwrap()
}

fn n_of(vault: &Vault, act: Act) -> usize {
    vault.reader().log(&LogFilter { acts: vec![act], ..LogFilter::default() }).unwrap().len()
}

/// A session at this time, with one save.
fn session(ledger: &Ledger, at: Moment, name: &str) {
    let mut vault = open_at(ledger, at);
    let stamp = daichoban::vault::Stamp::at(at.plus_seconds(60));
    vault.transact::<_, VaultError>(stamp, |tx| tx.add(&person(name)).map(drop)).unwrap();
    vault.lock(at.plus_seconds(120)).unwrap();
}

#[test]
fn wrong_tries_while_the_clock_was_years_ahead_lock_nobody_out_for_years() {
    let ledger = Ledger::with_people(0);
    let ahead = moment("R30.1.1", 9);
    for _ in 0..3 {
        assert_eq!(ledger.open_with(WRONG, ahead).err(), Some(VaultError::WrongPassphrase));
    }
    // The clock is put right: the whole delay once, from now on, and no longer.
    assert_eq!(wait(&ledger.place, Some(OPERATOR), now()), Some(Duration::from_secs(5)));
    assert_eq!(ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::LockedOut(Duration::from_secs(5))));
    assert_eq!(
        ledger.open_with(PASSPHRASE, now().plus_seconds(2)).err(),
        Some(VaultError::LockedOut(Duration::from_secs(3)))
    );
    let vault = ledger.open_with(PASSPHRASE, now().plus_seconds(6)).unwrap();
    assert!(vault.notices().contains(&Notice::FailedBefore(3)));
    assert_eq!(wait(&ledger.place, Some(OPERATOR), now()), None);
}

#[test]
fn setting_the_clock_back_again_and_again_gains_no_tries() {
    let ledger = Ledger::with_people(0);
    for _ in 0..3 {
        ledger.open_with(WRONG, now()).err().unwrap();
    }
    for n in 1..5 {
        let back = now().plus_seconds(-n * DAY);
        assert_eq!(
            ledger.open_with(PASSPHRASE, back).err(),
            Some(VaultError::LockedOut(Duration::from_secs(5))),
            "{n}"
        );
    }
    assert_eq!(wait(&ledger.place, Some(OPERATOR), now().plus_seconds(-4 * DAY + 1)), Some(Duration::from_secs(4)));
}

#[test]
fn setting_it_forward_ends_the_wait_but_not_the_count() {
    let ledger = Ledger::with_people(0);
    for _ in 0..3 {
        ledger.open_with(WRONG, now()).err().unwrap();
    }
    let ahead = now().plus_seconds(DAY);
    assert_eq!(ledger.open_with(WRONG, ahead).err(), Some(VaultError::WrongPassphrase));
    assert_eq!(
        wait(&ledger.place, Some(OPERATOR), ahead),
        Some(Duration::from_secs(15)),
        "the fourth one waits longer"
    );
    let vault = ledger.open_with(PASSPHRASE, ahead.plus_seconds(16)).unwrap();
    assert!(vault.notices().contains(&Notice::FailedBefore(4)));
}

#[test]
fn a_clock_put_right_between_sessions_is_one_entry_and_the_order_stays() {
    let ledger = Ledger::with_people(0);
    session(&ledger, moment("R12.5.1", 9), "未来の人");
    session(&ledger, now(), "今の人");
    session(&ledger, now().plus_seconds(DAY), "あすの人");
    let mut vault = open_at(&ledger, now().plus_seconds(2 * DAY));
    assert_eq!(n_of(&vault, Act::ClockBack), 1, "told once, where it happened");
    let log = vault.reader().log(&LogFilter { acts: vec![Act::Created], ..LogFilter::default() }).unwrap();
    let days: Vec<String> = log.iter().map(|entry| entry.at.day().iso()).collect();
    assert_eq!(days, ["2026-11-21", "2026-11-20", "2030-05-01"], "newest entry first, each time as the clock said");
    assert!(!vault.notices().iter().any(|notice| matches!(notice, Notice::OlderState(_))), "{:?}", vault.notices());
    assert!(is_sound(&mut vault));
    let told: Vec<String> = names(&vault);
    assert_eq!(told.len(), 3);
}

#[test]
fn a_clock_that_jumps_within_a_session_changes_no_record_and_is_told_each_time() {
    let ledger = Ledger::with_people(0);
    let mut vault = open_at(&ledger, now());
    for (n, days) in [400, 0, -4_000, 20_000, 0].into_iter().enumerate() {
        let stamp = daichoban::vault::Stamp::at(now().plus_seconds(days * DAY));
        vault.transact::<_, VaultError>(stamp, |tx| tx.add(&person(&format!("人{n}"))).map(drop)).unwrap();
    }
    assert_eq!((names(&vault).len(), n_of(&vault, Act::ClockBack)), (5, 3));
    assert!(is_sound(&mut vault));
    vault.lock(now()).unwrap();
    assert!(is_sound(&mut open_at(&ledger, now().plus_seconds(DAY))));
}

#[test]
fn a_day_with_the_clock_years_ahead_takes_hardly_any_backup_away() {
    let ledger = Ledger::with_people(1);
    let folder = profile_dir(&ledger.place).with_file_name("控え");
    let mut vault = open_at(&ledger, now());
    let mut back_up = |at| drop(vault.back_up(&folder, at, &Progress::new()).unwrap());
    let count = || generations(&folder).unwrap().len();
    (0..12).for_each(|day| back_up(now().plus_seconds(day * DAY)));
    assert_eq!(count(), 12, "one for each of two weeks");
    back_up(moment("R30.1.1", 9));
    assert!(count() >= 11, "{} of 13", count());
    // Put right: the days go on being kept, and the ones of the wrong year do not stand in for them.
    (12..30).for_each(|day| back_up(now().plus_seconds(day * DAY)));
    let all = generations(&folder).unwrap();
    let made = |n: usize| all[n].manifest.as_ref().unwrap().made_at().unwrap().day().iso();
    assert_eq!((made(0), made(1), made(13)), ("2048-01-01".into(), "2026-12-19".into(), "2026-12-07".into()));
    assert!(all.len() < 24, "{} are kept of 31: thinning keeps up", all.len());
}

#[test]
fn a_clock_set_back_keeps_the_backup_that_was_just_made() {
    let ledger = Ledger::with_people(1);
    let folder = profile_dir(&ledger.place).with_file_name("控え");
    let mut vault = open_at(&ledger, now());
    for n in 0..5 {
        vault.back_up(&folder, now().plus_seconds(n * 60), &Progress::new()).unwrap();
    }
    for n in 0..5 {
        let made = vault.back_up(&folder, moment("R1.5.1", 9).plus_seconds(n * 60), &Progress::new()).unwrap();
        assert!(made.path.exists(), "{n}");
        write(&mut vault, |tx| tx.add(&person(&format!("人{n}"))).map(drop)).unwrap();
    }
    assert!(generations(&folder).unwrap().len() >= 4);
}
