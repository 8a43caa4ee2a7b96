//! 持出し: a device or medium leaves the clinic by request, approval, and return with a check (S004-1.10 to S004-1.12).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, DeviceId, Draft, Entered, Field, Index, Kind, Record, StaffId, TakeoutId,
};

pub use super::choice::{Checked, Contents, Decision, Holds, PURPOSES, STANDING_MONTHS, Sort, Trouble, Virus, Whole};
pub use super::field;
pub use super::life::{Back, BackCheck, Cancelled, Decided, Extension, OUT_POINTS, Out, out_line};

/// A request to take devices or media out, and what became of it (持出し).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takeout {
    /// 氏名
    pub staff: StaffId,
    /// 所属, as it was on that day
    #[serde(default)]
    pub department: String,
    /// 連絡先
    #[serde(default)]
    pub contact: String,
    /// 持ち出す目的
    #[serde(default)]
    pub purpose: String,
    /// 格納する媒体
    #[serde(default)]
    pub devices: Vec<DeviceId>,
    /// 持ち出す情報の内容
    #[serde(default)]
    pub what: String,
    /// 申請の種類
    pub sort: Sort,
    /// 期間の初め
    pub from_on: Day,
    /// 期間の終わり; an approved extension moves it.
    pub until_on: Day,
    /// 申請日
    pub requested_on: Day,
    /// 患者の情報
    #[serde(default)]
    pub patient_data: Option<Holds>,
    /// 守り方
    #[serde(default)]
    pub protection: String,
    /// 承認・不承認
    #[serde(default)]
    pub decided: Option<Decided>,
    /// 持出し
    #[serde(default)]
    pub out: Option<Out>,
    /// 返却
    #[serde(default)]
    pub back: Option<Back>,
    /// 取りやめ
    #[serde(default)]
    pub cancelled: Option<Cancelled>,
    /// 延長, the oldest first
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Who filed it, where that was the person and no operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// The day it was over: come back and checked, refused or given up. It follows from the rest, and stands by itself
    /// so that what is open is found without reading the rest.
    #[serde(default)]
    pub ended_on: Option<Day>,
}

/// How a request stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 申請中: nobody has decided.
    Waiting,
    /// 承認済み: it may go out.
    Approved,
    /// 不承認
    Refused,
    /// 持出し中
    Out,
    /// 返却遅れ: still out after its last day.
    Late,
    /// It came back and nobody has looked at it yet.
    Unchecked,
    /// 返却済み
    Returned,
    /// 取りやめ
    Cancelled,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "申請中",
            Self::Approved => "承認済み",
            Self::Refused => "不承認",
            Self::Out => "持出し中",
            Self::Late => "返却遅れ",
            Self::Unchecked => "返却の確認待ち",
            Self::Returned => "返却済み",
            Self::Cancelled => "取りやめ",
        }
    }

    /// Whether something is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Approved | Self::Out | Self::Late | Self::Unchecked => true,
            Self::Refused | Self::Returned | Self::Cancelled => false,
        }
    }

    /// Whether the devices are away.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Out | Self::Late)
    }
}

impl Takeout {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        if self.cancelled.is_some() {
            return Standing::Cancelled;
        }
        if let Some(back) = &self.back {
            return if back.check.is_some() { Standing::Returned } else { Standing::Unchecked };
        }
        if self.out.is_some() {
            return if self.until_on < today { Standing::Late } else { Standing::Out };
        }
        match &self.decided {
            None => Standing::Waiting,
            Some(decided) if decided.is_approved() => Standing::Approved,
            Some(_) => Standing::Refused,
        }
    }

    /// Whether a person has a part in it: who takes out, and who decided.
    #[must_use]
    pub fn names(&self, person: StaffId) -> bool {
        let later = self.extensions.iter().filter_map(|extension| extension.decided.as_ref());
        self.staff == person || self.decided.iter().chain(later).any(|decided| decided.by == person)
    }

    /// The extension that waits to be decided; none once it came back or was given up.
    #[must_use]
    pub fn extension(&self) -> Option<&Extension> {
        let is_over = self.back.is_some() || self.cancelled.is_some();
        self.extensions.last().filter(|extension| !is_over && extension.decided.is_none())
    }

    /// Whether somebody has to decide something.
    #[must_use]
    pub fn waits(&self, today: Day) -> bool {
        self.standing(today) == Standing::Waiting || self.extension().is_some()
    }

    /// Whether it may be or is out on a day: it counts as a permission for its devices.
    #[must_use]
    pub fn allows_on(&self, day: Day) -> bool {
        match self.standing(day) {
            Standing::Approved => self.from_on <= day && day <= self.until_on,
            Standing::Out | Standing::Late => true,
            Standing::Waiting | Standing::Refused | Standing::Unchecked | Standing::Returned | Standing::Cancelled => {
                false
            }
        }
    }

    /// Its period: 「R8.11.20〜R8.11.27」.
    #[must_use]
    pub fn period(&self) -> String {
        format!("{}〜{}", self.from_on.short(), self.until_on.short())
    }

    /// Whether its devices are spoken for in a time, as seen on a day; what is late is, until it is back.
    #[must_use]
    pub fn meets(&self, from: Day, until: Day, today: Day) -> bool {
        let end = match self.standing(today) {
            Standing::Late => today.max(self.until_on),
            Standing::Waiting | Standing::Approved | Standing::Out => self.until_on,
            Standing::Refused | Standing::Unchecked | Standing::Returned | Standing::Cancelled => return false,
        };
        self.from_on <= until && from <= end
    }
}

impl Record for Takeout {
    const KIND: Kind = Kind::Takeout;
    type Id = TakeoutId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        format!("{}（{}から）", self.purpose, self.from_on.short())
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: Some(self.from_on),
            due_day: Some(self.until_on),
            is_active: self.ended_on.is_none(),
            sort_key: format!("{}{}", self.from_on.iso(), self.requested_on.iso()),
            search: fold(&[self.purpose.as_str(), &self.what, &self.department, self.sort.label()].join(" ")),
        }
    }

    fn draft(&self) -> Draft {
        let draft = Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with(&field::DEPARTMENT, &self.department)
            .with(&field::CONTACT, &self.contact)
            .with(&field::PURPOSE, &self.purpose)
            .with_links(&field::DEVICES, &self.devices)
            .with(&field::WHAT, &self.what)
            .with_choice(&field::SORT, Some(self.sort))
            .with_day(&field::FROM_ON, Some(self.from_on))
            .with_day(&field::UNTIL_ON, Some(self.until_on))
            .with_day(&field::REQUESTED_ON, Some(self.requested_on))
            .with_choice(&field::PATIENT_DATA, self.patient_data)
            .with(&field::PROTECTION, &self.protection)
            .with(&field::NOTE, &self.note);
        let draft = Decided::write(self.decided.as_ref(), draft);
        let draft = Out::write(self.out.as_ref(), draft);
        let draft = Back::write(self.back.as_ref(), draft);
        Cancelled::write(self.cancelled.as_ref(), draft)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let department = check.text(&field::DEPARTMENT);
        let contact = check.text(&field::CONTACT);
        let purpose = check.text(&field::PURPOSE);
        let devices = check.links(&field::DEVICES);
        let what = check.lines(&field::WHAT);
        let sort = check.choice(&field::SORT);
        let from_on = check.day(&field::FROM_ON);
        let until_on = check.day(&field::UNTIL_ON);
        check_period(&mut check, sort, from_on, until_on);
        let requested_on = check.past_day(&field::REQUESTED_ON, today);
        let patient_data = check.choice(&field::PATIENT_DATA);
        let protection = check.lines(&field::PROTECTION);
        let decided = Decided::read(&mut check, draft, requested_on, today);
        let out = Out::read(&mut check, draft, today);
        let back = Back::read(&mut check, draft, out.as_ref().map(|out| out.on), today);
        let cancelled = Cancelled::read(&mut check, draft, requested_on, today);
        check_order(&mut check, draft, decided.as_ref(), out.as_ref(), (from_on, until_on));
        let note = check.lines(&field::NOTE);
        let ended_on = over(decided.as_ref(), back.as_ref(), cancelled.as_ref());
        check.done(|| {
            Some(Self {
                staff: staff?,
                department,
                contact,
                purpose,
                devices,
                what,
                sort: sort?,
                from_on: from_on?,
                until_on: until_on?,
                requested_on: requested_on?,
                patient_data,
                protection,
                decided,
                out,
                back,
                cancelled,
                extensions: Vec::new(),
                entered: None,
                note,
                ended_on,
            })
        })
    }
}

/// The day it was over.
fn over(decided: Option<&Decided>, back: Option<&Back>, cancelled: Option<&Cancelled>) -> Option<Day> {
    let refused = decided.filter(|decided| !decided.is_approved()).map(|decided| decided.on);
    let checked = back.and_then(|back| back.check.as_ref()).map(|made| made.on);
    cancelled.map(|cancelled| cancelled.on).or(checked).or(refused)
}

/// A period runs forward, and a standing permission ends.
fn check_period(check: &mut Check<'_>, sort: Option<Sort>, from: Option<Day>, until: Option<Day>) {
    let (Some(from), Some(until)) = (from, until) else { return };
    if until < from {
        check.breach(&field::UNTIL_ON, "期間の初めより前の日付です。どちらかを直してください");
    } else if sort == Some(Sort::Standing) && until > from.plus_months(STANDING_MONTHS) {
        let last = from.plus_months(STANDING_MONTHS).wareki();
        let why = format!("常時の持出しは12か月までです。{last}までの日付にし、続けるときは新しく申請してください");
        check.breach(&field::UNTIL_ON, why);
    }
}

/// Each part comes after the one before: no way out without approval, no return without a way out.
fn check_order(
    check: &mut Check<'_>,
    draft: &Draft,
    decided: Option<&Decided>,
    out: Option<&Out>,
    (from, until): (Option<Day>, Option<Day>),
) {
    let has = |field: &Field| !draft.get(field.key).trim().is_empty();
    let is_approved = Decision::from_code(draft.get(field::DECISION.key)) == Some(Decision::Approved);
    if has(&field::OUT_ON) && !is_approved {
        check.breach(
            &field::OUT_ON,
            "承認されていないため、持出しを記録できません。先に承認を記録してください。\
             もう持ち出しているときは「もう持ち出している」から、持ち出した日と事後の承認の理由を記録します",
        );
    }
    if has(&field::BACK_ON) && !has(&field::OUT_ON) {
        check.breach(&field::OUT_ON, "返却を記録する前に、持ち出した日を入力してください");
    }
    if has(&field::CANCELLED_ON) && has(&field::OUT_ON) {
        check.breach(&field::CANCELLED_ON, "もう持ち出しているため、取りやめにはできません。返却を記録してください");
    }
    let (Some(decided), Some(out)) = (decided, out) else { return };
    if out.on < decided.on && decided.late_reason.is_empty() {
        check.breach(&field::LATE_REASON, "承認した日より前に持ち出しています。事後に承認した理由を入力してください");
    }
    if from.is_some_and(|from| out.on < from) {
        check.breach(&field::OUT_ON, "期間の初めより前の日付です。どちらかを直してください");
    }
    if until.is_some_and(|until| until < out.on) {
        check.breach(&field::OUT_ON, "期間が終わったあとの日付です。期間を直すか、新しく申請してください");
    }
}
