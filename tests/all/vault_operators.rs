//! Operators: everybody opens with their own passphrase, a leaver's way in is gone, one 管理責任者 always remains.

use daichoban::base::{Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Act, Kdf, Key, LogFilter, PassphraseFault, Secret, Vault, VaultError, drill};

use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, is_sound, names, now, person, write};

const CLERK: &str = "受付 次郎";
const FIRST: &str = "はじめの合言葉は渡した紙に";
const OWN: &str = "自分で決めた長い合言葉です";

fn open_as(ledger: &Ledger, name: &str, passphrase: &str) -> Result<Vault, VaultError> {
    let secret = Secret::from(passphrase);
    Vault::unlock(&ledger.place, &Key::Passphrase { operator: name, secret: &secret }, INDEXER, now())
}

fn with_clerk() -> Ledger {
    let ledger = Ledger::with_people(5);
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    vault.add_operator(CLERK, Office::Clerk, &Secret::from(FIRST), Kdf::Least, now()).unwrap();
    vault.lock(now()).unwrap();
    ledger
}

#[test]
fn the_founder_is_responsible_and_a_new_operator_must_choose_an_own_passphrase() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, CLERK, FIRST).unwrap();
    let me = vault.me().unwrap();
    assert_eq!((me.office, me.must_change), (Office::Clerk, true));
    vault.set_passphrase(CLERK, &Secret::from(OWN), Kdf::Least, now()).unwrap();
    assert!(!vault.me().unwrap().must_change);
    let all: Vec<(String, Office)> = vault.operators().unwrap().into_iter().map(|one| (one.name, one.office)).collect();
    assert_eq!(all, [(OPERATOR.to_owned(), Office::Chief), (CLERK.to_owned(), Office::Clerk)]);
    drop(vault);
    assert_eq!(open_as(&ledger, CLERK, FIRST).err(), Some(VaultError::WrongPassphrase));
    let mut vault = open_as(&ledger, CLERK, OWN).unwrap();
    write(&mut vault, |tx| tx.add(&person("受付が登録した人"))).unwrap();
    let newest = vault.reader().log(&LogFilter { acts: vec![Act::Created], limit: Some(1), ..LogFilter::default() });
    assert_eq!(newest.unwrap()[0].operator, CLERK);
}

#[test]
fn a_reset_passphrase_opens_once_and_says_how_the_person_was_recognised() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    vault
        .reset_passphrase(CLERK, &Secret::from("つぎの合言葉は口で伝えました"), "対面で本人確認", Kdf::Least, now())
        .unwrap();
    let told =
        vault.reader().log(&LogFilter { acts: vec![Act::Keys], limit: Some(1), ..LogFilter::default() }).unwrap();
    assert_eq!(told[0].detail.reason.as_deref(), Some("対面で本人確認"));
    drop(vault);
    assert_eq!(open_as(&ledger, CLERK, FIRST).err(), Some(VaultError::WrongPassphrase));
    assert!(open_as(&ledger, CLERK, "つぎの合言葉は口で伝えました").unwrap().me().unwrap().must_change);
}

#[test]
fn a_leaver_opens_nothing_any_more_and_everybody_else_keeps_their_passphrase() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    let before = vault.back_up(&ledger.place.dir().with_file_name("控え"), now(), &Progress::new()).unwrap();
    let old_key = ledger.dek();
    vault.remove_operator(CLERK, "退職", now(), &Progress::new()).unwrap();
    assert!(is_sound(&mut vault));
    write(&mut vault, |tx| tx.add(&person("そのあとに来た人"))).unwrap();
    assert_eq!(names(&vault).len(), 6);
    vault.lock(now()).unwrap();
    assert_eq!(open_as(&ledger, CLERK, FIRST).err(), Some(VaultError::WrongPassphrase));
    assert_eq!(names(&open_as(&ledger, OPERATOR, PASSPHRASE).unwrap()).len(), 6);
    assert_eq!(names(&ledger.open().unwrap()).len(), 6, "the recovery sheet still fits");
    assert_ne!(*ledger.dek(), *old_key, "another data key");
    assert_eq!(ledger.keys().sheet.epoch, 2);
    assert!(!ledger.file("ledger-0001.db").exists() && ledger.file("ledger-0002.db").exists());
    // Honest about what is left: a backup from before opens with the old passphrase.
    let secret = Secret::from(FIRST);
    let key = Key::Passphrase { operator: CLERK, secret: &secret };
    let work = ledger.place.dir().with_file_name("訓練");
    assert!(drill(&before.path, &key, &work, INDEXER, &Progress::new()).is_ok());
}

#[test]
fn one_who_answers_for_the_ledger_always_remains() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    assert_eq!(vault.set_office(OPERATOR, Office::Clerk, now()), Err(VaultError::LastChief));
    assert_eq!(vault.remove_operator(OPERATOR, "退職", now(), &Progress::new()), Err(VaultError::LastChief));
    vault.set_office(CLERK, Office::Chief, now()).unwrap();
    assert_eq!(vault.remove_operator(OPERATOR, "退職", now(), &Progress::new()), Err(VaultError::NotOneself));
    vault.set_office(OPERATOR, Office::Viewer, now()).unwrap();
    drop(vault);
    let mut vault = open_as(&ledger, CLERK, FIRST).unwrap();
    vault.remove_operator(OPERATOR, "退職", now(), &Progress::new()).unwrap();
    assert_eq!(vault.operators().unwrap().len(), 1);
}

#[test]
fn no_two_operators_share_a_name_and_a_weak_passphrase_is_refused() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    let add = |vault: &mut Vault, name: &str, first: &str| {
        vault.add_operator(name, Office::Clerk, &Secret::from(first), Kdf::Least, now())
    };
    assert_eq!(add(&mut vault, CLERK, OWN), Err(VaultError::NameTaken));
    assert_eq!(add(&mut vault, "  ", OWN), Err(VaultError::NameTaken));
    let short = Err(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 13 }));
    assert_eq!(add(&mut vault, "別の人", "みじかい"), short);
    assert_eq!(vault.set_office("いない人", Office::Clerk, now()), Err(VaultError::NoSuchOperator));
}

#[test]
fn a_rotation_that_is_stopped_leaves_the_ledger_as_it_was() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, OPERATOR, PASSPHRASE).unwrap();
    let head = vault.reader().head().unwrap();
    let progress = Progress::new();
    progress.cancel();
    assert_eq!(vault.rotate("試し", now(), &progress), Err(VaultError::Cancelled));
    assert_eq!(vault.reader().head().unwrap(), head);
    assert!(!ledger.file("ledger-0002.db").exists());
    vault.rotate("試し", now(), &Progress::new()).unwrap();
    vault.rotate("もう一度", now(), &Progress::new()).unwrap();
    assert!(is_sound(&mut vault));
    drop(vault);
    assert!(open_as(&ledger, CLERK, FIRST).is_ok());
    assert_eq!(ledger.keys().sheet.db.file, "ledger-0003.db");
}

#[test]
fn a_rotation_cut_off_before_or_behind_its_last_step_leaves_a_whole_ledger() {
    let ledger = with_clerk();
    let keys_before = std::fs::read(ledger.file("vault.keys")).unwrap();
    let file_before = std::fs::read(ledger.file("ledger-0001.db")).unwrap();
    open_as(&ledger, OPERATOR, PASSPHRASE).unwrap().rotate("試し", now(), &Progress::new()).unwrap();
    // Behind it: the old file is still there.
    std::fs::write(ledger.file("ledger-0001.db"), &file_before).unwrap();
    drop(ledger.open().unwrap());
    assert!(!ledger.file("ledger-0001.db").exists(), "all it held is in the new one");
    let file_after = std::fs::read(ledger.file("ledger-0002.db")).unwrap();
    // Before it: the new file is there, the key file still names the old one.
    std::fs::write(ledger.file("vault.keys"), &keys_before).unwrap();
    std::fs::write(ledger.file("ledger-0001.db"), &file_before).unwrap();
    std::fs::remove_file(ledger.file("vault.keys.2")).unwrap();
    let mut vault = ledger.open().unwrap();
    assert_eq!(names(&vault).len(), 5);
    assert!(std::fs::read(ledger.file("ledger-0002.db")).unwrap() == file_after, "what is not known is not removed");
    vault.rotate("もう一度", now(), &Progress::new()).unwrap();
    assert!(is_sound(&mut vault));
}

#[test]
fn the_present_passphrase_and_the_last_ones_are_not_taken_again() {
    let ledger = with_clerk();
    let mut vault = open_as(&ledger, CLERK, FIRST).unwrap();
    let used = Err(VaultError::PassphraseRefused(PassphraseFault::UsedBefore));
    let set = |vault: &mut Vault, new: &str| vault.set_passphrase(CLERK, &Secret::from(new), Kdf::Least, now());
    assert_eq!(set(&mut vault, FIRST), used, "the one that was handed over is no own one");
    for n in 1..=4 {
        assert_eq!(set(&mut vault, &format!("自分で決めた合言葉の第{n}号です")), Ok(()));
    }
    for n in [2, 3, 4] {
        assert_eq!(set(&mut vault, &format!("自分で決めた合言葉の第{n}号です")), used, "number {n}");
    }
    drop(vault);
    let mut vault = open_as(&ledger, CLERK, "自分で決めた合言葉の第4号です").unwrap();
    assert_eq!(set(&mut vault, FIRST), Ok(()), "the fourth from last is forgotten");
}
