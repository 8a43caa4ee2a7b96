//! 方針の一覧: which class follows which document, the numbers, their sources, and the exceptions with their reasons.

use crate::base::{Coded, Day};
use crate::ledgers::bindings::{Exception, Granted, Target};
use crate::ledgers::bound::Bound;
use crate::ledgers::entrusted::entrusted;
use crate::ledgers::facts::Facts;
use crate::ledgers::printed::{NONE, cell, day_or_none, lines, long_day, or_none, text};
use crate::paper::{Block, Cell, Column, KeyValue, Orientation, Paragraph, Row, Sheet, Table};
use crate::profiles::Profile;
use crate::vault::{Policy, VaultError};

use super::frame::{Frame, heading, small, table_or};

/// The sheet.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, VaultError> {
    let facts = frame.facts;
    let ledger = Policy::read(frame.read)?;
    let bound: Vec<Bound<'_>> = facts.bindings.targets().map(|target| facts.bindings.of(target)).collect();
    let mut blocks = vec![
        Block::Paragraph(Paragraph::new(
            "区分ごとに、どの資料の数値に合わせるかを示します。法令に合うかどうかの判断ではありません。",
        )),
        heading("1　区分ごとの方針"),
        Block::Table(targets(facts, &bound, ledger)),
        heading("2　資料と違う方針にした理由"),
        table_or(reasons(facts, &bound), "資料と違う方針にした区分はありません。"),
        heading("3　例外"),
        Block::Table(exceptions(facts, frame.day)),
        heading("4　私物端末"),
        byod(facts),
        heading("5　方針の出典"),
        Block::Table(sources(&used(&bound, ledger))),
    ];
    blocks.push(heading("6　保守委託機関編（事業者が受け持つセキュリティ更新）"));
    blocks.push(Block::Paragraph(Paragraph::new(&entrusted(facts, frame.day).words())));
    blocks.push(small("数値のない欄は、資料に書かれていないものです。台帳番は数値を補いません。"));
    Ok(frame.sheet(Orientation::Landscape, blocks))
}

fn name_of(facts: &Facts, target: Target) -> String {
    match target {
        Target::Class(class) => class.label().to_owned(),
        Target::Network(id) => {
            let name = facts.system_names().get(&id).map(|name| (*name).to_owned()).unwrap_or_default();
            format!("{name}\n（連携ネットワーク）")
        }
    }
}

fn targets(facts: &Facts, bound: &[Bound<'_>], ledger: &Policy) -> Table {
    let columns = vec![
        Column::fixed("区分", 38.0),
        Column::share("方針", 1.0),
        Column::share("求めること", 2.2),
        Column::fixed("決めた日", 20.0),
        Column::fixed("決めた人", 28.0),
    ];
    let mut rows: Vec<Row> = bound
        .iter()
        .map(|bound| {
            let chosen = bound.binding;
            let by_itself = if chosen.is_none() { "はじめの設定" } else { "" };
            Row::new(vec![
                cell(name_of(facts, bound.target)),
                cell(lines(bound.profile.name.clone(), [by_itself])),
                cell(bound.asked_lines(facts).join("\n")),
                cell(day_or_none(chosen.and_then(|chosen| chosen.decided_on))),
                cell(or_none(chosen.map_or("", |chosen| &chosen.decided_by))),
            ])
        })
        .collect();
    let months =
        ledger.months.map_or("定期の変更は求めない".to_owned(), |months| format!("{months}か月ごとに変更"));
    let length = format!(
        "合言葉は{}文字以上（USBキーと一緒なら{}文字以上）。{months}。",
        ledger.least(false),
        ledger.least(true)
    );
    rows.push(Row::new(vec![cell("台帳番の合言葉"), cell(&*ledger.name), cell(length), cell(NONE), cell(NONE)]));
    Table { columns, rows, ..Table::default() }
}

fn reasons(facts: &Facts, bound: &[Bound<'_>]) -> Table {
    let columns = vec![
        Column::fixed("区分", 38.0),
        Column::share("その区分の資料が求めること", 1.2),
        Column::share("今の方針", 1.0),
        Column::share("理由", 1.4),
        Column::fixed("決めた人・決めた日", 34.0),
    ];
    let departing = bound.iter().filter(|bound| bound.is_exception());
    let rows = departing.map(|bound| {
        let binding = bound.binding.cloned().unwrap_or_default();
        let on = binding.decided_on.map(Day::short).unwrap_or_default();
        let plain = Bound { profile: bound.usual, binding: None, ..*bound };
        Row::new(vec![
            cell(name_of(facts, bound.target)),
            cell(lines(bound.usual.name.clone(), [plain.turn_words().as_str(), &bound.usual.cited()])),
            cell(lines(bound.profile.name.clone(), [bound.turn_words().as_str()])),
            cell(text(&binding.reason)),
            cell(lines(text(&binding.decided_by), [on.as_str()])),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn exceptions(facts: &Facts, day: Day) -> Table {
    let columns = vec![
        Column::fixed("例外", 52.0),
        Column::fixed("状態", 24.0),
        Column::share("内容", 1.0),
        Column::share("理由", 1.4),
        Column::fixed("承認した人・日", 34.0),
        Column::fixed("期限", 20.0),
    ];
    let nothing = Exception::default();
    let rows = Granted::ALL.into_iter().map(|granted| {
        let exception = facts.bindings.exception(granted).unwrap_or(&nothing);
        let state = match (exception.holds_on(day), exception.approved_by.is_empty()) {
            (true, _) => "認めている",
            (false, true) => "認めていない",
            (false, false) => "期限が終了",
        };
        let on = exception.approved_on.map(Day::short).unwrap_or_default();
        Row::new(vec![
            cell(granted.label()),
            cell(state),
            cell(or_none(&exception.what)),
            cell(or_none(&exception.reason)),
            cell(lines(or_none(&exception.approved_by), [on.as_str()])),
            cell(day_or_none(exception.until)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn byod(facts: &Facts) -> Block {
    let clinic = facts.clinic.as_ref().map(|kept| &kept.record);
    let rule = clinic.and_then(|clinic| clinic.byod);
    let words = rule.map_or_else(|| "決めていない（許可制として扱う）".to_owned(), |rule| rule.label().to_owned());
    let decided = long_day(clinic.and_then(|clinic| clinic.byod_decided_on));
    Block::KeyValues {
        rows: vec![KeyValue::new("私物端末の方針", words), KeyValue::new("決めた日", decided)],
        columns: 2,
    }
}

/// Each profile that somebody follows, once, in the order they are offered.
fn used(bound: &[Bound<'_>], ledger: &Policy) -> Vec<&'static Profile> {
    let is_used = |profile: &&Profile| {
        profile.id == ledger.id
            || bound.iter().any(|bound| bound.profile.id == profile.id || bound.usual.id == profile.id)
    };
    Profile::all().iter().filter(is_used).collect()
}

fn sources(profiles: &[&'static Profile]) -> Table {
    let columns = vec![
        Column::share("方針", 1.0),
        Column::share("資料", 1.8),
        Column::share("場所", 1.8),
        Column::share("版・日付", 1.0),
        Column::fixed("資料と照合した日", 26.0),
    ];
    let rows = profiles.iter().map(|profile| {
        let source = &profile.source;
        let next = profile.superseded_by.as_deref().and_then(Profile::of);
        let next = next.map(|next| format!("後の版　{}", next.name)).unwrap_or_default();
        let checked = Day::read(&source.checked_on).map_or_else(|_| source.checked_on.clone(), Day::short);
        let dated = Day::read(&source.dated).map_or_else(|_| source.dated.clone(), Day::short);
        Row::new(vec![
            cell(&*profile.name),
            cell(&*source.document),
            Cell::new(places(profile).join("\n")),
            cell(lines(source.edition.clone(), [dated.as_str(), &next])),
            cell(checked),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// Where each group of numbers stands in the document.
fn places(profile: &Profile) -> Vec<String> {
    let two_factor = profile.two_factor.as_ref().map(|rule| rule.place.place.as_str());
    let log = profile.log.as_ref().map(|rule| rule.place.place.as_str());
    let all = [
        ("パスワード", Some(profile.password.place.place.as_str())),
        ("端末ロック", Some(profile.screen_lock.place.place.as_str())),
        ("二要素認証", two_factor),
        ("記録", log),
    ];
    let told = all.into_iter().filter_map(|(what, place)| {
        let place = place.filter(|place| !place.is_empty())?;
        Some(format!("{what}　{place}"))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { vec![profile.source.section.clone()] } else { told }
}
