//! Printing without leaving the page (その場で印刷): the sheet is made in a thread, noted in the journal, and shown in the
//! user's own viewer.

use crate::desk::{Command, Problem, Refusal, Right, SheetOrder, VaultJob};
use crate::inspection::{PrintContext, Printed, make, settled};
use crate::paper::{Going, lay_out, write_pdf};
use crate::vault::Stamp;

/// A sheet that is made and noted.
pub struct Ready {
    /// The name of its file.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// The work that makes it.
pub fn job(order: SheetOrder, print: PrintContext) -> VaultJob {
    VaultJob {
        name: "print-sheet",
        label: "PDFを作っています。".to_owned(),
        needs: Right::Print,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| {
            let today = print.printed_at.day();
            let layout = lay_out(&make(&order, &vault.reader(), &print)?);
            let going = |done: usize, total: usize| {
                let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
                if progress.report(count(done), count(total)).is_ok() { Going::On } else { Going::Stop }
            };
            let bytes = write_pdf(&layout, &going)?;
            let note = Printed::new(order.clone(), &layout, &bytes);
            let day = settled(&order, today).as_of.unwrap_or(today);
            // What cannot be noted is not printed.
            let noted = vault.transact(Stamp::at(print.printed_at), |tx| Box::new(note).run(tx, today));
            noted.map_err(|refusal| match refusal {
                Refusal::Problem(problem) => *problem,
                Refusal::Breaches(_) => unnoted(),
            })?;
            Ok(Box::new(Ready { name: format!("{} {}.pdf", layout.title, day.iso()), bytes }))
        }),
    }
}

fn unnoted() -> Problem {
    Problem::new(
        "A-206",
        "印刷したことを操作記録に残せなかったため、印刷しませんでした。台帳は変わっていません。",
        "もう一度印刷してください。同じことが続くときは、番号を添えて相談してください。",
    )
}
