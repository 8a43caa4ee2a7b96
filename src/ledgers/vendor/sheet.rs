//! 事業者 on paper: the list, with whom to call.

use crate::ledgers::printed::{cell, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Vendor, field};

/// One line: a vendor and the names of its systems.
pub struct Line<'a> {
    /// The record.
    pub vendor: &'a Vendor,
    /// The systems it stands behind.
    pub systems: Vec<&'a str>,
    /// How it stands with this fiscal year's form.
    pub sheet: String,
}

/// The list.
#[must_use]
pub fn list<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share(field::NAME.label, 1.3),
        Column::fixed(field::SERVICES.label, 28.0),
        Column::share("システム", 1.2),
        Column::share("担当者・電話番号", 1.1),
        Column::share("障害のとき", 1.1),
        Column::fixed("安全管理\n責任者", 24.0),
        Column::fixed("今年度の\n点検表", 24.0),
        Column::share(field::NOTE.label, 0.8),
    ];
    let rows = all.into_iter().enumerate().map(|(place, Line { vendor, systems, sheet })| {
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(lines(vendor.name.clone(), [vendor.address.as_str()])),
            cell(text(&vendor.service_line())),
            cell(or_none(&systems.join("\n"))),
            cell(lines(text(&vendor.person), [vendor.phone.as_str(), &vendor.mail])),
            cell(lines(text(&vendor.fault_phone), [vendor.fault_hours.as_str()])),
            cell(text(&vendor.safety_person)),
            cell(sheet),
            note(&vendor.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
