//! 今月やること: the list of what is to be done by the end of the month, for the wall.

use crate::base::Day;
use crate::checklists::held;
use crate::desk::Problem;
use crate::paper::{Align, Cell, Column, Orientation, Row, Sheet, Table};
use crate::procedures::todo::{Todo, all};

use super::frame::{Frame, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let todos = all(frame.facts, &held(frame.read)?, frame.day, frame.day.last_of_month());
    Ok(frame.sheet(Orientation::Portrait, vec![table_or(table(&todos), "今月やることは、ほかにありません。")]))
}

fn table(todos: &[Todo]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed("期限", 20.0),
        Column::fixed("種類", 30.0),
        Column::fixed("だれ", 32.0),
        Column::share("内容", 1.0),
        Column::fixed("状態", 22.0),
        Column::fixed("済", 10.0),
    ];
    let rows = todos.iter().enumerate().map(|(place, todo)| {
        Row::new(vec![
            Cell::new((place + 1).to_string()),
            Cell::new(todo.due_on.map_or_else(|| "すぐに".to_owned(), Day::short)),
            Cell::new(todo.kind),
            Cell::new(todo.about.clone()),
            Cell::new(todo.what.clone()),
            Cell::new(todo.pressing.label()),
            Cell::new("□"),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
