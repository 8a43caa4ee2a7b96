//! A book to import: reading it, proposing columns, planning. What begins like a zip is a workbook.
#![no_main]

use daichoban::base::Day;
use daichoban::exchange::{Facts, plan, propose, read_book};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(today) = Day::read("R8.11.20") else { return };
    let name = if bytes.starts_with(b"PK") { "book.xlsx" } else { "book.csv" };
    if let Ok(book) = read_book(name, bytes) {
        drop(plan(&book, &propose(&book), &Facts::new(today), &|_| true));
    }
});
