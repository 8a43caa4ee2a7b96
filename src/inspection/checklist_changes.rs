//! 新旧対照: what became of each item from one edition of a checklist to the next.

use std::sync::Arc;

use crate::base::Coded;
use crate::checklists::{Change, Compared, Edition, EditionItem, held};
use crate::desk::Problem;
use crate::paper::{Block, Cell, Column, Orientation, Row, Sheet, Table};

use super::frame::{Frame, heading, small};

/// The sheet: each checklist with an earlier edition, edition by edition.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let held = held(frame.read)?;
    let pairs: Vec<(&Arc<Edition>, &Arc<Edition>)> =
        held.all().filter_map(|newer| Some((held.before(newer)?, newer))).collect();
    let mut blocks = Vec::new();
    for (older, newer) in &pairs {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(compared(older, newer));
    }
    if blocks.is_empty() {
        blocks.push(small("前の版のある点検表は入っていません。"));
    }
    Ok(frame.sheet(Orientation::Landscape, blocks))
}

fn compared(older: &Edition, newer: &Edition) -> Vec<Block> {
    let lines = Edition::compare(older, newer);
    let counts: Vec<String> = Change::ALL
        .iter()
        .map(|change| format!("{} {}", change.label(), lines.iter().filter(|line| line.change == *change).count()))
        .collect();
    let mut blocks = vec![
        heading(format!("{}から{}へ", older.short, newer.short)),
        small(&format!("{}　　項目の言葉・対象・答え方・事業者確認用に載るかを比べています。", counts.join("　"))),
    ];
    let columns = vec![
        Column::fixed("違い", 20.0),
        Column::fixed("番号", 14.0).under(newer.short.clone()),
        Column::share("項目", 1.0).under(newer.short.clone()),
        Column::fixed("番号", 14.0).under(older.short.clone()),
        Column::share("項目", 1.0).under(older.short.clone()),
    ];
    let rows = lines.iter().flat_map(rows).collect();
    blocks.push(Block::FineTable(Table { columns, rows, ..Table::default() }));
    if let Some(opening) = &older.opening
        && newer.opening.is_none()
    {
        blocks.push(small(&format!("前の版の初めの問い「{}」は、項目に数えず、比べていません。", opening.label)));
    }
    blocks
}

/// A line of the table for each older item; what it became stands beside all of them.
fn rows(line: &Compared<'_>) -> Vec<Row> {
    let no = |item: &EditionItem| if item.no.is_empty() { "－".to_owned() } else { item.no.clone() };
    let told = |item: Option<&EditionItem>| match item {
        Some(item) => [Cell::new(no(item)), Cell::new(item.label.clone())],
        None => [Cell::new("－"), Cell::new("－")],
    };
    let change = if line.change == Change::Same {
        Cell::new(line.change.label()).grey()
    } else {
        Cell::new(line.change.label()).bold()
    };
    let older: Vec<Option<&EditionItem>> =
        if line.older.is_empty() { vec![None] } else { line.older.iter().map(|item| Some(*item)).collect() };
    older
        .into_iter()
        .enumerate()
        .map(|(place, old)| {
            let mut cells = if place == 0 {
                let mut cells = vec![change.clone()];
                cells.extend(told(line.newer));
                cells
            } else {
                vec![Cell::above(), Cell::above(), Cell::above()]
            };
            cells.extend(told(old));
            Row::new(cells)
        })
        .collect()
}
