//! Writes every sheet of the sample clinic as PDF into the folder named by `DAICHOBAN_LOOK`, to be looked at.

use daichoban::inspection::sheets;
use daichoban::paper::{Going, Layout, write_pdf};

use crate::sheets_support::{page, sample, sample_day, subject};

#[test]
fn every_sheet_becomes_a_pdf() {
    let (vault, today) = (sample(), sample_day());
    for kind in sheets() {
        let layout = page(&vault, kind.name, subject(&vault, kind), None, today);
        assert!(layout.missing.is_empty(), "{}: {:?}", kind.name, layout.missing);
        keep(kind.name, &layout);
    }
}

/// Makes the PDF, and keeps it where the folder is named.
pub fn keep(name: &str, layout: &Layout) {
    let pdf = write_pdf(layout, &|_, _| Going::On).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    if let Ok(look) = std::env::var("DAICHOBAN_LOOK") {
        std::fs::write(std::path::Path::new(&look).join(format!("{name}.pdf")), pdf).unwrap();
    }
}
