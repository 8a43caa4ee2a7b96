//! Backups: whole, checked, brought back into a new folder, thinned; damage and interruption lose nothing.

use std::fs;
use std::path::{Path, PathBuf};

use daichoban::base::Progress;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{
    Act, BackupFile, Drill, Generation, Key, LogFilter, Notice, Place, Profile, Secret, Vault, VaultError, drill,
    generations, restore,
};

use crate::vault_support::{
    Ledger, OPERATOR, PASSPHRASE, first_id, flip, is_sound, moment, names, now, person, profile_dir, write,
};

fn outside(ledger: &Ledger, name: &str) -> PathBuf {
    ledger.place.dir().parent().unwrap().join(name)
}

fn backed_up(ledger: &Ledger, vault: &mut Vault) -> Generation {
    vault.back_up(&outside(ledger, "控え"), now(), &Progress::new()).unwrap()
}

fn new_place(ledger: &Ledger, name: &str) -> Place {
    Place::new(&outside(ledger, name), Profile::at(&profile_dir(&ledger.place)))
}

fn with_passphrase(place: &Place) -> Result<Vault, VaultError> {
    let secret = Secret::from(PASSPHRASE);
    Vault::unlock(place, &Key::Passphrase { operator: OPERATOR, secret: &secret }, INDEXER, now())
}

fn files_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.collect()
}

#[test]
fn a_backup_is_one_file_that_brings_everything_back_beside_the_ledger() {
    let ledger = Ledger::with_people(30);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    assert_eq!(files_in(made.path.parent().unwrap()).len(), 1, "nothing half-made stays");
    write(&mut vault, |tx| tx.add(&person("あとから来た人"))).unwrap();
    vault.lock(now()).unwrap();

    let place = new_place(&ledger, "戻した台帳");
    let manifest = restore(&made.path, &place, now(), &Progress::new()).unwrap();
    assert_eq!(Ok(&manifest), made.manifest.as_ref());
    let mut back = with_passphrase(&place).unwrap();
    assert_eq!(names(&back).len(), 30);
    assert!(matches!(back.notices(), [Notice::BroughtBack(_)]), "{:?}", back.notices());
    let told = back.reader().log(&LogFilter { acts: vec![Act::BroughtBack], ..LogFilter::default() }).unwrap();
    assert_eq!(told[0].detail.data.as_ref().unwrap()["seq"], manifest.seq);
    assert!(is_sound(&mut back));
    back.lock(now()).unwrap();
    assert!(with_passphrase(&place).unwrap().notices().is_empty(), "told once");
    assert_eq!(names(&ledger.open().unwrap()).len(), 31, "the ledger in use is as it was");
}

#[test]
fn a_backup_opens_with_the_recovery_sheet_alone() {
    let ledger = Ledger::with_people(3);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    drop(vault);
    fs::remove_dir_all(ledger.place.dir()).unwrap();
    fs::remove_dir_all(profile_dir(&ledger.place)).unwrap();
    let place = new_place(&ledger, "戻した台帳");
    restore(&made.path, &place, now(), &Progress::new()).unwrap();
    let back = Vault::unlock(&place, &Key::Recovery(&ledger.code), INDEXER, now()).unwrap();
    assert_eq!(names(&back).len(), 3);
}

#[test]
fn a_backup_has_its_own_key_so_that_its_pages_fit_nowhere_else() {
    let ledger = Ledger::with_people(3);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    vault.lock(now()).unwrap();
    let place = new_place(&ledger, "戻した台帳");
    restore(&made.path, &place, now(), &Progress::new()).unwrap();
    let (live, back) = (ledger.file("ledger-0001.db"), place.dir().join("ledger-0001.db"));
    assert_ne!(fs::read(live).unwrap()[..16], fs::read(back).unwrap()[..16], "another salt");
}

#[test]
fn a_drill_proves_a_backup_and_leaves_nothing_behind() {
    let ledger = Ledger::with_people(12);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    let work = outside(&ledger, "訓練");
    let secret = Secret::from(PASSPHRASE);
    let key = Key::Passphrase { operator: OPERATOR, secret: &secret };
    let Drill { manifest, report, .. } = drill(&made.path, &key, &work, INDEXER, &Progress::new()).unwrap();
    assert!(report.is_sound());
    assert_eq!((report.head.seq, report.n_records), (manifest.seq, 12));
    assert!(files_in(&work).is_empty());
    let wrong = Secret::from("ちがう合言葉ですよほんとうに");
    let key = Key::Passphrase { operator: OPERATOR, secret: &wrong };
    let refused = drill(&made.path, &key, &work, INDEXER, &Progress::new());
    assert_eq!(refused.unwrap_err(), VaultError::WrongPassphrase);
}

#[test]
fn a_drill_by_the_open_ledger_is_recorded_with_its_result() {
    let ledger = Ledger::with_people(12);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    assert!(vault.drill(&made.path, now(), &Progress::new()).unwrap().report.is_sound());
    flip(&made.path, made.n_bytes / 2);
    assert_eq!(vault.drill(&made.path, now(), &Progress::new()).unwrap_err(), VaultError::BackupDamaged);
    let told = vault.reader().log(&LogFilter { acts: vec![Act::Drilled], ..LogFilter::default() }).unwrap();
    let sound: Vec<bool> = told.iter().map(|entry| entry.detail.data.as_ref().unwrap()["sound"] == true).collect();
    assert_eq!(sound, [false, true], "newest first");
    let other = Ledger::with_people(1);
    let theirs = backed_up(&other, &mut other.open().unwrap());
    assert_eq!(vault.drill(&theirs.path, now(), &Progress::new()).unwrap_err(), VaultError::Mismatched);
}

#[test]
fn whatever_byte_of_a_backup_is_flipped_it_is_refused_or_harmless() {
    let ledger = Ledger::with_people(2);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    let whole = fs::read(&made.path).unwrap();
    let copy = outside(&ledger, "copy.daichoban");
    // What stands in front of the pages and behind them, and some of the pages.
    let n = whole.len();
    let places = (0..4_000).step_by(5).chain((4_000..n - 600).step_by(997)).chain((n - 600..n).step_by(3));
    let (mut n_refused, mut n_harmless) = (0, 0);
    for at in places {
        fs::write(&copy, &whole).unwrap();
        flip(&copy, at as u64);
        let Ok(mut file) = BackupFile::open(&copy) else {
            n_refused += 1;
            continue;
        };
        match file.verify(&Progress::new()) {
            Err(_) => n_refused += 1,
            // The container's dates and the note for people are not the ledger's.
            Ok(()) => {
                n_harmless += 1;
                let place = new_place(&ledger, "versuch");
                restore(&copy, &place, now(), &Progress::new()).unwrap();
                let back = Vault::unlock(&place, &Key::Recovery(&ledger.code), INDEXER, now());
                assert!(back.is_ok_and(|back| names(&back).len() == 2), "byte {at}");
                fs::remove_dir_all(place.dir()).unwrap();
            }
        }
    }
    assert!(n_refused > 700 && n_harmless < 300, "{n_refused} refused, {n_harmless} harmless");
}

#[test]
fn a_torn_or_foreign_backup_is_told_apart_and_never_brought_back() {
    let ledger = Ledger::with_people(2);
    let mut vault = ledger.open().unwrap();
    let made = backed_up(&ledger, &mut vault);
    let whole = fs::read(&made.path).unwrap();
    let torn = outside(&ledger, "torn.daichoban");
    let place = new_place(&ledger, "戻した台帳");
    for length in [0, 10, 3_000, whole.len() / 2, whole.len() - 1] {
        fs::write(&torn, &whole[..length]).unwrap();
        let error = restore(&torn, &place, now(), &Progress::new()).unwrap_err();
        assert!(matches!(error, VaultError::NotABackup | VaultError::BackupDamaged), "{length}: {error:?}");
        assert!(!place.dir().join("vault.keys").exists());
    }
    fs::write(&torn, "これは控えではありません").unwrap();
    assert_eq!(BackupFile::open(&torn).unwrap_err(), VaultError::NotABackup);
    let full = new_place(&ledger, "控え");
    assert_eq!(restore(&made.path, &full, now(), &Progress::new()).unwrap_err(), VaultError::FolderNotEmpty);
}

#[test]
fn older_generations_are_thinned_and_damaged_ones_are_listed_but_left() {
    let ledger = Ledger::with_people(1);
    let folder = outside(&ledger, "控え");
    let mut vault = ledger.open().unwrap();
    for (day, hour) in [("R8.6.1", 9), ("R8.6.2", 9), ("R8.7.1", 9), ("R8.11.18", 9), ("R8.11.19", 8), ("R8.11.19", 9)]
    {
        vault.back_up(&folder, moment(day, hour), &Progress::new()).unwrap();
    }
    fs::write(folder.join("kowareta.daichoban"), b"PK\x03\x04").unwrap();
    vault.back_up(&folder, now(), &Progress::new()).unwrap();
    let all = generations(&folder).unwrap();
    assert_eq!(all.iter().filter(|one| one.manifest.is_err()).count(), 1, "listed as damaged, not removed");
    let days: Vec<String> = all
        .iter()
        .filter_map(|one| one.manifest.as_ref().ok())
        .map(|manifest| manifest.made_at().unwrap().day().short())
        .collect();
    assert_eq!(
        days,
        ["R8.11.20", "R8.11.19", "R8.11.19", "R8.11.18", "R8.7.1", "R8.6.2"],
        "one for each month gone by"
    );
}

#[test]
fn only_what_was_recorded_since_asks_for_a_new_backup() {
    let ledger = Ledger::with_people(1);
    let mut vault = ledger.open().unwrap();
    assert!(vault.reader().wants_backup().unwrap());
    backed_up(&ledger, &mut vault);
    assert!(!vault.reader().wants_backup().unwrap());
    vault.lock(now()).unwrap();
    let mut vault = ledger.open().unwrap();
    assert!(!vault.reader().wants_backup().unwrap(), "opening and closing alone is nothing to keep");
    let id = first_id(&vault);
    write(&mut vault, |tx| tx.correct(id, &person("改姓 花子"), Some("改姓"))).unwrap();
    assert!(vault.reader().wants_backup().unwrap());
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing_and_changes_nothing() {
    let ledger = Ledger::with_people(200);
    let mut vault = ledger.open().unwrap();
    let before = vault.reader().head().unwrap();
    let progress = Progress::new();
    progress.cancel();
    let folder = outside(&ledger, "控え");
    assert_eq!(vault.back_up(&folder, now(), &progress).unwrap_err(), VaultError::Cancelled);
    assert!(files_in(&folder).is_empty());
    assert_eq!(vault.reader().head().unwrap(), before);
}
