//! A day, with the time of day where it is known: what people say of when something happened.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day_text::{number, time_of_day};
use super::text::numerals;
use super::{Day, Moment};

/// When something happened, as somebody says it (日時). Stored as `2026-11-27T17:40`, or as `2026-11-27` where the time of
/// day is not known; shown as 令和8年11月27日 17:40.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The day.
    pub on: Day,
    /// Minutes since midnight, where the time is known.
    minute: Option<u16>,
}

/// What to write where a time cannot be read.
pub const AT_ADVICE: &str = "日時の形になっていません。例 17:40、昨日 17:40、11/27 17:40、令和8年11月27日 17時40分";

impl At {
    /// A day and the time, if there is such a time of day.
    #[must_use]
    pub const fn new(on: Day, hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self { on, minute: Some(hour * 60 + minute) }) } else { None }
    }

    /// A day whose time is not known.
    #[must_use]
    pub const fn day(on: Day) -> Self {
        Self { on, minute: None }
    }

    /// The day and minute of an instant, where it was written.
    #[must_use]
    pub fn of(moment: Moment) -> Self {
        let clock = moment.clock();
        Self { on: moment.day(), minute: time_of_day(&clock) }
    }

    /// Reads 17:40, 17時40分, 1740, 昨日 17:40, 11/27 17:40, and any form of a day with or without a time.
    /// A time alone is of `today`; a month and day alone are of the year that does not lie ahead.
    #[must_use]
    pub fn read(text: &str, today: Day) -> Option<Self> {
        let text = text.trim().trim_end_matches("ごろ").trim_end_matches("頃").trim();
        if let Ok((on, minute)) = Day::read_with_time(text) {
            return Some(Self { on, minute });
        }
        if let Some(on) = day(text, today) {
            return Some(Self::day(on));
        }
        if let Some(minute) = clock(text) {
            return Some(Self { on: today, minute: Some(minute) });
        }
        text.match_indices(|c: char| c.is_whitespace() || c == 'T').find_map(|(at, gap)| {
            let (before, rest) = text.split_at_checked(at)?;
            let on = day(before, today)?;
            Some(Self { on, minute: Some(clock(rest.strip_prefix(gap)?)?) })
        })
    }

    /// 2026-11-27T17:40
    #[must_use]
    pub fn iso(self) -> String {
        match self.clock() {
            Some(clock) => format!("{}T{clock}", self.on.iso()),
            None => self.on.iso(),
        }
    }

    /// 17:40
    #[must_use]
    pub fn clock(self) -> Option<String> {
        self.minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    /// 令和8年11月27日 17:40
    #[must_use]
    pub fn wareki(self) -> String {
        self.words(&self.on.wareki())
    }

    /// R8.11.27 17:40, for narrow columns.
    #[must_use]
    pub fn short(self) -> String {
        self.words(&self.on.short())
    }

    fn words(self, day: &str) -> String {
        match self.clock() {
            Some(clock) => format!("{day} {clock}"),
            None => day.to_owned(),
        }
    }

    /// The same as an instant in Japan (sample data, tests); `None` where the time of day is not known.
    #[must_use]
    pub fn moment_in_japan(self) -> Option<Moment> {
        let minute = u32::from(self.minute?);
        Moment::in_japan(self.on, minute / 60, minute % 60)
    }

    /// Minutes from this to another; `None` where one of them has no time of day.
    #[must_use]
    pub fn minutes_until(self, other: Self) -> Option<i64> {
        let (here, there) = (i64::from(self.minute?), i64::from(other.minute?));
        Some(self.on.days_until(other.on) * 24 * 60 + there - here)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = match text.split_once('T') {
            Some((on, minute)) => Day::read(on).ok().zip(clock(minute).map(Some)),
            None => Day::read(&text).ok().map(|on| (on, None)),
        };
        read.map(|(on, minute)| Self { on, minute }).ok_or_else(|| D::Error::custom("not a day and time"))
    }
}

/// 今日, 昨日, おととい, 11/27, 11月27日, or any form of a day.
fn day(text: &str, today: Day) -> Option<Day> {
    let text = numerals(text);
    match text.as_str() {
        "今日" | "本日" => return Some(today),
        "昨日" | "きのう" => return Some(today.plus_days(-1)),
        "一昨日" | "おととい" => return Some(today.plus_days(-2)),
        _ => {}
    }
    let short = text.trim_end_matches('日').replace('月', "/");
    if let Some((month, of_month)) = short.split_once('/')
        && let (Some((month, "")), Some((of_month, ""))) = (number(month, 2), number(of_month, 2))
    {
        let (year, ..) = today.parts();
        let this_year = Day::new(year, month, of_month).filter(|day| *day <= today);
        return this_year.or_else(|| Day::new(year - 1, month, of_month));
    }
    Day::read_with_time(&text).ok().filter(|(_, minute)| minute.is_none()).map(|(day, _)| day)
}

/// Minutes since midnight out of 1740, or any other form of a time of day.
fn clock(text: &str) -> Option<u16> {
    let text = numerals(text);
    let is_four_digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if let Some((hour, minute)) = text.split_at_checked(2).filter(|_| is_four_digits) {
        return time_of_day(&format!("{hour}:{minute}"));
    }
    time_of_day(&text)
}

#[cfg(test)]
mod tests {
    use super::At;
    use crate::base::{Day, Moment};

    fn today() -> Day {
        Day::new(2026, 11, 27).unwrap()
    }

    fn read(text: &str) -> Option<String> {
        At::read(text, today()).map(At::iso)
    }

    #[test]
    fn what_people_type_is_read() {
        for text in
            ["17:40", "１７：４０", "17時40分", "1740", "17:40ごろ", "今日 17:40", "11/27 17:40", "11月27日 17:40"]
        {
            assert_eq!(read(text).as_deref(), Some("2026-11-27T17:40"), "{text}");
        }
        assert_eq!(read("昨日 9時").as_deref(), Some("2026-11-26T09:00"));
        assert_eq!(read("おととい").as_deref(), Some("2026-11-25"));
        assert_eq!(read("令和8年11月20日").as_deref(), Some("2026-11-20"));
        assert_eq!(read("R8.11.20 08:05").as_deref(), Some("2026-11-20T08:05"));
        // A day that would lie ahead is last year's.
        assert_eq!(read("12/28 10:00").as_deref(), Some("2025-12-28T10:00"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["", "夕方", "25:00", "17:60", "17:", ":30", "2/30 10:00", "17:400", "+7:30", "99/99", "11/27 17:40:99"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_stored_as_it_was_said() {
        for text in ["\"2026-11-27T17:40\"", "\"2026-11-27\""] {
            let at: At = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&at).unwrap(), text);
        }
        assert!(serde_json::from_str::<At>("\"17:40\"").is_err());
    }

    #[test]
    fn an_instant_is_cut_to_its_minute() {
        let moment = Moment::in_japan(today(), 17, 40).unwrap().plus_seconds(59);
        let at = At::of(moment);
        assert_eq!(at.wareki(), "令和8年11月27日 17:40");
        assert_eq!(at.minutes_until(At::new(today().plus_days(1), 0, 10).unwrap()), Some(390));
        assert_eq!(at.minutes_until(At::day(today())), None);
        assert!(At::day(today()) < at);
    }
}
