//! バックアップ計画 on paper: the list of what is backed up, how, and how it is brought back.

use crate::base::Coded;
use crate::ledgers::printed::{cell, choice, day, lines, note, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{BackupPlan, field};

/// One line: a plan, with the names of its system and of who sees to it, and when it was brought back last.
pub struct Line<'a> {
    /// The plan.
    pub plan: &'a BackupPlan,
    /// システム
    pub system: &'a str,
    /// 担当者
    pub owner: &'a str,
    /// The newest restore test, in words; empty where there was none.
    pub tested: String,
}

/// The list.
#[must_use]
pub fn list<'a>(lines_: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("システム・情報", 1.5),
        Column::share("方法・間隔", 1.4),
        Column::fixed("世代", 13.0).aligned(Align::Right),
        Column::share(field::PLACES.label, 1.2),
        Column::fixed("書き換えられ\nない世代", 21.0),
        Column::share("担当者・事業者", 1.0),
        Column::share("戻す手順", 1.0),
        Column::fixed("確かめた日", 20.0),
        Column::share("復元の確認", 0.9),
        Column::share(field::NOTE.label, 0.8),
    ];
    let rows = lines_.into_iter().enumerate().map(|(place, line)| row(place + 1, &line));
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn row(number: usize, line: &Line<'_>) -> Row {
    let Line { plan, system, owner, tested } = line;
    let methods = plan.methods.iter().map(|method| method.label()).collect::<Vec<_>>().join("、");
    let every = choice(plan.every);
    let who = match (owner.is_empty(), plan.vendor.is_empty()) {
        (true, true) => text(""),
        (true, false) => plan.vendor.clone(),
        (false, _) => lines((*owner).to_owned(), [plan.vendor.as_str()]),
    };
    Row::new(vec![
        cell(number.to_string()),
        cell(lines((*system).to_owned(), [plan.what.as_str()])),
        cell(lines(text(&methods), [every.as_str()])),
        cell(plan.generations.map_or_else(|| text(""), |generations| generations.to_string())),
        cell(text(&plan.places)),
        cell(choice(plan.offline)),
        cell(who),
        cell(text(&plan.restore_at)),
        cell(day(plan.confirmed_on)),
        cell(if tested.is_empty() { "未".to_owned() } else { tested.clone() }),
        note(&plan.note),
    ])
}
