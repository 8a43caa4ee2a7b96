//! The policy of passphrases: the clinic's choice counts for every new passphrase, and says when one is due.

use daichoban::base::{Day, Moment, Office, Progress};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Act, Kdf, Key, LogFilter, Notice, PassphraseFault, Policy, Secret, Vault, VaultError};

use crate::vault_support::{Ledger, OPERATOR, PASSPHRASE, now, write};

const EIGHT: &str = "みどり7坂の道";
const TEN: &str = "ゆき9つもる山の朝";

fn open_at(ledger: &Ledger, passphrase: &str, day: Day) -> Vault {
    let secret = Secret::from(passphrase);
    let at = Moment::in_japan(day, 9, 0).unwrap();
    Vault::unlock(&ledger.place, &Key::Passphrase { operator: OPERATOR, secret: &secret }, INDEXER, at).unwrap()
}

fn follow(vault: &mut Vault, id: &str) {
    write(vault, |tx| tx.set(Policy::SETTING, id)).unwrap();
}

fn due(vault: &Vault) -> Option<&Notice> {
    vault.notices().iter().find(|notice| matches!(notice, Notice::PassphraseDue(_)))
}

#[test]
fn the_chosen_policy_counts_for_everybody_and_is_in_the_journal() {
    let ledger = Ledger::with_people(5);
    let mut vault = open_at(&ledger, PASSPHRASE, now().day());
    let too_short = Err(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 13 }));
    assert_eq!(vault.set_passphrase(OPERATOR, &Secret::from(TEN), Kdf::Least, now()), too_short);
    assert_eq!(vault.add_operator("受付 次郎", Office::Clerk, &Secret::from(TEN), Kdf::Least, now()), too_short);
    follow(&mut vault, "LOCAL-2M");
    vault.add_operator("受付 次郎", Office::Clerk, &Secret::from(TEN), Kdf::Least, now()).unwrap();
    vault.set_passphrase(OPERATOR, &Secret::from(TEN), Kdf::Least, now()).unwrap();
    assert_eq!(
        vault.set_passphrase(OPERATOR, &Secret::from("みどり坂"), Kdf::Least, now()),
        Err(VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 8 }))
    );
    let told = vault.reader().log(&LogFilter { acts: vec![Act::Settings], ..LogFilter::default() }).unwrap();
    assert!(told.iter().any(|entry| entry.detail.data.as_ref().is_some_and(|data| data["value"] == "LOCAL-2M")));
    follow(&mut vault, "MHLW-7.0");
    assert_eq!(vault.set_passphrase(OPERATOR, &Secret::from(EIGHT), Kdf::Least, now()), too_short);
}

#[test]
fn an_unknown_policy_is_the_strictest_and_not_none() {
    let ledger = Ledger::with_people(5);
    let mut vault = open_at(&ledger, PASSPHRASE, now().day());
    follow(&mut vault, "FROM-A-NEWER-VERSION");
    assert_eq!(vault.policy().unwrap().least(false), 13);
}

#[test]
fn a_passphrase_is_due_after_the_months_of_the_policy_and_only_then() {
    let ledger = Ledger::with_people(5);
    let mut vault = open_at(&ledger, PASSPHRASE, now().day());
    let founded = vault.me().unwrap().chosen_on;
    assert!(founded.is_some(), "a founder's passphrase is as old as the ledger");
    vault.set_passphrase(OPERATOR, &Secret::from("そら とぶ くじら 白い ゆき"), Kdf::Least, now()).unwrap();
    assert_eq!(vault.me().unwrap().chosen_on, Some(now().day()));
    follow(&mut vault, "LOCAL-2M");
    vault.lock(now()).unwrap();

    let last = now().day().plus_months(2);
    let vault = open_at(&ledger, "そら とぶ くじら 白い ゆき", last);
    assert_eq!(due(&vault), None, "to the same day two months later");
    vault.lock(now()).unwrap();
    let mut vault = open_at(&ledger, "そら とぶ くじら 白い ゆき", last.plus_days(1));
    assert_eq!(due(&vault), Some(&Notice::PassphraseDue(Some(now().day()))));
    follow(&mut vault, "MHLW-7.0");
    vault.lock(now()).unwrap();
    let vault = open_at(&ledger, "そら とぶ くじら 白い ゆき", last.plus_days(2));
    assert_eq!(due(&vault), None);
}

#[test]
fn binding_a_usb_key_does_not_make_the_passphrase_younger() {
    let ledger = Ledger::with_people(5);
    let stick = tempfile::tempdir().unwrap();
    let later = now().day().plus_months(3);
    let at = Moment::in_japan(later, 9, 0).unwrap();
    let mut vault = open_at(&ledger, PASSPHRASE, later);
    let before = vault.me().unwrap().chosen_on;
    vault.make_token(stick.path(), &Secret::from(PASSPHRASE), Kdf::Least, at, &Progress::new()).unwrap();
    assert_eq!(vault.me().unwrap().chosen_on, before);
    vault.drop_token(&Secret::from("そら とぶ くじら 白い ゆき"), Kdf::Least, at).unwrap();
    assert_eq!(vault.me().unwrap().chosen_on, Some(later));
}
