//! `checklists`: the editions of the checklists the program holds.

use serde_json::json;

use crate::base::Coded;
use crate::checklists::{Edition, InForce, When};

use super::{Fault, voice};

/// Lists the editions.
pub(super) fn list(as_json: bool) -> Result<(), Fault> {
    if as_json {
        let all: Vec<_> = Edition::all().iter().map(as_row).collect();
        return voice::say_json(&all.into());
    }
    let all: Vec<String> = Edition::all().iter().map(as_text).collect();
    voice::say(&all.join("\n"))
}

fn as_row(edition: &Edition) -> serde_json::Value {
    let Edition { in_force, source, items, .. } = edition;
    json!({
        "family": edition.family,
        "edition": edition.edition,
        "title": edition.title,
        "forms": edition.forms.iter().map(|form| form.code()).collect::<Vec<_>>(),
        "items": items.len(),
        "has_opening": edition.opening.is_some(),
        "from": in_force.from.iso(),
        "until": in_force.until.map(When::iso),
        "deadline": in_force.deadline.map(When::iso),
        "source": {
            "issuer": source.issuer,
            "document": source.document,
            "section": source.section,
            "dated": source.dated,
            "basis": source.basis,
            "checked_on": source.checked_on.iso(),
            "note": source.note,
        },
        "next": in_force.next,
        "hash": edition.hash,
    })
}

fn as_text(edition: &Edition) -> String {
    let Edition { title, in_force, source, .. } = edition;
    let opening = if edition.opening.is_some() { "と初めの問い" } else { "" };
    let mut lines = vec![
        format!("{}  {title}", edition.name()),
        format!("  項目    {}{opening}", edition.items.len()),
        format!("  期間    {}", period(in_force)),
        format!("  出典    {} {}（{}）", source.issuer, source.document, source.section),
    ];
    if !in_force.next.is_empty() {
        lines.push(format!("  その後  {}", in_force.next));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn period(in_force: &InForce) -> String {
    let InForce { from, until, deadline, .. } = in_force;
    let until = until.map(|until| format!("{until}まで")).unwrap_or_default();
    let deadline = deadline.map(|deadline| format!("（目標日は{deadline}まで）")).unwrap_or_default();
    format!("{from}から{until}{deadline}")
}
