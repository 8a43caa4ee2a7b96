//! 今日やること: everything that is due, overdue, missing or waits, across all procedures, sorted by its day. Home, the
//! command line and the printed list read the same one.

use crate::base::{Day, Kind, StaffId};
use crate::desk::Route;
use crate::findings::{self, Found};
use crate::ledgers::confirm::waiting;
use crate::ledgers::due::{self, State};
use crate::ledgers::facts::Facts;

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
    /// How it stands, in a word.
    pub state: &'static str,
    /// The step that does it.
    pub route: Route,
}

/// Findings that are things to do with an own line here; what else is found stands on the home page.
const FOUND: [(&str, &str, &str); 2] =
    [("leaver-account", "IDの停止", "期限を過ぎた"), ("password-age", "パスワードの変更", "期限を過ぎた")];

/// Everything, what is missing first, then by day; `until` leaves out what is due later.
#[must_use]
pub fn all(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let mut all: Vec<Todo> = of_people(facts, today, until);
    all.extend(remedies(facts, today, until));
    all.extend(findings::all(facts, today).into_iter().flat_map(found));
    all.extend(waiting(facts).into_iter().map(|one| Todo {
        due_on: None,
        code: "unconfirmed",
        kind: "確定",
        about: one.by,
        what: one.title,
        state: State::Waiting.label(),
        route: Route::Chair,
    }));
    all.sort_by(|a, b| (a.due_on, a.code, &a.about).cmp(&(b.due_on, b.code, &b.about)));
    all
}

fn of_people(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let page = |person: StaffId| Route::Page(Kind::Staff, person.into());
    let due = due::all(facts, today).into_iter().filter_map(|(kept, due)| {
        let is_soon = due.state == State::Done && due.due_on.is_some_and(|day| day <= until);
        (due.state.is_open() || is_soon).then(|| Todo {
            due_on: due.due_on,
            code: due.step.code(),
            kind: due.step.label(),
            about: kept.record.name.clone(),
            what: match due.last_on {
                _ if !due.about.is_empty() => due.about.clone(),
                Some(day) => format!("前回 {}", day.wareki()),
                None => "記録がありません".to_owned(),
            },
            state: if is_soon { "まもなく" } else { due.state.label() },
            route: page(kept.id),
        })
    });
    due.collect()
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
        state: match kept.record.target_on {
            Some(target) if target < today => State::Overdue.label(),
            Some(_) => "対応中",
            None => "目標日なし",
        },
        route: Route::Page(Kind::Remedy, kept.id.into()),
    });
    todos.collect()
}

fn found(found: Found) -> Vec<Todo> {
    let Some((code, kind, state)) = FOUND.into_iter().find(|(id, ..)| *id == found.rule.id) else { return Vec::new() };
    let todos = found.findings.into_iter().map(|finding| Todo {
        due_on: None,
        code,
        kind,
        about: finding.about,
        what: finding.what,
        state,
        route: finding.route,
    });
    todos.collect()
}
