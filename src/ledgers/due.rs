//! What is due (やること): pure functions of the facts and the day, for home, the chair, the command line and paper.

use crate::base::{AccountId, Day, DeviceId, Entered, Kept, StaffId, waits};
use crate::desk::Route;

use super::account::record::Account;
use super::bound::{Strength, Turn};
use super::facts::{Belongings, Facts};
use super::pledge::record::Pledge;
use super::pledge::words::Words;
use super::policy_read::record::PolicyRead;
use super::self_check::record::SelfCheck;
use super::staff::record::Staff;

/// A lesson is attended once a year (S000-L4.13, S004-2.2).
const LESSON_MONTHS: i32 = 12;

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 誓約書
    Pledge,
    /// 運用ポリシーの確認
    Policy,
    /// 講習
    Lesson,
    /// 自己点検 of a device
    SelfCheck(DeviceId),
    /// パスワードの変更 of an ID, where its profile asks for it
    Password(AccountId),
    /// 退職後の守秘の確認, for those who leave
    Farewell,
}

impl Step {
    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pledge => "誓約書",
            Self::Policy => "運用ポリシーの確認",
            Self::Lesson => "講習",
            Self::SelfCheck(_) => "自己点検",
            Self::Password(_) => "パスワードの変更",
            Self::Farewell => "退職後の守秘の確認",
        }
    }

    /// The stable code, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::Policy => "policy",
            Self::Lesson => "lesson",
            Self::SelfCheck(_) => "self-check",
            Self::Password(_) => "password",
            Self::Farewell => "farewell",
        }
    }
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its day is over.
    Overdue,
    /// It was never done, or what was done counts no more: other words, another version.
    Missing,
    /// Done, and an operator has yet to confirm it.
    Waiting,
    /// Done; the next time has a day, or none.
    Done,
}

impl State {
    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "期限を過ぎた",
            Self::Missing => "まだ",
            Self::Waiting => "未確定",
            Self::Done => "済み",
        }
    }

    /// Whether the person has to do something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Missing)
    }
}

/// One procedure of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub person: StaffId,
    /// What.
    pub step: Step,
    /// The device or system it is about; empty for none.
    pub about: String,
    /// The profile that asks for it and where that is written, where one does.
    pub by: String,
    /// How it stands.
    pub state: State,
    /// The day it was done last.
    pub last_on: Option<Day>,
    /// The day until which it is to be done; none where it was never done, or is done once.
    pub due_on: Option<Day>,
}

impl Due {
    /// Where the person does it.
    #[must_use]
    pub const fn route(&self) -> Route {
        match self.step {
            Step::SelfCheck(device) => Route::SelfCheck(self.person, device),
            Step::Policy => Route::Policy(self.person),
            Step::Lesson => Route::Lesson(self.person),
            Step::Pledge => Route::Sign(self.person),
            Step::Password(account) => Route::Password(self.person, account),
            Step::Farewell => Route::Farewell(self.person),
        }
    }
}

/// What a person has to do, and how each stands, in the order they are walked through.
#[must_use]
pub fn of(facts: &Facts, person: StaffId, own: &Belongings<'_>, today: Day) -> Vec<Due> {
    let due = |step, about: String, done: Option<Last<'_>>, months: Option<i32>| {
        let last_on = done.and_then(|last| last.on);
        let due_on = last_on.zip(months).map(|(day, months)| day.plus_months(months));
        let state = match done.filter(|last| last.counts) {
            None => State::Missing,
            Some(last) if waits(last.entered) => State::Waiting,
            Some(_) if due_on.is_some_and(|day| day < today) => State::Overdue,
            Some(_) => State::Done,
        };
        Due { person, step, about, by: String::new(), state, last_on, due_on }
    };
    // Those who signed other words sign again only where the clinic says so.
    let renewed = facts.pledge_words.as_ref().filter(|words| words.is_to_renew).map(Words::hash);
    let counts = |kept: &Kept<Pledge>| {
        let signed = kept.record.text.as_ref().map(|text| &text.hash);
        renewed.as_ref().is_none_or(|hash| signed == Some(hash))
    };
    let pledge = own.pledges.iter().find(|kept| counts(kept)).or_else(|| own.pledges.first()).map(|kept| Last {
        on: kept.record.received_on,
        entered: kept.record.entered.as_ref(),
        counts: counts(kept),
    });
    let is_now = |read: &PolicyRead| facts.policy_now.as_ref().is_none_or(|now| now.is_read(read));
    let policy = own.policies.iter().find(|kept| is_now(&kept.record)).or_else(|| own.policies.first());
    let policy = policy.map(|kept| Last {
        on: kept.record.read_on,
        entered: kept.record.entered.as_ref(),
        counts: is_now(&kept.record),
    });
    let lesson = own.lessons.first();
    let lesson = lesson.map(|kept| Last::new(kept.record.attended_on, kept.record.entered.as_ref()));
    let mut all: Vec<Due> = own
        .devices
        .iter()
        .filter(|kept| kept.record.kind.is_terminal() && kept.record.is_active_on(today))
        .map(|kept| {
            let last = last_check(&own.checks, kept.id);
            let done = last.map(|check| Last::new(Some(check.checked_on), check.entered.as_ref()));
            let name = crate::base::Record::title(&kept.record);
            due(Step::SelfCheck(kept.id), name, done, Some(i32::from(facts.check_months)))
        })
        .collect();
    all.push(due(Step::Policy, String::new(), policy, None));
    all.push(due(Step::Lesson, String::new(), lesson, Some(LESSON_MONTHS)));
    all.push(due(Step::Pledge, String::new(), pledge, None));
    all.extend(turns(facts, own).into_iter().map(|(id, account, Asked { system, months, by })| {
        let changed_on = account.password_changed_on;
        let done = changed_on.map(|day| Last::new(Some(day), account.entered.as_ref()));
        Due { by, ..due(Step::Password(id), system, done, Some(i32::from(months))) }
    }));
    if let Some(way_out) = facts.leaving(person) {
        let farewell = own.farewells.first().map(|kept| &kept.record);
        let done = farewell.map(|pledge| Last::new(pledge.received_on, pledge.entered.as_ref()));
        let farewell = due(Step::Farewell, String::new(), done, None);
        // While they are still here.
        let due_on = way_out.record.on.filter(|_| farewell.state == State::Missing);
        all.push(Due { due_on, ..farewell });
    }
    all
}

/// What a profile asks of the password of an ID.
struct Asked {
    /// The system's name, with the ID where somebody has two of one.
    system: String,
    /// After how many months it is changed.
    months: u8,
    /// The profile, and where that is written.
    by: String,
}

/// Somebody's live IDs whose passwords the bound profile wants changed regularly (C-1; `assets/profiles`).
fn turns<'a>(facts: &'a Facts, own: &'a Belongings<'_>) -> Vec<(AccountId, &'a Account, Asked)> {
    let live = || own.accounts.iter().filter(|kept| kept.record.removed_on.is_none());
    let turns = live().filter_map(|kept| {
        let account = &kept.record;
        let system = facts.systems.iter().find(|system| system.id == account.system)?;
        let bound = facts.bound(system);
        let Turn::Every(months) = bound.turn(Strength::of(account, Some(&system.record))) else { return None };
        let name = &system.record.name;
        let n_alike = live().filter(|other| other.record.system == account.system).count();
        let system = if n_alike > 1 { format!("{name} {}", account.login) } else { name.clone() };
        Some((kept.id, account, Asked { system, months, by: bound.by_password() }))
    });
    turns.collect()
}

/// The last time something was done.
#[derive(Clone, Copy)]
struct Last<'a> {
    on: Option<Day>,
    entered: Option<&'a Entered>,
    /// Whether it still counts: those words, that version.
    counts: bool,
}

impl<'a> Last<'a> {
    const fn new(on: Option<Day>, entered: Option<&'a Entered>) -> Self {
        Self { on, entered, counts: true }
    }
}

/// The newest check of a device among a person's, the newest first.
#[must_use]
pub fn last_check<'a>(checks: &[&'a Kept<SelfCheck>], device: DeviceId) -> Option<&'a SelfCheck> {
    checks.iter().map(|kept| &kept.record).find(|check| check.device == device)
}

/// A person and one thing they have to do.
pub type Owed<'a> = (&'a Kept<Staff>, Due);

/// What everybody who is there has to do, the most pressing first.
#[must_use]
pub fn all(facts: &Facts, today: Day) -> Vec<Owed<'_>> {
    let owned = facts.belongings();
    let nothing = Belongings::default();
    let mut found: Vec<Owed<'_>> = facts
        .staff_in_use(today)
        .flat_map(|kept| {
            let own = owned.get(&kept.id).unwrap_or(&nothing);
            of(facts, kept.id, own, today).into_iter().map(move |due| (kept, due))
        })
        .collect();
    found.sort_by_key(|(_, due)| (due.state, due.due_on));
    found
}
