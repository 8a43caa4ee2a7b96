//! 研修 on paper: what was held, and who was there, with room to sign for those who have not confirmed it at the screen.

use crate::base::{Coded, Day, waits};
use crate::ledgers::attendance::record::Attendance;
use crate::ledgers::printed::{NONE, cell, choice, long_day, or_none, text};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::staff::sheet::name_lines;
use crate::paper::{Align, Cell, Column, KeyValue, Row, Table};

use super::record::{Training, field};

/// What was held.
#[must_use]
pub fn card(training: &Training) -> Vec<KeyValue> {
    let Training { title, kind, audience, held_on, place, trainer, material, content, attendees, note } = training;
    vec![
        KeyValue::wide(field::TITLE.label, title.clone()),
        KeyValue::new(field::HELD_ON.label, long_day(*held_on)),
        KeyValue::new(field::PLACE.label, or_none(place)),
        KeyValue::new(field::KIND.label, kind.label()),
        KeyValue::new(field::AUDIENCE.label, choice(*audience)),
        KeyValue::new(field::TRAINER.label, text(trainer)),
        KeyValue::new(field::MATERIAL.label, or_none(material)),
        KeyValue::wide(field::CONTENT.label, text(content)),
        KeyValue::new("出席", format!("{}名", attendees.len())),
        KeyValue::new(field::NOTE.label, or_none(note)),
    ]
}

/// One who was there.
pub struct Line<'a> {
    /// The person.
    pub person: &'a Staff,
    /// Their attendance of it.
    pub lesson: Option<&'a Attendance>,
}

/// Who was there.
#[must_use]
pub fn attendees<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::share("氏名", 1.1),
        Column::share("所属", 1.2),
        Column::fixed("職種", 24.0),
        Column::fixed("確認問題", 24.0),
        Column::fixed("本人確認（署名）", 38.0),
        Column::share("備考", 0.8),
    ];
    let rows = lines.into_iter().enumerate().map(|(place, Line { person, lesson })| {
        let score = lesson.and_then(|lesson| lesson.score);
        let waiting = if waits(lesson.and_then(|lesson| lesson.entered.as_ref())) { "未確定" } else { "" };
        let said = [lesson.map_or("", |lesson| lesson.note.as_str()), waiting];
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(name_lines(person)),
            cell(or_none(&person.department)),
            cell(or_none(&person.profession)),
            cell(score.map_or_else(|| NONE.to_owned(), |score| score.words())),
            own_word(lesson),
            Cell::new(said.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("\n")),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// 本人確認: the day they answered at the screen, else room for the pen, two lines high as the name is.
fn own_word(lesson: Option<&Attendance>) -> Cell {
    let on_screen = "画面で本人が確認";
    let answered = lesson.and_then(|lesson| lesson.score).and_then(|score| score.own_on);
    let is_own = lesson.is_some_and(|lesson| lesson.entered.is_some());
    match (answered.map(Day::short), is_own) {
        (Some(day), _) => Cell::new(format!("{on_screen}\n{day}")),
        (None, true) => Cell::new(on_screen),
        (None, false) => Cell::default(),
    }
}
