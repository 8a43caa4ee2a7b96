//! 規程・文書一覧 and 規程の対応表: which rules there are, and where each item of the yearly checklist is written.

use crate::ledgers::document::items::{items, parts, title};
use crate::ledgers::document::record::Document;
use crate::ledgers::document::sheet::{ended, list};
use crate::ledgers::printed::{UNWRITTEN, cell};
use crate::paper::{Block, Cell, Column, Orientation, Row, Sheet, Table};

use super::frame::{Frame, heading, small, table_or};

/// The list.
pub(super) fn all(frame: &Frame<'_>) -> Sheet {
    let records = frame.facts.documents.iter().map(|kept| &kept.record);
    let (now, gone): (Vec<_>, Vec<_>) = records.partition(|document| document.is_in_force_on(frame.day));
    let mut blocks = vec![
        heading(format!("1　使っている文書（{}件）", now.len())),
        table_or(list(now), "文書はまだ登録されていません。"),
    ];
    if !gone.is_empty() {
        blocks.push(heading("2　使わなくなった文書"));
        blocks.push(Block::Table(ended(gone)));
    }
    frame.sheet(Orientation::Landscape, blocks)
}

/// The matrix: item, document, place.
pub(super) fn matrix(frame: &Frame<'_>) -> Sheet {
    let documents: Vec<&Document> = frame
        .facts
        .documents
        .iter()
        .map(|kept| &kept.record)
        .filter(|document| document.is_in_force_on(frame.day))
        .collect();
    let n_all = items().count();
    let is_placed = |id: &str| documents.iter().any(|document| document.place_of(id).is_some());
    let n_placed = items().filter(|item| is_placed(&item.id)).count();
    let mut blocks = vec![small(&format!(
        "{}の{n_all}項目のうち、{n_placed}項目に書かれている所があります。設問は要点をまとめたものです。",
        title()
    ))];
    for part in parts() {
        blocks.push(heading(part.title.clone()));
        let mut table = columns();
        for item in &part.items {
            let placed = documents.iter().filter_map(|document| Some((*document, document.place_of(&item.id)?)));
            let placed: Vec<_> = placed.collect();
            let n_rows = placed.len().max(1);
            for place in 0..n_rows {
                let (name, at) = placed.get(place).map_or_else(
                    || (UNWRITTEN.to_owned(), UNWRITTEN.to_owned()),
                    |(document, at)| (named(document), (*at).to_owned()),
                );
                let once = |words: &str| if place == 0 { cell(words) } else { Cell::above() };
                table.rows.push(Row::new(vec![once(&item.no), once(&item.label), cell(name), cell(at)]));
            }
        }
        blocks.push(Block::Table(table));
    }
    frame.sheet(Orientation::Portrait, blocks)
}

fn named(document: &Document) -> String {
    [document.title.as_str(), &document.version]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn columns() -> Table {
    let columns = vec![
        Column::fixed("項目", 13.0),
        Column::share("内容", 1.6),
        Column::share("文書・版", 1.0),
        Column::share("書かれている所", 0.8),
    ];
    Table { columns, ..Table::default() }
}
