//! 立入検査で見せるもの: the eighteen things, how far each can be shown, and by which sheet.

use crate::base::Coded;
use crate::ledgers::due;
use crate::ledgers::printed::{NONE, cell};
use crate::paper::{Align, Block, Cell, Column, Orientation, Row, Sheet, Table};
use crate::procedures::ready::{Readiness, Ready, n_shown, ready};

use super::catalogue::sheet_kind;
use super::frame::{Frame, small};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let owed = due::all(frame.facts, frame.day);
    let all = ready(frame.facts, &owed, frame.day);
    let said = format!(
        "{}のもののうち{}を、台帳から見せられます。台帳に書かれたことから自動で見たもので、\
         法令に適合していることの証明ではありません。",
        all.len(),
        n_shown(&all)
    );
    frame.sheet(Orientation::Portrait, vec![small(&said), Block::Table(table(&all))])
}

fn table(all: &[Ready]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("見せるもの", 1.2),
        Column::fixed("状態", 20.0),
        Column::share("足りないところ", 1.5),
        Column::fixed("見せる帳票", 32.0),
        Column::fixed("用意", 11.0),
    ];
    let rows = all.iter().map(|one| {
        let state = cell(one.state.label());
        let is_open = matches!(one.state, Readiness::Partly | Readiness::Missing);
        Row::new(vec![
            cell(one.no.to_string()),
            cell(one.title),
            if is_open { state.bold() } else { state },
            cell(if one.why.is_empty() { NONE.to_owned() } else { one.why.join("\n") }),
            cell(sheet_kind(one.sheet).map_or(NONE, |kind| kind.title)),
            Cell::new("□"),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
