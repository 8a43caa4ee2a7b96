//! Reads single cells into the texts of a draft. What cannot be read is never guessed: it comes back with its reason.

use super::book::Value;
use super::lexicon::lexicon;
use crate::base::text::{fold, half, kana, tidy, tidy_lines};
use crate::base::{Choice, Day, DayFault, Field, Input, Kind};

/// What a cell came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// Fields of the draft and their texts.
    pub sets: Vec<(&'static str, String)>,
    /// Why the cell, or a part of it, could not be read.
    pub unread: Option<String>,
}

impl Reading {
    /// One field, read.
    pub fn of(key: &'static str, text: impl Into<String>) -> Self {
        Self { sets: vec![(key, text.into())], unread: None }
    }

    /// Nothing, and why.
    pub fn unread(why: impl Into<String>) -> Self {
        Self { sets: Vec::new(), unread: Some(why.into()) }
    }

    /// The same with another field; nothing when the text is empty.
    pub fn with(mut self, key: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.sets.push((key, text));
        }
        self
    }
}

/// ○, 無, －
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// ○, 有, 済
    Yes,
    /// ×, 無, 未
    No,
    /// －, 対象外
    NotApplicable,
}

/// Reads a whole text as a mark.
pub(super) fn mark(text: &str) -> Option<Mark> {
    match lexicon().code("marks", &fold(text)) {
        Some("yes") => Some(Mark::Yes),
        Some("no") => Some(Mark::No),
        Some("not_applicable") => Some(Mark::NotApplicable),
        _ => None,
    }
}

/// A mark at the beginning, and what follows it: 有（ESET）, 済 R8.6.14, 有 R6.4.1～.
pub(super) fn mark_and_rest(text: &str) -> Option<(Mark, String)> {
    let text = tidy(text);
    if let Some(found) = mark(&text) {
        return Some((found, String::new()));
    }
    let (outside, inside) = parenthesis(&text);
    if !inside.is_empty()
        && let Some(found) = mark(&outside)
    {
        return Some((found, inside));
    }
    let (head, rest) = text.split_once([' ', '　', ':', '：', '、', ',', '\n'])?;
    mark(head).map(|found| (found, tidy(rest)))
}

/// What stands outside and inside of parentheses: 施設内（受付） gives 施設内 and 受付.
pub(super) fn parenthesis(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' | '〔' => {
                if depth > 0 {
                    inside.push(c);
                } else if !inside.is_empty() {
                    inside.push('、');
                }
                depth += 1;
            }
            ')' | '）' | ']' | '］' | '】' | '〕' if depth > 0 => {
                depth -= 1;
                if depth > 0 {
                    inside.push(c);
                }
            }
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (tidy(&outside), tidy(&inside))
}

/// The time of day a spreadsheet writes after a date that has none; it says nothing.
const MIDNIGHT: u16 = 0;

/// Reads a day out of a cell: a date, a serial number, any usual text. A cell that says more is for [`day_within`].
pub(super) fn day(value: &Value) -> Result<Day, String> {
    match value {
        Value::Day(day) => Ok(*day),
        // 1954 to 2119 as serial numbers: wide enough for any ledger, narrow enough not to take 20260401 for one.
        Value::Number(serial, _) if (20_000.0..80_000.0).contains(serial) && serial.fract() < 1.0 => {
            Day::from_excel(*serial, false).ok_or_else(|| DayFault::NotADay.advice().to_owned())
        }
        Value::Number(_, text) | Value::Text(text) => {
            let serial = half(text).trim().parse::<f64>().ok().filter(|n| (20_000.0..80_000.0).contains(n));
            if let Some(found) = serial.and_then(|serial| Day::from_excel(serial, false)) {
                return Ok(found);
            }
            match Day::read_with_time(text).map_err(|fault| fault.advice().to_owned())? {
                (day, None | Some(MIDNIGHT)) => Ok(day),
                (_, Some(_)) => Err("日付のほかに時刻が書かれています".to_owned()),
            }
        }
        Value::Bool(_) | Value::Error(_) | Value::NoResult => Err(fault_of(value)),
    }
}

/// Why a cell that is not text cannot be read.
pub(super) fn fault_of(value: &Value) -> String {
    match value {
        Value::Error(error) => format!("Excelのエラー値（{error}）です"),
        Value::NoResult => "数式の結果がファイルに入っていません。Excelで開いて保存し直してください".to_owned(),
        Value::Text(_) | Value::Number(..) | Value::Day(_) | Value::Bool(_) => "この欄の値として読めません".to_owned(),
    }
}

/// The first full date inside a text, and the text without it: 済（R8.6.14）.
pub(super) fn day_within(text: &str) -> Option<(Day, String)> {
    let chars: Vec<char> = text.chars().map(narrow).take(80).collect();
    for start in 0..chars.len() {
        let rest = chars.get(start..)?;
        let is_after_digit = start.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
        if is_after_digit || !begins_a_date(rest) {
            continue;
        }
        for length in (6..=rest.len().min(18)).rev() {
            let Some((candidate, after)) = rest.split_at_checked(length) else { continue };
            let cuts_a_number =
                after.first().is_some_and(char::is_ascii_digit) && candidate.last().is_some_and(char::is_ascii_digit);
            let candidate: String = candidate.iter().collect();
            if candidate.ends_with(|c: char| c.is_ascii_digit() || c == '日')
                && !cuts_a_number
                && let Ok((found, None)) = Day::read_with_time(&candidate)
            {
                let before: String = chars.iter().take(start).collect();
                let after: String = after.iter().collect();
                return Some((found, tidy(&format!("{before} {after}"))));
            }
        }
    }
    None
}

/// A full-width letter, digit or sign as a half-width one; anything else stays what it is: ¹ is no digit of a date.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '　' => ' ',
        _ => c,
    }
}

/// An era letter followed by a digit, an era name, or a year of four digits.
fn begins_a_date(rest: &[char]) -> bool {
    let is_digit = |at: usize| rest.get(at).is_some_and(char::is_ascii_digit);
    match rest.first() {
        Some('R' | 'H' | 'S' | 'r' | 'h' | 's') => is_digit(1) || (rest.get(1) == Some(&'.') && is_digit(2)),
        Some('令' | '平' | '昭') => true,
        Some(c) if c.is_ascii_digit() => (1..4).all(is_digit) && !is_digit(4),
        _ => false,
    }
}

/// Reads a cell for a plain field.
pub(super) fn field(kind: Kind, field: &Field, value: &Value) -> Reading {
    if matches!(value, Value::Error(_) | Value::NoResult) {
        return Reading::unread(fault_of(value));
    }
    let text = value.text();
    match field.input {
        Input::Line | Input::At | Input::Suggest(_) => Reading::of(field.key, tidy(&text)),
        Input::Lines => Reading::of(field.key, tidy_lines(&text)),
        Input::Kana => Reading::of(field.key, kana(&text)),
        Input::Mail => Reading::of(field.key, half(&tidy(&text))),
        Input::Day => match day_and_rest(value) {
            Ok((day, None)) => Reading::of(field.key, day.wareki()),
            Ok((day, Some(_))) => {
                Reading { sets: vec![(field.key, day.wareki())], unread: Some(BESIDE_A_DAY.to_owned()) }
            }
            Err(why) => Reading::unread(why),
        },
        Input::Choice(choices) => choice(kind, field, choices, &text),
        Input::Many(choices) => many(kind, field, choices, &text),
        Input::Link(_) | Input::Links(_) => Reading::unread("名前から記録を見つけられません"),
    }
}

/// What is said of a cell that holds more than its day.
pub(super) const BESIDE_A_DAY: &str = "日付のほかに書かれていることは、備考に残しました";

/// The only day of a cell, and what is written beside it: a time of day, a remark.
pub(super) fn day_and_rest(value: &Value) -> Result<(Day, Option<String>), String> {
    let why = match day(value) {
        Ok(day) => return Ok((day, None)),
        Err(why) => why,
    };
    let (found, rest) = day_within(&value.text()).ok_or(why)?;
    if day_within(&rest).is_some() {
        return Err("日付が2つ以上書かれています".to_owned());
    }
    let is_weekday = |c| matches!(c, '(' | ')' | '日' | '月' | '火' | '水' | '木' | '金' | '土');
    Ok((found, Some(rest).filter(|rest| !fold(rest).chars().all(is_weekday))))
}

/// One of a list: by its word, its code, or another word for it.
fn choice(kind: Kind, field: &Field, choices: &'static [Choice], text: &str) -> Reading {
    if let Some(code) = code_of(kind, field.key, choices, text) {
        return Reading::of(field.key, code);
    }
    let (outside, inside) = parenthesis(text);
    match code_of(kind, field.key, choices, &outside) {
        Some(code) if !inside.is_empty() => Reading {
            sets: vec![(field.key, code.to_owned())],
            unread: Some("かっこの中は、備考に残しました".to_owned()),
        },
        _ if is_dash(text) => dash(choices, field.key),
        _ => Reading::unread(format!("「{}」の選択肢にない言葉です", field.label)),
    }
}

fn is_dash(text: &str) -> bool {
    mark(text) == Some(Mark::NotApplicable)
}

/// A dash where there is no 対象外 to choose: it may mean 無 or nothing at all.
fn dash(choices: &[Choice], key: &'static str) -> Reading {
    if choices.iter().any(|choice| choice.code == "no") {
        Reading::unread("「－」が「無」のことか、書いていないだけか分かりません")
    } else {
        let _ = key;
        Reading::default()
    }
}

/// The code of a word in a list of choices.
pub(super) fn code_of(kind: Kind, key: &str, choices: &'static [Choice], text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let exact = choices.iter().find(|choice| fold(choice.label) == folded || choice.code == folded);
    if let Some(choice) = exact {
        return Some(choice.code);
    }
    let static_code = |code: &str| choices.iter().find(|choice| choice.code == code).map(|choice| choice.code);
    let section = format!("{}.{key}", kind.code());
    if let Some(code) = lexicon().code(&section, &folded).and_then(static_code) {
        return Some(code);
    }
    let is_yes_no = static_code("yes").is_some() && static_code("no").is_some();
    match mark(text) {
        Some(Mark::Yes) if is_yes_no => static_code("yes"),
        Some(Mark::No) if is_yes_no => static_code("no"),
        Some(Mark::NotApplicable) => static_code("not-applicable"),
        _ => None,
    }
}

fn many(kind: Kind, field: &Field, choices: &'static [Choice], text: &str) -> Reading {
    let mut codes: Vec<&str> = Vec::new();
    let mut strange = false;
    for piece in text.split(['・', '、', ',', '，', '/', '／', '\n', ';', '；', '＋', '+']) {
        if tidy(piece).is_empty() {
            continue;
        }
        match code_of(kind, field.key, choices, piece) {
            Some(code) if codes.contains(&code) => {}
            Some(code) => codes.push(code),
            None => strange = true,
        }
    }
    let mut reading = Reading::default().with(field.key, codes.join("\n"));
    if strange {
        reading.unread = Some(format!("「{}」の選択肢にない言葉があります", field.label));
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_however_they_are_drawn() {
        for text in ["○", "〇", "◯", "有", "有り", "あり", "済", "はい", "レ", "✓", "済み", "ＯＫ", "●"]
        {
            assert_eq!(mark(text), Some(Mark::Yes), "{text}");
        }
        for text in ["×", "✕", "無", "なし", "未", "いいえ", "Ｘ", "無し"] {
            assert_eq!(mark(text), Some(Mark::No), "{text}");
        }
        for text in ["－", "-", "―", "ー", "対象外", "\u{FF70}"] {
            assert_eq!(mark(text), Some(Mark::NotApplicable), "{text}");
        }
        assert_eq!(mark("iPad"), None);
        assert_eq!(mark_and_rest("有（ESET）"), Some((Mark::Yes, "ESET".to_owned())));
        assert_eq!(mark_and_rest("有 R6.4.1～R9.3.31"), Some((Mark::Yes, "R6.4.1～R9.3.31".to_owned())));
    }

    #[test]
    fn a_date_is_found_inside_a_text() {
        let day = Day::new(2026, 6, 14);
        for text in ["済（R8.6.14）", "R8.6.14受講", "2026/6/14 済", "済（令和８年６月１４日）", "受講：2026-06-14"]
        {
            assert_eq!(day_within(text).map(|(day, _)| day), day, "{text}");
        }
        assert_eq!(day_within("R8.12月退職予定"), None);
        assert_eq!(day_within("Ver 1.2.3"), None);
        assert_eq!(day_within("090-1234-5678"), None);
    }

    #[test]
    fn days_come_from_serial_numbers_too() {
        assert_eq!(super::day(&Value::Number(44961.0, "44961".to_owned())), Ok(Day::new(2023, 2, 4).unwrap()));
        assert_eq!(super::day(&Value::Text("45000".to_owned())), Ok(Day::new(2023, 3, 15).unwrap()));
        assert_eq!(super::day(&Value::Number(20_260_401.0, "20260401".to_owned())), Ok(Day::new(2026, 4, 1).unwrap()));
    }
}
