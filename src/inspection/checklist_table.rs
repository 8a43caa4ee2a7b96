//! The tables of a checklist: the answers that stand, or up to three rounds side by side.

use crate::base::{Coded, Day};
use crate::ledgers::assessment::record::{Answer, Answered, Assessment};
use crate::paper::{Align, Cell, Column, Row, Table};

use super::checklist::{Asked, Form};

/// What is left for the pen.
const OPEN: &str = "□";
/// Answered so.
const TAKEN: &str = "○";

/// The answer that stands of each item: はい, いいえ, 確認日, 目標日, 備考.
pub(super) fn latest_round(form: &Form<'_>, day: Day) -> Table {
    let standing = |item: &Asked| form.year.as_ref().and_then(|year| year.standing(&item.id)).map(|(_, given)| given);
    let has_na = form
        .items
        .iter()
        .any(|item| item.may_not_apply || standing(item).is_some_and(|given| given.answer == Answer::NotApplicable));
    let mut columns = vec![Column::fixed("番号", 14.0), Column::share("項目", 1.0)];
    let answers: &[Answer] = if has_na { Answer::ALL } else { &[Answer::Yes, Answer::No] };
    columns.extend(answers.iter().map(|answer| Column::fixed(answer.label(), 11.0).aligned(Align::Centre)));
    columns.extend([Column::fixed("確認日", 20.0), Column::fixed("目標日", 16.0), Column::share("備考", 0.55)]);
    let n_columns = columns.len();
    let rows = in_sections(&form.items, n_columns, |item| {
        let given = standing(item);
        let mut cells = vec![Cell::new(item.no.clone()), Cell::new(item.label.clone())];
        cells.extend(answers.iter().map(|answer| Cell::new(mark(item, given, *answer))));
        cells.push(Cell::new(given.map(checked).unwrap_or_default()));
        cells.push(Cell::new(given.map(|given| target(given, day)).unwrap_or_default()));
        cells.push(Cell::new(given.map(remark).unwrap_or_default()));
        Row::new(cells)
    });
    Table { columns, rows, ..Table::default() }
}

/// Up to three rounds, each with 回答, 確認日, 目標日.
pub(super) fn three_rounds(form: &Form<'_>) -> Table {
    let rounds = form.rounds();
    let mut columns = vec![Column::fixed("番号", 10.0), Column::share("項目", 1.0)];
    for place in 0..3_u8 {
        let number = rounds.get(usize::from(place)).map_or(place + 1, |round| round.round);
        let group = format!("{number}回目");
        columns.extend([
            Column::fixed("回答", 15.0).under(&group).aligned(Align::Centre),
            Column::fixed("確認日", 17.0).under(&group),
            Column::fixed("目標日", 15.0).under(&group),
        ]);
    }
    columns.push(Column::share("備考", 0.5));
    let n_columns = columns.len();
    let rows = in_sections(&form.items, n_columns, |item| {
        let mut cells = vec![Cell::new(item.no.clone()), Cell::new(item.label.clone())];
        for place in 0..3_usize {
            cells.extend(of_round(rounds.get(place).copied(), item));
        }
        let remarks = rounds.iter().filter_map(|round| round.answer(&item.id)).map(remark);
        let remarks: Vec<String> = remarks.filter(|remark| !remark.is_empty()).collect();
        cells.push(Cell::new(remarks.join("\n")));
        Row::new(cells)
    });
    Table { columns, rows, ..Table::default() }
}

fn of_round(round: Option<&Assessment>, item: &Asked) -> [Cell; 3] {
    match round.map(|round| round.answer(&item.id)) {
        Some(Some(given)) => [
            Cell::new(given.answer.label()),
            Cell::new(given.checked_on.short()),
            Cell::new(given.target_on.map(Day::short).unwrap_or_default()),
        ],
        // An earlier round that passed the item over is not filled in later.
        Some(None) if round.is_some_and(|round| !round.is_open()) => [Cell::new("－"), Cell::new(""), Cell::new("")],
        Some(None) | None => [Cell::new("はい・いいえ").grey(), Cell::new(""), Cell::new("")],
    }
}

/// A row with its title before the items of each section.
fn in_sections(items: &[Asked], n_columns: usize, row: impl Fn(&Asked) -> Row) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section = "";
    for item in items {
        if item.section != section {
            section = &item.section;
            rows.push(Row::section(section, n_columns));
        }
        rows.push(row(item));
    }
    rows
}

/// ○ where it was answered so; a box for the pen where nothing was; nothing where it cannot be.
fn mark(item: &Asked, given: Option<&Answered>, answer: Answer) -> &'static str {
    match given {
        Some(given) if given.answer == answer => TAKEN,
        Some(_) => "",
        None if answer == Answer::NotApplicable && !item.may_not_apply => "",
        None => OPEN,
    }
}

fn checked(given: &Answered) -> String {
    format!("{}\n{}", given.checked_on.short(), given.checked_by).trim().to_owned()
}

fn target(given: &Answered, day: Day) -> String {
    match given.target_on {
        Some(target) if given.answer == Answer::No && target < day => format!("{}\n過ぎています", target.short()),
        Some(target) => target.short(),
        None => String::new(),
    }
}

/// 備考; the reasons of はい against what the ledger says stand in a table of their own.
fn remark(given: &Answered) -> String {
    let why = match given.answer {
        Answer::NotApplicable if !given.reason.is_empty() => format!("対象外の理由 {}", given.reason),
        Answer::Yes if !given.against.is_empty() => "「はい」の理由は別表".to_owned(),
        Answer::Yes | Answer::No | Answer::NotApplicable => String::new(),
    };
    let files = if given.files.is_empty() { String::new() } else { format!("添付 {}点", given.files.len()) };
    let words = [given.note.clone(), why, files];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("\n")
}
