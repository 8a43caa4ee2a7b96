//! A printing is an entry of the journal, for window and command line alike.

use crate::base::Day;
use crate::desk::{Command, Done, Refusal, Right, SheetOrder};
use crate::paper::Layout;
use crate::vault::{Act, Detail, Tx, sha256_hex};

use super::catalogue::sheet_kind;
use super::listed;
use super::making::{settled, subject_title};
use super::print_match::PrintMark;
use super::variants::Variants;

/// A sheet was printed or saved (印刷).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    order: SheetOrder,
    n_pages: usize,
    /// What stands in the foot of its pages.
    foot: Option<PrintMark>,
    pdf: String,
}

impl Printed {
    /// That this order became these pages and this PDF.
    #[must_use]
    pub fn new(order: SheetOrder, layout: &Layout, pdf: &[u8]) -> Self {
        let foot = layout.code.as_ref().and_then(|code| PrintMark::read(code).ok());
        Self { order, n_pages: layout.pages.len(), foot, pdf: sha256_hex(pdf) }
    }
}

impl Command for Printed {
    fn needs(&self) -> Right {
        Right::Print
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { order, n_pages, foot, pdf } = *self;
        let order = settled(&order, today);
        let title = listed::title(&order, sheet_kind(order.sheet).map_or(order.sheet, |kind| kind.title));
        let as_of = match (order.from, order.as_of) {
            (Some(from), Some(until)) => format!("（{}から{}まで）", from.wareki(), until.wareki()),
            (_, Some(day)) => format!("（{}現在）", day.wareki()),
            (_, None) => String::new(),
        };
        let about = subject_title(&order, &tx.reader())?;
        let form = Variants::of(order.sheet).and_then(|forms| forms.word(order.variant));
        let form = form.map_or_else(String::new, |word| format!("（{word}）"));
        let narrowed = order.narrowed();
        let said = format!("「{title}」{form}{about}{narrowed}{as_of}{n_pages}ページ");
        let facts = serde_json::json!({
            "sheet": order.sheet,
            "subject": order.subject.map(|id| id.to_string()),
            "listed": order.shown().map(|listed| listed.words.join(" ・ ")),
            "form": (!order.variant.is_empty()).then_some(order.variant),
            "from": order.from.map(Day::iso),
            "as_of": order.as_of.map(Day::iso),
            "pages": n_pages,
            "head_seq": foot.as_ref().and_then(PrintMark::seq),
            "head": foot.as_ref().map(PrintMark::digits),
            "pdf_sha256": pdf,
        });
        tx.note(Act::Printed, &Detail::said(&said).with(facts))?;
        Ok(Done { touched: Vec::new(), said, next: None })
    }
}
