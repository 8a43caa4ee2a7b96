//! 持出し申請書 and 持出し台帳: one take-out on a page, and all of a time, what is not over first (S004-1.10 to S004-1.12).

use crate::base::{Kept, Record, RecordId};
use crate::desk::Problem;
use crate::ledgers::takeout::record::{Decided, Standing, Takeout};
use crate::ledgers::takeout::sheet::{
    Line, Named, beside, blank_decision, blank_request, blank_return, blank_way_out, decision, extensions, ledger,
    return_check, seven, way_out,
};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, fine_or, heading, small};

const SEALS: [&str; 3] = ["申請者", "承認", "返却確認"];

/// One request with all that became of it; what has not happened yet is left for the pen.
pub(super) fn request(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let kept = facts.takeouts.iter().find(|kept| Some(RecordId::from(kept.id)) == subject).ok_or_else(nothing)?;
    let takeout = &kept.record;
    let named = named(frame, takeout);
    let names = facts.staff_names();
    let name = |decided: &Decided| names.get(&decided.by).copied().unwrap_or_default().to_owned();
    let mut rows = seven(takeout, &named);
    rows.extend(beside(takeout));
    let mut blocks = vec![Block::KeyValues { rows, columns: 2 }, heading("承認")];
    blocks.push(Block::KeyValues { rows: decision(takeout, named.decided_by), columns: 2 });
    if !takeout.extensions.is_empty() {
        blocks.push(heading("延長"));
        blocks.push(Block::Table(extensions(takeout, name)));
    }
    match takeout.standing(frame.day) {
        Standing::Refused => {}
        Standing::Cancelled => {
            let cancelled = takeout.cancelled.as_ref();
            let said = cancelled.map(|one| format!("{}に取りやめました。理由：{}", one.on.wareki(), one.reason));
            blocks.push(heading("取りやめ"));
            blocks.push(small(&said.unwrap_or_default()));
        }
        Standing::Waiting
        | Standing::Approved
        | Standing::Out
        | Standing::Late
        | Standing::Unchecked
        | Standing::Returned => {
            blocks.push(heading("持出し"));
            blocks.push(Block::KeyValues { rows: way_out(takeout), columns: 2 });
            blocks.push(heading("返却と確認"));
            blocks.push(Block::KeyValues { rows: return_check(takeout), columns: 2 });
        }
    }
    if !takeout.note.is_empty() {
        blocks.push(small(&format!("備考　{}", takeout.note)));
    }
    Ok(form(frame, blocks))
}

/// The same for the pen.
pub(super) fn blank(frame: &Frame<'_>) -> Sheet {
    let blocks = vec![
        Block::KeyValues { rows: blank_request(), columns: 2 },
        heading("承認"),
        Block::KeyValues { rows: blank_decision(), columns: 2 },
        heading("持出し"),
        Block::KeyValues { rows: blank_way_out(), columns: 2 },
        heading("返却と確認"),
        Block::KeyValues { rows: blank_return(), columns: 2 },
        small(
            "承認を受けてから持ち出します。登録していない端末・媒体では持ち出せません。記入したら、管理する人が台帳番に入力します。",
        ),
    ];
    form(frame, blocks)
}

fn form(frame: &Frame<'_>, blocks: Vec<Block>) -> Sheet {
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.seals = SEALS.map(str::to_owned).to_vec();
    sheet
}

/// What is not over, and what ended in the fiscal year (or since the day that was asked for).
pub(super) fn all(frame: &Frame<'_>) -> Sheet {
    let (facts, day) = (frame.facts, frame.day);
    let year = day.fiscal_year();
    let from = if frame.from < day { frame.from } else { year.first_day().unwrap_or(day) };
    let (mut open, mut over): (Vec<_>, Vec<_>) =
        facts.takeouts.iter().partition(|kept| kept.record.standing(day).is_open());
    over.retain(|kept| kept.record.ended_on >= Some(from));
    open.sort_by_key(|kept| kept.record.until_on);
    over.sort_by_key(|kept| std::cmp::Reverse(kept.record.ended_on));
    let lines = |all: &[&'_ Kept<Takeout>]| {
        let lines = all.iter().map(|kept| Line { takeout: &kept.record, named: named(frame, &kept.record), day });
        ledger(lines)
    };
    let n_late = open.iter().filter(|kept| kept.record.standing(day) == Standing::Late).count();
    let late = if n_late == 0 { String::new() } else { format!("、うち返却遅れ{n_late}件") };
    let blocks = vec![
        small("期間の欄は、上が初め、下が終わりです。延長したものは、承認された延長後の期間です。"),
        heading(format!("1　終わっていないもの（{}件{late}）", open.len())),
        fine_or(lines(&open), "申請中・持出し中のものはありません。"),
        heading(format!("2　{}からの、返却・不承認・取りやめ（{}件）", from.wareki(), over.len())),
        fine_or(lines(&over), "この期間に終わったものはありません。"),
    ];
    let mut sheet = frame.sheet(Orientation::Landscape, blocks);
    sheet.seals = vec!["作成".to_owned(), "確認".to_owned()];
    sheet
}

fn named<'a>(frame: &'a Frame<'_>, takeout: &'a Takeout) -> Named<'a> {
    let names = frame.facts.staff_names();
    let by = takeout.decided.as_ref().and_then(|decided| names.get(&decided.by).copied());
    Named {
        person: frame.facts.taker(takeout),
        devices: frame.facts.taken(takeout).map(|kept| kept.record.title()).collect(),
        decided_by: by.unwrap_or_default(),
    }
}

fn nothing() -> Problem {
    Problem::new(
        "L-073",
        "この帳票は持出し1件分を印刷します。指定された持出しは、この日の台帳に見つかりません。台帳は変わっていません。",
        "持出しを選び直すか、申請した日より後の日付にしてください。",
    )
}
