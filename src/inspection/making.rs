//! Making a sheet (帳票) that was ordered: its days are settled, the facts of that day are read, the catalogue makes it.

use crate::base::Day;
use crate::desk::{Problem, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::registry;
use crate::paper::Sheet;
use crate::vault::{Reader, VaultError};

use super::catalogue::{Span, sheet_kind};
use super::frame::{Frame, PrintContext};
use super::listed;

/// The order with its days filled in: today, and for a period the first of the month.
#[must_use]
pub fn settled(order: &SheetOrder, today: Day) -> SheetOrder {
    match sheet_kind(order.sheet).map(|kind| kind.span) {
        Some(Span::Period) => {
            let until = order.as_of.unwrap_or(today);
            let from = order.from.unwrap_or_else(|| until.first_of_month());
            SheetOrder { as_of: Some(until), from: Some(from), ..order.clone() }
        }
        Some(Span::Day) | None => order.clone(),
    }
}

/// Whom a sheet of one record is about, in quotes; nothing for any other sheet.
pub(super) fn subject_title(order: &SheetOrder, read: &Reader<'_>) -> Result<String, VaultError> {
    let kind = sheet_kind(order.sheet).and_then(|kind| kind.needs_subject);
    let Some((kind, id)) = kind.zip(order.subject) else { return Ok(String::new()) };
    let title = read.body(kind, id)?.and_then(|(_, body)| (registry::of(kind).title)(&body));
    Ok(title.map_or_else(String::new, |title| format!("「{title}」")))
}

/// Makes a sheet. It holds everything it shows, so that layout and PDF can be made in another thread.
///
/// # Errors
/// The ledger cannot be read, or the sheet or the person it is about does not exist.
pub fn make(order: &SheetOrder, read: &Reader<'_>, print: &PrintContext) -> Result<Sheet, Problem> {
    let Some(kind) = sheet_kind(order.sheet) else { return Err(unknown()) };
    let today = print.printed_at.day();
    let order = settled(order, today);
    let day = order.as_of.unwrap_or(today);
    if day > today {
        return Err(not_yet(day));
    }
    let from = order.from.unwrap_or(day);
    if from > day {
        return Err(backwards());
    }
    let facts = if day < today { Facts::load(&read.as_of(day))? } else { Facts::load(read)? };
    let head = read.head()?;
    let frame = Frame {
        facts: &facts,
        read,
        day,
        from,
        head,
        print,
        name: kind.name,
        title: listed::title(&order, kind.title),
        variant: order.variant,
        listed: order.shown(),
    };
    if let Some((list, listed)) = listed::list_of(&order) {
        return listed::sheet(&frame, list, listed);
    }
    (kind.make)(&frame, order.subject)
}

fn unknown() -> Problem {
    Problem::new(
        "S-001",
        "指定された帳票はありません。台帳は変わっていません。",
        "印刷できる帳票の一覧から選び直してください。",
    )
}

fn not_yet(day: Day) -> Problem {
    Problem::new(
        "S-002",
        format!("{}はまだ来ていない日です。台帳は変わっていません。", day.wareki()),
        "今日か、今日より前の日付を指定してください。",
    )
}

fn backwards() -> Problem {
    Problem::new(
        "S-007",
        "期間の初めの日が、終わりの日より後になっています。台帳は変わっていません。",
        "期間の初めと終わりの日付を入れ替えて、もう一度印刷してください。",
    )
}
