//! Looks along the journal: page by page, by period, act and operator; an entry found by its hash.

use std::ops::ControlFlow;

use daichoban::base::Progress;
use daichoban::vault::{Act, Detail, LogFilter, Order, Stamp, Vault, VaultError};

use super::vault_support::{Ledger, OPERATOR, moment, now};

fn note(vault: &mut Vault, day: &str, n: usize) {
    let stamp = Stamp { at: moment(day, 12), enterer: Some("代わりの人".to_owned()) };
    vault
        .transact::<_, VaultError>(stamp, |tx| {
            (0..n).try_for_each(|number| tx.note(Act::Checked, &Detail::said(&format!("{day}の{number}"))))
        })
        .unwrap();
}

fn numbers(vault: &Vault, filter: &LogFilter) -> Vec<u64> {
    vault.reader().log(filter).unwrap().iter().map(|entry| entry.seq).collect()
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    note(&mut vault, "R8.11.21", 20_500);
    let all = vault.reader().head().unwrap().seq;
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = numbers(&vault, &LogFilter { before, limit: Some(6_000), ..LogFilter::default() });
        let Some(last) = page.last() else { break };
        before = Some(*last);
        seen.extend(page);
    }
    assert_eq!(seen, (1..=all).rev().collect::<Vec<_>>());
    let mut up = Vec::new();
    let walked: Result<(), VaultError> =
        vault.reader().walk(&LogFilter::default(), Order::Oldest, &Progress::new(), |entry| {
            up.push(entry.seq);
            Ok(if up.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
    walked.unwrap();
    assert_eq!(up, [1, 2, 3]);
    assert_eq!(numbers(&vault, &LogFilter { after: Some(all - 2), ..LogFilter::default() }), [all, all - 1]);
    assert!(numbers(&vault, &LogFilter { limit: Some(0), ..LogFilter::default() }).is_empty());
}

#[test]
fn a_walk_can_be_stopped() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    note(&mut vault, "R8.11.21", 1);
    let progress = Progress::new();
    progress.cancel();
    let walk = vault
        .reader()
        .walk(&LogFilter::default(), Order::Newest, &progress, |_| Ok::<_, VaultError>(ControlFlow::Continue(())));
    assert_eq!(walk, Err(VaultError::Cancelled));
    assert!(daichoban::desk::Problem::from(VaultError::Cancelled).is_cancelled());
}

#[test]
fn a_period_takes_in_days_that_a_clock_set_back_has_mixed() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    for day in ["R8.11.25", "R8.11.22", "R8.11.26", "R8.11.22"] {
        note(&mut vault, day, 1);
    }
    let on = |day: &str| {
        let day = Some(moment(day, 0).day());
        let filter = LogFilter { from: day, until: day, ..LogFilter::default() };
        let n = vault.reader().log(&filter).unwrap().len();
        assert_eq!(vault.reader().log_count(&filter).unwrap(), u64::try_from(n).ok());
        n
    };
    // Each clock set back is an entry of its own, at the earlier time.
    assert_eq!([on("R8.11.25"), on("R8.11.22"), on("R8.11.26"), on("R8.11.24")], [1, 4, 1, 0]);
}

#[test]
fn counts_are_exact_or_not_given() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    note(&mut vault, "R8.11.21", 7);
    let read = vault.reader();
    let all = read.head().unwrap().seq;
    let checked = LogFilter { acts: vec![Act::Checked], ..LogFilter::default() };
    assert_eq!(read.log_count(&LogFilter::default()).unwrap(), Some(all));
    assert_eq!(read.log_count(&checked).unwrap(), Some(7));
    let day = Some(moment("R8.11.21", 0).day());
    assert_eq!(read.log_count(&LogFilter { from: day, ..checked.clone() }).unwrap(), None);
    let by = |name: &str| LogFilter { operator: Some(name.to_owned()), ..LogFilter::default() };
    assert_eq!(read.log_count(&by(OPERATOR)).unwrap(), None);
    assert_eq!(read.log(&by("代わりの人")).unwrap().len(), 7, "who typed counts too");
    // This test opens with the recovery sheet, which the journal names as the operator.
    let operators = read.operators().unwrap();
    assert!(operators.len() == 2 && operators.iter().any(|name| name == OPERATOR), "{operators:?}");
}

#[test]
fn an_entry_is_found_by_the_beginning_of_its_hash() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let head = vault.reader().head().unwrap();
    note(&mut vault, "R8.11.21", 30);
    let read = vault.reader();
    let by = |start: &[u8]| read.entry_by_hash(start, &Progress::new()).unwrap();
    assert_eq!(by(&head.hash[..10]), Some(head.seq));
    assert_eq!(by(&head.hash), Some(head.seq));
    assert_eq!(by(&[0xFF; 10]), None);
    assert_eq!(read.entry_hash(head.seq).unwrap(), Some(head.hash));
    assert_eq!(read.entry_hash(0).unwrap(), None);
    assert_eq!(now().day(), moment("R8.11.20", 0).day());
}
