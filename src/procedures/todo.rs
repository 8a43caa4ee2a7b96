//! 今日やること: everything that is due, overdue, missing or waits, across all procedures, sorted by its day. Home, the
//! command line and the printed list read the same one.

use std::cmp::Ordering;

use crate::base::{Day, Kind};
use crate::checklists::Held;
use crate::desk::Route;
use crate::findings::live_accounts;
use crate::ledgers::confirm::waiting;
use crate::ledgers::due::{self, Due, Owed, State, Step};
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::record::{Passage, Way};
use crate::ledgers::steps::{Stand, joining, leaving};
use crate::widgets::Tone;

use super::assess::plans;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The day until which it is to be done; none where it is missing, and so due now.
    pub due_on: Option<Day>,
    /// The stable code of what it is, for programs.
    pub code: &'static str,
    /// What it is.
    pub kind: &'static str,
    /// The person or device it is about.
    pub about: String,
    /// What is to be done, in words.
    pub what: String,
    /// How it stands.
    pub pressing: Pressing,
    /// The step that does it.
    pub route: Route,
}

/// How pressing a thing to do is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressing {
    /// Its day is over.
    Overdue,
    /// It was never done, and has no day.
    Missing,
    /// Nobody has set a day.
    NoDay,
    /// It waits to be confirmed.
    Waiting,
    /// Today is its day.
    Today,
    /// Its day comes.
    Soon,
}

impl Pressing {
    /// By its day.
    #[must_use]
    pub fn of(due_on: Day, today: Day) -> Self {
        match due_on.cmp(&today) {
            Ordering::Less => Self::Overdue,
            Ordering::Equal => Self::Today,
            Ordering::Greater => Self::Soon,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => State::Overdue.label(),
            Self::Missing => State::Missing.label(),
            Self::NoDay => "目標日なし",
            Self::Waiting => State::Waiting.label(),
            Self::Today => "今日まで",
            Self::Soon => "まもなく",
        }
    }

    /// The stable code, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Missing => "missing",
            Self::NoDay => "no-day",
            Self::Waiting => "waiting",
            Self::Today => "today",
            Self::Soon => "soon",
        }
    }

    /// Its colour.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Overdue => Tone::Danger,
            Self::Missing | Self::NoDay | Self::Today => Tone::Warn,
            Self::Waiting => Tone::Info,
            Self::Soon => Tone::Quiet,
        }
    }
}

/// The rules whose findings have their own lines here; home does not tell them twice.
pub const COVERED: [&str; 11] = [
    "leaver-account",
    "remedy-late",
    "unconfirmed",
    "self-check-due",
    "password-age",
    "staff-pledge",
    "staff-lesson",
    "staff-policy",
    "vendor-sheet-missing",
    "takeout-overdue",
    "takeout-unchecked",
];

/// The rules that find what a self-check has opened a remedy for: the remedy has its line here.
pub const BY_REMEDY: [&str; 1] = ["public-wifi"];

/// Everything, what is due at once first, then by day; `until` leaves out what is due later.
#[must_use]
pub fn all(facts: &Facts, held: &Held, today: Day, until: Day) -> Vec<Todo> {
    of(facts, held, &due::all(facts, today), today, until)
}

/// The same where what everybody has to do is known already.
#[must_use]
pub fn of(facts: &Facts, held: &Held, owed: &[Owed<'_>], today: Day, until: Day) -> Vec<Todo> {
    let mut all = accounts(facts, today, until);
    all.extend(passages(facts, today));
    all.extend(owed.iter().filter_map(|owed| of_person(owed, today, until)));
    all.extend(remedies(facts, today, until));
    all.extend(assessments(facts, held, today, until));
    all.extend(super::takeout_todos::all(facts, today, until));
    all.extend(super::vendor_todos::all(facts, today, until));
    all.extend(super::leak_todos::all(facts, today));
    all.extend(waiting(facts).into_iter().map(|one| Todo {
        due_on: None,
        code: "unconfirmed",
        kind: "確定",
        about: one.by,
        what: one.title,
        pressing: Pressing::Waiting,
        route: Route::Chair,
    }));
    // Within a day the order stays: by ledger, and people as they stand in theirs, one beside the other.
    all.sort_by_key(|todo| todo.due_on);
    all
}

/// IDs are stopped on the last day of use.
fn accounts(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let live = live_accounts(facts).into_iter().filter(|live| live.last_on <= until);
    let todos = live.map(|live| Todo {
        due_on: Some(live.last_on),
        code: "leaver-account",
        kind: "IDの停止",
        about: live.name.to_owned(),
        what: [live.system, live.login].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
        pressing: Pressing::of(live.last_on, today),
        route: live.route(),
    });
    todos.collect()
}

/// Ways in and out that were begun, whenever their day is: somebody is at them now.
fn passages(facts: &Facts, today: Day) -> Vec<Todo> {
    let names = facts.staff_names();
    let open = facts.passages.iter().map(|kept| &kept.record).filter(|passage| passage.is_open());
    let todos = open.filter_map(|passage| {
        let (stands, route) = match passage.way {
            Way::Joining => (joining(facts, passage.staff, Some(passage), today), Route::Steps(passage.staff)),
            Way::Leaving => (leaving(facts, passage.staff, Some(passage), today), Route::Leaving(passage.staff)),
        };
        Some(Todo {
            due_on: passage.on,
            code: code(passage),
            kind: kind(passage),
            about: (*names.get(&passage.staff)?).to_owned(),
            what: left(&stands),
            pressing: passage.on.map_or(Pressing::Missing, |day| Pressing::of(day, today)),
            route,
        })
    });
    todos.collect()
}

const fn code(passage: &Passage) -> &'static str {
    match passage.way {
        Way::Joining => "joining",
        Way::Leaving => "leaving",
    }
}

const fn kind(passage: &Passage) -> &'static str {
    match passage.way {
        Way::Joining => "利用開始の手続き",
        Way::Leaving => "利用終了の手続き",
    }
}

fn left(stands: &[Stand]) -> String {
    let open: Vec<&str> = stands.iter().filter(|stand| stand.is_open()).map(|stand| stand.step.label()).collect();
    if open.is_empty() { "あとは終えるだけです".to_owned() } else { format!("残り {}", open.join("、")) }
}

fn of_person((person, due): &Owed<'_>, today: Day, until: Day) -> Option<Todo> {
    let pressing = match due.state {
        State::Overdue => Pressing::Overdue,
        State::Missing if due.due_on.is_none() => Pressing::Missing,
        State::Waiting => return None,
        State::Missing | State::Done => Pressing::of(due.due_on.filter(|day| *day <= until)?, today),
    };
    Some(Todo {
        due_on: due.due_on,
        code: due.step.code(),
        kind: due.step.label(),
        about: person.record.name.clone(),
        what: what(due),
        pressing,
        route: Route::Steps(person.id),
    })
}

fn what(due: &Due) -> String {
    let last = due.last_on.map(|day| format!("前回 {}", day.short()));
    match (due.step, last) {
        (Step::SelfCheck(_) | Step::Password(_), _) => due.about.clone(),
        (_, None) => "記録がありません".to_owned(),
        (Step::Pledge, Some(last)) if due.state == State::Missing => format!("新しい文面　{last}"),
        (Step::Policy, Some(last)) if due.state == State::Missing => format!("新しい版　{last}"),
        (Step::Pledge | Step::Policy | Step::Lesson | Step::Farewell, Some(last)) => last,
    }
}

/// So long before the end of a fiscal year the check of the year is asked for.
const CHECK_DAYS: i64 = 90;

/// A check of the year that goes on or is not begun, and every いいえ whose day comes.
fn assessments(facts: &Facts, held: &Held, today: Day, until: Day) -> Vec<Todo> {
    let year = today.fiscal_year();
    let last_day = year.last_day();
    let kind = Kind::Assessment.label();
    let todo = |due_on: Option<Day>, code, about: String, what, route| Todo {
        due_on,
        code,
        kind,
        about,
        what,
        pressing: due_on.map_or(Pressing::NoDay, |day| Pressing::of(day, today)),
        route,
    };
    let open = facts.assessments.iter().filter(|kept| kept.record.is_open());
    let mut todos: Vec<Todo> = open
        .map(|kept| {
            let due_on = kept.record.fiscal_year.last_day();
            let what = format!("{}項目に答えています", kept.record.answers.len());
            todo(due_on, "assessment", kept.record.when(), what, Route::Assess(kept.id))
        })
        .collect();
    let is_done = facts.assessments.iter().any(|kept| kept.record.fiscal_year == year);
    let is_near = last_day.is_some_and(|day| today.days_until(day) <= CHECK_DAYS);
    if !facts.is_empty() && !is_done && is_near {
        let what = "今年度の点検がまだです".to_owned();
        todos.push(todo(last_day, "assessment", year.label(), what, Route::Assessments));
    }
    let plans = plans(&facts.assessments, held).into_iter();
    todos.extend(plans.filter(|plan| plan.target_on.is_some_and(|day| day <= until)).map(|plan| {
        let what = [plan.no, plan.label].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        todo(plan.target_on, "assessment-target", "点検表の目標日".to_owned(), what, Route::Assess(plan.round))
    }));
    todos
}

fn remedies(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let names = facts.staff_names();
    let open = facts.remedies.iter().filter(|kept| kept.record.is_open_on(today));
    let soon = open.filter(|kept| kept.record.target_on.is_none_or(|target| target <= until));
    let todos = soon.map(|kept| Todo {
        due_on: kept.record.target_on,
        code: "remedy",
        kind: Kind::Remedy.label(),
        about: kept.record.owner.and_then(|id| names.get(&id)).map_or("担当者未定", |name| *name).to_owned(),
        what: kept.record.what.clone(),
        pressing: kept.record.target_on.map_or(Pressing::NoDay, |target| Pressing::of(target, today)),
        route: Route::Page(Kind::Remedy, kept.id.into()),
    });
    todos.collect()
}
