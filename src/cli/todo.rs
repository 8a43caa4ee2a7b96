//! `todo`: what is due, overdue or missing, the same list as in the window.

use serde_json::json;

use crate::base::{Clock, Day};
use crate::checklists::held;
use crate::desk::Right;
use crate::inspection::{Look, Looked};
use crate::ledgers::facts::Facts;
use crate::procedures::todo;

use super::lists::reading;
use super::orders::TodoOrder;
use super::{Fault, session, voice};

/// Lists what is to be done by the end of the month of a day.
pub(super) fn todo(order: &TodoOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Read, clock)?;
    // First the entry, then the look: what cannot be noted is not shown.
    session::run(&mut vault, Looked(Look::Todo), clock)?;
    let today = clock.today();
    let day = order.as_of.unwrap_or(today);
    let (facts, held) = reading(&vault, Some(day), clock, |read| Ok((Facts::load(read)?, held(read)?)))?;
    session::close(vault, clock)?;
    let all = todo::all(&facts, &held, day, day.last_of_month());
    if order.as_json {
        let rows = all.iter().map(|one| {
            json!({
                "due_on": one.due_on.map(Day::iso), "kind": one.code, "about": one.about, "what": one.what,
                "state": one.pressing.code(),
            })
        });
        return voice::say_json(&rows.collect::<Vec<_>>().into());
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| {
            let day = one.due_on.map_or_else(|| "すぐに".to_owned(), Day::iso);
            vec![day, one.kind.to_owned(), one.about.clone(), one.what.clone(), one.pressing.label().to_owned()]
        })
        .collect();
    voice::say(&format!("{}{}件\n", voice::columns(&["期限", "種類", "だれ", "内容", "状態"], &rows), all.len()))
}
