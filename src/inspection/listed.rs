//! What a list shows, as it shows it (この表示のまま): its columns, its rows in their order, and how it was narrowed.

use std::collections::HashMap;

use crate::base::RecordId;
use crate::desk::{Listed, ListedRows, Problem, SheetOrder};
use crate::ledgers::registry;
use crate::ledgers::shelf::{List, Row as Shown};
use crate::paper::{Cell, Column, Orientation, Row, Sheet, Table};
use crate::widgets::table::{Cell as Seen, Column as SeenColumn, Width};

use super::frame::{Frame, fine_or, heading, table_or};

/// A point of the screen in millimetres of a page turned sideways: the widest list fills either.
const MM_A_POINT: f32 = 0.23;

/// More columns stand in smaller print.
const MOST_COLUMNS: usize = 6;

/// The list an order was made from, where what it showed is what is printed; a kind without a list of its own narrows
/// its usual sheet.
pub(super) fn list_of(order: &SheetOrder) -> Option<(&'static List, &Listed)> {
    let listed = order.shown()?;
    let ListedRows::Records { kind, .. } = &listed.rows else { return None };
    Some(((registry::of(*kind).list)()?, listed))
}

/// What the sheet of an order is called.
pub(super) fn title(order: &SheetOrder, usual: &'static str) -> &'static str {
    list_of(order).map_or(usual, |(list, _)| list.name)
}

/// The sheet. A record that is gone since is left out.
pub(super) fn sheet(frame: &Frame<'_>, list: &List, listed: &Listed) -> Result<Sheet, Problem> {
    let ListedRows::Records { ids, .. } = &listed.rows else { return Ok(frame.sheet(Orientation::Landscape, vec![])) };
    let all = (list.load)(frame.read, frame.day)?;
    let found: HashMap<RecordId, &Shown> = all.iter().map(|row| (row.id, row)).collect();
    let rows = ids.iter().filter_map(|id| found.get(id)).map(|row| Row::new(row.cells.iter().map(cell).collect()));
    let table = Table { columns: list.columns.iter().map(column).collect(), rows: rows.collect(), ..Table::default() };
    let nothing = "あてはまるものがありません。";
    let block = if list.columns.len() > MOST_COLUMNS { fine_or(table, nothing) } else { table_or(table, nothing) };
    Ok(frame.sheet(Orientation::Landscape, vec![heading(listed.words.join(" ・ ")), block]))
}

fn column(seen: &SeenColumn<'static>) -> Column {
    match seen.width {
        Width::Exact(points) => Column::fixed(seen.title, points * MM_A_POINT),
        Width::Share(share) => Column::share(seen.title, share),
    }
}

fn cell(seen: &Seen<'static>) -> Cell {
    match seen {
        Seen::Text(text) | Seen::Weak(text) | Seen::Toned(_, text) | Seen::Pill(_, text) => Cell::new(text.as_ref()),
        Seen::TwoLine(top, bottom) if bottom.is_empty() => Cell::new(top.as_ref()),
        Seen::TwoLine(top, bottom) => Cell::new(format!("{top}\n{bottom}")),
        Seen::Empty => Cell::new(""),
    }
}
