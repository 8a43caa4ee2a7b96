//! Keeping records: entering, correcting and taking back, the same way for every kind.
//! Rules across records stand in each kind's `commands.rs`.

use crate::base::{Breach, Day, Draft, Kind, Record, RecordId, StaffId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::vault::{Reader, Tx, VaultError};

use super::passage::screen::way_on;
use super::training::commands::leave;

/// A record kind whose commands know the rules across records.
pub trait Keep: Record {
    /// Rules that need a look at other records; `id` is the record being corrected.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn across(&self, _id: Option<Self::Id>, _read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        Ok(Vec::new())
    }

    /// What a new record gets from the ledger before it is kept: its number.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn ready(&mut self, _read: &Reader<'_>) -> Result<(), VaultError> {
        Ok(())
    }

    /// Takes over from the version before what no form shows: signatures, answers, who entered it.
    fn carry(&mut self, _before: &Self) {}

    /// What else is written with it, in the same transaction, so that the ledgers agree; `before` is the version that
    /// is corrected. Gives the kinds that were written.
    ///
    /// # Errors
    /// The ledger cannot be written, or the input breaks a rule.
    fn along(
        &self,
        _id: Self::Id,
        _before: Option<&Self>,
        _tx: &mut Tx<'_>,
        _today: Day,
    ) -> Result<Vec<Kind>, Refusal> {
        Ok(Vec::new())
    }

    /// Whose procedure it may be a step of, where it does not stand on that person's page.
    fn person(&self) -> Option<StaffId> {
        None
    }

    /// Where to go after it was saved.
    fn page(&self, id: RecordId) -> Route {
        Route::Page(Self::KIND, id)
    }

    /// Whether this version ends the record's use (退職, 廃棄 …), which the journal calls 終了.
    fn ends(&self) -> bool {
        !self.index().is_active
    }
}

/// Enters a new record (登録).
#[derive(Debug, Clone)]
pub struct Enter<R> {
    draft: Draft,
    kind: std::marker::PhantomData<fn() -> R>,
}

impl<R: Keep> Enter<R> {
    /// From what was typed.
    #[must_use]
    pub const fn new(draft: Draft) -> Self {
        Self { draft, kind: std::marker::PhantomData }
    }
}

impl<R: Keep> Command for Enter<R> {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let mut record = R::check(&self.draft, today)?;
        record.ready(&tx.reader())?;
        let breaches = record.across(None, &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let id = tx.add(&record)?;
        let also = record.along(id, None, tx, today)?;
        let said = format!("{}「{}」を登録しました", R::KIND.label(), record.title());
        let next = next(&record, id.into(), &tx.reader())?;
        Ok(Done::said(R::KIND, said).and(also).then(next))
    }
}

/// Corrects a record (訂正). The version before stays in the history.
#[derive(Debug, Clone)]
pub struct Correct<R: Record> {
    /// The record.
    pub id: R::Id,
    /// The version that was on screen; somebody else's correction in between is not overwritten.
    pub version: u32,
    /// What was typed.
    pub draft: Draft,
    /// Why, where the user said so.
    pub reason: String,
}

impl<R: Keep> Command for Correct<R> {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { id, version, draft, reason } = *self;
        let mut record = R::check(&draft, today)?;
        let before = tx.reader().get::<R>(id)?.ok_or_else(gone)?;
        record.carry(&before.record);
        if before.version != version {
            return Err(Problem::new(
                "L-001",
                "開いている間に、この記録は別の操作で変わっていました。入力した内容はまだ保存されていません。",
                "いったん閉じて開き直し、もう一度入力してください。",
            )
            .into());
        }
        let breaches = record.across(Some(id), &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let has_ended = record.ends() && !before.record.ends();
        let reason = (!reason.is_empty()).then_some(reason.as_str());
        if has_ended {
            tx.retire(id, &record, reason)?;
        } else {
            tx.correct(id, &record, reason)?;
        }
        let also = record.along(id, Some(&before.record), tx, today)?;
        let verb = if has_ended { "終了を記録しました" } else { "訂正を保存しました" };
        let said = format!("{}「{}」の{verb}", R::KIND.label(), record.title());
        let next = next(&record, id.into(), &tx.reader())?;
        Ok(Done::said(R::KIND, said).and(also).then(next))
    }
}

/// Takes back a record that was entered by mistake (取り消し). It stays in the history with its reason.
#[derive(Debug, Clone)]
pub struct TakeBack {
    /// The kind.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// Why; required.
    pub reason: String,
}

impl Command for TakeBack {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { kind, id, reason } = *self;
        if reason.trim().is_empty() {
            return Err(Problem::new(
                "L-002",
                "取り消しの理由がまだ入力されていません。記録は変わっていません。",
                "理由を入力してから、もう一度「取り消す」を押してください。",
            )
            .into());
        }
        let n_links = super::links::pointing_at(&tx.reader(), kind, id)?;
        if n_links > 0 {
            return Err(Problem::new(
                "L-003",
                format!(
                    "この{}を使っている記録が {n_links} 件あるため、取り消せません。記録は変わっていません。",
                    kind.label()
                ),
                if kind == Kind::Training {
"先に「訂正」で出席した人をすべて外して保存すると、その人たちの講習の記録も取り消され、研修も取り消せます。"
} else {
"使っている記録を先に訂正するか、取り消しではなく「終了」を記録してください。"
},
            )
            .into());
        }
        if kind == Kind::Attendance {
            leave(id.into(), tx)?;
        }
        let owner = owner(kind, id, &tx.reader())?;
        tx.void(kind, id, reason.trim())?;
        let done = Done::said(kind, format!("{}の登録を取り消しました", kind.label()));
        let done = if kind == Kind::Attendance { done.and(vec![Kind::Training]) } else { done };
        Ok(match kind {
            Kind::Clinic
            | Kind::Role
            | Kind::Staff
            | Kind::System
            | Kind::Device
            | Kind::Remedy
            | Kind::Training
            | Kind::Document
            | Kind::Contact
            | Kind::BackupPlan
            | Kind::Incident
            | Kind::Takeout => done.then(Route::List(kind)),
            // These stand on another record's page, which stays.
            Kind::Account
            | Kind::Attendance
            | Kind::PolicyRead
            | Kind::Pledge
            | Kind::SelfCheck
            | Kind::Disposal
            | Kind::Passage
            | Kind::RestoreTest
            | Kind::LogReview => done,
            Kind::Vendor => done.then(Route::List(kind)),
            // Taken back on its own page or on its vendor's: the vendor's page stays.
            Kind::Contract | Kind::Remote | Kind::Disclosure | Kind::VendorSheet => match owner {
                Some(owner) => done.then(owner),
                None => done,
            },
            Kind::Assessment => done.then(Route::Assessments),
        })
    }
}

/// The page of the vendor, or else of the system, that a record stands on.
fn owner(kind: Kind, id: RecordId, read: &Reader<'_>) -> Result<Option<Route>, VaultError> {
    let Some((_, body)) = read.body(kind, id)? else { return Ok(None) };
    let link = |key: &str| body.get(key)?.as_str()?.parse::<RecordId>().ok();
    let vendor = link("vendor").map(|id| Route::Page(Kind::Vendor, id));
    Ok(vendor.or_else(|| link("system").map(|id| Route::Page(Kind::System, id))))
}

/// A command after which another place is shown than its own: what was entered from a person's page leads back to it.
pub struct Then<C> {
    /// The command.
    pub command: C,
    /// Where to go when it is done.
    pub next: Route,
}

impl<C: Command> Command for Then<C> {
    fn needs(&self) -> Right {
        self.command.needs()
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { command, next } = *self;
        let done = Box::new(command).run(tx, today)?;
        let next = person_of(&next).map_or(Ok(None), |person| way_on(&tx.reader(), person))?.unwrap_or(next);
        Ok(done.then(next))
    }
}

/// Where to go after a record was saved: on with the procedure it is a step of, else to its page.
fn next<R: Keep>(record: &R, id: RecordId, read: &Reader<'_>) -> Result<Route, VaultError> {
    let page = record.page(id);
    let person = record.person().or_else(|| person_of(&page));
    Ok(person.map_or(Ok(None), |person| way_on(read, person))?.unwrap_or(page))
}

/// Whose page it is.
fn person_of(route: &Route) -> Option<StaffId> {
    if let Route::Page(Kind::Staff, id) = route { Some((*id).into()) } else { None }
}

fn gone() -> Refusal {
    Problem::new(
        "L-004",
        "この記録は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "一覧に戻って、開き直してください。",
    )
    .into()
}
