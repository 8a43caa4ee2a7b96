//! 役割 on paper: who is responsible, at the head of the MICT台帳 and in the list with its history.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, UNWRITTEN, cell, day, note, or_none, text};
use crate::paper::{Cell, Column, Merge, Row, Table};

use super::record::{Role, RoleKind, field};

/// Columns of both tables of roles.
fn columns() -> Vec<Column> {
    vec![
        Column::fixed("役割", 40.0),
        Column::fixed("氏名", 30.0),
        Column::share(field::MAIL.label, 1.5),
        Column::fixed(field::FROM_ON.label, 19.0),
        Column::fixed(field::UNTIL_ON.label, 19.0),
        Column::fixed("任命・付与した人", 28.0),
        Column::share("任命・付与の理由", 1.4),
    ]
}

fn cells(name: &str, role: &Role) -> Vec<Cell> {
    let reason = match (role.reason.is_empty(), role.note.is_empty()) {
        (false, true) => role.reason.clone(),
        (true, false) => format!("（{}）", role.note),
        (false, false) => format!("{}（{}）", role.reason, role.note),
        (true, true) if role.role == RoleKind::Granted => UNWRITTEN.to_owned(),
        (true, true) => NONE.to_owned(),
    };
    let mail = if role.role == RoleKind::FacilityAdmin { text(&role.mail) } else { or_none(&role.mail) };
    vec![
        cell(name),
        cell(mail),
        cell(day(role.from_on)),
        cell(role.until_on.map_or_else(|| "継続中".to_owned(), crate::base::Day::short)),
        cell(text(&role.granted_by)),
        cell(reason),
    ]
}

/// Who holds which role: every role of the MICT台帳 has its line, filled or not.
#[must_use]
pub fn held(roles: &[(&str, &Role)]) -> Table {
    let mut rows = Vec::new();
    for kind in RoleKind::ALL {
        let held: Vec<_> = roles.iter().filter(|(_, role)| role.role == *kind).collect();
        for (place, (name, role)) in held.iter().enumerate() {
            let label = if place == 0 { Cell::label(kind.label()) } else { Cell::above() };
            rows.push(Row::new(std::iter::once(label).chain(cells(name, role)).collect()));
        }
        if held.is_empty() {
            rows.extend(nobody(*kind));
        }
    }
    Table { columns: columns(), rows, ..Table::default() }
}

/// The line of a role nobody holds; a deputy need not be there.
fn nobody(kind: RoleKind) -> Option<Row> {
    let word = match kind {
        RoleKind::Responsible | RoleKind::FacilityAdmin => UNWRITTEN,
        RoleKind::Granted => "付与した者はいません",
        RoleKind::Deputy | RoleKind::SafetyOfficer => return None,
    };
    let mut cells = vec![Cell::label(kind.label()), cell(word)];
    cells.extend(std::iter::repeat_n(Cell { merge: Merge::Left, ..Cell::default() }, 5));
    Some(Row::new(cells))
}

/// Roles one below the other, each with its kind: the history.
#[must_use]
pub fn history(roles: &[(&str, &Role)]) -> Table {
    let row = |(name, role): &(&str, &Role)| {
        Row::new(std::iter::once(cell(role.role.label())).chain(cells(name, role)).collect())
    };
    Table { columns: columns(), rows: roles.iter().map(row).collect(), ..Table::default() }
}

/// The roles of one person, for the card.
#[must_use]
pub fn card<'a>(roles: impl IntoIterator<Item = &'a Role>) -> Table {
    let columns = vec![
        Column::fixed("役割", 40.0),
        Column::fixed(field::FROM_ON.label, 20.0),
        Column::fixed(field::UNTIL_ON.label, 20.0),
        Column::fixed("任命・付与した人", 30.0),
        Column::share("理由", 1.0),
        Column::share(field::NOTE.label, 0.7),
    ];
    let rows = roles.into_iter().map(|role| {
        Row::new(vec![
            cell(role.role.label()),
            cell(day(role.from_on)),
            cell(role.until_on.map_or_else(|| "継続中".to_owned(), crate::base::Day::short)),
            cell(text(&role.granted_by)),
            cell(or_none(&role.reason)),
            note(&role.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
