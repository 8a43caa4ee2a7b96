//! `deadlines`: each open incident with its days for 速報 and 確報, the same as in the window.

use serde_json::{Value, json};

use crate::base::{Clock, Coded, Day, IncidentId, Kept, Record, RecordId};
use crate::calendar::Calendar;
use crate::desk::Right;
use crate::inspection::{Look, Looked};
use crate::ledgers::clock_words as words;
use crate::ledgers::clocks::{Case, Clocks, Last};
use crate::ledgers::holidays::calendar;
use crate::ledgers::incident::record::Incident;

use super::lists::reading;
use super::orders::DeadlinesOrder;
use super::{Fault, session, voice};

/// One incident with its days.
struct Row {
    id: IncidentId,
    incident: Incident,
    case: Case,
    clocks: Clocks,
}

/// Lists the incidents that go on, or whose report may still be owed, as of a day.
pub(super) fn deadlines(order: &DeadlinesOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Read, clock)?;
    // First the entry, then the look: what cannot be noted is not shown.
    session::run(&mut vault, Looked(Look::Deadlines), clock)?;
    let day = order.as_of.unwrap_or_else(|| clock.today());
    // What is known today of the incidents and the holidays; the day only says what was out by then. An incident is often
    // entered some days after it became known, and its days count all the same.
    let (table, all) = reading(&vault, None, clock, |read| Ok((calendar(read)?, read.list::<Incident>()?)))?;
    session::close(vault, clock)?;
    let rows = rows(all, &table, day);
    if order.as_json {
        return voice::say_json(&rows.iter().map(|row| as_json(row, day)).collect::<Vec<_>>().into());
    }
    let texts: Vec<String> = rows.iter().map(|row| as_text(row, day)).collect();
    let count = if rows.is_empty() {
        format!("{}の時点で、期限を数えている事故はありません。\n", day.wareki())
    } else {
        format!("{}件（{} 現在）\n", rows.len(), day.wareki())
    };
    voice::say(&format!("{}{count}", texts.concat()))
}

fn rows(all: Vec<Kept<Incident>>, table: &Calendar, day: Day) -> Vec<Row> {
    let known = all.into_iter().filter(|kept| kept.record.known_at.on <= day);
    let rows = known.map(|kept| {
        let case = Case::of(&kept.record).on(day);
        Row { id: kept.id, clocks: case.clocks(table), case, incident: kept.record }
    });
    let mut rows: Vec<Row> = rows.filter(|row| is_open(&row.incident, day) || row.case.is_owed()).collect();
    rows.sort_by_key(|row| row.case.known_on);
    rows
}

/// Whether it went on on a day.
fn is_open(incident: &Incident, day: Day) -> bool {
    incident.closing.as_ref().is_none_or(|closing| closing.on > day)
}

fn as_json(row: &Row, day: Day) -> Value {
    let Row { id, incident, case, clocks } = row;
    let standing = case.standing();
    let (early, last) = (case.early_stage(clocks, day), case.last_stage(clocks, day));
    json!({
        "id": RecordId::from(*id).to_string(),
        "number": incident.number(),
        "title": incident.title(),
        "sort": incident.sort.code(),
        "is_open": is_open(incident, day),
        "known_on": case.known_on.iso(),
        "day": case.day_no(day),
        "state": standing.code(),
        "may_be_excluded": case.may_be_excluded(),
        "early": {
            "from": clocks.early.from.iso(),
            "until": clocks.early.until.iso(),
            "closed": clocks.early.closed,
            "stage": early.code(),
            "sent_on": case.prompt_on.map(Day::iso),
        },
        "final": last_json(&clocks.last, Some(last.code()), case.final_on),
        "if_improper": clocks.if_improper.as_ref().map(|longer| last_json(longer, None, None)),
        "persons_told_on": case.persons_on.map(Day::iso),
        "warnings": words::warnings(clocks),
    })
}

fn last_json(last: &Last, stage: Option<&str>, sent_on: Option<Day>) -> Value {
    let mut value = json!({
        "days": last.n_days,
        "day": last.day.iso(),
        "closed": last.closed,
        "until": last.until().iso(),
        "missing_year": last.open.err().map(|year| year.0),
    });
    if let (Some(stage), Some(object)) = (stage, value.as_object_mut()) {
        object.insert("stage".to_owned(), stage.into());
        object.insert("sent_on".to_owned(), sent_on.map(Day::iso).into());
    }
    value
}

fn as_text(row: &Row, day: Day) -> String {
    let Row { incident, case, clocks, .. } = row;
    let mut lines = vec![
        incident.title(),
        format!("  知った日  {}　{}", words::day(case.known_on), words::today_is(case, day)),
        format!("  報告      {}", words::standing(&case.standing())),
        format!("  速報      {}　{}", words::early(clocks), words::early_stage(case.early_stage(clocks, day))),
        format!("  確報      {}　{}", words::last(&clocks.last), case.last_stage(clocks, day).label()),
    ];
    lines.extend(words::if_improper(clocks).map(|longer| format!("            {longer}")));
    if case.may_be_excluded() && !case.is_excluded() {
        lines.push("  除外      暗号化による除外に該当する可能性があります。判断が必要です".to_owned());
    }
    lines.extend(words::warnings(clocks).into_iter().map(|warning| format!("  注意      {warning}")));
    lines.push(String::new());
    lines.join("\n") + "\n"
}
