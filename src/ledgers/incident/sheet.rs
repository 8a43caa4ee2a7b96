//! 事故 on paper: the timeline with its corrections.

use crate::ledgers::printed::cell;
use crate::paper::{Align, Column, Row, Table};

use super::record::Incident;

/// The timeline, every line of it, corrected ones included.
#[must_use]
pub fn timeline(incident: &Incident) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed("日時", 30.0),
        Column::fixed("種類", 16.0),
        Column::share("内容", 1.0),
        Column::fixed("した人", 24.0),
    ];
    let rows = incident.lines.iter().map(|line| {
        Row::new(vec![
            cell(line.no.to_string()),
            cell(line.at.short()),
            cell(line.what.label()),
            cell(line.words()),
            cell(if line.by.is_empty() { &line.entered_by } else { &line.by }),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
