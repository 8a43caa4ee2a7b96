//! A printing is an entry of the journal, for window and command line alike.

use crate::base::Day;
use crate::desk::{Command, Done, Refusal, Right, SheetOrder};
use crate::vault::{Act, Detail, Tx, sha256_hex};

use super::catalogue::{settled, sheet_kind};

/// A sheet was printed or saved (印刷).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    order: SheetOrder,
    n_pages: usize,
    pdf: String,
}

impl Printed {
    /// That this order became this PDF.
    #[must_use]
    pub fn new(order: SheetOrder, n_pages: usize, pdf: &[u8]) -> Self {
        Self { order, n_pages, pdf: sha256_hex(pdf) }
    }
}

impl Command for Printed {
    fn needs(&self) -> Right {
        Right::Print
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { order, n_pages, pdf } = *self;
        let order = settled(&order, today);
        let title = sheet_kind(order.sheet).map_or(order.sheet, |kind| kind.title);
        let as_of = match (order.from, order.as_of) {
            (Some(from), Some(until)) => format!("（{}から{}まで）", from.wareki(), until.wareki()),
            (_, Some(day)) => format!("（{}現在）", day.wareki()),
            (_, None) => String::new(),
        };
        let said = format!("「{title}」{as_of}{n_pages}ページ");
        let facts = serde_json::json!({
            "sheet": order.sheet,
            "subject": order.subject.map(|id| id.to_string()),
            "from": order.from.map(Day::iso),
            "as_of": order.as_of.map(Day::iso),
            "pages": n_pages,
            "pdf_sha256": pdf,
        });
        tx.note(Act::Printed, &Detail::said(&said).with(facts))?;
        Ok(Done { touched: Vec::new(), said, next: None })
    }
}
