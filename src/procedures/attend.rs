//! 受講: what a person says they attended, with the score of its questions, goes into the ledger.

use crate::base::text::fold;
use crate::base::{Breach, Day, Draft, Entered, Field, Kept, Kind, Record, StaffId, TrainingId};
use crate::desk::{Command, Done, Refusal, Right, Route};
use crate::ledgers::attendance::record::{Attendance, Score, field};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::training::record::Training;
use crate::vault::{Tx, VaultError};

/// What the history says of an attendance that gets its score, and of a training somebody says they were at.
const ANSWERED: &str = "確認問題";
const WAS_THERE: &str = "本人が受講を登録";

/// What was typed as a record: with a name and a day, on a day the person was there.
pub(super) fn sound(draft: &Draft, started_on: Option<Day>, today: Day) -> Result<Attendance, Vec<Breach>> {
    let breach = |field: &Field, why: &str| Breach { field: field.key, label: field.label, why: why.to_owned() };
    let mut missing = Vec::new();
    for (field, why) in [
        (&field::TITLE, "講習の名前を入力してください"),
        (&field::ATTENDED_ON, "受けた日を入力してください"),
        (&field::KIND, "どちらかを選んでください"),
    ] {
        if draft.get(field.key).trim().is_empty() {
            missing.push(breach(field, why));
        }
    }
    let record = match Attendance::check(draft, today) {
        Ok(record) => record,
        Err(mut breaches) => {
            breaches.retain(|one| missing.iter().all(|other| other.field != one.field));
            missing.extend(breaches);
            return Err(missing);
        }
    };
    if let (Some(day), Some(started)) = (record.attended_on, started_on)
        && day < started
    {
        missing.push(breach(&field::ATTENDED_ON, "利用開始日より前の日付です。確かめて直してください"));
    }
    if missing.is_empty() { Ok(record) } else { Err(missing) }
}

/// Enters the attendance with its score (受講).
pub struct Attend {
    person: StaffId,
    draft: Draft,
    score: Score,
    training: Option<TrainingId>,
}

impl Attend {
    /// What was typed by this person, and how their questions went.
    #[must_use]
    pub const fn new(person: StaffId, draft: Draft, score: Score) -> Self {
        Self { person, draft, score, training: None }
    }

    /// The same, of a training that was held.
    #[must_use]
    pub fn of(self, training: Option<TrainingId>) -> Self {
        Self { training, ..self }
    }

    /// The training it is of: the one that was chosen, else one of the same name and day.
    fn training(&self, lesson: &Attendance, tx: &Tx<'_>) -> Result<Option<Kept<Training>>, VaultError> {
        if let Some(kept) = self.training.map_or(Ok(None), |id| tx.reader().get::<Training>(id))? {
            return Ok(Some(kept));
        }
        Ok(tx.reader().list::<Training>()?.into_iter().find(|kept| kept.record.is_of(lesson)))
    }
}

impl Command for Attend {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    /// An attendance that is there already, and has no score yet, gets it. One that an operator has entered stays as
    /// it was confirmed then: the score says by itself that the person has answered ([`Score::own_on`]). A new one
    /// waits to be confirmed, where the person has typed it.
    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let started_on = tx.reader().get::<Staff>(self.person)?.and_then(|kept| kept.record.started_on);
        let lesson = sound(&self.draft, started_on, today)?;
        let training = self.training(&lesson, tx)?;
        let id = training.as_ref().map(|kept| kept.id);
        let own = tx.reader().by_subject::<Attendance>(self.person.into())?;
        let open: Vec<_> = own.into_iter().rev().filter(|kept| kept.record.score.is_none()).collect();
        let linked = open.iter().find(|kept| id.is_some() && kept.record.training == id);
        let is_same = |old: &Attendance| {
            let is_it = |held: &Kept<Training>| held.record.is_of(old);
            (old.training.is_none() || old.training == id)
                && (training.as_ref().is_some_and(is_it)
                    || (fold(&old.title) == fold(&lesson.title) && old.attended_on == lesson.attended_on))
        };
        match linked.or_else(|| open.iter().find(|kept| is_same(&kept.record))) {
            Some(kept) => {
                let answered = Attendance { score: Some(self.score), training: id, ..kept.record.clone() };
                tx.correct(kept.id, &answered, Some(ANSWERED))?;
            }
            None => {
                let entered = tx.enterer().map(Entered::by);
                let confirmed_by = if entered.is_none() { tx.operator().to_owned() } else { String::new() };
                tx.add(&Attendance { score: Some(self.score), training: id, confirmed_by, entered, ..lesson })?;
            }
        }
        let mut touched = Vec::new();
        if let Some(Kept { id, mut record, .. }) = training.filter(|kept| !kept.record.attendees.contains(&self.person))
        {
            record.attendees.push(self.person);
            tx.correct(id, &record, Some(WAS_THERE))?;
            touched.push(Kind::Training);
        }
        Ok(Done::said(Kind::Attendance, "講習の受講を登録しました").and(touched).then(Route::Own))
    }
}
