//! 講習 on paper: taken or not in a ledger's cell, all of them on the card of one person.

use crate::base::{Coded, Entered};
use crate::ledgers::printed::{NONE, UNDONE, cell, day, lines, note, or_none, text};
use crate::paper::{Align, Column, Row, Table};

use super::record::{Attendance, field};

/// Taken or not, as a ledger's cell shows it; the newest attendance comes first.
#[must_use]
pub fn state_lines(newest: Option<&Attendance>) -> String {
    let Some(lesson) = newest else { return UNDONE.to_owned() };
    lines("済", [day_line(lesson).as_str(), lesson.kind.label()])
}

fn day_line(lesson: &Attendance) -> String {
    lesson.attended_on.map_or_else(|| "日付未記入".to_owned(), crate::base::Day::short)
}

/// All attendances of a person.
#[must_use]
pub fn card<'a>(lessons: impl IntoIterator<Item = &'a Attendance>) -> Table {
    let columns = vec![
        Column::fixed(field::ATTENDED_ON.label, 22.0),
        Column::fixed("方法", 26.0),
        Column::share(field::TITLE.label, 1.6),
        Column::share(field::TRAINER.label, 1.0),
        Column::fixed(field::CONFIRMED_BY.label, 28.0),
        Column::share(field::NOTE.label, 0.8),
    ];
    let rows = lessons.into_iter().map(|lesson| {
        Row::new(vec![
            cell(day(lesson.attended_on)),
            cell(lesson.kind.label()),
            cell(text(&lesson.title)),
            cell(or_none(&lesson.trainer)),
            cell(text(&lesson.confirmed_by)),
            note(&lesson.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// All attendances of a person with how the questions went and who confirmed it (個人別受講履歴), the newest first.
#[must_use]
pub fn history<'a>(lessons: impl IntoIterator<Item = &'a Attendance>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::ATTENDED_ON.label, 20.0),
        Column::fixed("方法", 22.0),
        Column::share(field::TITLE.label, 1.6),
        Column::share(field::TRAINER.label, 1.4),
        Column::fixed("確認問題", 23.0),
        Column::fixed(field::CONFIRMED_BY.label, 24.0),
        Column::share(field::NOTE.label, 0.7),
    ];
    let rows = lessons.into_iter().enumerate().map(|(place, lesson)| {
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(day(lesson.attended_on)),
            cell(lesson.kind.label()),
            cell(text(&lesson.title)),
            cell(or_none(&lesson.trainer)),
            cell(lesson.score.map_or_else(|| NONE.to_owned(), |score| score.words())),
            cell(confirmer(lesson)),
            note(&lesson.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// Who confirmed it; what somebody has entered for themselves may still wait for that.
fn confirmer(lesson: &Attendance) -> String {
    match &lesson.entered {
        None => text(&lesson.confirmed_by),
        Some(Entered { confirmed: Some(confirmed), .. }) => confirmed.by.clone(),
        Some(Entered { confirmed: None, .. }) => "未確定".to_owned(),
    }
}
