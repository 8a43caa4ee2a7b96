//! What stands below the table of a checklist: why はい, who signed off, which document asks for what, which edition it is.

use crate::base::Day;
use crate::checklists::Held;
use crate::ledgers::assessment::record::{Answer, Answered, Assessment};
use crate::paper::{Block, Cell, Column, KeyValue, Row, Table};

use super::checklist::{Asked, Form};
use super::frame::{heading, small};

/// Each はい that stands against what the ledger said, with the reason given.
pub(super) fn reasons(form: &Form<'_>) -> Vec<Block> {
    let columns = vec![
        Column::fixed("番号", 12.0),
        Column::fixed("確認", 24.0),
        Column::share("台帳の記録", 1.0),
        Column::share("「はい」とした理由", 1.0),
    ];
    let rows: Vec<Row> = shown(form)
        .into_iter()
        .filter(|(_, _, given)| given.answer == Answer::Yes && !given.against.is_empty())
        .map(|(item, round, given)| {
            Row::new(vec![
                Cell::new(item.no.clone()),
                Cell::new(format!("{}回目\n{}", round.round, given.checked_on.short())),
                Cell::new(given.against.join("\n")),
                Cell::new(given.reason.clone()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table { columns, rows, ..Table::default() };
    vec![heading("「はい」のうち、台帳の記録と合わないもの"), Block::FineTable(table)]
}

/// The answers the sheet shows, each with its round.
fn shown<'a>(form: &'a Form<'_>) -> Vec<(&'a Asked, &'a Assessment, &'a Answered)> {
    let rounds = form.rounds();
    let mut all = Vec::new();
    for item in &form.items {
        if form.is_of_three() {
            all.extend(rounds.iter().filter_map(|round| Some((item, *round, round.answer(&item.id)?))));
        } else if let Some((round, given)) = form.year.as_ref().and_then(|year| year.standing(&item.id)) {
            all.push((item, round, given));
        }
    }
    all
}

/// Who has signed off which round; a place to sign where nobody has.
pub(super) fn sign_off(form: &Form<'_>) -> Vec<Block> {
    let rounds = form.rounds();
    let mut rows = Vec::new();
    for round in &rounds {
        if let Some(signed) = &round.signed {
            let words = format!("{}　{} {}", signed.on.wareki(), signed.role, signed.by);
            rows.push(KeyValue::wide(format!("{}回目を終えた人", round.round), words));
        }
    }
    let mut blocks = vec![heading("点検を終えた確認")];
    if !rows.is_empty() {
        blocks.push(Block::KeyValues { rows, columns: 1 });
    }
    if rounds.last().is_none_or(|last| last.is_open()) {
        blocks.push(Block::Signatures(vec!["点検した責任者".to_owned()]));
    }
    vec![Block::KeepTogether(blocks)]
}

/// The places of the guideline and the documents the items follow; items that follow the same stand in one line.
pub(super) fn citations(form: &Form<'_>) -> Vec<Block> {
    let has_guideline = form.items.iter().any(|item| !item.guideline.is_empty());
    let mut lines: Vec<(String, String, Vec<&str>)> = Vec::new();
    for item in form.items.iter().filter(|item| !item.cites.is_empty()) {
        let (places, documents) = (item.guideline.join("、"), documents(item));
        let name = if item.no.is_empty() { item.label.as_str() } else { item.no.as_str() };
        match lines.iter_mut().find(|(known, of, _)| *known == places && *of == documents) {
            Some((_, _, names)) => names.push(name),
            None => lines.push((places, documents, vec![name])),
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::share("項目", 0.5)];
    if has_guideline {
        columns.push(Column::share("ガイドラインの該当箇所", 0.8));
    }
    columns.push(Column::share("資料", 1.7));
    let rows = lines.into_iter().map(|(places, documents, names)| {
        let all = if names.len() == form.items.len() { "すべての項目".to_owned() } else { names.join("、") };
        let mut cells = vec![Cell::new(all)];
        if has_guideline {
            cells.push(Cell::new(if places.is_empty() { "確かめられていません".to_owned() } else { places }));
        }
        cells.push(Cell::new(documents));
        Row::new(cells)
    });
    let table = Table { columns, rows: rows.collect(), ..Table::default() };
    vec![heading("項目ごとの根拠"), Block::FineTable(table)]
}

/// Each document once, with its places.
fn documents(item: &Asked) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cite in &item.cites {
        let line = format!("{} {}", cite.document, cite.section);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Which edition it is, and what people have to know of it.
pub(super) fn edition_facts(form: &Form<'_>, held: &Held, day: Day) -> Vec<Block> {
    let last = form.rounds().last().copied();
    let mut rows = vec![KeyValue::wide("版", form.name.clone())];
    let now = form.edition.as_ref().map(|edition| edition.hash.as_str());
    let then = last.map(|last| last.hash.as_str()).filter(|hash| !hash.is_empty());
    if let Some(hash) = then.or(now) {
        rows.push(KeyValue::wide("版の照合（SHA-256）", grouped(hash)));
    }
    let mut notes = Vec::new();
    if let (Some(then), Some(now)) = (then, now)
        && then != now
    {
        notes.push(small("点検したときの版は、今入っている同じ名前の版と、注意書きなどが違います。"));
    }
    if let Some(edition) = &form.edition {
        let source = &edition.source;
        let words = format!("{} {}（{}）", source.issuer, source.document, source.section);
        rows.push(KeyValue::wide("出典", words));
        rows.push(KeyValue::wide("根拠", source.basis.clone()));
        let is_over = edition.in_force.until.is_some_and(|until| until.last() < day);
        if is_over && held.is_newest(edition) {
            rows.push(KeyValue::wide("新しい版", edition.in_force.next.clone()));
        }
        notes.push(small(&source.note));
    }
    let mut blocks = vec![heading("点検表の版"), Block::KeyValues { rows, columns: 1 }];
    blocks.extend(notes);
    blocks
}

/// A hash in groups that can be compared by eye.
fn grouped(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
