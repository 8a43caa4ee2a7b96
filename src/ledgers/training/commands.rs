//! 研修: a training is entered and corrected; the attendances of who was there follow in the same transaction.

use crate::base::text::fold;
use crate::base::{Breach, Day, Kept, Kind, LessonId, TrainingId};
use crate::desk::Refusal;
use crate::ledgers::attendance::record::{Attendance, LessonKind};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Training, field};

/// Enters it (記録).
pub type Hold = Enter<Training>;
/// Corrects it (訂正).
pub type Amend = Correct<Training>;

/// What the histories say of it.
const JOINED: &str = "研修の記録と結び付け";
const FOLLOWED: &str = "研修の訂正";
const TAKEN_BACK: &str = "講習の登録の取り消し";
const LEFT: &str = "研修の出席者から外した";

impl Keep for Training {
    /// A training is held once a day, and nobody attends before they are there.
    fn across(&self, id: Option<TrainingId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let mut breaches = Vec::new();
        let is_other = |kept: &Kept<Self>| Some(kept.id) != id && kept.record.is(&self.title, self.held_on);
        if read.list::<Self>()?.iter().any(is_other) {
            let why = "同じ研修名と実施日の研修が、もう登録されています。その研修を「訂正」で直してください";
            breaches.push(Breach { field: field::TITLE.key, label: field::TITLE.label, why: why.to_owned() });
        }
        let mut early = Vec::new();
        for person in &self.attendees {
            let Some(Staff { name, started_on, .. }) = read.get::<Staff>(*person)?.map(|kept| kept.record) else {
                continue;
            };
            if let (Some(started), Some(held)) = (started_on, self.held_on)
                && held < started
            {
                early.push(format!("{name}（{}から）", started.short()));
            }
        }
        if !early.is_empty() {
            let why = format!(
                "実施日が利用開始日より前の人がいます。{}。実施日を直すか、その人を外してください",
                early.join("、")
            );
            breaches.push(Breach { field: field::ATTENDEES.key, label: field::ATTENDEES.label, why });
        }
        Ok(breaches)
    }

    /// Everybody who was there has an attendance of it, and nobody else.
    fn along(&self, id: TrainingId, before: Option<&Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Vec<Kind>, Refusal> {
        let lessons = tx.reader().list::<Attendance>()?;
        let (linked, others): (Vec<_>, Vec<_>) = lessons.into_iter().partition(|kept| kept.record.training == Some(id));
        for kept in &linked {
            if !self.attendees.contains(&kept.record.staff) {
                let_go(kept, tx)?;
            } else if let Some(before) = before {
                rewrite(kept, self.told(&kept.record, before), FOLLOWED, tx)?;
            }
        }
        for person in &self.attendees {
            if linked.iter().any(|kept| kept.record.staff == *person) {
                continue;
            }
            let is_it = |lesson: &Attendance| lesson.staff == *person && lesson.training.is_none();
            let same = others.iter().rev().find(|kept| is_it(&kept.record) && self.is_of(&kept.record));
            match same {
                Some(kept) => rewrite(kept, self.joined(&kept.record, id), JOINED, tx)?,
                None if tx.reader().get::<Staff>(*person)?.is_some() => {
                    let confirmed_by = tx.operator().to_owned();
                    tx.add(&Attendance {
                        staff: *person,
                        kind: self.kind,
                        attended_on: self.held_on,
                        title: self.title.clone(),
                        trainer: self.trainer_line(),
                        confirmed_by,
                        note: String::new(),
                        score: None,
                        training: Some(id),
                        entered: None,
                    })?;
                }
                None => {}
            }
        }
        Ok(vec![Kind::Attendance])
    }
}

impl Training {
    /// Whether it is the one of this name and day.
    #[must_use]
    pub fn is(&self, title: &str, day: Option<Day>) -> bool {
        self.held_on == day && fold(&self.title) == fold(title)
    }

    /// Whether an attendance tells of it: of the same name, on the same day.
    #[must_use]
    pub fn is_of(&self, lesson: &Attendance) -> bool {
        self.is(&lesson.title, lesson.attended_on)
    }

    /// 講師・教材, as an attendance holds them
    #[must_use]
    pub fn trainer_line(&self) -> String {
        let words = [self.trainer.as_str(), &self.material].into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("・")
    }

    /// An attendance that was entered by itself, now one of this training. What it says stays; what it left open is
    /// filled.
    fn joined(&self, lesson: &Attendance, id: TrainingId) -> Attendance {
        let mut lesson = Attendance { training: Some(id), ..lesson.clone() };
        if lesson.kind == LessonKind::Unstated {
            lesson.kind = self.kind;
        }
        if lesson.trainer.is_empty() {
            lesson.trainer = self.trainer_line();
        }
        lesson
    }

    /// An attendance after a correction: what it had from the version before is now as here. What somebody has put
    /// otherwise stays, and so do score and who entered it.
    fn told(&self, lesson: &Attendance, before: &Self) -> Attendance {
        let mut lesson = lesson.clone();
        if lesson.title == before.title {
            lesson.title.clone_from(&self.title);
        }
        if lesson.attended_on == before.held_on {
            lesson.attended_on = self.held_on;
        }
        if lesson.kind == before.kind {
            lesson.kind = self.kind;
        }
        if lesson.trainer == before.trainer_line() {
            lesson.trainer = self.trainer_line();
        }
        lesson
    }
}

/// Somebody was not there after all. What they have entered or answered for themselves is theirs and stays, as an
/// attendance of its own; what only followed from the list of attendees is taken back.
fn let_go(kept: &Kept<Attendance>, tx: &mut Tx<'_>) -> Result<(), VaultError> {
    if kept.record.score.is_some() || kept.record.entered.is_some() {
        return rewrite(kept, Attendance { training: None, ..kept.record.clone() }, LEFT, tx);
    }
    tx.void(Kind::Attendance, kept.id.into(), LEFT)
}

/// Somebody's attendance is taken back: they leave the list of those who were at its training.
///
/// # Errors
/// The ledger cannot be read or written.
pub fn leave(lesson: LessonId, tx: &mut Tx<'_>) -> Result<(), VaultError> {
    let Some(lesson) = tx.reader().get::<Attendance>(lesson)? else { return Ok(()) };
    let held = lesson.record.training.map_or(Ok(None), |id| tx.reader().get::<Training>(id))?;
    let Some(Kept { id, mut record, .. }) = held else { return Ok(()) };
    if !record.attendees.contains(&lesson.record.staff) {
        return Ok(());
    }
    record.attendees.retain(|person| *person != lesson.record.staff);
    tx.correct(id, &record, Some(TAKEN_BACK))
}

/// Corrects an attendance where that changes anything.
fn rewrite(kept: &Kept<Attendance>, now: Attendance, reason: &str, tx: &mut Tx<'_>) -> Result<(), VaultError> {
    if now == kept.record { Ok(()) } else { tx.correct(kept.id, &now, Some(reason)) }
}
