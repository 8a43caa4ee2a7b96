//! Reads the devices of a row: one, several as lines of one cell, or one for each column of a kind.

use std::collections::BTreeSet;

use super::book::{Address, Value};
use super::columns::Target;
use super::composite;
use super::lexicon::lexicon;
use super::people::{Field, Person, SheetReader, add_line, labelled};
use super::report::Source;
use super::values::{self, Mark, Reading, code_of, mark, parenthesis};
use crate::base::text::{fold, half, tidy};
use crate::base::{Coded, Draft, Kind};
use crate::ledgers::device::record::{DeviceKind, field};

/// What stands for a model nobody wrote down; the record needs one.
pub(super) const MODEL_UNSTATED: &str = "機種の記載なし";

/// A device as the book has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Gadget {
    /// Its fields, without its users.
    pub draft: Draft,
    /// Fields that were inferred, and give way to what the ledger knows.
    pub weak: BTreeSet<&'static str>,
    /// Where it stands.
    pub source: Vec<Source>,
}

/// One cell of a device column, cut into the parts of each device.
struct Lines<'a> {
    field: &'a Field<'a>,
    lines: Vec<String>,
}

/// Reads the devices of a row into the person.
pub(super) fn row(reader: &mut SheetReader<'_>, person: &mut Person, fields: &[&Field<'_>]) {
    let (by_kind, fields): (Vec<&Field<'_>>, Vec<&Field<'_>>) =
        fields.iter().copied().filter(|field| !field.cell.value.is_blank()).partition(
            |field| matches!(&field.column.target, Target::Flag(Kind::Device, key, _) if *key == field::KIND.key),
        );
    let cells: Vec<Lines<'_>> = fields.iter().map(|field| Lines { field, lines: lines(field) }).collect();
    let n_devices = n_devices(&cells);
    let named = by_kind.iter().filter(|f| !matches!(mark(&f.cell.value.text()), Some(Mark::No | Mark::NotApplicable)));
    let kinds: Vec<&&Field<'_>> = named.collect();
    if n_devices == 0 && kinds.is_empty() {
        keep_homeless(reader, person, &fields);
        return;
    }
    for place in 0..n_devices.max(kinds.len()) {
        let mut gadget = Gadget::default();
        if let Some(kind) = kinds.get(place) {
            of_kind_column(&mut gadget, kind);
        }
        for cell in &cells {
            if let Some(text) = part(reader, cell, place, n_devices.max(kinds.len())) {
                device_cell(reader, &mut gadget, cell.field, &text);
            }
        }
        finish(reader, &mut gadget, fields.first().or(kinds.first().copied()).copied());
        let at = fields.first().or(kinds.first().copied()).map(|field| field.at);
        if let Some(at) = at {
            gadget.source.push(Source { sheet: reader.grid.name.clone(), at });
        }
        add(person, gadget);
    }
}

/// The same device on several rows of one person is one device.
fn add(person: &mut Person, gadget: Gadget) {
    let number = fold(gadget.draft.get(field::CONTROL_NUMBER.key));
    let known = person.gadgets.iter_mut().find(|known| {
        let same = fold(known.draft.get(field::CONTROL_NUMBER.key)) == number;
        let same_model = fold(known.draft.get(field::MODEL.key)) == fold(gadget.draft.get(field::MODEL.key));
        !number.is_empty() && same && same_model
    });
    match known {
        Some(known) if known.draft == gadget.draft => known.source.extend(gadget.source),
        _ => person.gadgets.push(gadget),
    }
}

/// A row that says something about a device, but not which.
fn keep_homeless(reader: &mut SheetReader<'_>, person: &mut Person, fields: &[&Field<'_>]) {
    for field in fields {
        let text = field.cell.value.text();
        if mark(&text).is_some_and(|mark| mark != Mark::Yes) {
            continue;
        }
        let line = labelled(&field.column.heading, &text);
        if !person.staff.get("note").contains(&line) {
            let why = "端末の種類も機種も書かれていないため、利用者の備考に残しました";
            reader.report(field.at, &field.column.heading, &text, why, true);
        }
        person.note(&line);
    }
}

fn key_of(field: &Field<'_>) -> Option<&'static str> {
    match &field.column.target {
        Target::Field(Kind::Device, key) => Some(key),
        _ => None,
    }
}

/// The lines of a cell, without their numbering. A line that opens with a bracket continues the one before.
fn lines(field: &Field<'_>) -> Vec<String> {
    let text = field.cell.value.text();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(tidy).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(before) if line.starts_with(['（', '(', '［', '[']) => before.push_str(&line),
            _ => lines.push(without_number(&line)),
        }
    }
    let is_kind = key_of(field) == Some(field::KIND.key);
    if is_kind && lines.len() == 1 {
        let pieces: Vec<String> =
            text.split(['、', ',', '，', '/', '／', '・', ';', '；', '＋', '+']).map(tidy).collect();
        if pieces.len() > 1 && pieces.iter().all(|piece| kind_of(piece).is_some()) {
            return pieces;
        }
    }
    lines
}

/// ①iPad, 1. iPad and (1) iPad are iPad.
fn without_number(line: &str) -> String {
    let mut chars = line.chars();
    match chars.next() {
        Some('①'..='⑳') => return tidy(chars.as_str().trim_start_matches(['.', '．', ')', '）', ':', '：'])),
        Some('・' | '\u{FF65}' | '●' | '◆' | '■') if chars.as_str().chars().count() > 1 => {
            return tidy(chars.as_str());
        }
        _ => {}
    }
    let plain = line.trim_start_matches(['(', '（']);
    let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let n_digits = plain.chars().count() - rest.chars().count();
    let after = rest.strip_prefix([')', '）', '．', ':', '：']).or_else(|| rest.strip_prefix(". "));
    match after {
        Some(after) if (1..=2).contains(&n_digits) && !after.trim().is_empty() => tidy(after),
        _ => line.to_owned(),
    }
}

/// How many devices the row names: by their kinds or numbers, else by their models.
fn n_devices(cells: &[Lines<'_>]) -> usize {
    let count =
        |key: &str| cells.iter().find(|cell| key_of(cell.field) == Some(key)).map_or(0, |cell| cell.lines.len());
    let (kinds, numbers, models) = (count(field::KIND.key), count(field::CONTROL_NUMBER.key), count(field::MODEL.key));
    let serials = count(field::SERIAL.key);
    let most = kinds.max(numbers).max(serials);
    if most > 0 && models > most && most > 1 { most } else { most.max(models) }
}

/// The part of a cell that belongs to one of several devices.
fn part(reader: &mut SheetReader<'_>, cell: &Lines<'_>, place: usize, n_devices: usize) -> Option<Value> {
    let whole = &cell.field.cell.value;
    if n_devices <= 1 {
        return Some(whole.clone());
    }
    let text = whole.text();
    let every: Vec<String> = text.trim_end().split('\n').map(tidy).collect();
    let lines = match cell.lines.len() {
        // An empty line speaks of its device too: it says nothing.
        _ if every.len() == n_devices => every.iter().map(|line| without_number(line)).collect(),
        1 => {
            let text = cell.lines.first()?;
            let pieces: Vec<String> = text.split(['、', ',', '，', ';', '；', '／', '/']).map(tidy).collect();
            if pieces.len() == n_devices { pieces } else { return Some(whole.clone()) }
        }
        _ => cell.lines.clone(),
    };
    if lines.len() != n_devices && place == 0 {
        let text = whole.text();
        reader.report(
            cell.field.at,
            &cell.field.column.heading,
            &text,
            "端末の数と行の数が合いません。上から順に当てはめました",
            false,
        );
    }
    lines.get(place).map(|line| Value::Text(line.clone()))
}

/// The kind a text names: by its word, or by a word inside it.
fn kind_of(text: &str) -> Option<&'static str> {
    let choices = DeviceKind::CHOICES;
    code_of(Kind::Device, field::KIND.key, choices, text)
        .or_else(|| code_of(Kind::Device, field::KIND.key, choices, &parenthesis(text).0))
        .or_else(|| {
            let code = lexicon().code_within("device.kind", &fold(text))?;
            choices.iter().find(|choice| choice.code == code).map(|choice| choice.code)
        })
}

fn of_kind_column(gadget: &mut Gadget, field: &Field<'_>) {
    if let Target::Flag(_, _, code) = &field.column.target {
        gadget.draft.set(field::KIND.key, code.clone());
        let text = tidy(&field.cell.value.text());
        if mark(&text).is_none() {
            gadget.draft.set(field::MODEL.key, text);
        }
    }
}

fn device_cell(reader: &mut SheetReader<'_>, gadget: &mut Gadget, cell: &Field<'_>, value: &Value) {
    let text = value.text();
    if text.trim().is_empty() && !matches!(value, Value::NoResult) {
        return;
    }
    let heading = cell.column.heading.clone();
    let reading = match &cell.column.target {
        _ if matches!(value, Value::Error(_) | Value::NoResult) => Reading::unread(values::fault_of(value)),
        Target::Field(_, key) if *key == field::KIND.key => match kind_of(&text) {
            Some(code) => {
                let (outside, inside) = parenthesis(&text);
                let has_more = !inside.is_empty() && kind_of(&outside).is_some() && kind_of(&inside).is_none();
                let unread = has_more.then(|| "かっこの中は、備考に残しました".to_owned());
                Reading { sets: vec![(field::KIND.key, code.to_owned())], unread }
            }
            None => Reading::unread("端末の種類が分かりません"),
        },
        Target::Field(_, key) if *key == field::MODEL.key => model(&text),
        Target::Field(_, key) if *key == field::PLACES.key => composite::places(&text),
        Target::Field(_, key) if *key == field::NETWORKS.key => composite::networks(&text),
        Target::Field(_, key) if *key == field::ANTIVIRUS.key => composite::antivirus(&text),
        Target::Field(_, key) if *key == field::UNUSED_APPS.key => unused_apps(&text),
        Target::Field(_, key) => field::ALL
            .iter()
            .find(|field| field.key == *key)
            .map_or_else(Reading::default, |field| values::field(Kind::Device, field, value)),
        Target::Flag(_, key, code) => flag(key, code, &text),
        Target::Note if mark(&text) == Some(Mark::NotApplicable) => Reading::default(),
        Target::Note | Target::Skip | Target::RecordNumber => {
            add_line(&mut gadget.draft, field::NOTE.key, &labelled(&heading, &text));
            Reading::default()
        }
    };
    if text.contains("取込み元") || reading.sets.iter().any(|(key, _)| *key == field::ANTIVIRUS_REASON.key) {
        gadget.weak.insert(field::ANTIVIRUS_REASON.key);
    }
    for (key, text) in reading.sets {
        let before = gadget.draft.get(key).to_owned();
        let is_list = key == field::PLACES.key || key == field::NETWORKS.key;
        if is_list || key == field::NOTE.key {
            for line in text.lines() {
                add_line(&mut gadget.draft, key, line);
            }
        } else if key == field::PLACE_TEXT.key && !before.is_empty() {
            gadget.draft.set(key, format!("{before}、{text}"));
        } else {
            gadget.draft.set(key, text);
        }
    }
    if let Some(reason) = reading.unread {
        keep(reader, gadget, cell, &text, &reason);
    }
}

fn keep(reader: &mut SheetReader<'_>, gadget: &mut Gadget, cell: &Field<'_>, text: &str, reason: &str) {
    reader.report(cell.at, &cell.column.heading, text, reason, true);
    add_line(&mut gadget.draft, field::NOTE.key, &labelled(&cell.column.heading, text));
}

/// A model, which may say the kind in front: PC：ThinkPad L13.
fn model(text: &str) -> Reading {
    if mark(text).is_some_and(|mark| mark != Mark::Yes) {
        return Reading::default();
    }
    if let Some((head, rest)) = text.split_once([':', '：'])
        && let Some(code) = code_of(Kind::Device, field::KIND.key, DeviceKind::CHOICES, head)
        && !rest.trim().is_empty()
    {
        return Reading::of(field::KIND.key, code).with(field::MODEL.key, tidy(rest));
    }
    Reading::of(field::MODEL.key, tidy(text))
}

/// 不要アプリ: a mark says it was checked, a date when.
fn unused_apps(text: &str) -> Reading {
    let choices = field::UNUSED_APPS.choices();
    let (day, rest) = values::day_within(text).map_or((None, text.to_owned()), |(day, rest)| (Some(day), rest));
    let (outside, inside) = parenthesis(&rest);
    let day = day.map(crate::base::Day::wareki).unwrap_or_default();
    let words = [rest.as_str(), &outside, &inside];
    let code = words.iter().find_map(|word| code_of(Kind::Device, field::UNUSED_APPS.key, choices, word));
    let code = code.or_else(|| match mark(&outside).or_else(|| mark(text)) {
        Some(Mark::Yes) => Some("checked"),
        Some(Mark::No) => Some("open"),
        _ => None,
    });
    match (code, mark(text)) {
        (Some(code), _) => Reading::of(field::UNUSED_APPS.key, code).with(field::UNUSED_APPS_CONFIRMED_ON.key, day),
        (None, Some(Mark::NotApplicable)) => Reading::default(),
        (None, _) if !day.is_empty() && outside.is_empty() && inside.is_empty() => {
            Reading::of(field::UNUSED_APPS.key, "checked").with(field::UNUSED_APPS_CONFIRMED_ON.key, day)
        }
        (None, _) => Reading::unread("削除・停止・影響なし確認のどれか分かりません"),
    }
}

/// A column 施設内 or 無線LAN: a mark sets it, a text sets it and is kept.
fn flag(key: &'static str, code: &str, text: &str) -> Reading {
    let detail_key = if key == field::PLACES.key { field::PLACE_TEXT.key } else { field::NETWORK_TEXT.key };
    match mark(text) {
        Some(Mark::Yes) => Reading::of(key, code),
        Some(Mark::No | Mark::NotApplicable) => Reading::default(),
        None => Reading::of(key, code).with(detail_key, tidy(text)),
    }
}

/// Completes what the record cannot do without, openly.
fn finish(reader: &mut SheetReader<'_>, gadget: &mut Gadget, first: Option<&Field<'_>>) {
    let at = first.map_or(Address { row: 0, column: 0 }, |field| field.at);
    if gadget.draft.get(field::KIND.key).is_empty() {
        let model = gadget.draft.get(field::MODEL.key).to_owned();
        let by_model = kind_by_model(&model).or_else(|| kind_of(&model));
        if by_model.is_none() {
            reader.report(at, field::KIND.label, "", "端末の種類が書かれていないため、「その他」としました", false);
        }
        gadget.draft.set(field::KIND.key, by_model.unwrap_or("other"));
        gadget.weak.insert(field::KIND.key);
    }
    if gadget.draft.get(field::MODEL.key).is_empty() {
        gadget.draft.set(field::MODEL.key, MODEL_UNSTATED);
        gadget.weak.insert(field::MODEL.key);
        reader.report(at, field::MODEL.label, "", "機種が書かれていません", false);
    }
    if gadget.draft.get(field::PLACES.key).contains("outside") && gadget.draft.get(field::PLACE_TEXT.key).is_empty() {
        gadget.draft.set(field::PLACE_TEXT.key, composite::PLACE_UNSTATED);
    }
    if gadget.draft.get(field::PLACE_TEXT.key) == composite::PLACE_UNSTATED {
        gadget.weak.insert(field::PLACE_TEXT.key);
    }
    let number = half(gadget.draft.get(field::CONTROL_NUMBER.key));
    gadget.draft.set(field::CONTROL_NUMBER.key, number);
}

fn kind_by_model(model: &str) -> Option<&'static str> {
    let folded = fold(model);
    let code = lexicon().code_within("device.model", &folded)?;
    DeviceKind::CHOICES.iter().find(|choice| choice.code == code).map(|choice| choice.code)
}
