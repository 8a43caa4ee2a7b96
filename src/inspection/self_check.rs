//! 自己点検票 and 点検状況一覧: what was checked, blank forms for the pen, and who is due when.

use crate::base::{Day, Record, RecordId};
use crate::checklists::SelfCheck;
use crate::desk::Problem;
use crate::ledgers::due::{self, Step, last_check};
use crate::ledgers::facts::Facts;
use crate::ledgers::remedy;
use crate::ledgers::self_check::sheet::{Line, answered, blank, state};
use crate::paper::{Block, KeyValue, Orientation, Sheet};

use super::frame::{Frame, heading, small, table_or};
use super::staff_card::nobody;

/// The person's newest check of each device they use.
pub(super) fn filled(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let own = frame.facts.belongings_of(person.id);
    let mut blocks = Vec::new();
    for kept in own.devices.iter().filter(|kept| kept.record.kind.is_terminal()) {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(kept.record.title()));
        let Some(check) = last_check(&own.checks, kept.id) else {
            blocks.push(small("この端末の自己点検は、まだ記録されていません。"));
            continue;
        };
        let entered = check.entered.as_ref().map_or_else(|| "管理者が登録".to_owned(), crate::base::Entered::words);
        blocks.push(Block::KeyValues {
            rows: vec![
                KeyValue::new("点検した人", person.record.name.clone()),
                KeyValue::new("点検した日", check.checked_on.wareki()),
                KeyValue::new("結果", check.summary()),
                KeyValue::new("点検票の版", check.edition.clone()),
                KeyValue::wide("入力と確定", entered),
            ],
            columns: 2,
        });
        blocks.push(table_or(answered(&check.answers), "紙の点検票で行いました。答えは紙の点検票にあります。"));
    }
    if blocks.is_empty() {
        blocks.push(small("利用する端末が登録されていません。"));
    }
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, person.record.name);
    Ok(sheet)
}

/// The questions for each device the person uses, for the pen.
pub(super) fn for_the_pen(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let person = subject.and_then(|id| frame.facts.person(id)).ok_or_else(nobody)?;
    let own = frame.facts.belongings_of(person.id);
    let mut blocks = Vec::new();
    let devices = own.devices.iter().filter(|kept| kept.record.kind.is_terminal());
    for (kept, edition) in devices.filter_map(|kept| Some((kept, SelfCheck::current()?))) {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(kept.record.title()));
        blocks.push(small(&format!("点検票の版　{}　　「はい」が、良い状態です。", edition.edition)));
        let items = edition.for_device(&kept.record);
        blocks.push(Block::Table(blank(items.iter().map(|item| item.ask.as_str()))));
        blocks.push(Block::Signatures(vec!["点検した人".to_owned(), "確認した人".to_owned()]));
    }
    if blocks.is_empty() {
        blocks.push(small("利用する端末が登録されていません。"));
    }
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, person.record.name);
    Ok(sheet)
}

/// Who checks what, when it was done last and until when it is due.
pub(super) fn states(frame: &Frame<'_>) -> Sheet {
    let lines = lines(frame.facts, frame.day);
    let n_late = lines.iter().filter(|line| line.is_late || line.last.is_none()).count();
    let intro = small(&format!(
        "間隔は{}か月です。{}件のうち{n_late}件が、未点検か期限を過ぎています。",
        frame.facts.check_months,
        lines.len()
    ));
    let table = table_or(state(lines), "点検する端末を使う利用者は登録されていません。");
    frame.sheet(Orientation::Landscape, vec![intro, table])
}

fn lines(facts: &Facts, day: Day) -> Vec<Line> {
    let owned = facts.belongings();
    let all = due::all(facts, day).into_iter().filter_map(|(kept, due)| {
        let Step::SelfCheck(device) = due.step else { return None };
        let last = owned.get(&kept.id).and_then(|own| last_check(&own.checks, device));
        Some(Line {
            person: kept.record.name.clone(),
            device: due.about,
            last: due.last_on.map(Day::short),
            summary: last.map(crate::ledgers::self_check::record::SelfCheck::summary).unwrap_or_default(),
            due: due.due_on.map_or_else(|| "すぐに".to_owned(), Day::short),
            is_late: due.due_on.is_some_and(|until| until < day),
        })
    });
    all.collect()
}

/// What is to be seen to, the open ones first.
pub(super) fn remedies(frame: &Frame<'_>) -> Sheet {
    let facts = frame.facts;
    let names = facts.staff_names();
    let devices = facts.device_names();
    let line = |remedy: &'_ remedy::record::Remedy| {
        let name = remedy.staff.and_then(|id| names.get(&id).copied()).unwrap_or_default().to_owned();
        let device = remedy.device.and_then(|id| devices.get(&id).cloned()).unwrap_or_default();
        format!("{name}\n{device}").trim().to_owned()
    };
    let table = |is_open: bool| {
        let lines = facts.remedies.iter().map(|kept| &kept.record).filter(|one| one.is_open_on(frame.day) == is_open);
        remedy::sheet::list(lines.map(|remedy| remedy::sheet::Line {
            remedy,
            about: line(remedy),
            owner: remedy.owner.and_then(|id| names.get(&id).copied()).unwrap_or_default(),
        }))
    };
    let blocks = vec![
        heading("1　対応中"),
        table_or(table(true), "対応中のものはありません。"),
        heading("2　完了"),
        table_or(table(false), "完了したものはありません。"),
    ];
    frame.sheet(Orientation::Landscape, blocks)
}
