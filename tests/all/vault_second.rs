//! The second factor: a USB key that belongs to the slot, one-time codes that are taken once, and what losing them costs.

use std::fs;
use std::path::{Path, PathBuf};

use daichoban::base::{Moment, Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{
    Act, Codes, Kdf, Key, LogFilter, Notice, PassphraseFault, Secret, Token, Vault, VaultError, backup_tokens, drill,
    find_keys, find_token, peek, restore,
};

use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, is_sound, names, now};

const SHORT: &str = "みどり7の坂道";
const OWN: &str = "自分で決めた長い合言葉です";

fn open(ledger: &Ledger, passphrase: &str, token: Option<&Token>, code: Option<&str>) -> Result<Vault, VaultError> {
    open_at(ledger, passphrase, token, code, now())
}

fn open_at(
    ledger: &Ledger,
    passphrase: &str,
    token: Option<&Token>,
    code: Option<&str>,
    at: Moment,
) -> Result<Vault, VaultError> {
    let secret = Secret::from(passphrase);
    Vault::unlock(&ledger.place, &Key::Factors { operator: OPERATOR, secret: &secret, token, code }, INDEXER, at)
}

/// A ledger whose founder opens with a USB key, and the stick.
fn with_token() -> (Ledger, tempfile::TempDir, PathBuf) {
    let ledger = Ledger::with_people(5);
    let stick = tempfile::tempdir().unwrap();
    let mut vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    let path = vault.make_token(stick.path(), &Secret::from(PASSPHRASE), Kdf::Least, now(), &Progress::new()).unwrap();
    vault.lock(now()).unwrap();
    (ledger, stick, path)
}

fn n_files(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn with_a_usb_key_the_passphrase_alone_opens_nothing() {
    let (ledger, stick, path) = with_token();
    let face = peek(&ledger.place).unwrap();
    let (_, id) = face.tokens[0];
    assert_eq!(face.tokens[0].0, OPERATOR);
    for _ in 0..4 {
        let refused = open(&ledger, PASSPHRASE, None, None).err();
        assert_eq!(refused, Some(VaultError::TokenWanted(id)), "a missing stick is no wrong try");
    }
    let other = Token::fresh().unwrap();
    assert_eq!(open(&ledger, PASSPHRASE, Some(&other), None).err(), Some(VaultError::WrongToken));
    let token = find_token(id, &[stick.path().to_owned()]).expect("found on the stick by its id");
    assert_eq!(
        open(&ledger, "ちがう合言葉ですよねたぶん", Some(&token), None).err(),
        Some(VaultError::WrongPassphrase)
    );
    let vault = open(&ledger, PASSPHRASE, Some(&token), None).unwrap();
    assert_eq!(names(&vault).len(), 5);
    assert!(vault.me().unwrap().has_token && vault.notices().contains(&Notice::FailedBefore(1)));
    drop(vault);
    assert!(find_token(id, &[ledger.place.dir().to_owned()]).is_none());
    fs::write(&path, b"DAICHOBAN-KEYFILE 1\n{}\n").unwrap();
    assert_eq!(Token::load(&path).err(), Some(VaultError::NotAToken));
}

#[test]
fn an_older_copy_of_the_key_file_does_not_do_away_with_the_usb_key() {
    let ledger = Ledger::with_people(5);
    let (stick, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let old = fs::read(ledger.file("vault.keys")).unwrap();
    let mut vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    let backup = vault.back_up(folder.path(), now(), &Progress::new()).unwrap();
    vault.make_token(stick.path(), &Secret::from(PASSPHRASE), Kdf::Least, now(), &Progress::new()).unwrap();
    vault.lock(now()).unwrap();
    // Whoever knows the passphrase puts the key file of before back, or takes the one in the backup.
    for name in ["vault.keys", "vault.keys.2"] {
        fs::write(ledger.file(name), &old).unwrap();
    }
    assert_eq!(open(&ledger, PASSPHRASE, None, None).err(), Some(VaultError::Mismatched));
    let secret = Secret::from(PASSPHRASE);
    let key = Key::Passphrase { operator: OPERATOR, secret: &secret };
    let found = find_keys(&ledger.place, &[backup.path]);
    assert_eq!(found.len(), 1, "this PC's own, which is of now; the others name a file that is gone");
    for copy in found {
        let opened = Vault::unlock(&ledger.place.clone().with_keys(copy), &key, INDEXER, now());
        assert!(matches!(opened.err(), Some(VaultError::TokenWanted(_))));
    }
}

#[test]
fn relabelling_the_slot_does_not_do_away_with_the_usb_key() {
    let (ledger, ..) = with_token();
    let text = fs::read_to_string(ledger.file("vault.keys")).unwrap();
    let sheet = ledger.keys().sheet;
    let mut bent = sheet.clone();
    bent.unlocks[0].factors = vec!["password".to_owned()];
    bent.unlocks[0].keyfile = None;
    // Whoever writes in the folder cannot make the seal, but can make the sum; the slot must not open all the same.
    let bytes = bent.write(&ledger.dek()).unwrap();
    for name in ["vault.keys", "vault.keys.2"] {
        fs::write(ledger.file(name), &bytes).unwrap();
    }
    assert_ne!(text.as_bytes(), bytes.as_slice());
    assert_eq!(open(&ledger, PASSPHRASE, None, None).err(), Some(VaultError::WrongPassphrase));
}

#[test]
fn beside_a_usb_key_eight_characters_are_enough_and_a_change_stays_bound_to_it() {
    let (ledger, _stick, path) = with_token();
    let token = Token::load(&path).unwrap();
    let mut vault = open(&ledger, PASSPHRASE, Some(&token), None).unwrap();
    let used = vault.set_passphrase(OPERATOR, &Secret::from(PASSPHRASE), Kdf::Least, now()).err();
    assert_eq!(used, Some(VaultError::PassphraseRefused(PassphraseFault::UsedBefore)));
    let short = vault.set_passphrase(OPERATOR, &Secret::from("みじかい7"), Kdf::Least, now()).err();
    assert_eq!(short, Some(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 8 })));
    vault.set_passphrase(OPERATOR, &Secret::from("あおい7の坂道と風"), Kdf::Least, now()).unwrap();
    drop(vault);
    assert!(matches!(open(&ledger, "あおい7の坂道と風", None, None).err(), Some(VaultError::TokenWanted(_))));
    let mut vault = open(&ledger, "あおい7の坂道と風", Some(&token), None).unwrap();
    let too_short = vault.drop_token(&Secret::from("しろい8の石段と月"), Kdf::Least, now()).err();
    assert_eq!(too_short, Some(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 13 })));
    vault.drop_token(&Secret::from(OWN), Kdf::Least, now()).unwrap();
    drop(vault);
    assert!(!open(&ledger, OWN, None, None).unwrap().me().unwrap().has_token);
}

#[test]
fn a_usb_key_is_made_only_with_the_present_passphrase_and_never_beside_the_ledger() {
    let ledger = Ledger::with_people(0);
    let stick = tempfile::tempdir().unwrap();
    let mut vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    let wrong = vault.make_token(stick.path(), &Secret::from(OWN), Kdf::Least, now(), &Progress::new()).err();
    assert_eq!((wrong, n_files(stick.path())), (Some(VaultError::WrongPassphrase), 0));
    let beside =
        vault.make_token(ledger.place.dir(), &Secret::from(PASSPHRASE), Kdf::Least, now(), &Progress::new()).err();
    assert_eq!(beside, Some(VaultError::TokenBeside));
    let nowhere = vault.make_token(
        &stick.path().join("抜かれた"),
        &Secret::from(PASSPHRASE),
        Kdf::Least,
        now(),
        &Progress::new(),
    );
    assert!(matches!(nowhere, Err(VaultError::Io(_))), "the stick was pulled");
    drop(vault);
    assert!(open(&ledger, PASSPHRASE, None, None).is_ok(), "the slot was not touched");
}

#[test]
fn a_spare_is_the_same_key_and_rotation_and_backups_keep_asking_for_it() {
    let (ledger, _stick, path) = with_token();
    let token = Token::load(&path).unwrap();
    let spare = tempfile::tempdir().unwrap();
    let mut vault = open(&ledger, PASSPHRASE, Some(&token), None).unwrap();
    let second = vault.copy_token(spare.path(), now()).unwrap();
    assert_eq!(fs::read(&second).unwrap(), fs::read(&path).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let kept = vault.back_up(folder.path(), now(), &Progress::new()).unwrap();
    vault.rotate("試験", now(), &Progress::new()).unwrap();
    drop(vault);
    assert!(matches!(open(&ledger, PASSPHRASE, None, None).err(), Some(VaultError::TokenWanted(_))));
    assert_eq!(names(&open(&ledger, PASSPHRASE, Some(&Token::load(&second).unwrap()), None).unwrap()).len(), 5);
    let backup = kept.path.clone();
    assert_eq!(backup_tokens(&backup).unwrap(), [(OPERATOR.to_owned(), token.id())]);
    let secret = Secret::from(PASSPHRASE);
    let try_out = |token| {
        let key = Key::Factors { operator: OPERATOR, secret: &secret, token, code: None };
        drill(&backup, &key, &folder.path().join("work"), INDEXER, &Progress::new())
    };
    assert!(matches!(try_out(None).err(), Some(VaultError::TokenWanted(_))));
    assert!(try_out(Some(&token)).unwrap().report.is_sound());
}

#[test]
fn one_who_lost_everything_is_let_in_again_by_the_chief_or_by_the_sheet() {
    let (ledger, _stick, path) = with_token();
    let token = Token::load(&path).unwrap();
    let mut vault = open(&ledger, PASSPHRASE, Some(&token), None).unwrap();
    vault
        .add_operator("受付 次郎", Office::Chief, &Secret::from("はじめの合言葉は渡した紙に"), Kdf::Least, now())
        .unwrap();
    let codes = Codes::fresh(OPERATOR).unwrap();
    vault.set_codes(&codes, &codes.code(now()), now()).unwrap();
    drop(vault);
    let secret = Secret::from("はじめの合言葉は渡した紙に");
    let key = Key::Passphrase { operator: "受付 次郎", secret: &secret };
    let mut chief = Vault::unlock(&ledger.place, &key, INDEXER, now()).unwrap();
    chief.reset_passphrase(OPERATOR, &Secret::from(OWN), "対面で確認", Kdf::Least, now()).unwrap();
    drop(chief);
    let me = open(&ledger, OWN, None, None).unwrap().me().unwrap();
    assert!(!me.has_token && !me.has_codes && me.must_change);

    let (ledger, ..) = with_token();
    let mut recovered = ledger.open().unwrap();
    recovered.set_passphrase(OPERATOR, &Secret::from(OWN), Kdf::Least, now()).unwrap();
    drop(recovered);
    assert!(!open(&ledger, OWN, None, None).unwrap().me().unwrap().has_token);
}

fn with_codes() -> (Ledger, Codes) {
    let ledger = Ledger::with_people(5);
    let mut vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    let codes = Codes::fresh(OPERATOR).unwrap();
    assert_eq!(vault.set_codes(&codes, "000000", now().plus_seconds(-3600)).err(), Some(VaultError::WrongCode));
    assert!(!vault.me().unwrap().has_codes, "a telephone that shows another code has another secret");
    vault.set_codes(&codes, &codes.code(now()), now()).unwrap();
    vault.lock(now()).unwrap();
    (ledger, codes)
}

#[test]
fn a_code_is_asked_after_the_right_passphrase_and_taken_once() {
    let (ledger, codes) = with_codes();
    let later = |seconds| now().plus_seconds(seconds);
    assert_eq!(open(&ledger, PASSPHRASE, None, None).err(), Some(VaultError::CodeWanted));
    assert_eq!(open(&ledger, OWN, None, None).err(), Some(VaultError::WrongPassphrase), "nothing is told before");
    let used = codes.code(now());
    assert_eq!(
        open(&ledger, PASSPHRASE, None, Some(&used)).err(),
        Some(VaultError::CodeUsed),
        "it proved the telephone"
    );
    let code = codes.code(later(60));
    let mut vault = open_at(&ledger, PASSPHRASE, None, Some(&code), later(61)).unwrap();
    assert_eq!(names(&vault).len(), 5);
    assert!(is_sound(&mut vault));
    drop(vault);
    let again = open_at(&ledger, PASSPHRASE, None, Some(&code), later(62)).err();
    assert_eq!(again, Some(VaultError::CodeUsed));
    let wide = codes.code(later(120)).replace('0', "０");
    assert!(
        open_at(&ledger, PASSPHRASE, None, Some(&wide), later(149)).is_ok(),
        "one step of drift, full-width digits"
    );
    let old = codes.code(later(180));
    assert_eq!(open_at(&ledger, PASSPHRASE, None, Some(&old), later(280)).err(), Some(VaultError::WrongCode));
}

#[test]
fn wrong_codes_lock_out_as_wrong_passphrases_do() {
    let (ledger, codes) = with_codes();
    let wrong = |at| open_at(&ledger, PASSPHRASE, None, Some("12345"), at).err();
    let start = now().plus_seconds(600);
    for second in 0..3 {
        assert_eq!(wrong(start.plus_seconds(second)), Some(VaultError::WrongCode));
    }
    assert!(matches!(wrong(start.plus_seconds(3)), Some(VaultError::LockedOut(_))));
    let later = start.plus_seconds(120);
    let vault = open_at(&ledger, PASSPHRASE, None, Some(&codes.code(later)), later).unwrap();
    assert!(vault.notices().contains(&Notice::FailedBefore(3)));
}

#[test]
fn codes_are_given_up_with_the_passphrase_and_their_secret_is_in_no_entry() {
    let (ledger, codes) = with_codes();
    let at = now().plus_seconds(60);
    let mut vault = open_at(&ledger, PASSPHRASE, None, Some(&codes.code(at)), at).unwrap();
    let all = vault.reader().log(&LogFilter::default()).unwrap();
    assert!(!format!("{all:?}").contains(codes.text().as_str()));
    assert_eq!(vault.drop_codes(&Secret::from(OWN), at).err(), Some(VaultError::WrongPassphrase));
    vault.drop_codes(&Secret::from(PASSPHRASE), at).unwrap();
    let told =
        vault.reader().log(&LogFilter { acts: vec![Act::Keys], limit: Some(2), ..LogFilter::default() }).unwrap();
    assert!(told.iter().all(|entry| format!("{:?}", entry.detail).contains("ワンタイムコード")));
    drop(vault);
    assert!(open(&ledger, PASSPHRASE, None, None).is_ok());
}

#[test]
fn a_restored_backup_still_asks_for_the_code() {
    let (ledger, codes) = with_codes();
    let at = now().plus_seconds(60);
    let mut vault = open_at(&ledger, PASSPHRASE, None, Some(&codes.code(at)), at).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let kept = vault.back_up(folder.path(), at, &Progress::new()).unwrap();
    drop(vault);
    let profile = daichoban::vault::Profile::at(&folder.path().join("profile"));
    let place = daichoban::vault::Place::new(&folder.path().join("戻した台帳"), profile);
    restore(&kept.path, &place, at, &Progress::new()).unwrap();
    let secret = Secret::from(PASSPHRASE);
    let key = Key::Passphrase { operator: OPERATOR, secret: &secret };
    assert_eq!(Vault::unlock(&place, &key, INDEXER, at).err(), Some(VaultError::CodeWanted));
}

#[test]
fn a_removed_count_of_wrong_tries_is_noticed_and_recorded() {
    let ledger = Ledger::with_people(0);
    open(&ledger, PASSPHRASE, None, None).unwrap().lock(now()).unwrap();
    let counts = fs::read(ledger.file("attempts.json")).unwrap();
    assert_eq!(open(&ledger, OWN, None, None).err(), Some(VaultError::WrongPassphrase));
    fs::remove_file(ledger.file("attempts.json")).unwrap();
    let vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    assert!(vault.notices().contains(&Notice::AttemptsLost));
    let told = vault.reader().log(&LogFilter { acts: vec![Act::UnlockFailed], ..LogFilter::default() }).unwrap();
    assert_eq!(told.len(), 1);
    drop(vault);
    let vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    assert!(!vault.notices().contains(&Notice::AttemptsLost), "said once");
    drop(vault);
    fs::write(ledger.file("attempts.json"), counts).unwrap();
    assert!(open(&ledger, PASSPHRASE, None, None).unwrap().notices().contains(&Notice::AttemptsLost), "an old one");
}

#[test]
fn an_operator_named_like_the_sheet_has_their_own_count() {
    let ledger = Ledger::with_people(0);
    let mut vault = open(&ledger, PASSPHRASE, None, None).unwrap();
    vault.add_operator("recovery", Office::Clerk, &Secret::from(OWN), Kdf::Least, now()).unwrap();
    drop(vault);
    let secret = Secret::from(SHORT);
    let key = Key::Passphrase { operator: "recovery", secret: &secret };
    for _ in 0..3 {
        assert_eq!(Vault::unlock(&ledger.place, &key, INDEXER, now()).err(), Some(VaultError::WrongPassphrase));
    }
    assert!(ledger.open().is_ok(), "the sheet does not wait");
}
