//! 紛失・盗難届: what the office of the care network must know to suspend somebody's IDs (S000-2.2).

use crate::base::{At, Coded, Kept, RecordId};
use crate::desk::Problem;
use crate::ledgers::account::record::Account;
use crate::ledgers::clinic;
use crate::ledgers::contact::record::Slot;
use crate::ledgers::device::record::Device;
use crate::ledgers::incident::record::{FlowKind, Incident, Line, Outcome, Report, What, field};
use crate::ledgers::incident::sheet::{data, doings, known};
use crate::ledgers::printed::{cell, choice, or_none, text};
use crate::ledgers::system::record::SystemKind;
use crate::paper::{Block, CheckItem, Column, KeyValue, Orientation, Row, Sheet, Table};

use super::frame::{Frame, heading, small};
use super::incident_report::find;

/// Where it is written by hand.
const PEN: &str = "　";

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let kept = find(frame, subject)?;
    let incident = &kept.record;
    let mut blocks = Vec::new();
    if !matches!(incident.flow, FlowKind::DeviceLoss | FlowKind::PaperLoss) {
        let said = format!("この事故は「{}」として記録されています。", incident.flow.label());
        blocks.push(small(&format!("{said}紛失・盗難のときに使う届です。")));
    }
    blocks.push(pairs(head(frame, incident)));
    blocks.extend([heading("1　使っていた人と、停止をお願いするID"), pairs(person(frame, incident))]);
    blocks.push(Block::Table(ids(frame, kept)));
    blocks.push(heading("2　なくした端末・媒体"));
    let lost: Vec<&Device> = lost(frame, incident);
    if lost.is_empty() {
        blocks.push(pairs(vec![
            KeyValue::wide("品名・機種", known(&incident.what)),
            KeyValue::wide("製造番号など", PEN),
        ]));
    }
    blocks.extend(lost.into_iter().map(|device| pairs(about(device))));
    blocks.extend([heading("3　いつ・どこで・どのように"), pairs(story(incident))]);
    blocks.extend([heading("4　入っていた情報"), pairs(data(incident))]);
    blocks.extend([heading("5　警察への届出"), pairs(police(incident))]);
    let done = incident.standing().into_iter().filter(|line| is_done(line));
    let done = doings(done);
    blocks.push(heading("6　これまでに行ったこと"));
    blocks.push(if done.rows.is_empty() { small("まだ記録されていません。") } else { Block::Table(done) });
    blocks.push(Block::KeepTogether(vec![heading("7　お願いすること"), Block::CheckList(wishes())]));
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, incident.number());
    Ok(sheet)
}

fn pairs(rows: Vec<KeyValue>) -> Block {
    Block::KeyValues { rows, columns: 2 }
}

fn head(frame: &Frame<'_>, incident: &Incident) -> Vec<KeyValue> {
    let clinic = frame.facts.clinic.as_ref().map(|kept| &kept.record);
    let offices = frame.facts.contacts_used(frame.day).filter(|kept| kept.record.slot == Slot::Network);
    let offices: Vec<String> =
        offices.map(|kept| format!("{}　{}", kept.record.name, kept.record.phone).trim().to_owned()).collect();
    let to = if offices.is_empty() { PEN.to_owned() } else { offices.join("\n") };
    vec![
        KeyValue::wide("届け出る先", to),
        KeyValue::new("届け出る日", frame.day.wareki()),
        KeyValue::new("事故番号", incident.number()),
        KeyValue::new("施設名", clinic::sheet::heading(clinic)),
        KeyValue::new("施設の電話番号", text(clinic.map_or("", |clinic| clinic.phone.as_str()))),
        KeyValue::wide("施設の責任者", known(&incident.leader)),
    ]
}

fn person(frame: &Frame<'_>, incident: &Incident) -> Vec<KeyValue> {
    let person = frame.facts.staff.iter().find(|kept| Some(kept.id) == incident.staff).map(|kept| &kept.record);
    let told = |text: Option<&String>| text.map_or_else(|| PEN.to_owned(), |text| or_none(text));
    vec![
        KeyValue::new("氏名", told(person.map(|staff| &staff.name))),
        KeyValue::new(
            "所属・職種",
            person.map_or_else(|| PEN.to_owned(), |s| or_none(&format!("{}　{}", s.department, s.profession))),
        ),
    ]
}

/// The IDs of care networks the person has, each with what came of asking to suspend it.
fn ids(frame: &Frame<'_>, kept: &Kept<Incident>) -> Table {
    let columns =
        vec![Column::share("連携ネットワーク", 1.0), Column::share("利用者ID", 1.4), Column::share("停止の依頼", 1.6)];
    let incident = &kept.record;
    let system = |account: &Account| frame.facts.systems.iter().find(|system| system.id == account.system);
    let is_usable = |account: &Account| account.removed_on.is_none_or(|day| incident.known_at.on <= day);
    let own =
        frame.facts.accounts.iter().filter(|one| Some(one.record.staff) == incident.staff && is_usable(&one.record));
    let mut rows: Vec<Row> = own
        .filter_map(|account| {
            let system = system(&account.record).filter(|system| system.record.kind == SystemKind::CareNetwork)?;
            let asked = asked(incident, RecordId::from(account.id), RecordId::from(system.id));
            Some(Row::new(vec![cell(system.record.name.clone()), cell(text(&account.record.login)), cell(asked)]))
        })
        .collect();
    if rows.is_empty() {
        rows.push(Row::plain([PEN, PEN, PEN]));
    }
    Table { columns, rows, ..Table::default() }
}

/// What was said of the step to suspend it, under the ID's or the system's name.
fn asked(incident: &Incident, account: RecordId, system: RecordId) -> String {
    let of = |about: String| incident.step("suspend", &about);
    let line = of(account.to_string()).or_else(|| of(system.to_string())).or_else(|| of(String::new()));
    let Some(line) = line else { return "これから".to_owned() };
    let outcome = match &line.what {
        What::Step { outcome: Outcome::Done, .. } => "依頼済み",
        What::Step { outcome: Outcome::CouldNot, .. } => "まだできていない",
        What::Step { outcome: Outcome::NotApplicable, .. } => "対象外",
        What::Begun | What::Note | What::Decision { .. } | What::Report { .. } | What::Closed | What::Reopened => "",
    };
    let words = [outcome, &line.at.short(), &line.spoken_to, &line.text];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("　")
}

fn lost<'a>(frame: &Frame<'a>, incident: &Incident) -> Vec<&'a Device> {
    let of = |id| frame.facts.devices.iter().find(|kept| kept.id == id).map(|kept| &kept.record);
    incident.devices.iter().filter_map(|id| of(*id)).collect()
}

fn about(device: &Device) -> Vec<KeyValue> {
    let model = format!("{} {}", device.maker, device.model).trim().to_owned();
    vec![
        KeyValue::new("種類", device.kind.label()),
        KeyValue::new("メーカー・機種", text(&model)),
        KeyValue::new("管理番号", or_none(&device.control_number)),
        KeyValue::new("製造番号", text(&device.serial)),
        KeyValue::new("所有", choice(device.owner)),
        KeyValue::new("回線", or_none(&device.network_text)),
        KeyValue::new("起動時パスワード", choice(device.lock)),
        KeyValue::new("暗号化", choice(device.encryption)),
        KeyValue::new(
            "遠隔ロック・消去",
            format!("{} {}", choice(device.remote_wipe), device.remote_wipe_service).trim().to_owned(),
        ),
        KeyValue::new("端末内の患者情報", choice(device.patient_data)),
    ]
}

fn story(incident: &Incident) -> Vec<KeyValue> {
    let happened = incident.happened_at.map(At::wareki).unwrap_or_default();
    let when =
        [happened.as_str(), &incident.when_words].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
    vec![
        KeyValue::new("区分", incident.sort.label()),
        KeyValue::new("気づいた日時", incident.known_at.wareki()),
        KeyValue::wide("なくした日時・最後に使ったとき", known(&when.join("\n"))),
        KeyValue::wide(field::PLACE.label, known(&incident.place)),
        KeyValue::wide("状況", known([incident.summary.as_str(), &incident.how].join("\n").trim())),
    ]
}

fn police(incident: &Incident) -> Vec<KeyValue> {
    let Some(line) = incident.report(Report::Police) else {
        return vec![KeyValue::new("届け出た日時", "まだ届け出ていません"), KeyValue::new("警察署・受付番号", PEN)];
    };
    let number = match &line.what {
        What::Report { number, .. } => number.as_str(),
        What::Begun | What::Note | What::Step { .. } | What::Decision { .. } | What::Closed | What::Reopened => "",
    };
    let words: Vec<&str> = [number, &line.spoken_to, &line.text].into_iter().filter(|word| !word.is_empty()).collect();
    vec![KeyValue::new("届け出た日時", line.at.wareki()), KeyValue::new("警察署・受付番号", known(&words.join("　")))]
}

fn is_done(line: &Line) -> bool {
    matches!(&line.what, What::Step { outcome: Outcome::Done | Outcome::CouldNot, .. } | What::Note)
}

fn wishes() -> Vec<CheckItem> {
    let of = |text: &str| CheckItem { text: text.to_owned(), is_checked: false };
    vec![
        of("上の利用者IDを止めてください"),
        of("なくしたあとに使われた跡がないかを調べてください"),
        of("端末が見つかったあと、または新しい端末の用意ができたあとに、停止を解いてください"),
    ]
}
