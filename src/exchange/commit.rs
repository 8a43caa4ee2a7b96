//! Takes a plan over into the ledger: one transaction, one step of the journal, undone as one step.

use std::collections::HashSet;

use super::plan::{Plan, PlanItem, State};
use super::report::ImportReport;
use crate::base::{Cancelled, Clock, Day, Draft, Input, Kind, Progress, RecordId, TrainingId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::account::record::Account;
use crate::ledgers::assessment::record::Assessment;
use crate::ledgers::attendance::record::Attendance;
use crate::ledgers::backup_plan::record::BackupPlan;
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::contact::record::Contact;
use crate::ledgers::contract::record::Contract;
use crate::ledgers::device::record::Device;
use crate::ledgers::disclosure::record::Disclosure;
use crate::ledgers::disposal::record::Disposal;
use crate::ledgers::document::record::Document;
use crate::ledgers::incident::record::Incident;
use crate::ledgers::keep::Keep;
use crate::ledgers::log_review::record::LogReview;
use crate::ledgers::passage::record::Passage;
use crate::ledgers::pledge::record::Pledge;
use crate::ledgers::policy_read::record::PolicyRead;
use crate::ledgers::registry;
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::remote::record::Remote;
use crate::ledgers::restore_test::record::RestoreTest;
use crate::ledgers::role::record::Role;
use crate::ledgers::self_check::record::SelfCheck;
use crate::ledgers::staff::record::Staff;
use crate::ledgers::system::record::System;
use crate::ledgers::takeout::record::Takeout;
use crate::ledgers::training::record::Training;
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendor_sheet::record::VendorSheet;
use crate::vault::{Act, Detail, Stamp, Tx, Vault};

/// Why an imported record was corrected, as the history shows it.
const REASON: &str = "取り込み";

/// What was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The step of the journal: what an undo names.
    pub batch: u64,
    /// What came of it.
    pub report: ImportReport,
}

impl Taken {
    /// 「台帳.xlsx」から、新しく85件、変更3件を取り込みました
    #[must_use]
    pub fn said(&self) -> String {
        let (n_new, n_changed) = self.report.n_written();
        format!("「{}」から、新しく{n_new}件、変更{n_changed}件を取り込みました", self.report.book)
    }
}

/// Takes a plan over inside a transaction.
///
/// # Errors
/// The user stopped it, the ledger has changed since the plan was made, or a record breaks a rule; nothing is written.
pub fn take(plan: &Plan, tx: &mut Tx<'_>, today: Day, progress: &Progress) -> Result<Taken, Refusal> {
    let items = written(plan);
    if items.is_empty() {
        return Err(nothing().into());
    }
    let report = ImportReport::of(plan, &items.iter().map(|item| item.id).collect());
    let (n_new, n_changed) = report.n_written();
    let said = format!("「{}」から新しく{n_new}件、変更{n_changed}件", plan.book);
    let data =
        serde_json::json!({ "book": plan.book, "new": n_new, "changed": n_changed, "unread": plan.unread.len() });
    let batch = tx.begin(Act::Import, &Detail::said(&said).with(data))?;
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    for (done, item) in (0_u64..).zip(&items) {
        progress.report(done, total).map_err(|Cancelled| Problem::cancelled())?;
        save_any(tx, item, today)?;
    }
    progress.report(total, total).map_err(|Cancelled| Problem::cancelled())?;
    Ok(Taken { batch, report: ImportReport { batch: Some(batch), ..report } })
}

/// The items that are written: taken by the user, and pointing at nothing that was left out.
fn written(plan: &Plan) -> Vec<PlanItem> {
    let mut left_out: HashSet<RecordId> = HashSet::new();
    let is_left = |item: &&PlanItem| item.version.is_none() && !item.include;
    left_out.extend(plan.items.iter().filter(is_left).map(|item| item.id));
    // What points at something left out is left out too; the plan's order puts the pointed-at first.
    let mut items = Vec::new();
    for item in plan.items.iter().filter(|item| item.is_written()) {
        match without_left_out(item, &left_out) {
            Some(draft) => items.push(PlanItem { draft, ..item.clone() }),
            None => {
                left_out.insert(item.id);
            }
        }
    }
    items
}

fn without_left_out(item: &PlanItem, left_out: &HashSet<RecordId>) -> Option<Draft> {
    let mut draft = item.draft.clone();
    let is_left = |id: &str| id.parse().is_ok_and(|id: RecordId| left_out.contains(&id));
    for field in (registry::of(item.kind).fields)() {
        match field.input {
            Input::Link(_) if is_left(draft.get(field.key).trim()) => return None,
            Input::Links(_) if draft.lines(field.key).any(is_left) => {
                let kept: Vec<String> = draft.lines(field.key).filter(|id| !is_left(id)).map(str::to_owned).collect();
                if kept.is_empty() && item.version.is_none() {
                    return None;
                }
                draft.set(field.key, kept.join("\n"));
            }
            Input::Line
            | Input::Kana
            | Input::Lines
            | Input::Mail
            | Input::Day
            | Input::Choice(_)
            | Input::Many(_)
            | Input::Suggest(_)
            | Input::Link(_)
            | Input::Links(_) => {}
        }
    }
    Some(draft)
}

fn save_any(tx: &mut Tx<'_>, item: &PlanItem, today: Day) -> Result<(), Refusal> {
    match item.kind {
        Kind::Clinic => save::<Clinic>(tx, item, today),
        Kind::Role => save::<Role>(tx, item, today),
        Kind::Staff => save::<Staff>(tx, item, today),
        Kind::System => save::<System>(tx, item, today),
        Kind::Account => save::<Account>(tx, item, today),
        Kind::Device => save::<Device>(tx, item, today),
        Kind::Attendance => save::<Attendance>(tx, item, today),
        Kind::PolicyRead => save::<PolicyRead>(tx, item, today),
        Kind::Pledge => save::<Pledge>(tx, item, today),
        Kind::SelfCheck => save::<SelfCheck>(tx, item, today),
        Kind::Remedy => save::<Remedy>(tx, item, today),
        Kind::Training => save_training(tx, item, today),
        Kind::Disposal => save::<Disposal>(tx, item, today),
        Kind::Passage => save::<Passage>(tx, item, today),
        Kind::Assessment => save::<Assessment>(tx, item, today),
        Kind::Document => save::<Document>(tx, item, today),
        Kind::Contact => save::<Contact>(tx, item, today),
        Kind::BackupPlan => save::<BackupPlan>(tx, item, today),
        Kind::RestoreTest => save::<RestoreTest>(tx, item, today),
        Kind::LogReview => save::<LogReview>(tx, item, today),
        Kind::Vendor => save::<Vendor>(tx, item, today),
        Kind::Contract => save::<Contract>(tx, item, today),
        Kind::Remote => save::<Remote>(tx, item, today),
        Kind::Disclosure => save::<Disclosure>(tx, item, today),
        Kind::VendorSheet => save::<VendorSheet>(tx, item, today),
        Kind::Incident => save::<Incident>(tx, item, today),
        Kind::Takeout => save::<Takeout>(tx, item, today),
    }
}

fn save<R: Keep>(tx: &mut Tx<'_>, item: &PlanItem, today: Day) -> Result<(), Refusal> {
    let mut record = R::check(&item.draft, today).map_err(|breaches| {
        let what: Vec<String> = breaches.iter().map(|breach| format!("{}：{}", breach.label, breach.why)).collect();
        unsound(item, &what.join("、"))
    })?;
    let known = item.version.map(|_| R::Id::from(item.id));
    if matches!(item.state, State::Conflict(_)) || R::KIND == Kind::Training {
        // The planner has settled the rules across records for all others, against the whole ledger at once.
        let breaches = record.across(known, &tx.reader(), today)?;
        if let Some(breach) = breaches.first() {
            return Err(unsound(item, &format!("{}：{}", breach.label, breach.why)).into());
        }
    }
    match item.version {
        None => tx.add_with_id(item.id.into(), &record)?,
        Some(version) => {
            let before = tx.reader().get::<R>(item.id.into())?;
            let before = before.filter(|kept| kept.version == version).ok_or_else(changed_since)?;
            record.carry(&before.record);
            if record.ends() && !before.record.ends() {
                tx.retire(item.id.into(), &record, Some(REASON))?;
            } else {
                tx.correct(item.id.into(), &record, Some(REASON))?;
            }
        }
    }
    Ok(())
}

/// A training brings the attendances of those who were there along, as it does when it is typed; those that are in the
/// same book have been saved before it.
fn save_training(tx: &mut Tx<'_>, item: &PlanItem, today: Day) -> Result<(), Refusal> {
    let id = TrainingId::from(item.id);
    let before = tx.reader().get::<Training>(id)?.map(|kept| kept.record);
    save::<Training>(tx, item, today)?;
    if let Some(kept) = tx.reader().get::<Training>(id)? {
        kept.record.along(id, before.as_ref(), tx, today)?;
    }
    Ok(())
}

fn nothing() -> Problem {
    Problem::new(
        "X-20",
        "取り込むものがありません。台帳は変わっていません。",
        "一覧で取り込む行を選ぶか、別のファイルを選んでください。",
    )
}

fn changed_since() -> Problem {
    Problem::new(
        "X-21",
        "内容を確かめている間に、台帳が変わりました。何も取り込んでいません。",
        "もう一度「内容を確かめる」からやり直してください。",
    )
}

fn unsound(item: &PlanItem, why: &str) -> Problem {
    let place = item.source.first().map(|source| format!("（{source}）")).unwrap_or_default();
    Problem::new(
        "X-22",
        format!(
            "{}「{}」{place}は、このままでは取り込めません。何も取り込んでいません。{why}。",
            item.kind.label(),
            item.title
        ),
        "この行を外して取り込むか、元の表を直してから選び直してください。",
    )
}

/// Takes a plan over (取り込み), for whoever has a transaction: the command line.
#[derive(Debug, Clone)]
pub struct TakeOver {
    /// What to take over.
    pub plan: Plan,
}

impl Command for TakeOver {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let taken = take(&self.plan, tx, today, &Progress::new())?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: taken.said(), next: None })
    }
}

/// Takes a plan over in a thread that has the ledger, with progress; with a backup before it, where one is due.
///
/// # Errors
/// See [`take`]. Where the backup cannot be made, nothing is taken over either.
pub fn take_over(vault: &mut Vault, plan: &Plan, clock: Clock, progress: &Progress) -> Result<Taken, Problem> {
    vault.back_up_if_due(clock.now(), progress)?;
    let stamp = Stamp::at(clock.now());
    let today = stamp.at.day();
    vault.transact(stamp, |tx| take(plan, tx, today, progress)).map_err(|refusal| match refusal {
        Refusal::Problem(problem) => *problem,
        Refusal::Breaches(_) => nothing(),
    })
}

/// Undoes an import as one step (取り込みの取り消し).
#[derive(Debug, Clone, Copy)]
pub struct UndoImport {
    /// The step of the journal.
    pub batch: u64,
}

impl Command for UndoImport {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let n_records = tx.undo_batch(self.batch, "取り込みの取り消し")?;
        let said = format!("取り込みを取り消しました（{n_records}件を元に戻しました）");
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: Some(Route::Import) })
    }
}
