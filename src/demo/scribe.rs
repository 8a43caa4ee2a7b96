//! Writes the sample's history: every entry on its own day, through the same rules as a real one.

use std::collections::BTreeMap;

use crate::base::{At, Day, Moment, Record};
use crate::desk::{Command, Problem, Refusal};
use crate::ledgers::keep::Keep;
use crate::vault::{Act, Detail, Reader, Stamp, Tx, Vault};

/// Who writes, and on which day.
pub(super) struct Scribe<'a> {
    vault: &'a mut Vault,
    /// When the sample is made: nothing in it is dated later.
    made_at: Moment,
    /// Entries made on a day so far: the clock goes on with each.
    n_made: BTreeMap<Day, u32>,
}

impl<'a> Scribe<'a> {
    pub(super) const fn new(vault: &'a mut Vault, made_at: Moment) -> Self {
        Self { vault, made_at, n_made: BTreeMap::new() }
    }

    /// So many months and days before today, on a working day.
    pub(super) fn working_ago(today: Day, n_months: i32, n_days: i64) -> Day {
        working(today.plus_months(-n_months).plus_days(-n_days))
    }

    fn moment(&mut self, day: Day) -> Moment {
        let n_made = self.n_made.entry(day).or_default();
        let minutes = 9 * 60 + 5 + *n_made * 3;
        *n_made += 1;
        let at = Moment::in_japan(day, (minutes / 60).min(23), minutes % 60).unwrap_or(self.made_at);
        at.min(self.made_at)
    }

    /// One transaction of a day.
    pub(super) fn on<T>(
        &mut self,
        day: Day,
        work: impl FnOnce(&mut Page<'_, '_>) -> Result<T, Refusal>,
    ) -> Result<T, Problem> {
        let at = self.moment(day);
        self.write(day, Stamp::at(at), work)
    }

    /// A command of a day, as somebody gives it who answers for themselves, or the operator.
    pub(super) fn run(&mut self, day: Day, enterer: Option<&str>, command: impl Command) -> Result<(), Problem> {
        let stamp = Stamp { at: self.moment(day), enterer: enterer.map(str::to_owned) };
        self.write(day, stamp, |page| Box::new(command).run(page.tx, day).map(drop))
    }

    /// A command of the operator at a time of day.
    pub(super) fn run_at(&mut self, at: At, command: impl Command) -> Result<(), Problem> {
        let moment = at.moment_in_japan().unwrap_or_else(|| self.moment(at.on)).min(self.made_at);
        self.write(at.on, Stamp::at(moment), |page| Box::new(command).run(page.tx, at.on).map(drop))
    }

    /// What is there so far.
    pub(super) fn reader(&self) -> Reader<'_> {
        self.vault.reader()
    }

    fn write<T>(
        &mut self,
        day: Day,
        stamp: Stamp,
        work: impl FnOnce(&mut Page<'_, '_>) -> Result<T, Refusal>,
    ) -> Result<T, Problem> {
        let outcome: Result<T, Refusal> = self.vault.transact(stamp, |tx| work(&mut Page { tx, day }));
        outcome.map_err(|refusal| match refusal {
            Refusal::Problem(problem) => *problem,
            Refusal::Breaches(breaches) => {
                let fields: Vec<&str> = breaches.iter().map(|breach| breach.field).collect();
                Problem::new(
                    "D-101",
                    "見本の台帳を最後まで作れませんでした。ほかの台帳は変わっていません。",
                    "お手数ですが、この番号を台帳番の窓口に知らせてください。",
                )
                .with_detail(format!("{}: {}", day.iso(), fields.join(", ")))
            }
        })
    }
}

/// A transaction of the sample's history.
pub(super) struct Page<'t, 'v> {
    tx: &'t mut Tx<'v>,
    day: Day,
}

impl Page<'_, '_> {
    /// Enters a record.
    pub(super) fn enter<R: Keep>(&mut self, record: &R) -> Result<R::Id, Refusal> {
        let sound = R::check(&record.draft(), self.day)?;
        let breaches = sound.across(None, &self.tx.reader(), self.day)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let id = self.tx.add(&sound)?;
        sound.along(id, None, self.tx, self.day)?;
        Ok(id)
    }

    /// Corrects a record, or ends its use.
    pub(super) fn amend<R: Keep>(
        &mut self,
        id: R::Id,
        reason: &str,
        change: impl FnOnce(&mut R),
    ) -> Result<(), Refusal> {
        let Some(kept) = self.tx.reader().get::<R>(id)? else { return Ok(()) };
        let mut record = kept.record.clone();
        change(&mut record);
        let mut sound = R::check(&record.draft(), self.day)?;
        sound.carry(&kept.record);
        let breaches = sound.across(Some(id), &self.tx.reader(), self.day)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let reason = (!reason.is_empty()).then_some(reason);
        if sound.ends() && !kept.record.ends() {
            self.tx.retire(id, &sound, reason)?;
        } else {
            self.tx.correct(id, &sound, reason)?;
        }
        Ok(())
    }

    /// Changes a setting.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), Refusal> {
        Ok(self.tx.set(key, value)?)
    }

    /// An entry without a record.
    pub(super) fn note(&mut self, act: Act, said: &str) -> Result<(), Refusal> {
        Ok(self.tx.note(act, &Detail::said(said))?)
    }
}

/// The same day, or the Friday before a weekend.
fn working(day: Day) -> Day {
    match day.weekday_number() {
        6 => day.plus_days(-1),
        0 => day.plus_days(-2),
        _ => day,
    }
}

/// A record out of its JSON: what is not said stays unfilled.
pub(super) fn record<R: Record>(body: serde_json::Value) -> Result<R, Problem> {
    R::deserialize(body).map_err(|error| {
        Problem::new(
            "D-102",
            "見本の台帳を最後まで作れませんでした。ほかの台帳は変わっていません。",
            "お手数ですが、この番号を台帳番の窓口に知らせてください。",
        )
        .with_detail(error.to_string())
    })
}
