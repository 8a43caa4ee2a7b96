//! 保守契約 on paper: the list, with who applies updates and where the boundary of responsibility is written.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, UNWRITTEN, cell, choice, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Contract, Written, field};

/// One line: a contract, whose it is and for what.
pub struct Line<'a> {
    /// The record.
    pub contract: &'a Contract,
    /// The vendor's name.
    pub vendor: &'a str,
    /// The systems it is for.
    pub systems: Vec<&'a str>,
}

/// The list.
#[must_use]
pub fn list<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("事業者・契約", 1.3),
        Column::share("対象のシステム", 1.0),
        Column::fixed("期間", 26.0),
        Column::share(field::COVERS.label, 1.1),
        Column::fixed("更新の\n担当", 16.0),
        Column::share("すべてのサーバの更新を\n事業者が受け持つ", 1.0),
        Column::share("責任の分担\n（ふだん／障害・事故）", 1.3),
        Column::share("終えるときのデータ", 0.9),
        Column::share(field::NOTE.label, 0.6),
    ];
    let rows = all.into_iter().enumerate().map(|(place, Line { contract, vendor, systems })| {
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(lines(vendor, [contract.name.as_str()])),
            cell(or_none(&systems.join("\n"))),
            cell(span(contract)),
            cell(or_none(&contract.covers)),
            cell(choice(contract.patch_duty)),
            cell(all_patches(contract)),
            cell(boundary(contract)),
            cell(text(&contract.data_return)),
            note(&contract.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn span(contract: &Contract) -> String {
    let day = |day: Option<crate::base::Day>| day.map_or_else(|| UNWRITTEN.to_owned(), crate::base::Day::short);
    let renews = if contract.renews == Some(crate::ledgers::system::record::YesNo::Yes) { "自動更新" } else { "" };
    let ended = contract.ended_on.map(|day| format!("{} 終了", day.short())).unwrap_or_default();
    match (contract.from_on, contract.until_on) {
        (None, None) => lines(UNWRITTEN, [renews, &ended]),
        // One that renews itself needs no end.
        (from, None) if !renews.is_empty() => lines(format!("{}～", day(from)), [renews, &ended]),
        (from, until) => lines(day(from), [format!("～{}", day(until)).as_str(), renews, &ended]),
    }
}

/// はい only with its clause; what is not plain counts as いいえ (C-20).
fn all_patches(contract: &Contract) -> String {
    match contract.all_patches {
        Some(Written::Yes) => lines(Written::Yes.label(), [contract.all_patches_clause.as_str()]),
        Some(Written::No) => Written::No.label().to_owned(),
        None => lines(Written::No.label(), ["（はっきりしないため）"]),
    }
}

fn boundary(contract: &Contract) -> String {
    match (contract.normal_boundary.is_empty(), contract.emergency_boundary.is_empty()) {
        (true, true) => UNWRITTEN.to_owned(),
        (no_normal, no_emergency) => {
            let normal = if no_normal { NONE } else { &contract.normal_boundary };
            let emergency = if no_emergency { NONE } else { &contract.emergency_boundary };
            format!("{normal}\n／{emergency}")
        }
    }
}
