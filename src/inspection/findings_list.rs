//! 指摘・改善計画一覧: what the rules find, each with its source, and what is planned: いいえ of the yearly check, open
//! remedies, each with its day.

use crate::base::{Day, Kind};
use crate::checklists::held;
use crate::desk::Problem;
use crate::findings::{BASES, Basis, Found, of};
use crate::ledgers::due;
use crate::ledgers::printed::{NONE, cell, day, or_none, text};
use crate::paper::{Block, Cell, Column, Orientation, Row, Sheet, Table};
use crate::procedures::{Plan, plans};

use super::frame::{Frame, heading, small, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let found = of(facts, &due::all(facts, frame.day), frame.day);
    let n_all: usize = found.iter().map(|found| found.findings.len()).sum();
    let mut blocks = vec![heading(format!("1　台帳からわかる指摘（{n_all}件）"))];
    if found.is_empty() {
        blocks.push(small("台帳に書かれたことから見つかった指摘はありません。"));
    } else {
        // Document by document: what an older one asks for is read by itself, and what came after it is said (C-10).
        for basis in &BASES {
            let own: Vec<&Found> = found.iter().filter(|found| Basis::of(found.rule.source) == Some(basis)).collect();
            if own.is_empty() {
                continue;
            }
            blocks.push(Block::Heading { level: 2, text: format!("{}（{}）", basis.name, basis.edition) });
            if !basis.since.is_empty() {
                blocks.push(small(&format!("この資料のあとに、{}が出ています。", basis.since)));
            }
            blocks.push(Block::Table(findings(&own)));
        }
    }
    blocks.push(heading("2　「いいえ」の項目の改善計画"));
    let plans = plans(&facts.assessments, &held(frame.read)?);
    blocks.push(table_or(planned(&plans), "自己評価で「いいえ」と答えた項目はありません。"));
    blocks.push(heading("3　対応中の事項"));
    blocks.push(table_or(remedies(frame), "対応中の事項はありません。"));
    blocks.push(small(
        "指摘は、台帳に書かれたことから決まりに当てはめて見つけたものです。法令に適合しているかどうかを示すものではありません。",
    ));
    Ok(frame.sheet(Orientation::Landscape, blocks))
}

fn findings(all: &[&Found]) -> Table {
    let columns = vec![
        Column::share("指摘", 1.2),
        Column::share("だれ・何", 1.0),
        Column::share("内容", 1.6),
        Column::share("資料のどこか", 1.0),
    ];
    let rows = all.iter().flat_map(|found| {
        found.findings.iter().enumerate().map(|(n, finding)| {
            // The words of a rule stand once for all it found, and again where a page ends between.
            let once = |words: &str| if n == 0 { cell(words) } else { Cell::above() };
            Row::new(vec![
                once(found.rule.title),
                cell(or_none(&finding.about)),
                cell(finding.what.clone()),
                once(found.rule.cites),
            ])
        })
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn planned(all: &[Plan]) -> Table {
    let columns = vec![
        Column::share("点検表", 1.0),
        Column::fixed("項目", 14.0),
        Column::share("内容", 1.8),
        Column::fixed("確認日", 20.0),
        Column::fixed("目標日", 20.0),
        Column::share("備考", 1.0),
    ];
    let rows = all.iter().map(|plan| {
        Row::new(vec![
            cell(plan.checklist.clone()),
            cell(plan.no.clone()),
            cell(plan.label.clone()),
            cell(plan.checked_on.short()),
            cell(day(plan.target_on)),
            cell(or_none(&plan.note)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn remedies(frame: &Frame<'_>) -> Table {
    let columns = vec![
        Column::share(Kind::Remedy.label(), 1.6),
        Column::share("利用者・端末", 1.1),
        Column::share("見つけたもの", 1.1),
        Column::fixed("見つけた日", 22.0),
        Column::share("担当者", 0.7),
        Column::fixed("目標日", 24.0),
    ];
    let (people, devices) = (frame.facts.staff_names(), frame.facts.device_names());
    let open = frame.facts.remedies.iter().map(|kept| &kept.record).filter(|remedy| remedy.is_open_on(frame.day));
    let rows = open.map(|remedy| {
        let person = remedy.staff.and_then(|id| people.get(&id).copied()).unwrap_or_default();
        let device = remedy.device.and_then(|id| devices.get(&id).map(String::as_str)).unwrap_or_default();
        let about = [person, device].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("\n");
        let owner = remedy.owner.and_then(|id| people.get(&id).copied()).unwrap_or_default();
        Row::new(vec![
            cell(remedy.what.clone()),
            cell(or_none(&about)),
            cell(or_none(&remedy.source)),
            cell(day(remedy.found_on)),
            cell(text(owner)),
            cell(remedy.target_on.map_or_else(|| NONE.to_owned(), Day::short)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
