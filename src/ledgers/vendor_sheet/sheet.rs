//! 事業者の点検表 on paper: the items with their answers, or with room for the pen.

use crate::base::{Coded, Day};
use crate::ledgers::printed::{NONE, UNWRITTEN, cell, note};
use crate::paper::{Align, Cell, Column, Row, Table};

use super::record::{Reply, VendorAnswer};

/// One item as it stands on the form.
pub struct Line<'a> {
    /// 番号
    pub no: &'a str,
    /// What is asked.
    pub label: &'a str,
    /// What was answered.
    pub answer: Option<&'a VendorAnswer>,
}

/// The items with their answers; the layout of 令和7年度: number, wording, answer, 確認日, 目標日, 備考.
#[must_use]
pub fn filled<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let rows = all.into_iter().map(|line| {
        let Line { no, label, answer, .. } = line;
        let reply = answer.and_then(|answer| answer.reply);
        let day = |day: Option<Day>| day.map_or_else(|| NONE.to_owned(), Day::short);
        let target = match (reply, answer.and_then(|answer| answer.target_on)) {
            (Some(Reply::No), None) => UNWRITTEN.to_owned(),
            (_, target) => day(target),
        };
        let checked = match (reply, answer.and_then(|answer| answer.checked_on)) {
            (Some(_), None) => UNWRITTEN.to_owned(),
            (_, checked) => day(checked),
        };
        Row::new(vec![
            cell(no),
            cell(label),
            cell(reply.map_or(UNWRITTEN, Coded::label)),
            cell(checked),
            cell(target),
            note(answer.map_or("", |answer| answer.note.as_str())),
        ])
    });
    Table { columns: columns(20.0), rows: rows.collect(), ..Table::default() }
}

/// The items for the pen.
#[must_use]
pub fn blank<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let rows = all.into_iter().map(|Line { no, label, .. }| {
        let [yes, nay, other] = [Reply::Yes, Reply::No, Reply::NotApplicable].map(Coded::label);
        let choices = format!("□ {yes}　□ {nay}\n□ {other}");
        let empty = || Cell::new(String::new());
        Row::new(vec![cell(no), cell(label), cell(choices), empty(), empty(), empty()])
    });
    Table { columns: columns(34.0), rows: rows.collect(), ..Table::default() }
}

/// `reply` is the width of the answers, in millimetres.
fn columns(reply: f32) -> Vec<Column> {
    vec![
        Column::fixed("番号", 14.0).aligned(Align::Centre),
        Column::share("確認すること", 2.2),
        Column::fixed("回答", reply),
        Column::fixed("確認日", 22.0),
        Column::fixed("目標日\n（いいえのとき）", 26.0),
        Column::share("備考", 1.0),
    ]
}
