//! Compares one draft out of a book with the ledger: new, the same, changed, or in conflict.

use std::collections::BTreeSet;

use super::facts::{Facts, Known};
use super::people::add_line;
use super::plan::{Change, PlanItem, State};
use crate::base::text::tidy;
use crate::base::{Draft, Input, Kind, RecordId};
use crate::ledgers::{device, registry, staff};

/// A draft on its way into the plan.
#[derive(Debug, Clone, Default)]
pub(super) struct Incoming {
    /// Its values.
    pub draft: Draft,
    /// Values that were inferred, and give way to what the ledger knows.
    pub weak: BTreeSet<&'static str>,
}

/// A value that broke a rule of its record: label, text, why.
pub(super) type Refused = (&'static str, String, String);

/// The draft as its record would write it. Values that break a rule are moved into the note and given back;
/// a record that cannot be sound at all comes back as the reason.
pub(super) fn sound(kind: Kind, draft: &Draft, facts: &Facts) -> Result<(Draft, Vec<Refused>), String> {
    let ledger = registry::of(kind);
    let mut draft = draft.clone();
    let mut refused = Vec::new();
    for _ in 0..6 {
        let breaches = match (ledger.check)(&draft, facts.today) {
            Ok(body) => return Ok(((ledger.draft)(&body).unwrap_or(draft), refused)),
            Err(breaches) => breaches,
        };
        for breach in breaches {
            let text = draft.get(breach.field).to_owned();
            if text.is_empty() {
                return Err(format!("{}：{}", breach.label, breach.why));
            }
            if breach.field == "note" {
                return Err(breach.why);
            }
            draft.set(breach.field, "");
            add_line(&mut draft, "note", &format!("{}: {}", breach.label, tidy(&text)));
            refused.push((breach.label, text, breach.why));
        }
    }
    Err("この行は、記録として成り立ちません".to_owned())
}

/// Puts a sound draft beside the record it belongs to.
pub(super) fn settle(kind: Kind, incoming: &Incoming, known: Option<&Known>, facts: &Facts) -> PlanItem {
    let Some(known) = known else {
        return PlanItem::new(kind, RecordId::fresh(), State::New, incoming.draft.clone());
    };
    let merged = merge(kind, incoming, known);
    let merged = match sound(kind, &merged, facts) {
        Ok((merged, refused)) if refused.is_empty() => merged,
        Ok((_, refused)) => {
            let why = refused.first().map(|(label, _, why)| format!("{label}：{why}")).unwrap_or_default();
            return PlanItem::new(kind, known.id, State::Conflict(why), known.draft.clone()).version(known.version);
        }
        Err(why) => {
            return PlanItem::new(kind, known.id, State::Conflict(why), known.draft.clone()).version(known.version);
        }
    };
    let changes = changes(kind, &known.draft, &merged, facts);
    let state = if changes.is_empty() { State::Same } else { State::Changed(changes) };
    PlanItem::new(kind, known.id, state, merged).version(known.version)
}

/// The ledger's values with those of the book over them. Nothing is overwritten with nothing.
fn merge(kind: Kind, incoming: &Incoming, known: &Known) -> Draft {
    let mut merged = known.draft.clone();
    for (key, value) in incoming.draft.filled() {
        let before = known.draft.get(key);
        let is_weak = incoming.weak.contains(key);
        if is_weak && !before.is_empty() {
            continue;
        }
        if key == "note" || (kind, key) == (Kind::Device, device::record::field::USERS.key) {
            for line in value.lines() {
                add_line(&mut merged, key, line);
            }
        } else if (kind, key) == (Kind::Staff, staff::record::field::NAME.key)
            && without_spaces(before) == without_spaces(value)
        {
            // Only the space between family and given name differs: the ledger's way of writing stays.
        } else {
            merged.set(key, value);
        }
    }
    merged
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn changes(kind: Kind, before: &Draft, after: &Draft, facts: &Facts) -> Vec<Change> {
    let fields = (registry::of(kind).fields)().iter();
    fields
        .filter(|field| before.get(field.key) != after.get(field.key))
        .map(|field| Change {
            key: field.key,
            label: field.label,
            before: shown(field.input, before.get(field.key), Some(facts)),
            after: shown(field.input, after.get(field.key), Some(facts)),
        })
        .collect()
}

/// A value as people read it: words for codes, names for links.
pub(super) fn shown(input: Input, text: &str, facts: Option<&Facts>) -> String {
    match input {
        Input::Choice(choices) | Input::Many(choices) => {
            let words = text.lines().map(|code| choices.iter().find(|c| c.code == code).map_or(code, |c| c.label));
            words.collect::<Vec<_>>().join("・")
        }
        Input::Link(_) | Input::Links(_) => {
            let titles = text.lines().map(|id| {
                let known = id.parse().ok().and_then(|id| facts?.get(id));
                known.map_or_else(|| "（この取り込みで加わる記録）".to_owned(), |known| known.title.clone())
            });
            titles.collect::<Vec<_>>().join("、")
        }
        Input::Line | Input::Kana | Input::Lines | Input::Mail | Input::Day | Input::Suggest(_) => text.to_owned(),
    }
}
