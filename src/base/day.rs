//! Calendar days (和暦, 年度) and instants. The only file that names chrono.

use std::fmt;

use chrono::{
    DateTime, Datelike, FixedOffset, Local, Months, NaiveDate, NaiveTime, Offset, SecondsFormat, Timelike, Utc, Weekday,
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::era::{ERAS, era_of, era_prefix};

/// A calendar day. Stored as `2026-11-20`, shown as 令和8年11月20日.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(NaiveDate);

/// Why a text is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFault {
    /// Nothing was written.
    Empty,
    /// It does not look like a date.
    NotADay,
    /// It looks like a date, but the calendar has no such day (2月30日).
    NoSuchDay,
}

impl DayFault {
    /// What to do about it, for the line under the field.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Empty => "日付を入力してください",
            Self::NotADay => "日付として読めません。例 R8.11.20、令和8年11月20日、2026/11/20",
            Self::NoSuchDay => "暦にない日付です。月と日を確認してください",
        }
    }
}

/// The first and last year a ledger may speak of; anything else is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1868..=2199;

impl Day {
    /// The day with this western year, month and day; `None` where the calendar has none.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads a day in any usual form: 令和8年11月20日, 令和元年5月1日, R8.11.20, 8.11.20,
    /// 2026/11/20, 2026-11-20, 20261120, full-width digits, with or without （金）.
    /// A year below 100 without an era is counted in 令和.
    ///
    /// # Errors
    /// Says whether it is empty, not a date, or a day the calendar does not have.
    pub fn read(text: &str) -> Result<Self, DayFault> {
        let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let folded = folded.replace('元', "1");
        let trimmed = without_weekday(&folded);
        if trimmed.is_empty() {
            return Err(DayFault::Empty);
        }
        let (era, rest) = match era_prefix(trimmed) {
            Some((era, rest)) => (Some(era), rest),
            None => (None, trimmed),
        };
        let (year, month, day) = numbers(rest, era.is_none()).ok_or(DayFault::NotADay)?;
        let year = match era {
            Some(era) if (1..=99).contains(&year) => era.base() + year,
            Some(_) => return Err(DayFault::NotADay),
            None if year < 100 => ERAS.first().map_or(year, |newest| newest.base() + year),
            None => year,
        };
        if !YEARS.contains(&year) {
            return Err(DayFault::NotADay);
        }
        Self::new(year, month, day).ok_or(DayFault::NoSuchDay)
    }

    /// The day an Excel serial number means (1900 date system, or 1904 where the book says so).
    #[must_use]
    pub fn from_excel(serial: f64, is_1904: bool) -> Option<Self> {
        if !serial.is_finite() || !(1.0..200_000.0).contains(&serial) {
            return None;
        }
        let epoch = if is_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
        #[allow(clippy::cast_possible_truncation)] // range checked above
        let days = serial.floor() as i64;
        let day = epoch.checked_add_signed(chrono::Duration::days(days))?;
        Self::new(day.year(), day.month(), day.day())
    }

    /// 令和8年11月20日 (令和元年 for the first year).
    #[must_use]
    pub fn wareki(self) -> String {
        let (month, day) = (self.0.month(), self.0.day());
        match era_of(self.0.year(), month, day) {
            Some((era, 1)) => format!("{}元年{month}月{day}日", era.name),
            Some((era, year)) => format!("{}{year}年{month}月{day}日", era.name),
            None => format!("{}年{month}月{day}日", self.0.year()),
        }
    }

    /// R8.11.20, for narrow columns.
    #[must_use]
    pub fn short(self) -> String {
        let (month, day) = (self.0.month(), self.0.day());
        match era_of(self.0.year(), month, day) {
            Some((era, year)) => format!("{}{year}.{month}.{day}", era.letter),
            None => format!("{}.{month}.{day}", self.0.year()),
        }
    }

    /// 2026-11-20.
    #[must_use]
    pub fn iso(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// 金
    #[must_use]
    pub fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Sun => "日",
            Weekday::Mon => "月",
            Weekday::Tue => "火",
            Weekday::Wed => "水",
            Weekday::Thu => "木",
            Weekday::Fri => "金",
            Weekday::Sat => "土",
        }
    }

    /// Days since Sunday, 0 to 6.
    #[must_use]
    pub fn weekday_number(self) -> u32 {
        self.0.weekday().num_days_from_sunday()
    }

    /// Western year, month (1 to 12), day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// So many days later; earlier when negative. Stays put at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, n_days: i64) -> Self {
        chrono::Duration::try_days(n_days).and_then(|days| self.0.checked_add_signed(days)).map_or(self, Self)
    }

    /// The same day so many months later, or the month's last day where there is none.
    #[must_use]
    pub fn plus_months(self, n_months: i32) -> Self {
        let months = Months::new(n_months.unsigned_abs());
        let moved = if n_months < 0 { self.0.checked_sub_months(months) } else { self.0.checked_add_months(months) };
        moved.map_or(self, Self)
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.plus_days(1 - i64::from(self.0.day()))
    }

    /// The last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        self.first_of_month().plus_months(1).plus_days(-1)
    }

    /// Days from this day to another; negative when the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The Japanese fiscal year (年度) it lies in.
    #[must_use]
    pub fn fiscal_year(self) -> FiscalYear {
        FiscalYear(if self.0.month() >= 4 { self.0.year() } else { self.0.year() - 1 })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.wareki())
    }
}

/// A fiscal year (年度), April to March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        Day::new(self.0, 4, 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        Day::new(self.0 + 1, 3, 31)
    }

    /// 令和8年度
    #[must_use]
    pub fn label(self) -> String {
        match era_of(self.0, 4, 1) {
            // The year of the change is called by the new era (平成31年度 was renamed 令和元年度).
            _ if self.0 == 2019 => "令和元年度".to_owned(),
            Some((era, year)) => format!("{}{year}年度", era.name),
            None => format!("{}年度", self.0),
        }
    }
}

/// An instant with the PC's offset from UTC. Stored as RFC 3339 in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// Now by this PC's clock, for [`super::Clock`] alone.
    pub(super) fn of_this_pc() -> Self {
        let now = Local::now().fixed_offset();
        Self(now.with_nanosecond(now.nanosecond() / 1_000_000 * 1_000_000).unwrap_or(now))
    }

    /// A given time of a given day in Japan (sample data, tests).
    #[must_use]
    pub fn in_japan(day: Day, hour: u32, minute: u32) -> Option<Self> {
        let offset = FixedOffset::east_opt(9 * 3600)?;
        let local = day.0.and_hms_opt(hour, minute, 0)?;
        local.and_local_timezone(offset).single().map(Self)
    }

    /// The first moment of a day in Japan.
    #[must_use]
    pub fn first_of(day: Day) -> Self {
        let offset = FixedOffset::east_opt(9 * 3600).unwrap_or_else(|| Utc.fix());
        let midnight = day.0.and_time(NaiveTime::MIN);
        let in_utc = midnight.checked_sub_offset(offset).unwrap_or(midnight);
        Self(DateTime::from_naive_utc_and_offset(in_utc, offset))
    }

    /// Reads RFC 3339; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(Self)
    }

    /// 2026-11-20T18:30:00.000+09:00
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Millis, false)
    }

    /// The calendar day where it was written.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.0.date_naive())
    }

    /// 18:30
    #[must_use]
    pub fn clock(self) -> String {
        self.0.format("%H:%M").to_string()
    }

    /// 令和8年11月20日 18:30
    #[must_use]
    pub fn wareki(self) -> String {
        format!("{} {}", self.day().wareki(), self.clock())
    }

    /// 令和8年11月20日 18:30:05, where the order of things within a minute counts.
    #[must_use]
    pub fn exact(self) -> String {
        format!("{} {}", self.day().wareki(), self.seconds())
    }

    /// R8.11.20 18:30:05, for narrow columns.
    #[must_use]
    pub fn short_exact(self) -> String {
        format!("{} {}", self.day().short(), self.seconds())
    }

    fn seconds(self) -> String {
        self.0.format("%H:%M:%S").to_string()
    }

    /// How long until the next day begins, by the clock the moment was read from.
    #[must_use]
    pub fn until_tomorrow(self) -> std::time::Duration {
        let tomorrow = self.day().plus_days(1).0.and_time(NaiveTime::MIN);
        let left = tomorrow.signed_duration_since(self.0.naive_local());
        left.to_std().unwrap_or_default().max(std::time::Duration::from_millis(1))
    }

    /// Milliseconds since 1970 in UTC.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// So many seconds later.
    #[must_use]
    pub fn plus_seconds(self, n_seconds: i64) -> Self {
        chrono::Duration::try_seconds(n_seconds).and_then(|d| self.0.checked_add_signed(d)).map_or(self, Self)
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| serde::de::Error::custom("not an instant"))
    }
}

/// Cuts a trailing weekday: （金）, (金), 金曜日.
fn without_weekday(text: &str) -> &str {
    let text = text.strip_suffix(')').map_or(text, |open| open.rsplit_once('(').map_or(open, |(date, _)| date));
    for day in ['日', '月', '火', '水', '木', '金', '土'] {
        for suffix in [format!("{day}曜日"), format!("{day}曜")] {
            if let Some(date) = text.strip_suffix(&suffix) {
                return date;
            }
        }
    }
    text
}

/// Year, month and day out of a text of digits and separators.
fn numbers(text: &str, may_be_packed: bool) -> Option<(i32, u32, u32)> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let is_separator =
        |c: char| matches!(c, '.' | '/' | '-' | '年' | '月' | '・' | '‐' | '−' | '–' | ',' | '、' | '。');
    let parts: Vec<&str> = text.split(is_separator).collect();
    if !text.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return None;
    }
    if let [year, month, day] = parts.as_slice() {
        let in_shape = (1..=4).contains(&year.len()) && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        return if in_shape { Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)) } else { None };
    }
    if may_be_packed && parts.len() == 1 && text.len() == 8 {
        return Some((text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn every_usual_form_is_read() {
        let wanted = day(2026, 11, 20);
        for text in [
            "R8.11.20",
            "r8.11.20",
            "Ｒ８．１１．２０",
            "令和8年11月20日",
            "令和８年１１月２０日",
            "令8.11.20",
            "2026/11/20",
            "2026-11-20",
            "2026.11.20",
            "20261120",
            "２０２６１１２０",
            "2026年11月20日",
            "８．１１．２０",
            "8.11.20",
            "令和8年11月20日（金）",
            "2026/11/20(金)",
            " R8 . 11 . 20 ",
            "R8/11/20",
            "R8-11-20",
            "㋿8年11月20日",
        ] {
            assert_eq!(Day::read(text), Ok(wanted), "{text}");
        }
        assert_eq!(Day::read("令和元年5月1日"), Ok(day(2019, 5, 1)));
        assert_eq!(Day::read("H31.4.30"), Ok(day(2019, 4, 30)));
        assert_eq!(Day::read("昭和64年1月7日"), Ok(day(1989, 1, 7)));
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(Day::read("　"), Err(DayFault::Empty));
        assert_eq!(Day::read("未"), Err(DayFault::NotADay));
        assert_eq!(Day::read("後日提出"), Err(DayFault::NotADay));
        assert_eq!(Day::read("令和8年2月30日"), Err(DayFault::NoSuchDay));
        assert_eq!(Day::read("9999/1/1"), Err(DayFault::NotADay));
        assert_eq!(Day::read("R0.1.1"), Err(DayFault::NotADay));
        assert_eq!(Day::read("R8.12月"), Err(DayFault::NotADay));
    }

    #[test]
    fn eras_change_on_their_days() {
        assert_eq!(day(2019, 4, 30).wareki(), "平成31年4月30日");
        assert_eq!(day(2019, 5, 1).wareki(), "令和元年5月1日");
        assert_eq!(day(2026, 11, 20).short(), "R8.11.20");
        assert_eq!(day(2026, 3, 31).fiscal_year().label(), "令和7年度");
        assert_eq!(day(2019, 4, 1).fiscal_year().label(), "令和元年度");
    }

    #[test]
    fn months_end_where_the_calendar_ends() {
        assert_eq!(day(2026, 12, 31).plus_months(2), day(2027, 2, 28));
        assert_eq!(Day::from_excel(44961.0, false), Some(day(2023, 2, 4)));
        assert_eq!(Day::from_excel(0.0, false), None);
    }

    #[test]
    fn a_moment_comes_back_from_its_text() {
        let moment = Moment::in_japan(day(2026, 11, 20), 18, 30).unwrap();
        assert_eq!(moment.rfc3339(), "2026-11-20T18:30:00.000+09:00");
        assert_eq!(Moment::read(&moment.rfc3339()), Some(moment));
        assert_eq!(moment.plus_seconds(5).exact(), "令和8年11月20日 18:30:05");
        assert_eq!(moment.plus_seconds(5).short_exact(), "R8.11.20 18:30:05");
        assert_eq!(moment.day().first_of_month(), day(2026, 11, 1));
    }
}
