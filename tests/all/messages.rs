//! Every message to the user: two sentences, the data's safety, Japanese only, a code of its own.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::time::Duration;

use daichoban::desk::Problem;
use daichoban::paper::PaperError;
use daichoban::vault::hex::Hex;
use daichoban::vault::{HolderNote, PassphraseFault, VaultError};

fn holder() -> HolderNote {
    HolderNote { pc: "受付".into(), os_user: "事務".into(), since: "2026-11-20T18:30:00+09:00".into() }
}

fn vault_faults() -> Vec<VaultError> {
    vec![
        VaultError::WrongPassphrase,
        VaultError::WrongRecoveryCode,
        VaultError::LockedOut(Duration::from_secs(75)),
        VaultError::PassphraseRefused(PassphraseFault::TooShort { least: 13 }),
        VaultError::TokenWanted(Hex([7; 8])),
        VaultError::WrongToken,
        VaultError::NotAToken,
        VaultError::TokenBeside,
        VaultError::CodeWanted,
        VaultError::WrongCode,
        VaultError::CodeUsed,
        VaultError::KeysMissing,
        VaultError::KeysDamaged,
        VaultError::NotKeyFile,
        VaultError::KeysTampered,
        VaultError::NewerFormat,
        VaultError::KdfRefused,
        VaultError::OutOfMemory,
        VaultError::NotALedger,
        VaultError::LedgerMissing,
        VaultError::LedgerDamaged,
        VaultError::Mismatched,
        VaultError::RolledBack { seen: 9, live: 7 },
        VaultError::ReadFailed,
        VaultError::AlreadyOpen(Some(holder())),
        VaultError::ReadOnlyFolder,
        VaultError::DiskFull,
        VaultError::Io(ErrorKind::TimedOut),
        VaultError::SyncFolder,
        VaultError::NetworkFolder,
        VaultError::AlreadyALedger,
        VaultError::LedgersOwn,
        VaultError::FileExists,
        VaultError::NoSuchOperator,
        VaultError::NameTaken,
        VaultError::LastChief,
        VaultError::NotOneself,
        VaultError::NotABackup,
        VaultError::BackupDamaged,
        VaultError::BackupUnsound,
        VaultError::FolderNotEmpty,
        VaultError::NoSuchRecord,
        VaultError::ChangedSince(3),
        VaultError::NothingToUndo,
        VaultError::EmptyTransaction,
        VaultError::NeedsReopen,
        VaultError::PlaceGone,
        VaultError::Unsure,
        VaultError::SavedAfterAll,
        VaultError::UnreadableRecord(12),
        VaultError::NoRandom,
        VaultError::Database(11),
    ]
}

/// One code, a sentence each.
fn refused_passphrases() -> Vec<Problem> {
    let faults = [PassphraseFault::Guessable, PassphraseFault::UsedBefore, PassphraseFault::UnknownCharacter];
    faults.map(|fault| VaultError::PassphraseRefused(fault).into()).into()
}

fn problems() -> Vec<Problem> {
    let paper = [
        PaperError::Empty,
        PaperError::Typeface { face: "x" },
        PaperError::Misplaced { page: 2 },
        PaperError::Writing { detail: String::new() },
        PaperError::Unreadable { detail: String::new() },
    ];
    vault_faults().into_iter().map(Problem::from).chain(paper.into_iter().map(Problem::from)).collect()
}

#[test]
fn every_message_says_what_happened_and_what_to_do() {
    for problem in problems().into_iter().chain(refused_passphrases()) {
        for sentence in [&problem.happened, &problem.next] {
            assert!(sentence.ends_with('。') && sentence.chars().count() > 10, "{problem}");
        }
    }
}

#[test]
fn every_message_says_whether_the_data_is_safe() {
    for problem in problems().into_iter().chain(refused_passphrases()) {
        let is_said = ["変わっていません", "失われていません", "書き換えていません", "何も書き込んでいません"];
        assert!(is_said.iter().any(|words| problem.happened.contains(words)), "{problem}");
    }
}

#[test]
fn no_message_speaks_english_or_blames() {
    let known = ["PDF", "USB", "vault.keys", ".dkey", ".daichoban"];
    for problem in problems().into_iter().chain(refused_passphrases()) {
        let said =
            known.iter().fold(format!("{}{}", problem.happened, problem.next), |text, word| text.replace(word, ""));
        assert!(!said.chars().any(|c| c.is_ascii_alphabetic()), "{problem}");
        assert!(!said.chars().any(|c| ('\u{FF61}'..='\u{FF9F}').contains(&c)), "half-width kana: {problem}");
        assert!(!said.contains("エラー") && !said.contains("失敗しました。"), "{problem}");
    }
}

#[test]
fn every_message_has_a_code_of_its_own() {
    let all = problems();
    let codes: BTreeSet<&str> = all.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn the_ledger_in_use_names_who_has_it_and_the_wait_names_how_long() {
    let open = Problem::from(VaultError::AlreadyOpen(Some(holder())));
    assert!(open.happened.contains("受付") && open.happened.contains("事務"), "{open}");
    assert!(open.happened.contains("令和8年11月20日"), "{open}");
    let wait = Problem::from(VaultError::LockedOut(Duration::from_millis(74_500)));
    assert!(wait.happened.contains("1分15秒"), "{wait}");
}
