//! Plans tables with one record a row: systems and vendors, and the sheets this program writes.

use super::belongings::sound_or_report;
use super::book::{Grid, Value};
use super::columns::Target;
use super::people::{Field, SheetReader, add_line, fields, labelled};
use super::plan::{PlanItem, Planner, State, row_source};
use super::settle::{Incoming, settle};
use super::table::Table;
use super::values::{self, Mark, Reading, code_of, mark, mark_and_rest};
use crate::base::text::{fold, half, tidy};
use crate::base::{Draft, Input, Kind, RecordId};
use crate::ledgers::{registry, system};

/// Plans every row of a table.
pub(super) fn read(planner: &mut Planner<'_>, grid: &Grid, table: &Table, kind: Kind) {
    let mut unread = Vec::new();
    let mut rows: Vec<(u32, Draft, Option<RecordId>)> = Vec::new();
    {
        let mut reader = SheetReader { grid, table, systems: &[], unread: &mut unread };
        for (row, _) in grid.rows.range(table.first_row()..) {
            let fields = fields(grid, table, *row);
            if reader.is_no_data(*row, &fields) {
                continue;
            }
            let (draft, number) = row_draft(planner, &mut reader, kind, &fields);
            rows.push((*row, draft, number));
        }
    }
    planner.plan.unread.append(&mut unread);
    for (row, draft, number) in rows {
        plan_row(planner, grid, row, kind, draft, number);
    }
}

fn plan_row(planner: &mut Planner<'_>, grid: &Grid, row: u32, kind: Kind, draft: Draft, number: Option<RecordId>) {
    let source = row_source(&grid.name, row);
    let draft = match sound_or_report(planner, kind, &draft, Some(&source)) {
        Ok(draft) => draft,
        Err(why) => {
            planner.add(PlanItem::new(kind, RecordId::fresh(), State::Conflict(why), draft), vec![source]);
            return;
        }
    };
    let facts = planner.facts;
    let by_name = || {
        let id = planner.systems.get(&fold(draft.get("name"))).filter(|_| kind == Kind::System)?;
        facts.get(*id)
    };
    let only_clinic = || facts.all(Kind::Clinic).first().filter(|_| kind == Kind::Clinic);
    let known = number
        .and_then(|id| facts.get(id))
        .or_else(by_name)
        .or_else(only_clinic)
        .or_else(|| facts.all(kind).iter().find(|known| kind != Kind::System && known.draft == draft));
    let known = known.cloned();
    let name = draft.get("name").to_owned();
    let is_twice = kind == Kind::System
        && planner.plan.items.iter().any(|item| item.kind == kind && fold(item.draft.get("name")) == fold(&name));
    if is_twice {
        planner.report(source, "システム名", &name, "同じ名前のシステムが上の行にあります。上の行を取りました", false);
        return;
    }
    let mut item = settle(kind, &Incoming { draft, ..Incoming::default() }, known.as_ref(), facts);
    // A record from the export of another ledger keeps its number.
    let is_free = |id: &RecordId| facts.get(*id).is_none() && !planner.plan.items.iter().any(|item| item.id == *id);
    if let (None, Some(number)) = (&known, number.filter(is_free)) {
        item.id = number;
    }
    let id = planner.add(item, vec![source]);
    match kind {
        Kind::System => planner.know_system(&name, id),
        Kind::Staff => planner.people.entry(fold(&name)).or_default().push(id),
        Kind::Clinic
        | Kind::Role
        | Kind::Account
        | Kind::Device
        | Kind::Attendance
        | Kind::PolicyRead
        | Kind::Pledge
        | Kind::SelfCheck
        | Kind::Remedy
        | Kind::Training
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::BackupPlan
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Vendor
        | Kind::Contract
        | Kind::Remote
        | Kind::Disclosure
        | Kind::VendorSheet
        | Kind::Incident
        | Kind::Takeout => {}
    }
}

fn row_draft(
    planner: &Planner<'_>,
    reader: &mut SheetReader<'_>,
    kind: Kind,
    fields: &[Field<'_>],
) -> (Draft, Option<RecordId>) {
    let number = fields.iter().find(|field| field.column.target == Target::RecordNumber);
    let number = number.and_then(|field| tidy(&field.cell.value.text()).parse().ok());
    let known = number.and_then(|id| planner.facts.get(id)).map(|known| &known.draft);
    let mut draft = Draft::new();
    for field in fields {
        let text = field.cell.value.text();
        let reading = match &field.column.target {
            Target::Skip | Target::RecordNumber => continue,
            Target::Field(of, key) if *of == kind => cell(planner, kind, key, &field.cell.value, known),
            Target::Note | Target::Field(..) | Target::Flag(..) => {
                if mark(&text) != Some(Mark::NotApplicable) {
                    add_line(&mut draft, "note", &labelled(&field.column.heading, &text));
                }
                continue;
            }
        };
        for (key, text) in reading.sets {
            if key == "note" { add_line(&mut draft, key, &text) } else { draft.set(key, text) }
        }
        if let Some(reason) = reading.unread {
            reader.report(field.at, &field.column.heading, &text, &reason, true);
            add_line(&mut draft, "note", &labelled(&field.column.heading, &text));
        }
    }
    if kind == Kind::System {
        complete_system(&mut draft);
    }
    (draft, number)
}

fn cell(planner: &Planner<'_>, kind: Kind, key: &'static str, value: &Value, known: Option<&Draft>) -> Reading {
    let fields = (registry::of(kind).fields)();
    let Some(field) = fields.iter().find(|field| field.key == key) else { return Reading::default() };
    let text = value.text();
    if matches!(value, Value::Error(_) | Value::NoResult) {
        return Reading::unread(values::fault_of(value));
    }
    match (kind, field.input) {
        (_, Input::Link(to) | Input::Links(to)) => links(planner, key, to, &text, known),
        (Kind::System, _) if key == system::record::field::CONTRACT.key => contract(&text),
        (Kind::System, _) if key == system::record::field::KIND.key => system_kind(&text),
        (Kind::System, _) if key == system::record::field::VENDOR_PHONE.key => Reading::of(key, half(&tidy(&text))),
        _ => values::field(kind, field, value),
    }
}

/// Names of linked records. A row with its number keeps the links whose names have not changed.
fn links(planner: &Planner<'_>, key: &'static str, to: Kind, text: &str, known: Option<&Draft>) -> Reading {
    let mut ids: Vec<String> = Vec::new();
    let before: Vec<RecordId> =
        known.map(|draft| draft.lines(key).filter_map(|id| id.parse().ok()).collect()).unwrap_or_default();
    for name in text.split(['\n', '、', '，', ',']).map(tidy).filter(|name| !name.is_empty()) {
        let wanted = fold(&name);
        let kept = before.iter().find(|id| {
            planner.facts.get(**id).is_some_and(|known| fold(&known.title) == wanted) && !ids.contains(&id.to_string())
        });
        let planned = || match to {
            Kind::Staff => planner.people.get(&wanted).and_then(|ids| if ids.len() == 1 { ids.first() } else { None }),
            Kind::System => planner.systems.get(&wanted),
            Kind::Clinic
            | Kind::Role
            | Kind::Account
            | Kind::Attendance
            | Kind::PolicyRead
            | Kind::Pledge
            | Kind::SelfCheck
            | Kind::Remedy
            | Kind::Training
            | Kind::Disposal
            | Kind::Passage
            | Kind::Assessment
            | Kind::Document
            | Kind::Contact
            | Kind::BackupPlan
            | Kind::RestoreTest
            | Kind::LogReview
            | Kind::Contract
            | Kind::Remote
            | Kind::Disclosure
            | Kind::VendorSheet
            | Kind::Incident
            | Kind::Takeout => None,
            // Named by what it is called, which the book may hold itself.
            Kind::Vendor | Kind::Device => {
                let mut same = planner.plan.items.iter().filter(|item| item.kind == to && fold(&item.title) == wanted);
                let first = same.next()?;
                same.next().is_none().then_some(&first.id)
            }
        };
        let in_ledger = || {
            let mut same = planner.facts.all(to).iter().filter(|known| fold(&known.title) == wanted);
            let first = same.next()?;
            same.next().is_none().then_some(&first.id)
        };
        match kept.or_else(planned).or_else(in_ledger) {
            Some(id) => ids.push(id.to_string()),
            None => return Reading::unread(format!("「{name}」にあたる{}が見つかりません", to.label())),
        }
    }
    Reading::of(key, ids.join("\n"))
}

/// 保守契約: 有 R6.4.1～R9.3.31 gives the mark and the period.
fn contract(text: &str) -> Reading {
    use system::record::field::{CONTRACT, CONTRACT_NOTE};
    match mark_and_rest(text) {
        Some((Mark::Yes, rest)) => Reading::of(CONTRACT.key, "yes").with(CONTRACT_NOTE.key, rest),
        Some((Mark::No, rest)) => Reading::of(CONTRACT.key, "no").with(CONTRACT_NOTE.key, rest),
        Some((Mark::NotApplicable, _)) => Reading::default(),
        // A period or a kind of contract without a mark is a contract.
        None if values::day_within(text).is_some() => {
            Reading::of(CONTRACT.key, "yes").with(CONTRACT_NOTE.key, tidy(text))
        }
        None => Reading::unread("保守契約の有無が分かりません"),
    }
}

/// The kind of a system; the table's own word is kept as its use.
fn system_kind(text: &str) -> Reading {
    use system::record::field::{KIND, PURPOSE};
    let choices = KIND.choices();
    let exact = code_of(Kind::System, KIND.key, choices, text);
    let within = || {
        let code = super::lexicon::lexicon().code_within("system.kind", &fold(text))?;
        choices.iter().find(|choice| choice.code == code).map(|choice| choice.code)
    };
    let code = exact.or_else(within);
    let is_own_word = choices.iter().any(|choice| fold(choice.label) == fold(text));
    let purpose = if is_own_word { String::new() } else { tidy(text) };
    Reading::of(KIND.key, code.unwrap_or("other")).with(PURPOSE.key, purpose)
}

/// What a system cannot do without, from its name.
fn complete_system(draft: &mut Draft) {
    use system::record::field::{KIND, NAME, NETWORK};
    let name = draft.get(NAME.key).to_owned();
    let known = super::lexicon::lexicon().system(&fold(&name));
    if let Some(known) = known {
        draft.set(KIND.key, "care-network");
        if draft.get(NETWORK.key).is_empty() {
            draft.set(NETWORK.key, known.network.clone());
        }
    }
    if draft.get(KIND.key).is_empty() {
        let by_name = super::lexicon::lexicon().code_within("system.kind", &fold(&name)).unwrap_or("other").to_owned();
        draft.set(KIND.key, by_name);
    }
}
