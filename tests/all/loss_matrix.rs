//! The loss matrix, row by row and end to end: what is lost or damaged, what the person gets, and that what they get is
//! the whole ledger and never an empty view.

use std::fs;
use std::path::PathBuf;

use daichoban::base::{Office, Progress};
use daichoban::desk::Problem;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{
    Act, CopySource, Kdf, Key, KeyCopy, LogFilter, Notice, Place, Profile, Record, RecoveryCode, Secret, SheetState,
    Vault, VaultError, find_keys, restore,
};

use crate::vault_support::{
    Ledger, OPERATOR, PASSPHRASE, flip, is_sound, moment, names, now, person, profile_dir, write,
};

const PEOPLE: usize = 7;
const NEW: &str = "復旧のあとに決めた長い合言葉";
const CLERK: &str = "受付 次郎";
const CLERKS: &str = "受付の人が自分で決めた合言葉";

/// A ledger with two people who can open it and a backup of that state; its sheet's record as printed.
struct Lost {
    ledger: Ledger,
    record: String,
    backups: PathBuf,
}

fn lost() -> Lost {
    let ledger = Ledger::with_people(PEOPLE);
    let mut vault = ledger.open().unwrap();
    vault.add_operator(CLERK, Office::Clerk, &Secret::from(CLERKS), Kdf::Least, now()).unwrap();
    let record = vault.recovery_record().unwrap().lines().join("\n");
    let backups = vault.back_up_as_planned(now(), &Progress::new()).unwrap().generations[0].path.clone();
    vault.lock(now()).unwrap();
    Lost { backups: backups.parent().unwrap().to_owned(), ledger, record }
}

impl Lost {
    fn lose_keys(&self) {
        for name in ["vault.keys", "vault.keys.2"] {
            fs::remove_file(self.ledger.file(name)).unwrap();
        }
    }

    fn lose_profile(&self) {
        fs::remove_dir_all(profile_dir(&self.ledger.place)).unwrap();
    }

    /// This PC's memory of places stays, its copy of the key file goes.
    fn lose_profile_keys(&self) {
        for folder in fs::read_dir(profile_dir(&self.ledger.place)).unwrap().flatten() {
            fs::remove_file(folder.path().join("vault.keys")).unwrap();
        }
    }

    fn found(&self) -> Vec<KeyCopy> {
        find_keys(&self.ledger.place, &[])
    }

    fn open_as(&self, name: &str, passphrase: &str, place: &Place) -> Result<Vault, VaultError> {
        let secret = Secret::from(passphrase);
        Vault::unlock(place, &Key::Passphrase { operator: name, secret: &secret }, INDEXER, now())
    }
}

/// All of it is there, sound, and the key file is back in all its places.
fn is_whole(mut vault: Vault) {
    assert_eq!(names(&vault).len(), PEOPLE, "never an empty view");
    assert_eq!(vault.n_key_copies(), 3, "the key file is in all its places again");
    assert!(is_sound(&mut vault));
    vault.lock(now()).unwrap();
}

/// The newest opening, as the journal tells it.
fn opened(vault: &Vault) -> serde_json::Value {
    let filter = LogFilter { acts: vec![Act::Unlocked], limit: Some(1), ..LogFilter::default() };
    vault.reader().log(&filter).unwrap()[0].detail.data.clone().unwrap_or_default()
}

/// What follows the use of the sheet: a new passphrase, a new sheet, new keys.
fn renewed(vault: &mut Vault) -> RecoveryCode {
    vault.set_passphrase(OPERATOR, &Secret::from(NEW), Kdf::Least, now()).unwrap();
    vault.renew_recovery(now(), &Progress::new()).unwrap()
}

#[test]
fn one_key_file_damaged_the_other_steps_in() {
    let lost = lost();
    for name in ["vault.keys", "vault.keys.2"] {
        flip(&lost.ledger.file(name), 300);
        let vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
        assert_eq!(vault.notices().contains(&Notice::SecondKeys), name == "vault.keys");
        is_whole(vault);
    }
}

#[test]
fn both_key_files_damaged_this_pcs_copy_steps_in() {
    let lost = lost();
    flip(&lost.ledger.file("vault.keys"), 300);
    flip(&lost.ledger.file("vault.keys.2"), 300);
    let vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
    assert!(vault.notices().contains(&Notice::ProfileKeys));
    assert_eq!(opened(&vault)["keys"], "profile");
    is_whole(vault);
}

#[test]
fn an_older_second_file_does_not_win_over_this_pcs_newer_copy() {
    let lost = lost();
    let older = fs::read(lost.ledger.file("vault.keys")).unwrap();
    let mut vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
    vault.set_passphrase(OPERATOR, &Secret::from(NEW), Kdf::Least, now()).unwrap();
    vault.lock(now()).unwrap();
    fs::remove_file(lost.ledger.file("vault.keys")).unwrap();
    fs::write(lost.ledger.file("vault.keys.2"), older).unwrap();
    assert_eq!(lost.ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::WrongPassphrase));
    let vault = lost.ledger.open_with(NEW, now()).unwrap();
    assert!(vault.notices().contains(&Notice::ProfileKeys));
    is_whole(vault);
}

#[test]
fn all_key_files_lost_the_copy_in_a_backup_is_found_by_itself_and_opens_with_ones_own_passphrase() {
    let lost = lost();
    lost.lose_keys();
    lost.lose_profile_keys();
    assert_eq!(lost.ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::KeysMissing), "never by itself");
    let found = lost.found();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].source, CopySource::Backup(now()));
    let place = lost.ledger.place.clone().with_keys(found[0].clone());
    // It is the newest one there was, so it is for everybody.
    let vault = lost.open_as(CLERK, CLERKS, &place).unwrap();
    let told = opened(&vault);
    assert_eq!((&told["keys"], &told["made_at"]), (&"backup".into(), &now().rfc3339().into()));
    is_whole(vault);
    is_whole(lost.ledger.open_with(PASSPHRASE, now()).unwrap());
}

#[test]
fn on_a_new_pc_the_backup_beside_the_ledger_or_on_a_stick_helps() {
    let lost = lost();
    lost.lose_keys();
    lost.lose_profile();
    assert_eq!(lost.found().len(), 1, "the usual folder beside the ledger");
    let stick = lost.backups.with_file_name("USBメモリー");
    fs::rename(&lost.backups, &stick).unwrap();
    assert!(lost.found().is_empty());
    let found = find_keys(&lost.ledger.place, &[stick]);
    let place = lost.ledger.place.clone().with_keys(found[0].clone());
    let vault = Vault::unlock(&place, &Key::Recovery(&lost.ledger.code), INDEXER, now()).unwrap();
    is_whole(vault);
}

#[test]
fn an_older_copy_opens_for_one_who_answers_for_the_ledger_and_brings_the_newest_back() {
    let lost = lost();
    let mut vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
    vault.set_passphrase(OPERATOR, &Secret::from(NEW), Kdf::Least, now()).unwrap();
    let newest = fs::read(lost.ledger.file("vault.keys")).unwrap();
    vault.lock(now()).unwrap();
    lost.lose_keys();
    lost.lose_profile_keys();
    let place = lost.ledger.place.clone().with_keys(lost.found()[0].clone());
    let refused = lost.open_as(CLERK, CLERKS, &place).err();
    assert!(matches!(refused, Some(VaultError::RolledBack { .. })), "{refused:?}");
    assert!(!lost.ledger.file("vault.keys").exists(), "what was refused has changed nothing");
    // Of then is the passphrase too.
    is_whole(lost.open_as(OPERATOR, PASSPHRASE, &place).unwrap());
    assert!(fs::read(lost.ledger.file("vault.keys")).unwrap() == newest, "and everybody has what they had");
    assert_eq!(lost.ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::WrongPassphrase));
    is_whole(lost.ledger.open_with(NEW, now()).unwrap());
}

#[test]
fn every_copy_of_the_key_file_lost_the_sheet_with_its_record_opens_and_nobody_loses_their_way_in() {
    let lost = lost();
    lost.lose_keys();
    lost.lose_profile();
    fs::remove_dir_all(&lost.backups).unwrap();
    assert!(lost.found().is_empty());
    let refused = Vault::unlock(&lost.ledger.place, &Key::Recovery(&lost.ledger.code), INDEXER, now());
    assert_eq!(refused.err(), Some(VaultError::KeysMissing), "digits alone are not enough");
    let record = Record::read(&lost.record).unwrap();
    let other = RecoveryCode::from_bytes([9; 16]);
    assert_eq!(KeyCopy::of_record(&record, &other).err(), Some(VaultError::WrongRecoveryCode));
    let copy = KeyCopy::of_record(&record, &lost.ledger.code).unwrap();
    let place = lost.ledger.place.clone().with_keys(copy);
    let mut vault = Vault::unlock(&place, &Key::Recovery(&lost.ledger.code), INDEXER, now()).unwrap();
    assert_eq!(opened(&vault)["keys"], "sheet");
    let operators: Vec<String> = vault.operators().unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(operators, [OPERATOR, CLERK]);
    let code = renewed(&mut vault);
    is_whole(vault);
    is_whole(lost.ledger.open_with(NEW, now()).unwrap());
    is_whole(lost.open_as(CLERK, CLERKS, &lost.ledger.place).unwrap());
    is_whole(Vault::unlock(&lost.ledger.place, &Key::Recovery(&code), INDEXER, now()).unwrap());
    // What was used opens nothing any more, neither with the key file nor with its record.
    let used = Vault::unlock(&lost.ledger.place, &Key::Recovery(&lost.ledger.code), INDEXER, now());
    assert_eq!(used.err(), Some(VaultError::WrongRecoveryCode));
    let used = Vault::unlock(&place, &Key::Recovery(&lost.ledger.code), INDEXER, now());
    assert_eq!(used.err(), Some(VaultError::Mismatched));
}

#[test]
fn after_new_keys_the_record_on_paper_is_said_to_be_out_of_date_and_the_digits_still_count() {
    let lost = lost();
    let mut vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
    assert_eq!(SheetState::read(&vault.reader()), Ok(SheetState::Kept));
    vault.rotate("試し", now(), &Progress::new()).unwrap();
    assert_eq!(SheetState::read(&vault.reader()), Ok(SheetState::Outdated));
    let fresh = vault.recovery_record().unwrap();
    assert_ne!(fresh.lines().join("\n"), lost.record);
    vault.lock(now()).unwrap();
    let old = KeyCopy::of_record(&Record::read(&lost.record).unwrap(), &lost.ledger.code).unwrap();
    let with = |copy| {
        Vault::unlock(&lost.ledger.place.clone().with_keys(copy), &Key::Recovery(&lost.ledger.code), INDEXER, now())
    };
    assert_eq!(with(old).err(), Some(VaultError::Mismatched));
    is_whole(lost.ledger.open().unwrap());
    is_whole(with(KeyCopy::of_record(&fresh, &lost.ledger.code).unwrap()).unwrap());
}

#[test]
fn all_key_files_and_the_record_lost_is_said_to_be_the_end_and_shows_nothing() {
    let lost = lost();
    lost.lose_keys();
    lost.lose_profile();
    fs::remove_dir_all(&lost.backups).unwrap();
    for opened in [
        Vault::unlock(&lost.ledger.place, &Key::Recovery(&lost.ledger.code), INDEXER, now()),
        lost.ledger.open_with(PASSPHRASE, now()),
    ] {
        assert_eq!(opened.err(), Some(VaultError::KeysMissing));
    }
    assert!(lost.ledger.file("ledger-0001.db").exists());
}

#[test]
fn only_the_admin_gone_the_sheet_makes_a_new_passphrase_and_is_an_entry() {
    let lost = lost();
    let mut vault = lost.ledger.open().unwrap();
    let entry = vault.reader().log(&LogFilter { acts: vec![Act::Unlocked], limit: Some(1), ..LogFilter::default() });
    assert!(entry.unwrap()[0].operator.starts_with("復旧シート"), "who opened it was the sheet");
    renewed(&mut vault);
    assert_eq!(SheetState::read(&vault.reader()), Ok(SheetState::Open), "a new sheet is to be put away");
    is_whole(vault);
    let vault = lost.ledger.open_with(NEW, now()).unwrap();
    assert!(vault.notices().contains(&Notice::RecoveryOpen), "and is asked for until it is");
    is_whole(vault);
}

#[test]
fn the_sheet_lost_a_new_one_takes_its_place_and_the_old_one_opens_nothing_newer() {
    let lost = lost();
    let mut vault = lost.ledger.open_with(PASSPHRASE, now()).unwrap();
    let code = vault.renew_recovery(now(), &Progress::new()).unwrap();
    is_whole(vault);
    assert_eq!(lost.ledger.open().err(), Some(VaultError::WrongRecoveryCode));
    let copy = KeyCopy::of_record(&Record::read(&lost.record).unwrap(), &lost.ledger.code).unwrap();
    let old =
        Vault::unlock(&lost.ledger.place.clone().with_keys(copy), &Key::Recovery(&lost.ledger.code), INDEXER, now());
    assert_eq!(old.err(), Some(VaultError::Mismatched), "whoever found it opens nothing with its record");
    is_whole(Vault::unlock(&lost.ledger.place, &Key::Recovery(&code), INDEXER, now()).unwrap());
    is_whole(lost.ledger.open_with(PASSPHRASE, now()).unwrap());
}

#[test]
fn a_damaged_ledger_file_is_not_taken_for_a_wrong_passphrase_and_the_backup_brings_all_back() {
    let lost = lost();
    let file = lost.ledger.file("ledger-0001.db");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let error = lost.ledger.open_with(PASSPHRASE, now()).err().unwrap();
    assert_eq!(error, VaultError::LedgerDamaged);
    assert!(Problem::from(error).happened.starts_with("合言葉は正しいのですが"));
    let place = Place::new(&lost.backups.with_file_name("戻した台帳"), Profile::at(&profile_dir(&lost.ledger.place)));
    let backup = fs::read_dir(&lost.backups).unwrap().flatten().next().unwrap().path();
    restore(&backup, &place, now(), &Progress::new()).unwrap();
    let vault = lost.open_as(OPERATOR, PASSPHRASE, &place).unwrap();
    assert_eq!(SheetState::read(&vault.reader()), Ok(SheetState::Outdated), "the printed record is of the other file");
    is_whole(vault);
}

#[test]
fn a_key_file_of_another_ledger_or_of_other_keys_is_named_as_such() {
    let (mine, other) = (lost(), Ledger::with_people(1));
    fs::copy(other.file("vault.keys"), mine.ledger.file("vault.keys")).unwrap();
    let foreign = Vault::unlock(&mine.ledger.place, &Key::Recovery(&other.code), INDEXER, now());
    assert_eq!(foreign.err(), Some(VaultError::Mismatched));
    // The copies of the right one are found, the best first.
    let found = mine.found();
    is_whole(mine.open_as(OPERATOR, PASSPHRASE, &mine.ledger.place.clone().with_keys(found[0].clone())).unwrap());
    // Of another epoch: the file it names is not there.
    let before = fs::read(mine.ledger.file("vault.keys")).unwrap();
    let mut vault = mine.ledger.open_with(PASSPHRASE, now()).unwrap();
    vault.rotate("試し", now(), &Progress::new()).unwrap();
    vault.lock(now()).unwrap();
    fs::write(mine.ledger.file("vault.keys"), before).unwrap();
    assert_eq!(mine.ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::Mismatched));
    let found = mine.found();
    assert!(found.iter().all(|copy| copy.source != CopySource::Backup(now())), "a backup of before does not fit");
    is_whole(mine.open_as(OPERATOR, PASSPHRASE, &mine.ledger.place.clone().with_keys(found[0].clone())).unwrap());
}

#[test]
fn all_passphrases_and_the_sheet_lost_nothing_opens_and_nothing_changes() {
    let lost = lost();
    let before = fs::read(lost.ledger.file("ledger-0001.db")).unwrap();
    let guessed = lost.ledger.open_with("これは違う合言葉のはずです", now());
    assert_eq!(guessed.err(), Some(VaultError::WrongPassphrase));
    let code = RecoveryCode::from_bytes([7; 16]);
    let guessed = Vault::unlock(&lost.ledger.place, &Key::Recovery(&code), INDEXER, now());
    assert_eq!(guessed.err(), Some(VaultError::WrongRecoveryCode));
    assert!(fs::read(lost.ledger.file("ledger-0001.db")).unwrap() == before);
}

#[test]
fn a_ledger_file_and_its_copy_of_another_moment_are_told_by_the_journal() {
    let lost = lost();
    let before = fs::read(lost.ledger.file("ledger-0001.db")).unwrap();
    let mut vault = lost.ledger.open_with(PASSPHRASE, moment("R8.11.21", 9)).unwrap();
    write(&mut vault, |tx| tx.add(&person("あとから来た人"))).unwrap();
    vault.lock(now()).unwrap();
    fs::write(lost.ledger.file("ledger-0001.db"), before).unwrap();
    let vault = lost.ledger.open_with(PASSPHRASE, moment("R8.11.21", 10)).unwrap();
    assert!(vault.notices().iter().any(|notice| matches!(notice, Notice::OlderState(_))));
    is_whole(vault);
}
