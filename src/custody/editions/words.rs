//! The words an edition is told with, for the window and the command line.

use crate::checklists::{Edition, InForce};

/// How many items, and whether a question stands before them.
#[must_use]
pub fn items(edition: &Edition) -> String {
    let opening = if edition.opening.is_some() { "と初めの問い" } else { "" };
    format!("{}項目{opening}", edition.items.len())
}

/// From when to when it holds.
#[must_use]
pub fn period(in_force: &InForce) -> String {
    let InForce { from, until, deadline, .. } = in_force;
    let until = until.map(|until| format!("{until}まで")).unwrap_or_default();
    let deadline = deadline.map(|deadline| format!("（目標日は{deadline}まで）")).unwrap_or_default();
    format!("{from}から{until}{deadline}")
}

/// Where it comes from.
#[must_use]
pub fn source(edition: &Edition) -> String {
    let source = &edition.source;
    format!("{} {}（{}）", source.issuer, source.document, source.section)
}
