//! A ledger to print from, and the text of its sheets.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use daichoban::base::{Clock, Day, Moment, RecordId};
use daichoban::demo;
use daichoban::desk::SheetOrder;
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::registry::INDEXER;
use daichoban::paper::{Layout, lay_out};
use daichoban::vault::{Kdf, NewLedger, Place, Profile, Secret, Vault};

/// An empty ledger in a folder.
pub fn empty(folder: &Path, at: Moment) -> Vault {
    let place = Place::new(folder, Profile::none());
    std::fs::create_dir_all(folder).unwrap();
    let secret = Secret::from(demo::PASSPHRASE);
    let new = NewLedger { operator: demo::OPERATOR, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
    Vault::create(&place, &new).unwrap().0
}

/// The day the sample clinic is looked at.
pub fn sample_day() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

/// The sample clinic, made once; nobody writes into it.
pub fn sample() -> MutexGuard<'static, Vault> {
    static SAMPLE: OnceLock<Mutex<Vault>> = OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap().keep();
        let mut vault = empty(&folder, Moment::in_japan(demo::first_day(sample_day()), 8, 50).unwrap());
        demo::fill(&mut vault, Clock::fixed(Moment::in_japan(sample_day(), 17, 30).unwrap())).unwrap();
        Mutex::new(vault)
    };
    SAMPLE.get_or_init(made).lock().unwrap_or_else(PoisonError::into_inner)
}

/// A sheet laid out.
pub fn page(vault: &Vault, sheet: &'static str, subject: Option<RecordId>, as_of: Option<Day>, today: Day) -> Layout {
    let printed_at = Moment::in_japan(today, 17, 30).unwrap();
    let print = PrintContext { printed_at, operator: demo::OPERATOR.to_owned() };
    lay_out(&make(&SheetOrder { subject, as_of, ..SheetOrder::today(sheet) }, &vault.reader(), &print).unwrap())
}

/// The text of all pages.
pub fn text(layout: &Layout) -> String {
    layout.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("\n---\n")
}

/// The record a sheet of the sample is about.
pub fn subject(vault: &Vault, kind: &daichoban::inspection::SheetKind) -> Option<RecordId> {
    kind.needs_subject.and_then(|about| daichoban::demo::subject(&vault.reader(), kind.name, about).unwrap())
}
