//! リモート保守 on paper: what each vendor answered.

use crate::base::Coded;
use crate::ledgers::printed::{NONE, cell, choice, day, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Remote, Used, field};

/// One line: an answer, whose it is and about what.
pub struct Line<'a> {
    /// The record.
    pub remote: &'a Remote,
    /// The vendor's name.
    pub vendor: &'a str,
    /// The systems and devices it is about.
    pub about: Vec<String>,
}

/// The list.
#[must_use]
pub fn list<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("事業者", 1.2),
        Column::share("システム・端末", 1.3),
        Column::fixed("リモート\n保守", 22.0),
        Column::share("つなぎ方・製品", 1.1),
        Column::fixed(field::TIMING.label, 26.0),
        Column::share("認める人", 0.8),
        Column::fixed("二要素\n認証", 14.0),
        Column::fixed("作業の\n記録", 14.0),
        Column::fixed("確認日", 18.0),
        Column::share(field::ANSWERED_BY.label, 0.8),
        Column::share(field::NOTE.label, 0.7),
    ];
    let rows = all.into_iter().enumerate().map(|(place, Line { remote, vendor, about })| {
        let is_used = remote.is_used == Used::Yes;
        let of_use = |words: String| if is_used { words } else { NONE.to_owned() };
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(vendor),
            cell(if about.is_empty() { "この事業者のすべて".to_owned() } else { about.join("\n") }),
            cell(remote.is_used.label()),
            cell(of_use(lines(choice(remote.way), [remote.product.as_str()]))),
            cell(of_use(choice(remote.timing))),
            cell(of_use(text(&remote.approver))),
            cell(of_use(choice(remote.two_factor))),
            cell(of_use(choice(remote.record_kept))),
            cell(day(remote.asked_on)),
            cell(or_none(&remote.answered_by)),
            note(&remote.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// The vendors that were not asked yet.
#[must_use]
pub fn not_asked<'a>(vendors: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("事業者", 1.0),
        Column::share("契約しているシステム", 1.6),
    ];
    let rows = vendors.into_iter().enumerate().map(|(place, (vendor, systems))| {
        Row::new(vec![cell((place + 1).to_string()), cell(vendor), cell(or_none(&systems.join("、")))])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
