//! 今日やること with an incident: 速報 and 確報 until they are out, the questions nobody has answered, the notice to persons.

use crate::base::{Coded, Day, Kept, Record};
use crate::desk::Route;
use crate::ledgers::clock_words;
use crate::ledgers::clocks::{Case, Clocks, Stage, Standing};
use crate::ledgers::facts::Facts;
use crate::ledgers::incident::record::{Incident, Report};

use super::todo::{Pressing, Todo};

/// All of it, whenever it is due: an incident does not wait for its month.
pub(super) fn all(facts: &Facts, today: Day) -> Vec<Todo> {
    let owed = facts.incidents.iter().filter(|kept| Case::of(&kept.record).is_owed());
    owed.flat_map(|kept| of(kept, facts, today)).collect()
}

fn of(kept: &Kept<Incident>, facts: &Facts, today: Day) -> Vec<Todo> {
    let case = Case::of(&kept.record);
    let clocks = case.clocks(&facts.calendar);
    let mut todos = Vec::new();
    if let Standing::NeedsAnswer(open) = case.standing() {
        let names: Vec<&str> = open.iter().map(|one| one.label()).collect();
        let what = format!("報告の対象かどうかの答え　{}", names.join("、"));
        todos.push(Todo { what, ..todo(kept, clocks.early.until, today) });
    }
    if !matches!(case.early_stage(&clocks, today), Stage::Sent(_)) {
        let what = format!("{}　{}", Report::Prompt.label(), early_words(&case, &clocks, today));
        todos.push(Todo { what, ..todo(kept, clocks.early.until, today) });
    }
    if !matches!(case.last_stage(&clocks, today), Stage::Sent(_)) {
        let what = Report::Final.label().to_owned();
        todos.push(Todo { what, ..todo(kept, clocks.last.until(), today) });
    }
    todos
}

fn early_words(case: &Case, clocks: &Clocks, today: Day) -> String {
    clock_words::early_stage(case.early_stage(clocks, today))
}

fn todo(kept: &Kept<Incident>, due_on: Day, today: Day) -> Todo {
    Todo {
        due_on: Some(due_on),
        code: "leak-report",
        kind: "漏えい等の報告",
        about: kept.record.title(),
        what: String::new(),
        pressing: Pressing::of(due_on, today),
        route: Route::LeakReport(kept.id),
    }
}
