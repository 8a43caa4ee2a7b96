//! 利用開始チェックシート and 退職時チェックシート: the steps of somebody's way in or out, with what was done.

use crate::base::{Day, RecordId, StaffId};
use crate::desk::Problem;
use crate::ledgers::disposal;
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::record::{Passage, Way};
use crate::ledgers::passage::sheet::table;
use crate::ledgers::printed::{long_day, or_none};
use crate::ledgers::steps::{joining, leaving};
use crate::paper::{Block, KeyValue, Orientation, Paragraph, Sheet};

use super::frame::{Frame, heading, small};
use super::staff_card::nobody;

/// 利用開始チェックシート
pub(super) fn way_in(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let passage = newest(frame.facts, person.id, Way::Joining);
    let stands = joining(frame.facts, person.id, passage, frame.day);
    let mut rows = about(frame, person.id, passage);
    rows.insert(2, KeyValue::new("利用開始日", long_day(person.record.started_on)));
    let blocks = vec![
        Block::KeyValues { rows, columns: 2 },
        Block::Table(table(&stands)),
        legend(),
        Block::Space(4.0),
        Block::Signatures(vec!["本人".to_owned(), "確認した人".to_owned()]),
    ];
    Ok(titled(frame, blocks, &person.record.name))
}

/// 退職時チェックシート
pub(super) fn way_out(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let passage = newest(frame.facts, person.id, Way::Leaving);
    let stands = leaving(frame.facts, person.id, passage, frame.day);
    let mut rows = about(frame, person.id, passage);
    let ends_on = person.record.ended_on.or_else(|| passage.and_then(|passage| passage.on));
    let reason = passage.map_or(person.record.end_reason.as_str(), |passage| passage.end_reason.as_str());
    rows.insert(2, KeyValue::new("最後に利用する日", long_day(ends_on)));
    rows.insert(3, KeyValue::new("終了の理由", or_none(reason)));
    let mut blocks = vec![Block::KeyValues { rows, columns: 2 }, Block::Table(table(&stands)), legend()];
    let devices = frame.facts.device_names();
    let own = frame.facts.disposals.iter().filter(|kept| kept.record.from == Some(person.id));
    let lines = own.map(|kept| (devices.get(&kept.record.device).cloned().unwrap_or_default(), &kept.record));
    let handed = disposal::sheet::table(lines);
    if !handed.rows.is_empty() {
        blocks.push(heading("返却と消去の記録"));
        blocks.push(Block::Table(handed));
    }
    if let Some(passage) = passage.filter(|passage| !passage.open_reason.is_empty()) {
        blocks.push(heading("残したまま終えたこと"));
        blocks.push(Block::Paragraph(Paragraph::new(&passage.left_open.join("、"))));
        blocks.push(Block::Paragraph(Paragraph::new(&format!("理由　{}", passage.open_reason))));
    }
    blocks.push(Block::Space(4.0));
    blocks.push(Block::Signatures(vec!["本人".to_owned(), "管理責任者".to_owned()]));
    Ok(titled(frame, blocks, &person.record.name))
}

/// The passage that goes on, else the last one.
fn newest(facts: &Facts, person: StaffId, way: Way) -> Option<&Passage> {
    let own = || facts.passages.iter().map(|kept| &kept.record).filter(|one| one.staff == person && one.way == way);
    own().rev().find(|passage| passage.is_open()).or_else(|| own().last())
}

fn about(frame: &Frame<'_>, person: StaffId, passage: Option<&Passage>) -> Vec<KeyValue> {
    let Some(kept) = frame.facts.person(person.into()) else { return Vec::new() };
    let state = match passage {
        None => "手続きはまだ始まっていません".to_owned(),
        Some(passage) => match passage.closed_on {
            None => "手続き中".to_owned(),
            Some(day) => format!("{} 完了", Day::wareki(day)),
        },
    };
    vec![
        KeyValue::new("氏名", kept.record.name.clone()),
        KeyValue::new("所属・職種", format!("{}　{}", kept.record.department, kept.record.profession)),
        KeyValue::new("手続き", state),
    ]
}

fn legend() -> Block {
    small("「済」は台帳に記録があるもの、□ はまだのものです。")
}

fn titled(frame: &Frame<'_>, blocks: Vec<Block>, name: &str) -> Sheet {
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{name}", frame.title);
    sheet
}
