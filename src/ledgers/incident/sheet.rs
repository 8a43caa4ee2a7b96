//! 事故 on paper: what is known and what is not yet, what was done, the timeline with its corrections.

use crate::base::{At, Coded, Day};
use crate::ledgers::printed::{cell, day, text};
use crate::paper::{Align, Cell, Column, KeyValue, Row, Table, Tone};

use super::record::{Incident, Line, Sure, What, field};

/// What stands where nothing is known yet.
pub const ASKING: &str = "確認中";

/// A text, or [`ASKING`].
#[must_use]
pub fn known(text: &str) -> String {
    if text.trim().is_empty() { ASKING.to_owned() } else { text.to_owned() }
}

/// A chosen word, or [`ASKING`].
#[must_use]
pub fn chosen<C: Coded>(choice: Option<C>) -> String {
    choice.map_or_else(|| ASKING.to_owned(), |choice| choice.label().to_owned())
}

fn at(at: Option<At>) -> String {
    at.map_or_else(|| ASKING.to_owned(), At::wareki)
}

/// What one does not know yet is being looked into.
fn sure(answer: Option<Sure>) -> String {
    match answer {
        Some(Sure::Yes) => Sure::Yes.label().to_owned(),
        Some(Sure::No) => Sure::No.label().to_owned(),
        Some(Sure::Unknown) | None => ASKING.to_owned(),
    }
}

/// あらまし: number, sort and the five times.
#[must_use]
pub fn outline(incident: &Incident) -> Vec<KeyValue> {
    vec![
        KeyValue::new("事故番号", incident.number()),
        KeyValue::new(field::SORT.label, incident.sort.label()),
        KeyValue::wide(field::SUMMARY.label, known(&incident.summary)),
        KeyValue::new(field::HAPPENED_AT.label, at(incident.happened_at)),
        KeyValue::new(field::KNOWN_AT.label, incident.known_at.wareki()),
        KeyValue::new(field::FINDER.label, known(&incident.finder)),
        KeyValue::new(field::LEADER.label, known(&incident.leader)),
        KeyValue::new("責任者への報告", at(incident.reported_at)),
        KeyValue::new("最初の措置", at(incident.first_done_at())),
    ]
}

/// くわしい状況: the six questions (S004-3.1d).
#[must_use]
pub fn questions(incident: &Incident) -> Vec<KeyValue> {
    let Incident { when_words, place, who, what, why, how, .. } = incident;
    [
        (field::WHEN_WORDS, when_words),
        (field::PLACE, place),
        (field::WHO, who),
        (field::WHAT, what),
        (field::WHY, why),
        (field::HOW, how),
    ]
    .into_iter()
    .map(|(field, text)| KeyValue::wide(field.label, known(text)))
    .collect()
}

/// もれたおそれのある情報: how many people, which items; never a value (S004-3.1e).
#[must_use]
pub fn data(incident: &Incident) -> Vec<KeyValue> {
    let items = incident.data.iter().map(|item| item.label()).collect::<Vec<_>>().join("、");
    let mut rows = vec![
        KeyValue::new(field::PEOPLE.label, incident.people_words()),
        KeyValue::new(field::FORM.label, chosen(incident.form)),
        KeyValue::wide(field::DATA.label, known(&items)),
    ];
    if !incident.data_words.is_empty() {
        rows.push(KeyValue::wide(field::DATA_WORDS.label, incident.data_words.clone()));
    }
    rows
}

/// 保護の状態 (S004-3.1f).
#[must_use]
pub fn protection(incident: &Incident) -> Vec<KeyValue> {
    let mut rows = vec![
        KeyValue::new("暗号化", sure(incident.encrypted)),
        KeyValue::new("鍵・パスワードの安全", sure(incident.key_safe)),
        KeyValue::new("画面ロック", sure(incident.locked)),
        KeyValue::new("遠隔ロック・消去", sure(incident.remote)),
    ];
    if !incident.protection_words.is_empty() {
        rows.push(KeyValue::wide(field::PROTECTION_WORDS.label, incident.protection_words.clone()));
    }
    rows
}

/// 原因・影響: what is to be told in the end.
#[must_use]
pub fn outcome(incident: &Incident) -> Vec<KeyValue> {
    let Incident { second_damage, to_persons, publication, prevention, remarks, .. } = incident;
    let mut rows = vec![KeyValue::wide(field::CAUSE.label, chosen(incident.cause))];
    let texts = [
        (field::SECOND_DAMAGE, second_damage),
        (field::TO_PERSONS, to_persons),
        (field::PUBLICATION, publication),
        (field::PREVENTION, prevention),
    ];
    rows.extend(texts.into_iter().map(|(field, text)| KeyValue::wide(field.label, known(text))));
    if !remarks.is_empty() {
        rows.push(KeyValue::wide(field::REMARKS.label, remarks.clone()));
    }
    rows
}

/// 終結: who signed it off, and what was left.
#[must_use]
pub fn end(incident: &Incident) -> Vec<KeyValue> {
    let Some(closing) = &incident.closing else { return Vec::new() };
    let mut rows = vec![
        KeyValue::new("終結した日", closing.on.wareki()),
        KeyValue::new("確認した人", format!("{}（{}）", closing.by, closing.role)),
    ];
    if !closing.left_open.is_empty() {
        rows.push(KeyValue::wide("残したこと", closing.left_open.join("\n")));
        rows.push(KeyValue::wide("残して終えた理由", closing.reason.clone()));
    }
    rows
}

/// 行ったこと: lines as they stand, without what was said in their place before.
#[must_use]
pub fn doings<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Table {
    let columns = vec![
        Column::fixed("日時", 30.0),
        Column::share("行ったこと・わかったこと", 1.0),
        Column::fixed("した人", 26.0),
    ];
    let rows =
        lines.into_iter().map(|line| Row::new(vec![cell(line.at.short()), cell(line.words()), cell(line.doer())]));
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// 判断: what was decided, why and by whom.
#[must_use]
pub fn decisions(incident: &Incident) -> Table {
    let columns = vec![
        Column::fixed("日時", 30.0),
        Column::share("決めたこと", 1.2),
        Column::share("理由", 1.0),
        Column::fixed("決めた人", 26.0),
    ];
    let rows = incident.standing().into_iter().filter_map(|line| match &line.what {
        What::Decision { why } => {
            Some(Row::new(vec![cell(line.at.short()), cell(line.text.clone()), cell(known(why)), cell(line.doer())]))
        }
        What::Begun | What::Note | What::Step { .. } | What::Report { .. } | What::Closed | What::Reopened => None,
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// 報告・届出: what went out, when, to whom, under which number.
#[must_use]
pub fn reports(incident: &Incident) -> Table {
    let columns =
        vec![Column::share("報告・届出", 1.0), Column::fixed("日時", 30.0), Column::share("相手・受付番号・結果", 1.4)];
    let rows = incident.standing().into_iter().filter_map(|line| {
        let report = line.what.sends()?;
        let (to, number) = match &line.what {
            What::Report { to, number, .. } => (to.as_str(), number.as_str()),
            What::Begun | What::Note | What::Step { .. } | What::Decision { .. } | What::Closed | What::Reopened => {
                ("", "")
            }
        };
        let number = if number.is_empty() { String::new() } else { format!("受付番号 {number}") };
        let words: Vec<&str> =
            [to, &number, &line.spoken_to, &line.text].into_iter().filter(|w| !w.is_empty()).collect();
        Some(Row::new(vec![cell(report.label()), cell(line.at.short()), cell(words.join("　"))]))
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// 再発防止: one line of the plan.
pub struct Plan<'a> {
    /// What is done.
    pub what: &'a str,
    /// Who sees to it.
    pub owner: &'a str,
    /// By when.
    pub target_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
}

/// The plan to keep it from happening again.
#[must_use]
pub fn plans<'a>(all: impl IntoIterator<Item = Plan<'a>>) -> Table {
    let columns = vec![
        Column::share("再発防止の計画", 1.0),
        Column::fixed("担当者", 30.0),
        Column::fixed("目標日", 22.0),
        Column::fixed("完了日", 22.0),
    ];
    let rows = all.into_iter().map(|plan| {
        let done = plan.done_on.map_or_else(|| "実施中".to_owned(), Day::short);
        Row::new(vec![cell(plan.what), cell(text(plan.owner)), cell(day(plan.target_on)), cell(done)])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// 経過記録: every line of it, corrected ones included, in the order they were written.
#[must_use]
pub fn timeline(incident: &Incident) -> Table {
    let columns = vec![
        Column::fixed("行", 9.0).aligned(Align::Right),
        Column::fixed("日時", 37.0),
        Column::fixed("種類", 17.0),
        Column::share("内容", 1.0),
        Column::fixed("した人", 26.0),
        Column::fixed("入力した人", 26.0),
    ];
    let rows = incident.lines.iter().map(|line| {
        let later = incident.corrected_by(line.no);
        let entered = if line.is_late() { format!("\n入力 {}", line.entered()) } else { String::new() };
        let mark = match (later, line.corrects) {
            (Some(later), _) => format!("【{}行目で訂正】", later.no),
            (None, Some(before)) => format!("【{before}行目の訂正】"),
            (None, None) => String::new(),
        };
        let texts = [
            line.no.to_string(),
            format!("{}{entered}", line.at.short()),
            line.what.label().to_owned(),
            format!("{mark}{}", line.words()),
            line.doer().to_owned(),
            line.entered_by.clone(),
        ];
        let tone = if later.is_some() { Tone::Grey } else { Tone::Black };
        Row::new(texts.into_iter().map(|text| Cell { tone, ..cell(text) }).collect())
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
