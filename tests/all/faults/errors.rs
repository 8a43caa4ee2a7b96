//! A disk that stops answering or is full, at every call of a work: what was said to be done is there afterwards, the
//! ledger opens and is sound, and the refusal is of its own kind, never "damaged".
//!
//! `DAICHOBAN_FAULTS=100000 cargo test --test all faults::errors` tries every call.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use daichoban::base::{Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, Key, Notice, RecoveryCode, Secret, Vault, VaultError, drill, generations, peek, restore};

use super::{Room, asked, clock, copy_all, given, room_of, run_child};
use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, is_sound, names, now, person, write};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const SATO: &str = "佐藤 次郎";
const FIRST: &str = "はじめての日の傘と長靴と帽子";

/// What has been said to be done by now.
struct Said {
    names: Vec<String>,
    sheet: String,
    passphrase: &'static str,
    is_here: bool,
    is_gone: bool,
    n_backups: usize,
    is_back: bool,
}

/// One work under faults: what happens before they begin, and what then.
struct Trial<'a> {
    room: &'a Room,
    said: Said,
    vault: Option<Vault>,
}

type Step = fn(&mut Trial<'_>) -> Result<(), VaultError>;

fn save(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    let name = format!("人{:04}", trial.said.names.len());
    write(vault, |tx| tx.add(&person(&name)).map(drop))?;
    trial.said.names.push(name);
    Ok(())
}

fn open(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    trial.vault = None;
    trial.vault = Some(trial.room.open_with_sheet(&trial.said.sheet, now())?);
    Ok(())
}

fn lock(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    trial.vault.take().map_or(Ok(()), |vault| vault.lock(now()))
}

fn draft(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    trial.vault.as_mut().map_or(Ok(()), |vault| vault.keep_draft("edit:staff:x", Some("書きかけ")))
}

fn add_operator(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    vault.add_operator(SATO, Office::Clerk, &Secret::from(FIRST), Kdf::Least, now())?;
    trial.said.is_here = true;
    Ok(())
}

fn set_passphrase(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    vault.set_passphrase(OPERATOR, &Secret::from(FIRST), Kdf::Least, now())?;
    trial.said.passphrase = FIRST;
    Ok(())
}

fn renew_sheet(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    trial.said.sheet = vault.renew_recovery(now(), &Progress::new())?.groups().concat();
    Ok(())
}

fn rotate(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    trial.vault.as_mut().map_or(Ok(()), |vault| vault.rotate("試験", now(), &Progress::new()))
}

fn remove_operator(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    vault.remove_operator(SATO, "退職", now(), &Progress::new())?;
    trial.said.is_gone = true;
    Ok(())
}

fn back_up(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    let at = clock(i64::try_from(trial.said.n_backups).unwrap());
    vault.back_up(&trial.room.backups(), at, &Progress::new())?;
    trial.said.n_backups += 1;
    Ok(())
}

fn try_backup_out(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let Some(vault) = trial.vault.as_mut() else { return Ok(()) };
    let newest = generations(&trial.room.backups())?.into_iter().next().ok_or(VaultError::NotABackup)?;
    newest.manifest?;
    assert!(vault.drill(&newest.path, now(), &Progress::new())?.report.is_sound());
    Ok(())
}

fn bring_back(trial: &mut Trial<'_>) -> Result<(), VaultError> {
    let newest = generations(&trial.room.backups())?.into_iter().next().ok_or(VaultError::NotABackup)?;
    let code = RecoveryCode::read(&trial.said.sheet).unwrap();
    drill(&newest.path, &Key::Recovery(&code), &trial.room.0.join("訓練"), INDEXER, &Progress::new())?;
    restore(&newest.path, &trial.room.back(), now(), &Progress::new())?;
    trial.said.is_back = true;
    Ok(())
}

/// Each work: before the faults, and under them.
fn steps(work: &str) -> (&'static [Step], &'static [Step]) {
    match work {
        "opening" => (&[], &[open, save, lock]),
        "saving" => (&[open], &[save, save, draft, save, lock]),
        "keys" => (&[open, save], &[add_operator, renew_sheet, save, set_passphrase, lock]),
        "rotation" => (&[open, save], &[remove_operator, save, rotate, save, lock]),
        "backup" => (&[open, save], &[back_up, save, try_backup_out, back_up, lock]),
        "restore" => (&[open, save, back_up, lock], &[bring_back]),
        other => panic!("{other}"),
    }
}

/// The process whose calls fail: it goes through all trials of one work.
#[test]
fn failing_child() {
    let Some((room, work)) = given() else { return };
    let [work, digits, pristine, most] = work.split('|').collect::<Vec<_>>()[..] else { panic!("{work}") };
    let most: usize = most.parse().unwrap();
    let (mut n_trials, mut n_refused, mut bad) = (0, 0, Vec::new());
    for (errno, how) in [(EIO, "once"), (EIO, "on"), (ENOSPC, "once"), (ENOSPC, "on")] {
        let begin = || begin(&room, work, digits, Path::new(pristine));
        let n_calls = {
            let mut trial = begin();
            room.say(&format!("arm 999999 {errno} once"));
            steps(work).1.iter().for_each(|step| step(&mut trial).unwrap());
            room.say("disarm");
            fs::read_to_string(room.0.join("counted")).unwrap().parse::<usize>().unwrap()
        };
        let stride = n_calls.div_ceil(most).max(1);
        for at in (1..=n_calls).step_by(stride) {
            let mut trial = begin();
            n_trials += 1;
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                room.say(&format!("arm {at} {errno} {how}"));
                let refusals = run(&mut trial, steps(work).1);
                drop(trial.vault.take());
                room.say("disarm");
                room.lighten();
                n_refused += usize::from(!refusals.is_empty());
                look(&room, &trial.said, (errno, how), &refusals);
            }));
            room.say("disarm");
            if let Err(panic) = outcome {
                let plain = panic.downcast_ref::<&str>().copied().unwrap_or_default();
                let text = panic.downcast_ref::<String>().map_or(plain, String::as_str);
                bad.push(format!("{work}: errno {errno} {how} at call {at} of {n_calls}: {text}"));
            }
        }
    }
    println!("{work}: {n_trials} trials, {n_refused} refused, {} bad", bad.len());
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// A fresh copy of the room, ready to fail.
fn begin<'a>(room: &'a Room, work: &str, digits: &str, pristine: &Path) -> Trial<'a> {
    for entry in fs::read_dir(&room.0).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        fs::remove_dir_all(entry.path()).unwrap();
    }
    copy_all(pristine, &room.0);
    let said = Said {
        names: Vec::new(),
        sheet: digits.to_owned(),
        passphrase: PASSPHRASE,
        is_here: false,
        is_gone: false,
        n_backups: 0,
        is_back: false,
    };
    let mut trial = Trial { room, said, vault: None };
    steps(work).0.iter().for_each(|step| step(&mut trial).unwrap());
    trial
}

/// Goes through the steps as somebody would who tries once again after a refusal, and then goes on.
fn run(trial: &mut Trial<'_>, steps: &[Step]) -> Vec<VaultError> {
    let mut refusals = Vec::new();
    for step in steps {
        if let Err(error) = step(trial) {
            refusals.push(error);
            refusals.extend(step(trial).err());
        }
    }
    refusals
}

fn look(room: &Room, said: &Said, (errno, how): (i32, &str), refusals: &[VaultError]) {
    for (at, refusal) in refusals.iter().enumerate() {
        let is_right = match refusal {
            VaultError::DiskFull => errno == ENOSPC,
            // Of a flush that had no room once and has it again the engine does not say why it failed.
            VaultError::Io(_) if errno == ENOSPC => how == "once",
            // The engine cannot tell a page it did not get from one it cannot decrypt: "reopen before judging".
            // A copy that cannot be read back is thrown away.
            VaultError::Io(_) | VaultError::ReadFailed | VaultError::BackupUnsound => errno == EIO,
            // Only where the disk stays silent can nobody tell; what was unsure is told when it answers.
            VaultError::Unsure => how == "on",
            VaultError::SavedAfterAll => at > 0,
            // What the first refusal leads to; or a change of keys that counts although its entry could not be written.
            VaultError::NeedsReopen => at > 0 || said.is_here,
            VaultError::NameTaken | VaultError::NoSuchOperator | VaultError::NotABackup => at > 0,
            _ => false,
        };
        assert!(is_right, "{refusals:?}");
    }
    let mut vault = match room.open_with_sheet(&said.sheet, now()) {
        Err(VaultError::WrongRecoveryCode) if !refusals.is_empty() => {
            room.open_with(OPERATOR, said.passphrase).or_else(|_| room.open_with(OPERATOR, FIRST)).unwrap()
        }
        other => other.unwrap_or_else(|error| panic!("{error:?} after {refusals:?}")),
    };
    assert!(!vault.notices().iter().any(|notice| matches!(notice, Notice::OlderState(_))), "{refusals:?}");
    let there = names(&vault);
    assert!(said.names.iter().all(|name| there.contains(name)), "{refusals:?}: {:?} of {:?}", there, said.names);
    assert!(is_sound(&mut vault), "{refusals:?}");
    let operators = peek(&room.place()).unwrap().operators;
    assert!(!said.is_here || said.is_gone || operators.iter().any(|name| name == SATO) || !refusals.is_empty());
    assert!(!said.is_gone || !operators.iter().any(|name| name == SATO), "{refusals:?}");
    write(&mut vault, |tx| tx.add(&person("そのあと")).map(drop)).unwrap();
    vault.rotate("そのあと", now(), &Progress::new()).unwrap();
    vault.lock(now()).unwrap();
    let all = generations(&room.backups()).unwrap();
    assert!(all.len() >= said.n_backups && all.iter().all(|one| one.manifest.is_ok()), "{refusals:?}: {all:?}");
    if said.is_back {
        let code = RecoveryCode::read(&said.sheet).unwrap();
        let mut back = Vault::unlock(&room.back(), &Key::Recovery(&code), INDEXER, now()).unwrap();
        assert!(is_sound(&mut back) && said.names.iter().all(|name| names(&back).contains(name)));
    } else if room.back().dir().join("vault.keys").exists() {
        // The disk went away while what was refused could have been removed: then it is a whole ledger.
        let code = RecoveryCode::read(&said.sheet).unwrap();
        let mut back = Vault::unlock(&room.back(), &Key::Recovery(&code), INDEXER, now()).unwrap();
        assert!(is_sound(&mut back), "half a ledger looks like none: {refusals:?}");
    }
}

fn under_faults(work: &str, usual: usize) {
    let ledger = Ledger::with_people(2);
    if work == "rotation" {
        let mut vault = ledger.open().unwrap();
        vault.add_operator(SATO, Office::Clerk, &Secret::from(FIRST), Kdf::Least, now()).unwrap();
        vault.lock(now()).unwrap();
    }
    let (room, digits) = room_of(&ledger);
    let pristine = tempfile::tempdir().unwrap();
    copy_all(&room.0, pristine.path());
    let most = asked("DAICHOBAN_FAULTS", usual);
    let said = run_child(
        "errors::failing_child",
        &room.0,
        None,
        &format!("{work}|{digits}|{}|{most}", pristine.path().display()),
    );
    print!(
        "{}",
        said.lines().filter(|line| line.contains(" trials, ")).map(|line| format!("{line}\n")).collect::<String>()
    );
    assert!(said.contains(" trials, "), "{said}");
}

#[test]
fn opening_on_a_failing_disk() {
    under_faults("opening", 8);
}

#[test]
fn saving_on_a_failing_disk() {
    under_faults("saving", 8);
}

#[test]
fn changing_keys_on_a_failing_disk() {
    under_faults("keys", 3);
}

#[test]
fn rotating_on_a_failing_disk() {
    under_faults("rotation", 4);
}

#[test]
fn backing_up_on_a_failing_disk() {
    under_faults("backup", 5);
}

#[test]
fn bringing_back_on_a_failing_disk() {
    under_faults("restore", 5);
}
