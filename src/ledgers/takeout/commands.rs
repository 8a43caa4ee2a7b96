//! 持出し: asked for, decided, gone out, come back, extended or given up; each step is one entry of the journal.

use crate::base::{
    Breach, Check, Confirmed, Day, DeviceId, Draft, Entered, Field, Kept, Kind, Record, RecordId, StaffId, TakeoutId,
};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::device::record::{Device, TakeoutRule};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::role::record::Role;
use crate::ledgers::staff::record::Staff;
use crate::ledgers::takeouts::approvers;
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Decided, Decision, Extension, Standing, Takeout, field};
use super::step::{EXTEND_REASON, EXTEND_UNTIL, Step};

/// Enters a request (申請).
pub type Request = Enter<Takeout>;
/// Corrects it (訂正).
pub type Amend = Correct<Takeout>;

impl Keep for Takeout {
    fn across(&self, id: Option<TakeoutId>, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        let before = id.map(|id| read.get::<Self>(id)).transpose()?.flatten().map(|kept| kept.record);
        let mut breaches = self.rules(id, before.as_ref(), read, today)?;
        breaches.extend(before.iter().flat_map(|before| self.grown(before)));
        Ok(breaches)
    }

    fn carry(&mut self, before: &Self) {
        self.extensions.clone_from(&before.extensions);
        self.entered.clone_from(&before.entered);
    }
}

impl Takeout {
    /// The rules that need a look at people, devices, roles and the other take-outs. What was sound when it was recorded
    /// does not keep anything from coming back later: what the version before said already is not asked again.
    fn rules(
        &self,
        id: Option<TakeoutId>,
        before: Option<&Self>,
        read: &Reader<'_>,
        today: Day,
    ) -> Result<Vec<Breach>, VaultError> {
        let mut breaches = Vec::new();
        if before.is_none_or(|before| before.out.is_none()) {
            breaches.extend(self.person_rules(read)?);
            breaches.extend(self.device_rules(read, today)?);
        }
        breaches.extend(self.twin_rules(id, read, today)?);
        let known: Vec<&Decided> = before.map(Self::decisions).unwrap_or_default();
        for decided in self.decisions().into_iter().filter(|decided| !known.contains(decided)) {
            breaches.extend(self.decision_rules(decided, read)?);
        }
        Ok(breaches)
    }

    /// Everything that was decided about it.
    fn decisions(&self) -> Vec<&Decided> {
        let later = self.extensions.iter().filter_map(|extension| extension.decided.as_ref());
        self.decided.iter().chain(later).collect()
    }

    fn person_rules(&self, read: &Reader<'_>) -> Result<Vec<Breach>, VaultError> {
        let why = match read.get::<Staff>(self.staff)? {
            None => "この人は台帳に見つかりません。選び直してください".to_owned(),
            Some(kept) => match kept.record.ended_on {
                Some(ended) if ended < self.from_on => {
                    format!("この人の利用は{}に終わっています。使う人を選び直してください", ended.wareki())
                }
                Some(_) | None => return Ok(Vec::new()),
            },
        };
        Ok(vec![breach(&field::STAFF, why)])
    }

    fn device_rules(&self, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        let standing = self.standing(today);
        let is_planned = matches!(standing, Standing::Waiting | Standing::Approved);
        let mut breaches = Vec::new();
        for id in &self.devices {
            let Some(kept) = read.get::<Device>(*id)? else {
                breaches.push(breach(&field::DEVICES, "台帳にない端末・媒体が選ばれています。選び直してください"));
                continue;
            };
            let device = kept.record;
            match device.ended_on {
                Some(ended) if ended < self.from_on => breaches.push(breach(
                    &field::DEVICES,
                    format!("「{}」の利用は{}に終わっています。外してください", device.title(), ended.wareki()),
                )),
                Some(_) | None => {}
            }
            if is_planned && device.takeout == Some(TakeoutRule::Forbidden) {
                breaches.push(breach(
                    &field::DEVICES,
                    format!(
                        "「{}」は、端末台帳で持ち出し「不可」になっています。外すか、先に端末の記録を見直してください",
                        device.title()
                    ),
                ));
            }
        }
        Ok(breaches)
    }

    /// Nothing is taken out twice at a time.
    fn twin_rules(&self, id: Option<TakeoutId>, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        if !self.meets(self.from_on, self.until_on, today) {
            return Ok(Vec::new());
        }
        let others = read.list_active::<Self>()?;
        let meets =
            |other: &&Kept<Self>| Some(other.id) != id && other.record.meets(self.from_on, self.until_on, today);
        let mut breaches = Vec::new();
        for other in others.iter().filter(meets) {
            let shared: Vec<DeviceId> =
                self.devices.iter().copied().filter(|device| other.record.devices.contains(device)).collect();
            for device in shared {
                let Some(kept) = read.get::<Device>(device)? else { continue };
                let why = format!(
                    "「{}」は、ほかの持出し「{}」（{}）と期間が重なります。返却を記録するか、期間を変えてください",
                    kept.record.title(),
                    other.record.title(),
                    other.record.standing(today).label(),
                );
                breaches.push(breach(&field::DEVICES, why));
            }
        }
        Ok(breaches)
    }

    /// Who decides holds a role that lets them; nobody approves their own but the only one who can.
    fn decision_rules(&self, decided: &Decided, read: &Reader<'_>) -> Result<Vec<Breach>, VaultError> {
        let may = approvers(&read.list::<Role>()?, decided.on);
        if !may.contains(&decided.by) {
            let why = if may.is_empty() {
                "その日に承認できる役割の人がいません。「役割」で管理責任者などを登録してください"
            } else {
                "この人はその日、承認できる役割（管理責任者・施設管理者・安全管理責任者・代理）にありません。選び直してください"
            };
            return Ok(vec![breach(&field::DECIDED_BY, why)]);
        }
        if !decided.is_approved() || decided.by != self.staff {
            return Ok(Vec::new());
        }
        Ok(match (may.len(), decided.self_reason.is_empty()) {
            (1, false) => Vec::new(),
            (1, true) => vec![breach(&field::SELF_REASON, "自分の申請を承認する理由を入力してください")],
            (_, _) => {
                vec![breach(&field::DECIDED_BY, "自分の申請は承認できません。ほかに承認できる人を選んでください")]
            }
        })
    }

    /// What was approved is not made more by a correction.
    fn grown(&self, before: &Self) -> Vec<Breach> {
        let is_allowed = |takeout: &Self| takeout.decided.as_ref().is_some_and(Decided::is_approved);
        if !is_allowed(before) || !is_allowed(self) {
            return Vec::new();
        }
        let mut breaches = Vec::new();
        if self.until_on > before.until_on {
            let why = "承認されたあとに期間を延ばすときは、持出しの画面の「延長」から、あらためて承認を受けてください";
            breaches.push(breach(&field::UNTIL_ON, why));
        }
        if self.devices.iter().any(|device| !before.devices.contains(device)) {
            let why = "承認されたあとに媒体は足せません。足すときは、新しく申請してください";
            breaches.push(breach(&field::DEVICES, why));
        }
        if self.staff != before.staff {
            let why = "承認されたあとに持ち出す人は変えられません。変えるときは、新しく申請してください";
            breaches.push(breach(&field::STAFF, why));
        }
        breaches
    }
}

/// Somebody asks for themselves (自分の申請). It waits like any other until it is decided.
pub struct Ask(pub Draft);

impl Command for Ask {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        self.0.get(field::STAFF.key).trim().parse::<RecordId>().ok().map(StaffId::from)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        // What is not asked of them they cannot say: somebody else decides and hands it out.
        let mut asked = Draft::new();
        for one in field::ASKED {
            asked.set(one.key, self.0.get(one.key));
        }
        let mut takeout = Takeout::check(&asked, today)?;
        takeout.entered = tx.enterer().map(Entered::by);
        let breaches = takeout.across(None, &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        tx.add(&takeout)?;
        Ok(Done::said(Kind::Takeout, "持出しを申請しました。承認されるまで持ち出せません").then(Route::Own))
    }
}

/// One step of its life, with what was typed into the step's fields.
#[derive(Debug, Clone)]
pub struct Advance {
    /// The take-out.
    pub id: TakeoutId,
    /// The version that was on screen.
    pub version: u32,
    /// Which step.
    pub step: Step,
    /// What was typed.
    pub draft: Draft,
}

impl Command for Advance {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { id, version, step, draft } = *self;
        let kept = tx.reader().get::<Takeout>(id)?.ok_or_else(gone)?;
        if kept.version != version {
            return Err(changed_since().into());
        }
        if !step.fits(&kept.record, today) {
            return Err(out_of_turn(step, &kept.record, today).into());
        }
        let mut takeout = match step {
            Step::AskExtension => ask_extension(&kept.record, &draft, today)?,
            Step::ApproveExtension | Step::RefuseExtension => decide_extension(&kept.record, step, &draft, today)?,
            Step::Approve
            | Step::Refuse
            | Step::ApproveLate
            | Step::GoOut
            | Step::Return
            | Step::ReturnFirst
            | Step::CheckReturn
            | Step::Cancel => next(&kept.record, step, &draft, today)?,
        };
        let breaches = takeout.rules(Some(id), Some(&kept.record), &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        if step.decides()
            && let Some(entered) = takeout.entered.as_mut().filter(|entered| entered.confirmed.is_none())
        {
            entered.confirmed = Some(Confirmed { by: tx.operator().to_owned(), on: today });
        }
        let reason = Some(step.label());
        if takeout.ends() && !kept.record.ends() {
            tx.retire(id, &takeout, reason)?;
        } else {
            tx.correct(id, &takeout, reason)?;
        }
        Ok(Done::said(Kind::Takeout, step.said()))
    }
}

/// The record with a step's fields written over it.
fn next(before: &Takeout, step: Step, typed: &Draft, today: Day) -> Result<Takeout, Refusal> {
    let mut draft = before.draft();
    for field in step.fields() {
        draft.set(field.key, typed.get(field.key));
    }
    match step {
        Step::Approve | Step::ApproveLate => draft.set(field::DECISION.key, "approved"),
        Step::Refuse => draft.set(field::DECISION.key, "refused"),
        Step::Return => {
            // Who takes it back looks at it at once.
            draft.set(field::CHECKED_ON.key, typed.get(field::BACK_ON.key));
            draft.set(field::CHECKED_BY.key, typed.get(field::RECEIVED_BY.key));
        }
        Step::GoOut
        | Step::ReturnFirst
        | Step::CheckReturn
        | Step::Cancel
        | Step::AskExtension
        | Step::ApproveExtension
        | Step::RefuseExtension => {}
    }
    if step == Step::ApproveLate && typed.get(field::LATE_REASON.key).trim().is_empty() {
        let why = "持ち出したあとに承認する理由を入力してください";
        let mut breaches = Takeout::check(&draft, today).err().unwrap_or_default();
        if breaches.iter().all(|breach| breach.field != field::LATE_REASON.key) {
            breaches.push(breach(&field::LATE_REASON, why));
        }
        return Err(breaches.into());
    }
    let mut takeout = Takeout::check(&draft, today)?;
    takeout.carry(before);
    Ok(takeout)
}

fn ask_extension(before: &Takeout, typed: &Draft, today: Day) -> Result<Takeout, Refusal> {
    let mut check = Check::new(typed, today);
    let until_on = check.day(&EXTEND_UNTIL);
    if until_on.is_some_and(|until| until <= before.until_on) {
        let why = format!("今の期間（{}まで）より後の日付を入力してください", before.until_on.wareki());
        check.breach(&EXTEND_UNTIL, why);
    }
    let reason = check.lines(&EXTEND_REASON);
    let before_on = before.until_on;
    let extension = check
        .done(|| Some(Extension { asked_on: today, before: before_on, until_on: until_on?, reason, decided: None }))?;
    let mut takeout = before.clone();
    takeout.extensions.push(extension);
    // What could not be approved need not be asked for.
    lengthened(&takeout, today).map(|_| takeout)
}

/// The take-out with the end its last extension asks for.
fn lengthened(takeout: &Takeout, today: Day) -> Result<Takeout, Refusal> {
    let Some(extension) = takeout.extensions.last() else { return Ok(takeout.clone()) };
    let draft = takeout.draft().with_day(&field::UNTIL_ON, Some(extension.until_on));
    let mut longer = Takeout::check(&draft, today).map_err(|breaches| {
        let named = breaches
            .into_iter()
            .map(|one| if one.field == field::UNTIL_ON.key { breach(&EXTEND_UNTIL, one.why) } else { one });
        named.collect::<Vec<_>>()
    })?;
    longer.carry(takeout);
    Ok(longer)
}

fn decide_extension(before: &Takeout, step: Step, typed: &Draft, today: Day) -> Result<Takeout, Refusal> {
    let asked_on = before.extension().map(|extension| extension.asked_on);
    let decision = if step == Step::ApproveExtension { Decision::Approved } else { Decision::Refused };
    let mut draft = Draft::new().with_choice(&field::DECISION, Some(decision));
    for field in step.fields() {
        draft.set(field.key, typed.get(field.key));
    }
    let mut check = Check::new(&draft, today);
    let decided = Decided::read(&mut check, &draft, asked_on, today);
    let decided = check.done(|| decided)?;
    let mut takeout = if decided.is_approved() { lengthened(before, today)? } else { before.clone() };
    if let Some(last) = takeout.extensions.last_mut() {
        last.decided = Some(decided);
    }
    Ok(takeout)
}

fn breach(field: &Field, why: impl Into<String>) -> Breach {
    Breach { field: field.key, label: field.label, why: why.into() }
}

fn gone() -> Problem {
    Problem::new(
        "L-070",
        "この持出しは見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "「持出し」の一覧から開き直してください。",
    )
}

fn changed_since() -> Problem {
    Problem::new(
        "L-071",
        "開いている間に、この持出しは別の操作で変わっていました。入力した内容はまだ保存されていません。",
        "いったん閉じて開き直し、今の状態を確かめてください。",
    )
}

fn out_of_turn(step: Step, takeout: &Takeout, today: Day) -> Problem {
    Problem::new(
        "L-072",
        format!(
            "この持出しは「{}」のため、「{}」は記録できません。台帳は変わっていません。",
            takeout.standing(today).label(),
            step.label(),
        ),
        "画面を開き直して、今の状態でできることを確かめてください。まちがいを直すときは「訂正」を使います。",
    )
}
