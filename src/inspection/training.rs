//! 研修記録 and 個人別受講履歴: who was at a training, and what somebody has attended.

use crate::base::{Day, RecordId};
use crate::desk::Problem;
use crate::ledgers::attendance::{self, record::Attendance};
use crate::ledgers::due::{self, Step};
use crate::ledgers::printed::{NONE, or_none};
use crate::ledgers::training::sheet::{Line, attendees, card};
use crate::paper::{Block, KeyValue, Orientation, Sheet};

use super::frame::{Frame, heading, table_or};
use super::staff_card::nobody;

/// The sheet of the training asked for.
pub(super) fn record(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let kept = facts.trainings.iter().find(|kept| subject == Some(kept.id.into())).ok_or_else(no_training)?;
    let people = facts.staff.iter().filter(|person| kept.record.attendees.contains(&person.id));
    let lines = people.map(|person| {
        let is_it = |lesson: &Attendance| lesson.training == Some(kept.id) && lesson.staff == person.id;
        let lesson = facts.lessons.iter().map(|lesson| &lesson.record).rfind(|lesson| is_it(lesson));
        Line { person: &person.record, lesson }
    });
    let blocks = vec![
        Block::KeyValues { rows: card(&kept.record), columns: 2 },
        heading("出席した人"),
        table_or(attendees(lines), "出席した人は、まだ記録されていません。"),
    ];
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, kept.record.title);
    sheet.seals = vec!["実施者".to_owned(), "確認".to_owned()];
    Ok(sheet)
}

/// The attendances of the person asked for, the newest first, and when the next is due.
pub(super) fn history(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let own = frame.facts.belongings_of(person.id);
    let all = due::of(frame.facts, person.id, &own, frame.day);
    let lesson = all.into_iter().find(|due| due.step == Step::Lesson);
    let last_on =
        lesson.as_ref().and_then(|due| due.last_on).map_or_else(|| "まだ受けていません".to_owned(), Day::wareki);
    let next = match lesson {
        _ if !person.record.is_active_on(frame.day) => NONE.to_owned(),
        Some(due) => match due.due_on {
            Some(day) => format!("{}まで（{}）", day.wareki(), due.state.label()),
            None => "すぐに".to_owned(),
        },
        None => NONE.to_owned(),
    };
    let rows = vec![
        KeyValue::new("氏名", person.record.name.clone()),
        KeyValue::new("最後の受講", last_on),
        KeyValue::new("所属・職種", post(&person.record.department, &person.record.profession)),
        KeyValue::new("次の受講の期限", next),
    ];
    let blocks = vec![
        Block::KeyValues { rows, columns: 2 },
        heading("受講の記録"),
        table_or(attendance::sheet::history(own.lessons.iter().map(|kept| &kept.record)), "受講の記録はありません。"),
    ];
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, person.record.name);
    Ok(sheet)
}

fn post(department: &str, profession: &str) -> String {
    let words: Vec<&str> = [department, profession].into_iter().filter(|word| !word.is_empty()).collect();
    or_none(&words.join("・"))
}

fn no_training() -> Problem {
    Problem::new(
        "S-005",
        "この帳票は研修1件分を印刷します。指定された研修は、この日の台帳に見つかりません。台帳は変わっていません。",
        "研修を選び直すか、登録した日より後の日付にしてください。",
    )
}
