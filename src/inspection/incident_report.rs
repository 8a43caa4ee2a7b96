//! 事故報告書 (第一報・続報・最終) and 経過記録: one incident as far as it is known. A first report of which half is not known
//! yet says so and is a report all the same (S004-3.1c).

use crate::base::{Coded, IncidentId, Kept, Record, RecordId};
use crate::desk::Problem;
use crate::ledgers::incident::record::{Incident, Line, Report, What};
use crate::ledgers::incident::sheet as parts;
use crate::ledgers::printed::or_none;
use crate::paper::{Block, Bullet, KeyValue, Orientation, Sheet};

use super::frame::{Frame, heading, small};

/// Which report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    First,
    Follow,
    Last,
}

impl Stage {
    /// The one that was asked for, or else the next one that is to go out.
    fn of(variant: &str, incident: &Incident) -> Self {
        match variant {
            "first" => Self::First,
            "follow" => Self::Follow,
            "last" => Self::Last,
            _ if !incident.is_open() => Self::Last,
            _ if incident.report(Report::First).is_some() => Self::Follow,
            _ => Self::First,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::First => "第一報",
            Self::Follow => "続報",
            Self::Last => "最終",
        }
    }
}

/// The incident a sheet is about.
pub(super) fn find<'a>(frame: &Frame<'a>, subject: Option<RecordId>) -> Result<&'a Kept<Incident>, Problem> {
    frame.facts.incidents.iter().find(|kept| Some(RecordId::from(kept.id)) == subject).ok_or_else(no_incident)
}

/// 事故報告書
pub(super) fn report(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let kept = find(frame, subject)?;
    let incident = &kept.record;
    let stage = Stage::of(frame.variant, incident);
    let mut number = 0;
    let mut title = |text: &str| {
        number += 1;
        heading(format!("{number}　{text}"))
    };
    let mut blocks = vec![small(lead(stage)), title("事故のあらまし"), pairs(parts::outline(incident))];
    blocks.extend([title("くわしい状況（5W1H）"), pairs(parts::questions(incident))]);
    blocks.extend([title("かかわる人・端末"), pairs(touched(frame, incident))]);
    blocks.extend([title("もれたおそれのある情報"), pairs(parts::data(incident))]);
    if incident.asks_protection() {
        blocks.extend([title("保護の状態"), pairs(parts::protection(incident))]);
    }
    blocks.extend(doings(frame, &mut title, incident, stage));
    let decisions = parts::decisions(incident);
    if !decisions.rows.is_empty() {
        blocks.extend([title("判断"), Block::Table(decisions)]);
    }
    let reports = parts::reports(incident);
    blocks.push(title("報告・届出"));
    blocks.push(if reports.rows.is_empty() { small("まだ行っていません。") } else { Block::Table(reports) });
    // Of a first report nobody asks what comes of it in the end, unless it is known already.
    if stage != Stage::First || incident.cause.is_some() || !incident.prevention.is_empty() {
        blocks.extend([title("原因・影響・再発防止"), pairs(parts::outcome(incident))]);
        let plans = plans(frame, kept.id);
        if !plans.rows.is_empty() {
            blocks.push(Block::Table(plans));
        }
    }
    let gaps = incident.gaps();
    if !gaps.is_empty() {
        blocks.push(title("まだわかっていないこと"));
        blocks.push(Block::List { points: vec![gaps.join("、")], bullet: Bullet::Dot });
    }
    let end = parts::end(incident);
    if !end.is_empty() {
        blocks.extend([title("終結"), pairs(end)]);
    }
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}（{}）　{}", frame.title, stage.word(), incident.number());
    Ok(sheet)
}

const fn lead(stage: Stage) -> &'static str {
    match stage {
        Stage::First => {
            "わかっていることだけを書いた、最初の報告です。「確認中」のことは、わかり次第、続報で知らせます。"
        }
        Stage::Follow => "前の報告のあとにわかったこと、行ったことを加えた報告です。",
        Stage::Last => "原因と再発防止までをまとめた、最後の報告です。",
    }
}

fn pairs(rows: Vec<KeyValue>) -> Block {
    Block::KeyValues { rows, columns: 2 }
}

/// Who and what it touches, as the ledger calls them.
fn touched(frame: &Frame<'_>, incident: &Incident) -> Vec<KeyValue> {
    let facts = frame.facts;
    let (people, devices, systems) = (facts.staff_names(), facts.device_names(), facts.system_names());
    let person = incident.staff.and_then(|id| people.get(&id).copied()).unwrap_or_default();
    let device: Vec<&str> = incident.devices.iter().filter_map(|id| devices.get(id).map(String::as_str)).collect();
    let system: Vec<&str> = incident.systems.iter().filter_map(|id| systems.get(id).copied()).collect();
    let vendor = incident.vendor.and_then(|id| facts.vendors.iter().find(|kept| kept.id == id));
    let mut rows = vec![
        KeyValue::new("使っていた人", or_none(person)),
        KeyValue::new("事業者", or_none(&vendor.map(|kept| kept.record.title()).unwrap_or_default())),
        KeyValue::wide("端末・媒体", or_none(&device.join("、"))),
    ];
    rows.push(KeyValue::wide("システム", or_none(&system.join("、"))));
    rows
}

/// What was done; in a later report what came after the one before stands first.
fn doings(frame: &Frame<'_>, title: &mut impl FnMut(&str) -> Block, incident: &Incident, stage: Stage) -> Vec<Block> {
    let is_told = |line: &&Line| !matches!(line.what, What::Begun | What::Decision { .. } | What::Closed);
    let all: Vec<&Line> = incident.standing().into_iter().filter(is_told).collect();
    let before =
        [Report::First, Report::Follow].into_iter().filter_map(|report| incident.report(report)).max_by_key(|l| l.no);
    let nothing = |what: &str| small(&format!("{}{what}ことは、まだ書かれていません。", frame.day.wareki()));
    let table = |lines: &[&Line], what: &str| {
        if lines.is_empty() { nothing(what) } else { Block::Table(parts::doings(lines.iter().copied())) }
    };
    match before.filter(|_| stage == Stage::Follow) {
        None => vec![title("行ったこと"), table(&all, "までに行った")],
        Some(before) => {
            let (old, new): (Vec<&Line>, Vec<&Line>) = all.into_iter().partition(|line| line.no <= before.no);
            vec![
                title(&format!("前の報告（{}）のあとに行ったこと", before.at.short())),
                table(&new, "までに新しく行った"),
                title("それまでに行ったこと"),
                table(&old, "までに行った"),
            ]
        }
    }
}

/// The plan to keep it from happening again.
fn plans(frame: &Frame<'_>, id: IncidentId) -> crate::paper::Table {
    let people = frame.facts.staff_names();
    let own = frame.facts.remedies.iter().map(|kept| &kept.record).filter(|remedy| remedy.incident == Some(id));
    parts::plans(own.map(|remedy| parts::Plan {
        what: &remedy.what,
        owner: remedy.owner.and_then(|id| people.get(&id).copied()).unwrap_or_default(),
        target_on: remedy.target_on,
        done_on: remedy.done_on,
    }))
}

/// 経過記録: every line, corrected ones included.
pub(super) fn timeline(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let incident = &find(frame, subject)?.record;
    let head = vec![
        KeyValue::new("事故番号", incident.number()),
        KeyValue::new("状態", incident.state().label()),
        KeyValue::wide("概要", parts::known(&incident.summary)),
        KeyValue::new("知った日時", incident.known_at.wareki()),
        KeyValue::new("事故の種類", incident.flow.label()),
    ];
    let blocks = vec![
        pairs(head),
        Block::Table(parts::timeline(incident)),
        small(
            "行は書いた順に並び、消したり書き換えたりできません。まちがいは新しい行で訂正し、元の行も灰色で残します。\
             言われた日時と入力した時刻が5分より離れているときは、入力した時刻も載せています。",
        ),
    ];
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, incident.number());
    Ok(sheet)
}

fn no_incident() -> Problem {
    Problem::new(
        "L-081",
        "この帳票は事故1件分を印刷します。指定された事故は、この日の台帳に見つかりません。台帳は変わっていません。",
        "事故を選び直すか、記録を始めた日より後の日付にしてください。",
    )
}
