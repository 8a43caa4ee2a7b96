//! システム on paper: the list of systems and care networks, with contract and safety.

use crate::base::{Coded, Day};
use crate::ledgers::printed::{NONE, cell, choice, day, day_or_none, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{System, SystemKind, TwoFactor, field};

/// The list; `n_users` counts the IDs in use.
#[must_use]
pub fn list<'a>(systems: impl IntoIterator<Item = (&'a System, usize)>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("システム名・用途", 1.5),
        Column::fixed("種類", 28.0),
        Column::fixed("連携\nネットワーク", 24.0),
        Column::fixed("利用者\nID数", 13.0).aligned(Align::Right),
        Column::share("事業者・電話番号", 1.2),
        Column::share("保守契約", 1.0),
        Column::fixed("更新の担当", 18.0),
        Column::fixed(field::TWO_FACTOR.label, 20.0),
        Column::fixed(field::STARTED_ON.label, 18.0),
        Column::fixed("更新の予定", 18.0),
        Column::share(field::NOTE.label, 0.9),
    ];
    let rows = systems.into_iter().enumerate().map(|(place, (system, n_users))| row(place + 1, system, n_users));
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn row(number: usize, system: &System, n_users: usize) -> Row {
    let network = if system.kind == SystemKind::CareNetwork { text(&system.network) } else { or_none(&system.network) };
    Row::new(vec![
        cell(number.to_string()),
        cell(lines(system.name.clone(), [system.purpose.as_str()])),
        cell(system.kind.label()),
        cell(network),
        cell(n_users.to_string()),
        cell(lines(text(&system.vendor), [system.vendor_phone.as_str()])),
        cell(lines(choice(system.contract), [system.contract_note.as_str()])),
        cell(choice(system.patch_duty)),
        cell(two_factor_lines(system.two_factor, system.two_factor_planned_on)),
        cell(day(system.started_on)),
        cell(day_or_none(system.renewal_on)),
        note(&system.note),
    ])
}

/// The state of two-factor authentication, with the day where it is only planned.
#[must_use]
pub fn two_factor_lines(state: Option<TwoFactor>, planned_on: Option<Day>) -> String {
    let planned = planned_on.filter(|_| state == Some(TwoFactor::Planned)).map(Day::short).unwrap_or_default();
    lines(choice(state), [planned.as_str()])
}

/// Systems no longer in use.
#[must_use]
pub fn ended<'a>(systems: impl IntoIterator<Item = &'a System>) -> Table {
    let columns = vec![
        Column::share(field::NAME.label, 1.4),
        Column::fixed("種類", 34.0),
        Column::share(field::VENDOR_NAME.label, 1.2),
        Column::fixed(field::STARTED_ON.label, 24.0),
        Column::fixed(field::ENDED_ON.label, 24.0),
        Column::share(field::NOTE.label, 1.4),
    ];
    let rows = systems.into_iter().map(|system| {
        let network = if system.network.is_empty() { NONE.to_owned() } else { system.network.clone() };
        let name = if system.is_network() { format!("{}（{network}）", system.name) } else { system.name.clone() };
        Row::new(vec![
            cell(name),
            cell(system.kind.label()),
            cell(text(&system.vendor)),
            cell(day(system.started_on)),
            cell(day(system.ended_on)),
            note(&system.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
