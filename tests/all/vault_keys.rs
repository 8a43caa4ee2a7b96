//! The key file: damage is told before a passphrase is asked, tampering after, and copies step in.

use std::fs;
use std::time::Duration;

use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::hex::to_hex;
use daichoban::vault::keyfile::{KeyFile, KeySheet};
use daichoban::vault::suite::sha256;
use daichoban::vault::{
    Act, Key, LogFilter, NewLedger, Notice, PassphraseFault, Place, Profile, RecoveryCode, Secret, Vault, VaultError,
    peek, wait,
};

use super::vault_support::{Ledger, OPERATOR, PASSPHRASE, moment, now};

/// A change somebody makes in the key file.
type Edit = fn(&mut KeySheet);

/// The key file with other content and a right sum, as somebody without the key could write it.
fn rewritten(bytes: &[u8], edit: impl FnOnce(&mut KeySheet)) -> Vec<u8> {
    let mut sheet = KeyFile::read(bytes).unwrap().sheet;
    edit(&mut sheet);
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mac = text.lines().nth(2).unwrap();
    let json = serde_json::to_string(&sheet).unwrap();
    let mut out = format!("DAICHOBAN-KEYS 1\n{json}\n{mac}\n").into_bytes();
    let sum = to_hex(&sha256(&out));
    out.extend_from_slice(format!("sum {sum}\n").as_bytes());
    out
}

#[test]
fn every_changed_byte_is_noticed_before_a_passphrase_is_asked() {
    let ledger = Ledger::with_people(0);
    let good = fs::read(ledger.file("vault.keys")).unwrap();
    assert!(KeyFile::read(&good).is_ok());
    for at in 0..good.len() {
        for change in [good[at] ^ 0x01, good[at] ^ 0x80, 0] {
            let mut bad = good.clone();
            bad[at] = change;
            let read = KeyFile::read(&bad);
            assert!(matches!(read, Err(VaultError::KeysDamaged)), "byte {at}: {:?}", read.map(|_| ()));
        }
        assert!(KeyFile::read(&good[..at]).is_err(), "cut at {at}");
    }
    let longer = [good.as_slice(), b" "].concat();
    assert!(KeyFile::read(&longer).is_err());
    assert_eq!(KeyFile::read(b"PK\x03\x04 something else").unwrap_err(), VaultError::NotKeyFile);
}

#[test]
fn a_damaged_or_missing_key_file_is_replaced_by_its_copies_and_the_damaged_one_is_kept() {
    let ledger = Ledger::with_people(3);
    let good = fs::read(ledger.file("vault.keys")).unwrap();
    let half = &good[..good.len() / 2];

    fs::write(ledger.file("vault.keys"), half).unwrap();
    assert_eq!(peek(&ledger.place).unwrap().notices, [Notice::SecondKeys]);
    let vault = ledger.open().unwrap();
    assert!(vault.notices().contains(&Notice::SecondKeys));
    assert_eq!(vault.n_key_copies(), 3);
    drop(vault);
    assert_eq!(fs::read(ledger.file("vault.keys")).unwrap(), good);
    assert_eq!(fs::read(ledger.file("vault.keys.damaged")).unwrap(), half);

    fs::remove_file(ledger.file("vault.keys")).unwrap();
    fs::write(ledger.file("vault.keys.2"), half).unwrap();
    assert!(ledger.open().unwrap().notices().contains(&Notice::ProfileKeys));
    assert_eq!(fs::read(ledger.file("vault.keys.2")).unwrap(), good);

    fs::write(ledger.file("vault.keys"), half).unwrap();
    ledger.wipe_key_copies();
    assert_eq!(ledger.open().err(), Some(VaultError::KeysDamaged));
    fs::remove_file(ledger.file("vault.keys")).unwrap();
    assert_eq!(ledger.open().err(), Some(VaultError::KeysMissing));
}

#[test]
fn a_folder_without_a_ledger_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path(), Profile::none());
    assert_eq!(peek(&place).err(), Some(VaultError::NotALedger));
}

#[test]
fn swapped_relabelled_or_weakened_slots_do_not_open() {
    let ledger = Ledger::with_people(0);
    let good = fs::read(ledger.file("vault.keys")).unwrap();
    let tries: [(&str, Edit); 6] = [
        ("holder renamed", |sheet| sheet.holders[0].user = Some("00000000-0000-4000-8000-000000000009".into())),
        ("slot renamed", |sheet| sheet.unlocks[0].id = "u09".into()),
        ("more passes", |sheet| sheet.unlocks[0].t += 1),
        ("other factors", |sheet| sheet.unlocks[0].factors.push("keyfile".into())),
        ("other salt", |sheet| sheet.unlocks[0].salt.0[0] ^= 1),
        ("slot of another holder", |sheet| sheet.unlocks[0].holder = "h02".into()),
    ];
    for (what, edit) in tries {
        fs::write(ledger.file("vault.keys"), rewritten(&good, edit)).unwrap();
        fs::remove_file(ledger.file("attempts.json")).ok();
        assert_eq!(ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::WrongPassphrase), "{what}");
    }
    let tampers: [(&str, Edit); 5] = [
        ("operator renamed on the lock screen", |sheet| sheet.holders[1].label = "別のシート".into()),
        ("a slot removed", |sheet| sheet.unlocks.clear()),
        ("generation put back", |sheet| sheet.generation += 5),
        ("another day", |sheet| sheet.written = "2030-01-01T00:00:00+09:00".into()),
        ("grant of another holder", |sheet| sheet.holders[1].grants = sheet.holders[0].grants.clone()),
    ];
    for (what, edit) in tampers {
        fs::write(ledger.file("vault.keys"), rewritten(&good, edit)).unwrap();
        fs::remove_file(ledger.file("attempts.json")).ok();
        assert_eq!(ledger.open().err(), Some(VaultError::KeysTampered), "{what}");
    }
    fs::write(ledger.file("vault.keys"), &good).unwrap();
    assert!(ledger.open().is_ok());
}

#[test]
fn weak_or_freezing_parameters_and_newer_formats_are_refused_unread() {
    let ledger = Ledger::with_people(0);
    let good = fs::read(ledger.file("vault.keys")).unwrap();
    for (m, t, p) in [(1024, 3, 2), (65536, 1, 2), (65536, 3, 9), (2 * 1024 * 1024, 3, 2), (65536, 25, 2)] {
        let edit = |sheet: &mut KeySheet| (sheet.unlocks[0].m, sheet.unlocks[0].t, sheet.unlocks[0].p) = (m, t, p);
        assert_eq!(KeyFile::read(&rewritten(&good, edit)).unwrap_err(), VaultError::KdfRefused);
    }
    assert_eq!(KeyFile::read(&rewritten(&good, |sheet| sheet.v = 2)).unwrap_err(), VaultError::NewerFormat);
    assert_eq!(KeyFile::read(&rewritten(&good, |s| s.suite = "D2".into())).unwrap_err(), VaultError::NewerFormat);
    let newer = b"DAICHOBAN-KEYS 2\nanything\n";
    let newer = [newer.as_slice(), format!("sum {}\n", to_hex(&sha256(newer))).as_bytes()].concat();
    assert_eq!(KeyFile::read(&newer).unwrap_err(), VaultError::NewerFormat);
    let edit = |sheet: &mut KeySheet| sheet.db.file = "../ledger-0001.db".into();
    assert_eq!(KeyFile::read(&rewritten(&good, edit)).unwrap_err(), VaultError::KeysDamaged);
}

#[test]
fn failures_are_counted_across_restarts_and_told_at_the_next_opening() {
    let ledger = Ledger::with_people(0);
    for _ in 0..3 {
        assert_eq!(ledger.open_with("これは違う合言葉のはずです", now()).err(), Some(VaultError::WrongPassphrase));
    }
    assert_eq!(wait(&ledger.place, Some(OPERATOR), now()), Some(Duration::from_secs(5)));
    assert_eq!(ledger.open_with(PASSPHRASE, now()).err(), Some(VaultError::LockedOut(Duration::from_secs(5))));
    let later = now().plus_seconds(3);
    assert_eq!(ledger.open_with(PASSPHRASE, later).err(), Some(VaultError::LockedOut(Duration::from_secs(2))));
    let yesterday = moment("R8.11.19", 9);
    assert_eq!(ledger.open_with(PASSPHRASE, yesterday).err(), Some(VaultError::LockedOut(Duration::from_secs(5))));
    assert!(ledger.open().is_ok(), "the recovery sheet has its own count");

    let vault = ledger.open_with(PASSPHRASE, now().plus_seconds(6)).unwrap();
    assert!(vault.notices().contains(&Notice::FailedBefore(3)));
    let failed = LogFilter { acts: vec![Act::UnlockFailed], ..LogFilter::default() };
    assert_eq!(vault.reader().log(&failed).unwrap().len(), 1);
    assert_eq!(wait(&ledger.place, Some(OPERATOR), now()), None);
}

#[test]
fn a_wrong_name_or_code_is_told_and_full_width_typing_opens() {
    let ledger = Ledger::with_people(0);
    let secret = Secret::from(PASSPHRASE);
    let nobody = Key::Passphrase { operator: "だれか", secret: &secret };
    assert_eq!(Vault::unlock(&ledger.place, &nobody, INDEXER, now()).err(), Some(VaultError::WrongPassphrase));
    let code = RecoveryCode::from_bytes([9; 16]);
    let wrong = Vault::unlock(&ledger.place, &Key::Recovery(&code), INDEXER, now());
    assert_eq!(wrong.err(), Some(VaultError::WrongRecoveryCode));
    let typed: String = ledger.code.groups().join(" ");
    let read = RecoveryCode::read(&typed).unwrap();
    assert!(Vault::unlock(&ledger.place, &Key::Recovery(&read), INDEXER, now()).is_ok());
}

#[test]
fn poor_passphrases_and_unsafe_folders_are_refused_and_leave_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let create = |folder: &str, passphrase: &str| {
        let secret = Secret::from(passphrase);
        let kdf = daichoban::vault::Kdf::Least;
        let new = NewLedger { operator: OPERATOR, passphrase: &secret, kdf, indexer: INDEXER, at: now() };
        Vault::create(&Place::new(&dir.path().join(folder), Profile::none()), &new).map(drop)
    };
    let guessable = Err(VaultError::PassphraseRefused(PassphraseFault::Guessable));
    assert_eq!(create("a", "さとうはなこさとうはなこ1"), guessable);
    assert_eq!(create("a", "みじかい"), Err(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 13 })));
    let odd = format!("{PASSPHRASE}\u{E0FFF}");
    assert_eq!(create("a", &odd), Err(VaultError::PassphraseRefused(PassphraseFault::UnknownCharacter)));
    assert_eq!(create("OneDrive - clinic/a", PASSPHRASE), Err(VaultError::SyncFolder));
    assert_eq!(create("Dropbox/a", PASSPHRASE), Err(VaultError::SyncFolder));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    let secret = Secret::from(PASSPHRASE);
    let new = NewLedger {
        operator: OPERATOR,
        passphrase: &secret,
        kdf: daichoban::vault::Kdf::Least,
        indexer: INDEXER,
        at: now(),
    };
    let there = Place::new(std::path::Path::new("//server/share/a"), Profile::none());
    assert_eq!(Vault::create(&there, &new).err(), Some(VaultError::NetworkFolder));
    assert_eq!(create("b", PASSPHRASE), Ok(()));
    assert_eq!(create("b", PASSPHRASE), Err(VaultError::AlreadyALedger));
}
