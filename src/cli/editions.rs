//! `checklists`: the editions of the checklists at hand, adding one to a ledger, the empty edition to fill in.

use std::path::Path;

use serde_json::json;

use crate::base::{Clock, Coded};
use crate::checklists::{Effect, Held, HeldEdition, When, held, template};
use crate::custody::{AddEdition, period};
use crate::desk::Right;

use super::orders::{ChecklistsOrder, Ledger};
use super::{Fault, files, session, voice};

/// Lists the editions, adds one, or saves the empty one.
pub(super) fn run(order: &ChecklistsOrder, clock: Clock) -> Result<(), Fault> {
    match order {
        ChecklistsOrder::List { ledger: None, as_json } => list(&Held::built_in(), *as_json),
        ChecklistsOrder::List { ledger: Some(ledger), as_json } => {
            let vault = session::open(ledger, Right::Read, clock)?;
            let all = held(&vault.reader())?;
            session::close(vault, clock)?;
            list(&all, *as_json)
        }
        ChecklistsOrder::Add { ledger, file, is_dry_run } => add(ledger, file, *is_dry_run, clock),
        ChecklistsOrder::Template(out) => {
            files::write(out, template().as_bytes())?;
            voice::say(&format!("点検表のひな形を「{}」に保存しました。\n", out.display()))
        }
    }
}

fn add(ledger: &Ledger, file: &Path, is_dry_run: bool, clock: Clock) -> Result<(), Fault> {
    let bytes = files::read(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut vault = session::open(ledger, Right::Manage, clock)?;
    let order = AddEdition { file: name, bytes };
    let tried = order.try_out(&vault.reader());
    let done = match tried {
        Ok(proposal) if is_dry_run => Ok(looked_at(&proposal.edition, &proposal.effect)),
        Ok(_) => session::run(&mut vault, order, clock).map(|done| format!("{}。", done.said)),
        Err(problem) => Err(problem.into()),
    };
    session::close(vault, clock)?;
    voice::say(&format!("{}\n", done?))
}

fn looked_at(edition: &crate::checklists::Edition, effect: &Effect) -> String {
    let what = match effect {
        Effect::New => "追加できます",
        Effect::Corrects { .. } => "入っている同じ版と替えられます",
    };
    format!(
        "「{}」（{}、項目 {}）は、{what}。確かめただけで、台帳は変わっていません。",
        edition.title,
        edition.name(),
        edition.items.len()
    )
}

fn list(all: &Held, as_json: bool) -> Result<(), Fault> {
    for fault in all.faults() {
        voice::complain(&format!("追加した点検表のうち、読めないものがあります。{fault}"));
    }
    if as_json {
        let rows: Vec<_> = all.entries().iter().map(as_row).collect();
        return voice::say_json(&rows.into());
    }
    let texts: Vec<String> = all.entries().iter().map(|held| as_text(held, all)).collect();
    voice::say(&texts.join("\n"))
}

fn as_row(held: &HeldEdition) -> serde_json::Value {
    let HeldEdition { edition, added } = held;
    let (in_force, source) = (&edition.in_force, &edition.source);
    json!({
        "family": edition.family,
        "edition": edition.edition,
        "title": edition.title,
        "forms": edition.forms.iter().map(|form| form.code()).collect::<Vec<_>>(),
        "items": edition.items.len(),
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
        "added": added.as_ref().map(|added| json!({ "on": added.on.iso(), "file": added.file })),
    })
}

fn as_text(held: &HeldEdition, all: &Held) -> String {
    let HeldEdition { edition, added } = held;
    let (title, in_force, source) = (&edition.title, &edition.in_force, &edition.source);
    let opening = if edition.opening.is_some() { "と初めの問い" } else { "" };
    let mut lines = vec![
        format!("{}  {title}", edition.name()),
        format!("  項目    {}{opening}", edition.items.len()),
        format!("  期間    {}", period(in_force)),
        format!("  出典    {} {}（{}）", source.issuer, source.document, source.section),
    ];
    if let Some(added) = added {
        lines.push(format!("  追加    {}（{}）", added.on.wareki(), added.file));
    }
    // Of an edition whose successor is at hand it need not be said that it is not.
    if all.is_newest(edition) && !in_force.next.is_empty() {
        lines.push(format!("  その後  {}", in_force.next));
    }
    lines.push(String::new());
    lines.join("\n")
}
