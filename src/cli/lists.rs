//! `list`: the records of a kind, as text or JSON.

use std::collections::HashMap;

use serde_json::Value;

use crate::base::text::fold;
use crate::base::{Clock, Day, Draft, Field, Input, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Right};
use crate::inspection::{Look, Looked};
use crate::ledgers::account::record::Account;
use crate::ledgers::assessment::record::Assessment;
use crate::ledgers::attendance::record::Attendance;
use crate::ledgers::backup_plan::record::BackupPlan;
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::contact::record::Contact;
use crate::ledgers::contract::record::Contract;
use crate::ledgers::device::record::Device;
use crate::ledgers::disclosure::record::Disclosure;
use crate::ledgers::disposal::record::Disposal;
use crate::ledgers::document::record::Document;
use crate::ledgers::incident::record::Incident;
use crate::ledgers::log_review::record::LogReview;
use crate::ledgers::passage::record::Passage;
use crate::ledgers::pledge::record::Pledge;
use crate::ledgers::policy_read::record::PolicyRead;
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::remote::record::Remote;
use crate::ledgers::restore_test::record::RestoreTest;
use crate::ledgers::role::record::Role;
use crate::ledgers::self_check::record::SelfCheck;
use crate::ledgers::staff::record::Staff;
use crate::ledgers::system::record::System;
use crate::ledgers::takeout::record::Takeout;
use crate::ledgers::training::record::Training;
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendor_sheet::record::VendorSheet;
use crate::vault::{Reader, Vault};

use super::orders::ListOrder;
use super::{Fault, session, voice};

/// Lists the records of a kind.
pub(super) fn list(order: &ListOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Read, clock)?;
    let today = clock.today();
    if let Some(day) = order.as_of.filter(|day| *day > today) {
        return Err(Fault::misuse(format!("{}はまだ来ていない日です。", day.wareki())));
    }
    // First the entry, then the look: what cannot be noted is not shown.
    session::run(&mut vault, Looked(Look::List(order.kind, order.search.clone())), clock)?;
    let rows = reading(&vault, order.as_of, clock, |read| rows_of(read, order.kind, &order.search))?;
    session::close(vault, clock)?;
    if order.as_json {
        return voice::say_json(&rows.into_iter().map(|row| row.json).collect::<Vec<_>>().into());
    }
    let fields = shown(order.kind);
    let headings: Vec<&str> = fields.iter().map(|field| field.label).collect();
    let lines: Vec<Vec<String>> = rows.iter().map(|row| row.cells.clone()).collect();
    voice::say(&format!("{}{}件\n", voice::columns(&headings, &lines), rows.len()))
}

/// Lets something be read as of the end of a day.
pub(super) fn reading<T>(
    vault: &Vault,
    as_of: Option<Day>,
    clock: Clock,
    work: impl FnOnce(&Reader<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    match as_of.filter(|day| *day < clock.today()) {
        Some(day) => work(&vault.reader().as_of(day)),
        None => work(&vault.reader()),
    }
}

/// One record of the list.
struct Row {
    cells: Vec<String>,
    json: Value,
}

fn rows_of(read: &Reader<'_>, kind: Kind, search: &str) -> Result<Vec<Row>, Problem> {
    let names = Names::load(read)?;
    match kind {
        Kind::Clinic => rows::<Clinic>(read, &names, search),
        Kind::Role => rows::<Role>(read, &names, search),
        Kind::Staff => rows::<Staff>(read, &names, search),
        Kind::System => rows::<System>(read, &names, search),
        Kind::Account => rows::<Account>(read, &names, search),
        Kind::Device => rows::<Device>(read, &names, search),
        Kind::Attendance => rows::<Attendance>(read, &names, search),
        Kind::PolicyRead => rows::<PolicyRead>(read, &names, search),
        Kind::Pledge => rows::<Pledge>(read, &names, search),
        Kind::SelfCheck => rows::<SelfCheck>(read, &names, search),
        Kind::Remedy => rows::<Remedy>(read, &names, search),
        Kind::Training => rows::<Training>(read, &names, search),
        Kind::Disposal => rows::<Disposal>(read, &names, search),
        Kind::Passage => rows::<Passage>(read, &names, search),
        Kind::Assessment => rows::<Assessment>(read, &names, search),
        Kind::Document => rows::<Document>(read, &names, search),
        Kind::Contact => rows::<Contact>(read, &names, search),
        Kind::BackupPlan => rows::<BackupPlan>(read, &names, search),
        Kind::RestoreTest => rows::<RestoreTest>(read, &names, search),
        Kind::LogReview => rows::<LogReview>(read, &names, search),
        Kind::Vendor => rows::<Vendor>(read, &names, search),
        Kind::Contract => rows::<Contract>(read, &names, search),
        Kind::Remote => rows::<Remote>(read, &names, search),
        Kind::Disclosure => rows::<Disclosure>(read, &names, search),
        Kind::VendorSheet => rows::<VendorSheet>(read, &names, search),
        Kind::Incident => rows::<Incident>(read, &names, search),
        Kind::Takeout => rows::<Takeout>(read, &names, search),
    }
}

fn rows<R: Record>(read: &Reader<'_>, names: &Names, search: &str) -> Result<Vec<Row>, Problem> {
    let words: Vec<String> = search.split_whitespace().map(fold).collect();
    let mut found = Vec::new();
    for kept in read.list::<R>()? {
        let draft = kept.record.draft();
        let linked: Vec<(&str, Vec<&str>)> = links(R::fields(), &draft, names);
        let mut haystack = kept.record.index().search;
        for name in linked.iter().flat_map(|(_, names)| names) {
            haystack.push('\n');
            haystack.push_str(&fold(name));
        }
        if words.iter().all(|word| haystack.contains(word)) {
            let cells = shown(R::KIND).iter().map(|field| cell(field, &draft, names)).collect();
            found.push(Row { cells, json: json(&kept, &linked) });
        }
    }
    Ok(found)
}

/// The stored fields by their keys, with `id`, `version` and the names behind links.
fn json<R: Record>(kept: &Kept<R>, linked: &[(&str, Vec<&str>)]) -> Value {
    let mut body = match serde_json::to_value(&kept.record) {
        Ok(Value::Object(body)) => body,
        Ok(_) | Err(_) => serde_json::Map::new(),
    };
    let id: RecordId = kept.id.into();
    body.insert("id".to_owned(), id.to_string().into());
    body.insert("version".to_owned(), kept.version.into());
    for (key, names) in linked {
        let value = if key.ends_with('s') { names.clone().into() } else { names.first().copied().into() };
        body.insert(format!("{key}_name"), value);
    }
    Value::Object(body)
}

fn links<'a>(fields: &[Field], draft: &Draft, names: &'a Names) -> Vec<(&'static str, Vec<&'a str>)> {
    let is_link = |field: &&Field| matches!(field.input, Input::Link(_) | Input::Links(_));
    let named = |field: &Field| (field.key, draft.lines(field.key).map(|id| names.of(id)).collect());
    fields.iter().filter(is_link).map(named).collect()
}

/// A value as people read it.
fn cell(field: &Field, draft: &Draft, names: &Names) -> String {
    let label = |code: &str| {
        field
            .choices()
            .iter()
            .find(|choice| choice.code == code)
            .map_or_else(|| code.to_owned(), |c| c.label.to_owned())
    };
    match field.input {
        Input::Choice(_) | Input::Many(_) => draft.lines(field.key).map(label).collect::<Vec<_>>().join("・"),
        Input::Link(_) | Input::Links(_) => {
            draft.lines(field.key).map(|id| names.of(id).to_owned()).collect::<Vec<_>>().join("、")
        }
        Input::Day => Day::read(draft.get(field.key)).map(Day::short).unwrap_or_default(),
        Input::Line | Input::Kana | Input::Lines | Input::Mail | Input::Suggest(_) => {
            draft.lines(field.key).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The fields the text form shows: the first ones people look for.
fn shown(kind: Kind) -> Vec<Field> {
    let keys: &[&str] = match kind {
        Kind::Clinic => &["name", "facility", "code", "address", "phone"],
        Kind::Role => &["role", "staff", "from_on", "until_on", "mail"],
        Kind::Staff => &["name", "kana", "department", "profession", "started_on", "ended_on"],
        Kind::System => &["name", "kind", "network", "vendor", "two_factor"],
        Kind::Account => &["staff", "system", "login", "privilege", "password_changed_on", "removed_on"],
        Kind::Device => &["control_number", "kind", "maker", "model", "users", "places", "ended_on"],
        Kind::Attendance => &["staff", "kind", "attended_on", "title"],
        Kind::PolicyRead => &["staff", "policy", "edition", "read_on"],
        Kind::Pledge => &["staff", "received_on", "signed_on", "edition"],
        Kind::SelfCheck => &["staff", "device", "checked_on"],
        Kind::Remedy => &["what", "staff", "owner", "target_on", "done_on"],
        Kind::Training => &["title", "kind", "held_on", "trainer", "attendees"],
        Kind::Disposal => &["device", "handing", "on", "from", "wiped", "wiped_on"],
        Kind::Passage => &["way", "staff", "on", "closed_on"],
        Kind::Assessment => &["edition", "form", "begun_on", "note"],
        Kind::Document => &["title", "sort", "version", "decided_on", "reviewed_on", "kept_at", "ended_on"],
        Kind::Contact => &["name", "slot", "person", "phone", "checked_on", "ended_on"],
        Kind::BackupPlan => &["system", "what", "methods", "every", "generations", "offline", "confirmed_on"],
        Kind::RestoreTest => &["plan", "on", "performer", "result", "minutes"],
        Kind::LogReview => &["system", "reviewed_on", "reviewer", "holds", "result"],
        Kind::Vendor => &["name", "services", "person", "phone", "safety_person", "ended_on"],
        Kind::Contract => &["vendor", "name", "systems", "until_on", "renews", "patch_duty"],
        Kind::Remote => &["vendor", "is_used", "way", "timing", "asked_on"],
        Kind::Disclosure => &["system", "vendor", "paper", "template", "requested_on", "received_on", "n_no"],
        Kind::VendorSheet => &["vendor", "fiscal_year", "systems", "handed_on", "returned_on", "answered_by"],
        Kind::Incident => &["summary", "sort", "known_at", "finder", "leader", "cause"],
        Kind::Takeout => &["staff", "purpose", "devices", "from_on", "until_on", "decision", "out_on", "back_on"],
    };
    let fields = (crate::ledgers::registry::of(kind).fields)();
    keys.iter().filter_map(|key| fields.iter().find(|field| field.key == *key)).copied().collect()
}

/// The names behind links.
struct Names(HashMap<String, String>);

impl Names {
    fn load(read: &Reader<'_>) -> Result<Self, Problem> {
        let staff = read.list::<Staff>()?.into_iter().map(|kept| (RecordId::from(kept.id), kept.record.name));
        let systems = read.list::<System>()?.into_iter().map(|kept| (RecordId::from(kept.id), kept.record.name));
        let plans = read.list::<BackupPlan>()?.into_iter().map(|kept| (RecordId::from(kept.id), kept.record.title()));
        let vendors = read.list::<Vendor>()?.into_iter().map(|kept| (RecordId::from(kept.id), kept.record.name));
        let devices = read.list::<Device>()?.into_iter().map(|kept| (RecordId::from(kept.id), kept.record.title()));
        let all = staff.chain(systems).chain(plans).chain(vendors).chain(devices);
        Ok(Self(all.map(|(id, name)| (id.to_string(), name)).collect()))
    }

    fn of(&self, id: &str) -> &str {
        self.0.get(id).map_or("", String::as_str)
    }
}
