//! 持出し on paper: the request with its seven fields, approval and return check, and the take-out ledger.

use crate::base::{Choice, Coded, Day};
use crate::ledgers::printed::{NONE, UNDONE, cell, choice, lines, or_none, text};
use crate::paper::{Align, Column, KeyValue, Row, Table};

use super::record::{
    Checked, Contents, Decided, Decision, Holds, OUT_POINTS, Sort, Standing, Takeout, Trouble, Virus, Whole, field,
    out_line,
};

/// The names beside a request.
#[derive(Debug, Clone, Default)]
pub struct Named<'a> {
    /// 氏名
    pub person: &'a str,
    /// 格納する媒体
    pub devices: Vec<String>,
    /// 決めた人
    pub decided_by: &'a str,
}

/// The seven fields of S004-1.11, in its order.
#[must_use]
pub fn seven(takeout: &Takeout, named: &Named<'_>) -> Vec<KeyValue> {
    vec![
        KeyValue::new(field::DEPARTMENT.label, text(&takeout.department)),
        KeyValue::new(field::STAFF.label, text(named.person)),
        KeyValue::wide(field::CONTACT.label, text(&takeout.contact)),
        KeyValue::wide(field::WHAT.label, text(&takeout.what)),
        KeyValue::wide(field::DEVICES.label, text(&named.devices.join("\n"))),
        KeyValue::wide(field::PURPOSE.label, text(&takeout.purpose)),
        KeyValue::wide("期間", period(takeout.from_on, takeout.until_on)),
    ]
}

/// What is asked besides.
#[must_use]
pub fn beside(takeout: &Takeout) -> Vec<KeyValue> {
    vec![
        KeyValue::new(field::REQUESTED_ON.label, takeout.requested_on.wareki()),
        KeyValue::new(field::SORT.label, takeout.sort.label()),
        KeyValue::new(field::PATIENT_DATA.label, choice(takeout.patient_data)),
        KeyValue::wide(field::PROTECTION.label, text(&takeout.protection)),
    ]
}

/// The decision; one that is not made is left for the pen.
#[must_use]
pub fn decision(takeout: &Takeout, by: &str) -> Vec<KeyValue> {
    let Some(decided) = &takeout.decided else { return blank_decision() };
    let mut rows = vec![
        KeyValue::new(field::DECISION.label, decided.decision.label()),
        KeyValue::new(field::DECIDED_ON.label, decided.on.wareki()),
        KeyValue::wide(field::DECIDED_BY.label, text(by)),
        KeyValue::wide(field::CONDITIONS.label, or_none(&decided.conditions)),
    ];
    for (label, reason) in
        [(field::SELF_REASON.label, &decided.self_reason), (field::LATE_REASON.label, &decided.late_reason)]
    {
        if !reason.is_empty() {
            rows.push(KeyValue::wide(label, reason.clone()));
        }
    }
    rows
}

/// The extensions, the oldest first, each with who decided it.
#[must_use]
pub fn extensions(takeout: &Takeout, name: impl Fn(&Decided) -> String) -> Table {
    let columns = vec![
        Column::fixed("申請日", 22.0),
        Column::fixed("延長前", 22.0),
        Column::fixed("延長後", 22.0),
        Column::share("延長の理由", 1.4),
        Column::share("承認", 1.2),
    ];
    let rows = takeout.extensions.iter().map(|one| {
        let decided = one.decided.as_ref().map_or_else(
            || UNDONE.to_owned(),
            |decided| {
                let line = format!("{}　{}　{}", decided.decision.label(), decided.on.short(), name(decided));
                lines(line, [decided.conditions.as_str()])
            },
        );
        Row::new(vec![
            cell(one.asked_on.short()),
            cell(one.before.short()),
            cell(one.until_on.short()),
            cell(one.reason.clone()),
            cell(decided),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// The way out; left for the pen until it is recorded.
#[must_use]
pub fn way_out(takeout: &Takeout) -> Vec<KeyValue> {
    let Some(out) = &takeout.out else { return blank_way_out() };
    let mut rows =
        vec![KeyValue::wide(field::OUT_ON.label, out.on.wareki()), KeyValue::wide("持ち出す前の確認", out_line(out))];
    if !out.note.is_empty() {
        rows.push(KeyValue::wide(field::OUT_NOTE.label, out.note.clone()));
    }
    rows
}

/// The return and its check; left for the pen until they are recorded.
#[must_use]
pub fn return_check(takeout: &Takeout) -> Vec<KeyValue> {
    let Some(back) = &takeout.back else { return blank_return() };
    let mut rows = vec![
        KeyValue::new(field::BACK_ON.label, back.on.wareki()),
        KeyValue::new(field::RECEIVED_BY.label, back.received_by.clone()),
    ];
    match &back.check {
        Some(made) => rows.extend([
            KeyValue::new(field::BACK_WHOLE.label, made.whole.label()),
            KeyValue::new(field::BACK_CONTENTS.label, made.contents.label()),
            KeyValue::new(field::BACK_VIRUS.label, made.virus.label()),
            KeyValue::new("紛失などの異常", made.trouble.label()),
            KeyValue::wide("確認した日・人", format!("{}　{}", made.on.wareki(), made.by)),
        ]),
        None => rows.extend(blank_check()),
    }
    if !back.note.is_empty() {
        rows.push(KeyValue::wide(field::BACK_NOTE.label, back.note.clone()));
    }
    rows
}

/// The seven fields and what is asked besides, for the pen.
#[must_use]
pub fn blank_request() -> Vec<KeyValue> {
    vec![
        KeyValue::new(field::DEPARTMENT.label, ROOM),
        KeyValue::new(field::STAFF.label, ROOM),
        KeyValue::wide(field::CONTACT.label, ROOM),
        KeyValue::wide("持ち出す\n情報の内容", ROOM),
        KeyValue::wide("格納する媒体\n（管理番号）", ROOM),
        KeyValue::wide(field::PURPOSE.label, ROOM),
        KeyValue::wide("期間", "令和　　年　　月　　日　から　令和　　年　　月　　日　まで"),
        KeyValue::new(field::REQUESTED_ON.label, DATE),
        KeyValue::new(field::PATIENT_DATA.label, boxes(Holds::CHOICES)),
        KeyValue::wide(field::SORT.label, boxes(Sort::CHOICES)),
        KeyValue::wide(
            field::PROTECTION.label,
            "□ 暗号化　□ 起動時パスワード　□ 遠隔ロック・消去　□ その他（　　　　　　　　）",
        ),
    ]
}

/// The decision, for the pen.
#[must_use]
pub fn blank_decision() -> Vec<KeyValue> {
    vec![
        KeyValue::new(field::DECISION.label, boxes(Decision::CHOICES)),
        KeyValue::new(field::DECIDED_ON.label, DATE),
        KeyValue::wide(field::DECIDED_BY.label, ROOM),
        KeyValue::wide(field::CONDITIONS.label, ROOM),
    ]
}

/// The way out, for the pen.
#[must_use]
pub fn blank_way_out() -> Vec<KeyValue> {
    let answers = boxes(Checked::CHOICES);
    let mut rows = vec![KeyValue::new(field::OUT_ON.label, DATE)];
    rows.extend(OUT_POINTS.map(|point| KeyValue::new(point, answers.as_str())));
    rows
}

/// The return and its check, for the pen.
#[must_use]
pub fn blank_return() -> Vec<KeyValue> {
    let mut rows = vec![KeyValue::new(field::BACK_ON.label, DATE), KeyValue::new(field::RECEIVED_BY.label, ROOM)];
    rows.extend(blank_check());
    rows
}

fn blank_check() -> Vec<KeyValue> {
    vec![
        KeyValue::wide(field::BACK_WHOLE.label, boxes(Whole::CHOICES)),
        KeyValue::wide(field::BACK_CONTENTS.label, boxes(Contents::CHOICES)),
        KeyValue::wide(field::BACK_VIRUS.label, boxes(Virus::CHOICES)),
        KeyValue::wide("紛失などの異常", boxes(Trouble::CHOICES)),
        KeyValue::wide("確認した日・人", DATE),
    ]
}

/// Room for the pen.
const ROOM: &str = "\u{3000}";
const DATE: &str = "令和　　年　　月　　日";

fn boxes(choices: &[Choice]) -> String {
    choices.iter().map(|choice| format!("□ {}", choice.label)).collect::<Vec<_>>().join("　")
}

fn period(from: Day, until: Day) -> String {
    format!("{}から {}まで", from.wareki(), until.wareki())
}

/// One line of the ledger, with its names.
pub struct Line<'a> {
    /// The record.
    pub takeout: &'a Takeout,
    /// The names.
    pub named: Named<'a>,
    /// The day the ledger is of.
    pub day: Day,
}

/// The ledger.
#[must_use]
pub fn ledger<'a>(all: impl IntoIterator<Item = Line<'a>>) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed("申請日", 17.0),
        Column::share("氏名・所属\n連絡先", 1.0),
        Column::share(field::DEVICES.label, 1.1),
        Column::share("情報の内容\n目的", 1.5),
        Column::fixed("期間", 19.0),
        Column::share("承認", 1.0),
        Column::share("持出し・確認", 1.1),
        Column::share("返却・確認", 1.2),
        Column::fixed("状態", 19.0),
    ];
    let rows = all.into_iter().enumerate().map(|(at, Line { takeout, named, day })| {
        let standing = takeout.standing(day);
        let state = cell(standing.label());
        let holds = match takeout.patient_data {
            Some(Holds::Yes) => "患者の情報 含む",
            Some(Holds::No) | None => "",
        };
        Row::new(vec![
            cell((at + 1).to_string()),
            cell(takeout.requested_on.short()),
            cell(lines(named.person.to_owned(), [takeout.department.as_str(), &takeout.contact])),
            cell(text(&named.devices.join("\n"))),
            cell(lines(takeout.what.clone(), [takeout.purpose.as_str(), holds])),
            cell(format!("{}\n{}", takeout.from_on.short(), takeout.until_on.short())),
            cell(decided_line(takeout, named.decided_by)),
            cell(out_cell(takeout)),
            cell(back_cell(takeout)),
            if matches!(standing, Standing::Late | Standing::Unchecked) { state.bold() } else { state },
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn decided_line(takeout: &Takeout, by: &str) -> String {
    if let Some(cancelled) = &takeout.cancelled {
        return lines(format!("{} 取りやめ", cancelled.on.short()), [cancelled.reason.as_str()]);
    }
    match &takeout.decided {
        None => UNDONE.to_owned(),
        Some(decided) => {
            let late = if decided.late_reason.is_empty() { "" } else { "（事後）" };
            let head = format!("{}{late} {}", decided.decision.label(), decided.on.short());
            lines(head, [by, decided.conditions.as_str(), decided.late_reason.as_str()])
        }
    }
}

fn out_cell(takeout: &Takeout) -> String {
    takeout.out.as_ref().map_or_else(
        || NONE.to_owned(),
        |out| lines(out.on.short(), [out_line(out).replace('、', "\n").as_str(), out.note.as_str()]),
    )
}

fn back_cell(takeout: &Takeout) -> String {
    let Some(back) = &takeout.back else { return NONE.to_owned() };
    let head = format!("{}　{}", back.on.short(), back.received_by);
    let check = back
        .check
        .as_ref()
        .map_or_else(|| "確認 未".to_owned(), |made| format!("{}・{}", made.whole.label(), made.contents.label()));
    let trouble = back.check.as_ref().filter(|made| made.is_amiss()).map_or("", |_| "異常あり");
    lines(head, [check.as_str(), trouble, back.note.as_str()])
}
