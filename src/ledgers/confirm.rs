//! 確定: an operator confirms what a member of staff has entered for themselves (S001-7.1.1, S001-7.1.4).

use crate::base::{Confirmed, Day, Entered, Kept, Kind, RecordId, StaffId};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::{Tx, VaultError};

use super::account::record::Account;
use super::attendance::record::Attendance;
use super::facts::Facts;
use super::keep::Keep;
use super::pledge::record::Pledge;
use super::policy_read::record::PolicyRead;
use super::self_check::record::SelfCheck;

/// A record that people enter for themselves.
pub trait Confirmable: Keep {
    /// Who entered it, where that was not an operator.
    fn entered(&self) -> Option<&Entered>;
    /// The same, to confirm it.
    fn entered_mut(&mut self) -> Option<&mut Entered>;
    /// Whose it is.
    fn owner(&self) -> StaffId;
}

macro_rules! confirmable {
    ($($record:ty),+) => {$(
        impl Confirmable for $record {
            fn entered(&self) -> Option<&Entered> {
                self.entered.as_ref()
            }

            fn entered_mut(&mut self) -> Option<&mut Entered> {
                self.entered.as_mut()
            }

            fn owner(&self) -> StaffId {
                self.staff
            }
        }
    )+};
}

confirmable!(SelfCheck, Pledge, Attendance, PolicyRead, Account);

/// What waits to be confirmed (未確定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
    /// Whose it is.
    pub person: StaffId,
    /// What it is called.
    pub title: String,
    /// 入力者
    pub by: String,
}

/// Everything that waits.
#[must_use]
pub fn waiting(facts: &Facts) -> Vec<Waiting> {
    let devices = facts.device_names();
    let checks = facts.checks.iter().filter_map(|kept| {
        let device = devices.get(&kept.record.device).map(String::as_str).unwrap_or_default();
        let waiting = of(kept)?;
        Some(Waiting { title: format!("{} {device}", waiting.title), ..waiting })
    });
    let lessons = facts.lessons.iter().filter_map(of);
    let passwords = facts.accounts.iter().filter_map(|kept| {
        let waiting = of(kept)?;
        Some(Waiting { title: format!("パスワードの変更 {}", waiting.title), ..waiting })
    });
    let policies = facts.policies.iter().filter_map(of);
    checks.chain(policies).chain(lessons).chain(facts.pledges.iter().filter_map(of)).chain(passwords).collect()
}

fn of<R: Confirmable>(kept: &Kept<R>) -> Option<Waiting> {
    let entered = kept.record.entered().filter(|entered| entered.confirmed.is_none())?;
    Some(Waiting {
        kind: R::KIND,
        id: kept.id.into(),
        person: kept.record.owner(),
        title: kept.record.title(),
        by: entered.by.clone(),
    })
}

/// Confirms one (確定).
#[derive(Debug, Clone, Copy)]
pub struct Confirm {
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: RecordId,
}

impl Command for Confirm {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        match self.kind {
            Kind::SelfCheck => confirm::<SelfCheck>(tx, self.id, today),
            Kind::Pledge => confirm::<Pledge>(tx, self.id, today),
            Kind::Attendance => confirm::<Attendance>(tx, self.id, today),
            Kind::PolicyRead => confirm::<PolicyRead>(tx, self.id, today),
            Kind::Account => confirm::<Account>(tx, self.id, today),
            Kind::Clinic
            | Kind::Role
            | Kind::Staff
            | Kind::System
            | Kind::Device
            | Kind::Remedy
            | Kind::Training
            | Kind::Disposal
            | Kind::Passage
            | Kind::Assessment
            | Kind::Document
            | Kind::Contact
            | Kind::BackupPlan
            | Kind::RestoreTest
            | Kind::LogReview
            | Kind::Vendor
            | Kind::Contract
            | Kind::Remote
            | Kind::Disclosure
            | Kind::VendorSheet
            | Kind::Incident
            | Kind::Takeout => Err(gone()),
        }
    }
}

fn confirm<R: Confirmable>(tx: &mut Tx<'_>, id: RecordId, today: Day) -> Result<Done, Refusal> {
    let kept = tx.reader().get::<R>(id.into())?.ok_or_else(gone)?;
    let mut record = kept.record;
    let entered = record.entered_mut().filter(|entered| entered.confirmed.is_none()).ok_or_else(gone)?;
    entered.confirmed = Some(Confirmed { by: tx.operator().to_owned(), on: today });
    let by = entered.by.clone();
    tx.correct(kept.id, &record, Some("確定")).map_err(|error: VaultError| Refusal::from(error))?;
    Ok(Done::said(R::KIND, format!("{by} さんの「{}」を確定しました", record.title())))
}

fn gone() -> Refusal {
    Problem::new(
        "L-006",
        "確定を待っている記録が見つかりません。もう確定されたか、取り消されました。台帳は変わっていません。",
        "一覧を開き直してください。",
    )
    .into()
}
