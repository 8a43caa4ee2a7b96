//! 今日やること with take-outs: what is to come back, what waits to be decided, what came back and was not looked at.

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::takeout::record::{Standing, Takeout};

use super::todo::{Pressing, Todo};

/// All of it.
pub(super) fn all(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let out = facts.takeouts_out(today).filter(|kept| kept.record.until_on <= until).map(|kept| {
        let due_on = kept.record.until_on;
        let what = facts.taken_line(&kept.record);
        todo(facts, kept, "takeout-return", "持出しの返却", what).due(due_on, today)
    });
    let waiting = facts.takeouts_waiting(today).map(|kept| {
        let takeout = &kept.record;
        let what = match takeout.extension() {
            Some(extension) => format!("{}まで延長", extension.until_on.short()),
            None => format!("{}　{}から", takeout.purpose, takeout.from_on.short()),
        };
        todo(facts, kept, "takeout-waiting", "持出しの承認", format!("{what}　{}", facts.taken_line(takeout)))
    });
    let unused = facts.takeouts.iter().filter(|kept| {
        let takeout = &kept.record;
        takeout.standing(today) == Standing::Approved && takeout.until_on < today && takeout.extension().is_none()
    });
    let unused = unused.map(|kept| {
        let what = format!("承認されたまま期間が過ぎました　{}", facts.taken_line(&kept.record));
        Todo { pressing: Pressing::Missing, ..todo(facts, kept, "takeout-unused", "持出しの記録", what) }
    });
    let unchecked = facts.takeouts_unchecked(today).map(|kept| {
        let what = facts.taken_line(&kept.record);
        Todo { pressing: Pressing::Missing, ..todo(facts, kept, "takeout-unchecked", "返却の確認", what) }
    });
    out.chain(waiting).chain(unused).chain(unchecked).collect()
}

fn todo(facts: &Facts, kept: &Kept<Takeout>, code: &'static str, kind: &'static str, what: String) -> Todo {
    Todo {
        due_on: None,
        code,
        kind,
        about: facts.taker(&kept.record).to_owned(),
        what,
        pressing: Pressing::Waiting,
        route: Route::Page(Kind::Takeout, kept.id.into()),
    }
}

impl Todo {
    /// The same with its day.
    fn due(self, due_on: Day, today: Day) -> Self {
        Self { due_on: Some(due_on), pressing: Pressing::of(due_on, today), ..self }
    }
}
