//! 自己評価 on paper: the rounds, each with what was answered and who signed it off.

use crate::base::Day;
use crate::paper::{Align, Cell, Column, Row, Table};

use super::record::{Answer, Assessment};

/// The rounds, one a line.
#[must_use]
pub fn rounds<'a>(all: impl IntoIterator<Item = &'a Assessment>) -> Table {
    let columns = vec![
        Column::fixed("年度・確認回", 34.0),
        Column::fixed("始めた日", 20.0),
        Column::fixed("はい", 12.0).aligned(Align::Right),
        Column::fixed("いいえ", 12.0).aligned(Align::Right),
        Column::fixed("対象外", 12.0).aligned(Align::Right),
        Column::share("点検を終えた人", 1.0),
        Column::fixed("終えた日", 20.0),
    ];
    let rows = all.into_iter().map(|assessment| {
        let signed = assessment.signed.as_ref();
        // An opening question stands in no section and is no item.
        let is_opening = |item: &str| {
            signed.is_some_and(|signed| signed.wording.iter().any(|word| word.item == item && word.section.is_empty()))
        };
        let counted = || assessment.answers.iter().filter(|answered| !is_opening(&answered.item));
        let n = |answer| counted().filter(|answered| answered.answer == answer).count().to_string();
        Row::new(vec![
            Cell::new(assessment.when()),
            Cell::new(assessment.begun_on.short()),
            Cell::new(n(Answer::Yes)),
            Cell::new(n(Answer::No)),
            Cell::new(n(Answer::NotApplicable)),
            Cell::new(signed.map_or_else(String::new, |signed| format!("{}\n{}", signed.by, signed.role))),
            Cell::new(signed.map(|signed| signed.on).map_or_else(|| "点検中".to_owned(), Day::short)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
