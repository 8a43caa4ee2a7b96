//! 開始・終了の手続き: begun, gone on with point by point, and closed; a way out with something open needs a reason.

use crate::base::{
    AccountId, Breach, Check, Coded, Day, Draft, Field, Input, Kept, Kind, Record, RecordId, RoleId, StaffId,
};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::account::record::{Account, Removal, field as account};
use crate::ledgers::facts::Facts;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::pledge::record::{Pledge, Purpose, SignWay, field as pledge};
use crate::ledgers::role::record::{Role, field as role};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::steps::{joining, leaving, left};
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Passage, Point, Way, field};

/// Enters it (登録).
pub type Open = Enter<Passage>;
/// Corrects it (訂正).
pub type Amend = Correct<Passage>;

impl Keep for Passage {
    /// Nobody is on the same way twice.
    fn across(
        &self,
        id: Option<crate::base::PassageId>,
        read: &Reader<'_>,
        _today: Day,
    ) -> Result<Vec<Breach>, VaultError> {
        let own = read.by_subject::<Self>(self.staff.into())?;
        let is_twin =
            |other: &Kept<Self>| Some(other.id) != id && other.record.way == self.way && other.record.is_open();
        if !self.is_open() || !own.iter().any(is_twin) {
            return Ok(Vec::new());
        }
        let why = "この人の同じ手続きが、まだ終わっていません".to_owned();
        Ok(vec![Breach { field: field::WAY.key, label: field::WAY.label, why }])
    }

    fn carry(&mut self, before: &Self) {
        self.points.clone_from(&before.points);
        self.left_open.clone_from(&before.left_open);
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(Kind::Staff, self.staff.into())
    }
}

/// Enters somebody new and begins their way in (利用開始).
#[derive(Debug, Clone)]
pub struct Welcome(pub Draft);

impl Command for Welcome {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let staff = Staff::check(&self.0, today)?;
        let breaches = staff.across(None, &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        let id = tx.add(&staff)?;
        tx.add(&Passage::begun(Way::Joining, id, staff.started_on.unwrap_or(today)))?;
        let said = format!("{} さんの利用開始の手続きを始めました", staff.name);
        Ok(Done::said(Kind::Staff, said).and(vec![Kind::Passage]).then(Route::Steps(id)))
    }
}

/// Settles a point by hand, or takes that back (済み・対象外).
#[derive(Debug, Clone)]
pub struct Settle {
    /// Whose.
    pub person: StaffId,
    /// On which way.
    pub way: Way,
    /// Its code.
    pub code: &'static str,
    /// How; none takes back what was said.
    pub point: Option<Point>,
}

impl Command for Settle {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { person, way, code, point } = *self;
        let kept = open(&tx.reader(), person, way)?;
        let mut passage = kept.record;
        passage.points.retain(|other| other.code != code);
        passage.points.extend(point);
        tx.correct(kept.id, &passage, None)?;
        Ok(Done::said(Kind::Passage, "手続きの記録を保存しました"))
    }
}

/// Records at once that several IDs were stopped (IDの停止).
#[derive(Debug, Clone)]
pub struct StopAccounts {
    /// Which.
    pub accounts: Vec<AccountId>,
    /// When, how and by whom, as typed into [`STOP`].
    pub draft: Draft,
}

/// What is asked when IDs are stopped.
pub const STOP: [Field; 3] =
    [account::REMOVED_ON.required(), account::REMOVAL.required(), account::REMOVED_BY.required()];

impl Command for StopAccounts {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { accounts, draft } = *self;
        let [on, removal, by] = STOP;
        let mut check = Check::new(&draft, today);
        let removed_on = check.past_day(&on, today);
        let removal = check.choice(&removal);
        let removed_by = check.text(&by);
        let stopped = check.done(|| Some((removed_on?, removal?, removed_by)))?;
        let (removed_on, removal, removed_by) = stopped;
        let n_stopped = accounts.len();
        for id in accounts {
            let Some(kept) = tx.reader().get::<Account>(id)? else { continue };
            let account = Account {
                removed_on: Some(removed_on),
                removal: Some(removal),
                removed_by: removed_by.clone(),
                ..kept.record
            };
            tx.retire(id, &account, Some(REASON))?;
        }
        Ok(Done::said(Kind::Account, format!("{n_stopped}件のIDの{}を記録しました", Removal::label(removal))))
    }
}

/// Ends roles (解任).
#[derive(Debug, Clone)]
pub struct EndRoles {
    /// Which.
    pub roles: Vec<RoleId>,
    /// The last day, as typed into [`END`].
    pub draft: Draft,
}

/// What is asked when roles end.
pub const END: [Field; 1] = [role::UNTIL_ON.required()];

impl Command for EndRoles {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { roles, draft } = *self;
        let [until] = END;
        let mut check = Check::new(&draft, today);
        let until_on = check.past_day(&until, today);
        let mut ended = Vec::new();
        for id in roles {
            let Some(kept) = tx.reader().get::<Role>(id)? else { continue };
            if let (Some(from), Some(until_on)) = (kept.record.from_on, until_on)
                && until_on < from
            {
                check.breach(&until, format!("「{}」の開始日より前の日付です", kept.record.title()));
            }
            ended.push(kept);
        }
        let until_on = check.done(|| until_on)?;
        for Kept { id, record, .. } in ended {
            tx.retire(id, &Role { until_on: Some(until_on), ..record }, Some(REASON))?;
        }
        Ok(Done::said(Kind::Role, "役割の終了を記録しました"))
    }
}

/// Records a confirmation of secrecy that was signed on paper (紙で受け取った).
#[derive(Debug, Clone)]
pub struct ReceiveFarewell {
    /// Whose.
    pub person: StaffId,
    /// When it was received and where it is kept, as typed into [`RECEIVE`].
    pub draft: Draft,
}

/// What is asked when a paper is received.
pub const RECEIVE: [Field; 2] =
    [Field::new(pledge::RECEIVED_ON.key, "確認書を受け取った日", Input::Day).required(), pledge::KEPT_AT.required()];

impl Command for ReceiveFarewell {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { person, draft } = *self;
        let [received, kept_at] = RECEIVE;
        let mut check = Check::new(&draft, today);
        let received_on = check.past_day(&received, today);
        let kept_at = check.text(&kept_at);
        let (received_on, kept_at) = check.done(|| Some((received_on?, kept_at)))?;
        tx.add(&Pledge {
            staff: person,
            purpose: Purpose::Leaving,
            received_on: Some(received_on),
            signed_on: None,
            edition: String::new(),
            kept_at,
            note: String::new(),
            way: Some(SignWay::Paper),
            text: None,
            signature: None,
            scan: None,
            entered: None,
        })?;
        Ok(Done::said(Kind::Pledge, "退職後の守秘の確認を記録しました"))
    }
}

/// Why in the histories of what ends with a way out.
const REASON: &str = "利用終了の手続き";

/// Closes a passage (手続きを終える). A way in is closed when all of it is there; a way out with something open only with
/// a written reason. A way out ends the person's use.
#[derive(Debug, Clone)]
pub struct Close {
    /// Whose.
    pub person: StaffId,
    /// Which way.
    pub way: Way,
    /// Why it is closed though something is open.
    pub reason: String,
}

impl Command for Close {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { person, way, reason } = *self;
        let kept = open(&tx.reader(), person, way)?;
        let facts = Facts::load(&tx.reader())?;
        let stands = match way {
            Way::Joining => joining(&facts, person, Some(&kept.record), today),
            Way::Leaving => leaving(&facts, person, Some(&kept.record), today),
        };
        let left_open = left(&stands);
        match (way, left_open.is_empty(), reason.trim().is_empty()) {
            (_, true, _) | (Way::Leaving, false, false) => {}
            (Way::Joining, false, _) => {
                return Err(unfinished("残っていることをすべて済ませるか、対象外にしてください。"));
            }
            (Way::Leaving, false, true) => {
                let why = "残っていることがあります。残したまま終える理由を入力してください".to_owned();
                let field = field::OPEN_REASON;
                return Err(vec![Breach { field: field.key, label: field.label, why }].into());
            }
        }
        let mut done = Done::said(Kind::Passage, format!("{}を終えました", kept.record.title()));
        if way == Way::Leaving {
            done = done.and(vec![end(tx, person, &kept.record, today)?]);
        }
        let open_reason = if left_open.is_empty() { String::new() } else { reason.trim().to_owned() };
        let closed = Passage { closed_on: Some(today), open_reason, left_open, ..kept.record };
        tx.retire(kept.id, &closed, None)?;
        Ok(done.then(Route::Page(Kind::Staff, person.into())))
    }
}

/// The person's use ends on the day the passage says.
fn end(tx: &mut Tx<'_>, person: StaffId, passage: &Passage, today: Day) -> Result<Kind, Refusal> {
    let kept = tx.reader().get::<Staff>(person)?.ok_or_else(not_open)?;
    let staff =
        Staff { ended_on: passage.on.or(Some(today)), end_reason: passage.end_reason.clone(), ..kept.record.clone() };
    let breaches = Staff::check(&staff.draft(), today).err().unwrap_or_default();
    if !breaches.is_empty() {
        return Err(breaches.into());
    }
    if kept.record.ended_on.is_some() {
        tx.correct(person, &staff, Some(REASON))?;
    } else {
        tx.retire(person, &staff, Some(REASON))?;
    }
    Ok(Kind::Staff)
}

fn open(read: &Reader<'_>, person: StaffId, way: Way) -> Result<Kept<Passage>, Refusal> {
    let own = read.by_subject::<Passage>(person.into())?;
    let found = own.into_iter().rev().find(|kept| kept.record.way == way && kept.record.is_open());
    found.ok_or_else(not_open)
}

fn not_open() -> Refusal {
    Problem::new(
        "L-014",
        "この手続きは見つかりません。もう終わったか、取り消されています。台帳は変わっていません。",
        "利用者の画面を開き直して、確かめてください。",
    )
    .into()
}

fn unfinished(next: &str) -> Refusal {
    Problem::new("L-008", "この手続きは、まだ終えられません。台帳は変わっていません。", next).into()
}
