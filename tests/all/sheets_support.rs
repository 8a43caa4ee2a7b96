//! A ledger to print from, and the text of its sheets.

use std::path::Path;

use daichoban::base::{Day, Moment, RecordId};
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

/// The sample clinic as it is on a day.
pub fn sample(folder: &Path, today: Day) -> Vault {
    let mut vault = empty(folder, Moment::in_japan(demo::first_day(today), 8, 50).unwrap());
    demo::fill(&mut vault, today).unwrap();
    vault
}

/// A sheet laid out.
pub fn page(vault: &Vault, sheet: &'static str, subject: Option<RecordId>, as_of: Option<Day>, today: Day) -> Layout {
    let printed_at = Moment::in_japan(today, 17, 30).unwrap();
    let print = PrintContext { printed_at, operator: demo::OPERATOR.to_owned() };
    lay_out(&make(&SheetOrder { sheet, subject, as_of }, &vault.reader(), &print).unwrap())
}

/// The text of all pages.
pub fn text(layout: &Layout) -> String {
    layout.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("\n---\n")
}
