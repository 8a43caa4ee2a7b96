//! Reading days as people and spreadsheets write them. A space is never read over between two digits: what stands
//! after it is another number.

use super::era::{ERAS, era_prefix};
use super::text::numerals;
use super::{Day, DayFault};

/// What stands between the numbers of a day, beside 年 and 月.
const SEPARATORS: [char; 13] = ['.', '/', '-', '・', '‐', '−', '–', '—', '―', 'ー', ',', '、', '。'];

/// Reads a day and the time of day that may stand after it, in minutes since midnight.
pub(super) fn read(text: &str) -> Result<(Day, Option<u16>), DayFault> {
    let plain = numerals(text);
    if plain.is_empty() {
        return Err(DayFault::Empty);
    }
    let (era, rest) = match era_prefix(&plain) {
        Some((era, rest)) => (Some(era), rest.strip_prefix('.').unwrap_or(rest)),
        None => (None, plain.as_str()),
    };
    let packed = if era.is_none() { packed(rest) } else { None };
    let ((year, month, day), rest) = packed.or_else(|| numbers(rest)).ok_or(DayFault::NotADay)?;
    let minute = after(rest).ok_or(DayFault::NotADay)?;
    let year = match era {
        Some(era) if (1..=99).contains(&year) => era.base() + year,
        Some(_) => return Err(DayFault::NotADay),
        None if year < 100 => ERAS.first().map_or(year, |newest| newest.base() + year),
        None => year,
    };
    if !Day::YEARS.contains(&year) {
        return Err(DayFault::NotADay);
    }
    Day::new(year, month, day).map(|day| (day, minute)).ok_or(DayFault::NoSuchDay)
}

/// 20261120, alone.
fn packed(text: &str) -> Option<((i32, u32, u32), &str)> {
    let (digits, rest) = digits(text);
    let (year, of_year) = digits.split_at_checked(4).filter(|_| digits.len() == 8)?;
    let (month, day) = of_year.split_at_checked(2)?;
    Some(((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?), rest))
}

/// Year, month and day with what stands between them, and what follows.
fn numbers(text: &str) -> Option<((i32, u32, u32), &str)> {
    let (year, rest) = match text.strip_prefix('元') {
        Some(rest) => (1, rest),
        None => number(text, 4).and_then(|(year, rest)| Some((i32::try_from(year).ok()?, rest)))?,
    };
    let (month, rest) = number(separated(rest, '年')?, 2)?;
    let (day, rest) = number(separated(rest, '月')?, 2)?;
    Some(((year, month, day), rest))
}

fn separated(text: &str, word: char) -> Option<&str> {
    text.strip_prefix(word).or_else(|| text.strip_prefix(SEPARATORS))
}

/// A number of so many digits at most, and what follows; a longer one is none.
pub(super) fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let (digits, rest) = digits(text);
    if digits.is_empty() || digits.len() > most {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What may stand after a day: 日, its day of the week, the time of day. `None` for anything else.
fn after(rest: &str) -> Option<Option<u16>> {
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    let rest = without_weekday(rest);
    if rest.is_empty() {
        return Some(None);
    }
    let rest = rest.strip_prefix([' ', 'T', 't']).unwrap_or(rest);
    time_of_day(rest).map(Some)
}

/// Cuts a day of the week: (金), (金・祝), 金曜日.
fn without_weekday(text: &str) -> &str {
    const DAYS: [char; 7] = ['日', '月', '火', '水', '木', '金', '土'];
    if let Some((inside, rest)) = text.strip_prefix('(').and_then(|open| open.split_once(')')) {
        let is_weekday = inside.starts_with(DAYS) || inside.starts_with('祝');
        let is_known = |c: char| DAYS.contains(&c) || matches!(c, '曜' | '祝' | '休' | '・' | '/');
        return if is_weekday && inside.chars().all(is_known) { rest } else { text };
    }
    match text.strip_prefix(DAYS).and_then(|rest| rest.strip_prefix('曜')) {
        Some(rest) => rest.strip_prefix('日').unwrap_or(rest),
        None => text,
    }
}

/// Minutes since midnight out of 17:40, 17:40:05, 17時40分, 17時, 17時半, 午後5時40分, 5:40 PM. Expects what
/// [`numerals`] gives.
pub(super) fn time_of_day(text: &str) -> Option<u16> {
    let (half, text) = half_of_day(text);
    let (hour, rest) = number(text, 2)?;
    let (minute, rest) = if let Some(rest) = rest.strip_prefix(':') {
        let (minute, rest) = two_digits(rest)?;
        let rest = match rest.strip_prefix(':') {
            Some(rest) => without_fraction(two_digits(rest).filter(|(second, _)| *second < 60)?.1)?,
            None => rest,
        };
        (minute, rest.strip_prefix("+09:00").or_else(|| rest.strip_prefix("+0900")).unwrap_or(rest))
    } else {
        minutes_in_words(rest.strip_prefix('時')?)?
    };
    let half = match (half, half_of_day(rest)) {
        (half, _) if rest.is_empty() => half,
        (None, (half @ Some(_), "")) => half,
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(Half::Before) if hour <= 12 => hour % 12,
        Some(Half::After) if hour <= 12 => hour % 12 + 12,
        Some(Half::Before | Half::After) => return None,
    };
    if hour < 24 && minute < 60 { u16::try_from(hour * 60 + minute).ok() } else { None }
}

/// The half of the day a time is counted in.
#[derive(Clone, Copy)]
enum Half {
    /// 午前
    Before,
    /// 午後
    After,
}

fn half_of_day(text: &str) -> (Option<Half>, &str) {
    for (word, half) in [("午前", Half::Before), ("午後", Half::After), ("AM", Half::Before), ("PM", Half::After)] {
        match text.split_at_checked(word.len()) {
            Some((head, rest)) if head.eq_ignore_ascii_case(word) => return (Some(half), rest),
            _ => {}
        }
    }
    (None, text)
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = digits(text);
    if digits.len() == 2 { Some((digits.parse().ok()?, rest)) } else { None }
}

/// Cuts .000 after the seconds.
fn without_fraction(text: &str) -> Option<&str> {
    match text.strip_prefix('.') {
        Some(fraction) => Some(digits(fraction)).filter(|(digits, _)| !digits.is_empty()).map(|(_, rest)| rest),
        None => Some(text),
    }
}

/// 40分, 40分5秒, 半, or nothing.
fn minutes_in_words(text: &str) -> Option<(u32, &str)> {
    if let Some(rest) = text.strip_prefix('半') {
        return Some((30, rest));
    }
    let Some((minute, rest)) = number(text, 2) else { return Some((0, text)) };
    let rest = rest.strip_prefix('分').or_else(|| rest.is_empty().then_some(rest))?;
    match number(rest, 2) {
        Some((second, rest)) if second < 60 => Some((minute, rest.strip_prefix('秒')?)),
        _ => Some((minute, rest)),
    }
}
