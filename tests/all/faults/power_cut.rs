//! Power cuts at any moment of saving, changing keys, rotating, backing up, bringing back and founding: everything
//! that was said to be done is there, and the ledger opens and is sound.
//!
//! `DAICHOBAN_CUTS=1000 cargo test --test all faults::power_cut` for a night.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daichoban::base::{Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::{
    Act, BackupFile, Detail, Kdf, Key, LogFilter, NewLedger, Notice, RecoveryCode, Secret, Vault, VaultError,
    generations, peek, restore,
};

use super::disk::{Kind, Recording};
use super::{Room, asked, clock, given, room_of, run_child};
use crate::support::dice::Dice;
use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, is_sound, names, now, person, write};

const SATO: &str = "佐藤 次郎";
const SUZUKI: &str = "鈴木 三郎";
const FIRST: &str = "はじめての日の傘と長靴と帽子";
const NEXT: &str = "つぎの年の机と椅子と窓と坂道";

/// The program whose calls are written down. It says what is done once it is done.
#[test]
fn recorded_child() {
    let Some((room, work)) = given() else { return };
    let (work, digits) = work.split_once(' ').unwrap();
    match work {
        "saves" => saves(&room, digits),
        "keys" => keys(&room, digits),
        "rotation" => rotation(&room, digits),
        "backups" => backups(&room, digits),
        "back" => back(&room, digits),
        "founding" => founding(&room),
        other => panic!("{other}"),
    }
}

fn save(room: &Room, vault: &mut Vault) {
    let n = names(vault).len();
    write(vault, |tx| tx.add(&person(&format!("人{n:04}"))).map(drop)).unwrap();
    room.say(&format!("saved {}\n", names(vault).len()));
}

fn saves(room: &Room, digits: &str) {
    for session in 0..2 {
        let mut vault = room.open_with_sheet(digits, clock(session)).unwrap();
        for round in 0..5 {
            save(room, &mut vault);
            if round == 2 {
                write(&mut vault, |tx| {
                    tx.begin(Act::Import, &Detail::said("名簿.csv"))?;
                    (0..40).try_for_each(|i| tx.add(&person(&format!("組の{session}と{i:04}"))).map(drop))
                })
                .unwrap();
                room.say(&format!("saved {}\n", names(&vault).len()));
                vault.keep_draft("edit:staff:x", Some("書きかけ")).unwrap();
            }
        }
        vault.lock(clock(session)).unwrap();
    }
}

/// Says which key file counts from now on.
fn said_keys(room: &Room, more: &str) {
    let sheet = KeyFile::read(&fs::read(room.place().dir().join("vault.keys")).unwrap()).unwrap().sheet;
    room.say(&format!("{more}\ngen {}\nepoch {}\n", sheet.generation, sheet.epoch));
}

fn keys(room: &Room, digits: &str) {
    let mut vault = room.open_with_sheet(digits, now()).unwrap();
    let (first, next) = (Secret::from(FIRST), Secret::from(NEXT));
    vault.add_operator(SATO, Office::Clerk, &first, Kdf::Least, now()).unwrap();
    said_keys(room, &format!("here {SATO}\nopens {SATO}|{FIRST}"));
    vault.set_office(SATO, Office::Chief, now()).unwrap();
    said_keys(room, "");
    save(room, &mut vault);
    vault.set_passphrase(OPERATOR, &next, Kdf::Least, now()).unwrap();
    said_keys(room, &format!("opens {OPERATOR}|{NEXT}"));
    for _ in 0..2 {
        let code = vault.renew_recovery(now(), &Progress::new()).unwrap();
        said_keys(room, &format!("sheet {}", code.groups().concat()));
        save(room, &mut vault);
    }
    vault.reset_passphrase(SATO, &next, "免許証で確かめた", Kdf::Least, now()).unwrap();
    said_keys(room, &format!("opens {SATO}|{NEXT}"));
    vault.lock(now()).unwrap();
}

fn rotation(room: &Room, digits: &str) {
    let mut vault = room.open_with_sheet(digits, now()).unwrap();
    save(room, &mut vault);
    vault.remove_operator(SATO, "退職", now(), &Progress::new()).unwrap();
    said_keys(room, &format!("gone {SATO}"));
    save(room, &mut vault);
    vault.rotate("試験", now(), &Progress::new()).unwrap();
    said_keys(room, "");
    save(room, &mut vault);
    vault.lock(now()).unwrap();
    let mut vault = room.open_with_sheet(digits, clock(1)).unwrap();
    vault.remove_operator(SUZUKI, "退職", clock(1), &Progress::new()).unwrap();
    said_keys(room, &format!("gone {SUZUKI}"));
    vault.lock(clock(1)).unwrap();
}

fn backups(room: &Room, digits: &str) {
    let mut vault = room.open_with_sheet(digits, now()).unwrap();
    for round in 0..6 {
        save(room, &mut vault);
        // Some within one hour, so that older ones go.
        let made = vault.back_up(&room.backups(), clock(round / 5).plus_seconds(round * 60), &Progress::new()).unwrap();
        let name = made.path.file_name().unwrap().to_string_lossy().into_owned();
        room.say(&format!("backup {name}|{}\n", names(&vault).len()));
    }
    vault.lock(clock(2)).unwrap();
}

fn back(room: &Room, digits: &str) {
    let newest = generations(&room.backups()).unwrap().remove(0);
    restore(&newest.path, &room.back(), now(), &Progress::new()).unwrap();
    room.say("back 3\n");
    let code = RecoveryCode::read(digits).unwrap();
    let mut vault = Vault::unlock(&room.back(), &Key::Recovery(&code), INDEXER, now()).unwrap();
    write(&mut vault, |tx| tx.add(&person("戻してから")).map(drop)).unwrap();
    room.say("back 4\n");
    vault.lock(now()).unwrap();
}

fn founding(room: &Room) {
    let passphrase = Secret::from(PASSPHRASE);
    let new = NewLedger { operator: OPERATOR, passphrase: &passphrase, kdf: Kdf::Least, indexer: INDEXER, at: now() };
    let (mut vault, code) = Vault::create(&room.place(), &new).unwrap();
    said_keys(room, &format!("sheet {}", code.groups().concat()));
    vault.confirm_recovery(now()).unwrap();
    save(room, &mut vault);
    vault.lock(now()).unwrap();
}

/// What had been said before the cut.
#[derive(Debug, Default)]
struct Said {
    n_saved: usize,
    generation: u64,
    epoch: u32,
    sheet: String,
    opens: BTreeMap<String, String>,
    here: Vec<String>,
    gone: Vec<String>,
    backup: Option<(String, usize)>,
    n_back: usize,
}

impl Said {
    fn read(lines: &[&str], digits: &str) -> Self {
        let mut said = Self { sheet: digits.to_owned(), ..Self::default() };
        said.opens.insert(OPERATOR.to_owned(), PASSPHRASE.to_owned());
        for (word, rest) in lines.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(' ')) {
            let pair = || rest.split_once('|').map(|(one, two)| (one.to_owned(), two.to_owned())).unwrap();
            match word {
                "saved" => said.n_saved = rest.parse().unwrap(),
                "gen" => said.generation = rest.parse().unwrap(),
                "epoch" => said.epoch = rest.parse().unwrap(),
                "sheet" => rest.clone_into(&mut said.sheet),
                "opens" => drop(said.opens.insert(pair().0, pair().1)),
                "here" => said.here.push(rest.to_owned()),
                "gone" => said.gone.push(rest.to_owned()),
                "backup" => said.backup = Some((pair().0, pair().1.parse().unwrap())),
                "back" => said.n_back = rest.parse().unwrap(),
                other => panic!("{other}"),
            }
        }
        said
    }
}

/// Runs a work once, then looks at what many cuts may leave of it.
fn cut(work: &str, room: &Room, digits: &str, usual: usize, look: impl Fn(&Room, &Said, u64)) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let (mut recording, numbers) = Recording::of(&room.0);
    run_child("power_cut::recorded_child", &room.0, Some(log.path()), &format!("{work} {digits}"));
    recording.read(&fs::read(log.path()).unwrap(), numbers);
    let n_calls = recording.calls.len();
    assert!(n_calls > 20, "{n_calls} calls were written down");
    let n_cuts = asked("DAICHOBAN_CUTS", usual);
    for trial in 0..n_cuts as u64 {
        let mut dice = Dice::of_trial(trial);
        let at = dice.below(n_calls + 1);
        let kind = if trial % 3 == 2 { Kind::FolderByFolder } else { Kind::OneJournal };
        let there = tempfile::tempdir().unwrap();
        let after = Room(there.path().canonicalize().unwrap());
        recording.rebuild(&room.0, at, kind, &mut dice, &after.0);
        let said = Said::read(&recording.said(at), digits);
        let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            after.lighten();
            look(&after, &said, trial);
        }));
        if let Err(panic) = looked {
            eprintln!("{work}: trial {trial}, cut after call {at} of {n_calls}, {kind:?}, {said:?}");
            if let Some(keep) = std::env::var_os("DAICHOBAN_KEEP") {
                let mut dice = Dice::of_trial(trial);
                dice.below(n_calls + 1);
                recording.rebuild(&room.0, at, kind, &mut dice, &Path::new(&keep).join(format!("{work}-{trial}")));
            }
            std::panic::resume_unwind(panic);
        }
    }
    println!("{work}: {n_calls} calls, {n_cuts} cuts, nothing lost");
}

fn generation(room: &Room) -> u64 {
    KeyFile::read(&fs::read(room.place().dir().join("vault.keys")).unwrap()).unwrap().sheet.generation
}

/// Opens what is left; the sheet that counts may be one that was not said yet.
fn opened(room: &Room, said: &Said) -> Vault {
    let sheet = KeyFile::read(&fs::read(room.place().dir().join("vault.keys")).unwrap()).unwrap().sheet;
    assert!(sheet.generation >= said.generation && sheet.epoch >= said.epoch, "the key file is no older than said");
    match room.open_with_sheet(&said.sheet, now()) {
        // A new sheet that nobody has seen yet: the passphrase opens.
        Err(VaultError::WrongRecoveryCode) if sheet.generation > said.generation => {
            room.open_with(OPERATOR, &said.opens[OPERATOR]).unwrap()
        }
        other => other.unwrap(),
    }
}

/// The ledger opens, has all, is sound, and can be worked with.
fn ledger_is_whole(room: &Room, said: &Said, trial: u64) {
    let mut vault = opened(room, said);
    let older = vault.notices().iter().any(|notice| matches!(notice, Notice::OlderState(_) | Notice::SecondKeys));
    assert!(!older, "{:?}", vault.notices());
    assert!(names(&vault).len() >= said.n_saved, "{} of {} are there", names(&vault).len(), said.n_saved);
    let n_of_batches = names(&vault).iter().filter(|name| name.starts_with("組の")).count();
    assert_eq!(n_of_batches % 40, 0, "a step is whole or not there");
    assert!(is_sound(&mut vault));
    let changes = LogFilter { acts: vec![Act::Keys], ..LogFilter::default() };
    let n_changes = vault.reader().log(&changes).unwrap().len() as u64;
    assert!(n_changes + 1 >= generation(room), "every change of keys stands in the journal");
    let face = peek(&room.place()).unwrap();
    assert!(said.here.iter().all(|name| face.operators.contains(name)), "{:?}", face.operators);
    assert!(!said.gone.iter().any(|name| face.operators.contains(name)), "{:?}", face.operators);
    let files = fs::read_dir(room.place().dir()).unwrap().flatten();
    let n_files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "db")).count();
    assert!(n_files <= 2, "beside the ledger there is at most one half copy of it, until the next rotation");
    write(&mut vault, |tx| tx.add(&person("停電のあと")).map(drop)).unwrap();
    let n = names(&vault).len();
    vault.lock(now()).unwrap();
    if trial.is_multiple_of(5) {
        let mut again = opened(room, said);
        assert!(names(&again).len() == n && is_sound(&mut again));
    }
}

#[test]
fn saves_outlive_a_power_cut() {
    let ledger = Ledger::with_people(3);
    let (room, digits) = room_of(&ledger);
    cut("saves", &room, &digits, 10, ledger_is_whole);
}

#[test]
fn changes_of_keys_outlive_a_power_cut() {
    let ledger = Ledger::with_people(3);
    let (room, digits) = room_of(&ledger);
    cut("keys", &room, &digits, 8, |room, said, trial| {
        ledger_is_whole(room, said, trial);
        if trial % 10 == 3 {
            for (operator, passphrase) in &said.opens {
                let opened = room.open_with(operator, passphrase);
                assert!(opened.is_ok() || generation(room) > said.generation, "{operator}: {:?}", opened.err());
            }
        }
    });
}

#[test]
fn rotations_outlive_a_power_cut() {
    let ledger = Ledger::with_people(3);
    let mut vault = ledger.open().unwrap();
    for name in [SATO, SUZUKI] {
        vault.add_operator(name, Office::Clerk, &Secret::from(FIRST), Kdf::Least, now()).unwrap();
    }
    vault.lock(now()).unwrap();
    let (room, digits) = room_of(&ledger);
    cut("rotation", &room, &digits, 9, |room, said, trial| {
        ledger_is_whole(room, said, trial);
        if trial.is_multiple_of(3) {
            let mut vault = opened(room, said);
            vault.rotate("停電のあと", now(), &Progress::new()).unwrap();
            drop(vault);
            ledger_is_whole(room, said, 0);
        }
    });
}

/// Every backup there is whole; the one that was said is there.
fn backups_are_whole(room: &Room, said: &Said, trial: u64) {
    ledger_is_whole(room, said, trial);
    let all = generations(&room.backups()).unwrap();
    for one in &all {
        assert!(one.manifest.is_ok(), "{one:?}");
        BackupFile::open(&one.path).unwrap().verify(&Progress::new()).unwrap();
    }
    let Some((name, n)) = &said.backup else { return };
    let mine = all.iter().find(|one| one.path.file_name().is_some_and(|its| its.to_string_lossy() == **name));
    restore(&mine.expect("the backup is there").path, &room.back(), now(), &Progress::new()).unwrap();
    let code = RecoveryCode::read(&said.sheet).unwrap();
    let mut back = Vault::unlock(&room.back(), &Key::Recovery(&code), INDEXER, now()).unwrap();
    assert!(names(&back).len() == *n && is_sound(&mut back));
    let mut vault = opened(room, said);
    vault.back_up(&room.backups(), clock(9), &Progress::new()).unwrap();
    let strays = fs::read_dir(room.backups()).unwrap().flatten().map(|entry| entry.path());
    let strays: Vec<_> = strays.filter(|path| path.extension().is_none_or(|ending| ending != "daichoban")).collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn backups_outlive_a_power_cut() {
    let ledger = Ledger::with_people(3);
    let (room, digits) = room_of(&ledger);
    cut("backups", &room, &digits, 6, backups_are_whole);
}

#[test]
fn bringing_back_outlives_a_power_cut() {
    let ledger = Ledger::with_people(3);
    let (room, digits) = room_of(&ledger);
    ledger.open().unwrap().back_up(&room.backups(), now(), &Progress::new()).unwrap();
    room.lighten();
    cut("back", &room, &digits, 9, |room, said, _| {
        if said.n_back == 0 && peek(&room.back()).is_err() {
            // Not brought back yet: the folder is refused as none, and the backup is as it was.
            let again = Room(room.0.join("もう一度"));
            let newest = generations(&room.backups()).unwrap().remove(0);
            restore(&newest.path, &again.place(), now(), &Progress::new()).unwrap();
            return;
        }
        fs::write(room.back().dir().join("vault.ballast"), []).unwrap();
        let code = RecoveryCode::read(&said.sheet).unwrap();
        let mut back = Vault::unlock(&room.back(), &Key::Recovery(&code), INDEXER, now()).unwrap();
        assert!(names(&back).len() >= said.n_back.max(3) && is_sound(&mut back));
    });
}

#[test]
fn founding_outlives_a_power_cut() {
    let dir = tempfile::tempdir().unwrap();
    let room = Room(dir.path().canonicalize().unwrap());
    cut("founding", &room, "", 9, |room, said, trial| {
        let is_there = room.place().dir().join("vault.keys").exists();
        match (said.sheet.is_empty(), is_there) {
            (false, _) => ledger_is_whole(room, said, trial),
            // Nobody has seen its sheet yet, but the passphrase that was typed opens it.
            (true, true) => {
                let mut vault = room.open_with(OPERATOR, PASSPHRASE).unwrap();
                assert!(is_sound(&mut vault));
            }
            (true, false) => {
                assert!(matches!(peek(&room.place()), Err(VaultError::NotALedger)));
                founding(room);
            }
        }
    });
}

#[test]
fn the_replay_itself_can_fail() {
    // A program that does not flush loses what it said: the replay has to see it.
    let ledger = Ledger::with_people(1);
    let (room, digits) = room_of(&ledger);
    let log = tempfile::NamedTempFile::new().unwrap();
    let (mut recording, numbers) = Recording::of(&room.0);
    run_child("power_cut::recorded_child", &room.0, Some(log.path()), &format!("saves {digits}"));
    recording.read(&fs::read(log.path()).unwrap(), numbers);
    recording.calls.retain(|call| !matches!(call, super::disk::Call::FlushedFile { .. }));
    let lost = (0..40).filter(|trial| {
        let mut dice = Dice::of_trial(*trial);
        let there = tempfile::tempdir().unwrap();
        recording.rebuild(&room.0, recording.calls.len(), Kind::OneJournal, &mut dice, there.path());
        let after = Room(there.path().to_owned());
        after.lighten();
        let said = Said::read(&recording.said(recording.calls.len()), &digits);
        let opened = after.open_with_sheet(&digits, now());
        opened.map_or(true, |vault| vault.reader().list::<Staff>().map_or(true, |list| list.len() < said.n_saved))
    });
    assert!(lost.count() > 10, "cuts without flushing lose something");
}
