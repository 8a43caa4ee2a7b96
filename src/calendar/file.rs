//! Reads a file of holidays: the Cabinet Office's CSV (syukujitsu.csv) or the form of `assets/holidays.toml`.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use serde::Deserialize;

use crate::base::{Day, DayFault};

use super::fault::{Flaw, HolidayFault};
use super::table::{Calendar, Origin, Source, Whole, Year, YearEnd};

/// The official list since 1955 makes a file of a tenth of this.
pub const MOST_BYTES: usize = 256 * 1024;
/// The official list grows by less than twenty lines a year.
const MOST_LINES: usize = 5_000;
/// A name stands in one cell.
const MOST_NAME: usize = 30;
/// Twice as many as any year has had.
const MOST_DAYS: usize = 40;
/// Nobody knows the holidays of later years; the government tells those of the next one.
const MOST_AHEAD: i32 = 5;
/// More faults are not read before the first ones are put right.
const MOST_FAULTS: usize = 50;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// Its years that are of use, the oldest first; each is whole.
    pub years: Vec<Year>,
    /// How many years were left out: they lie before the table's first.
    pub n_old: usize,
}

/// The name of a day as `assets/holidays.toml` has it, by year and then by `01-01`.
type Names = BTreeMap<String, BTreeMap<String, String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TomlFile {
    #[serde(default)]
    source: Source,
    year_end: Option<YearEndFile>,
    whole: Option<Whole>,
    #[serde(default)]
    years: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearEndFile {
    from: String,
    until: String,
    // Said for who reads the file.
    #[serde(rename = "source")]
    _source: String,
}

/// The days that were found so far, and what was wrong.
#[derive(Default)]
struct Gathered {
    days: BTreeMap<Day, String>,
    faults: Vec<HolidayFault>,
}

/// Reads a file somebody has chosen; `None` where it is no text.
#[must_use]
pub fn read_file(name: &str, bytes: &[u8], today: Day) -> Option<Result<FileRead, Vec<HolidayFault>>> {
    let text = decode(bytes)?;
    let is_toml = name.to_ascii_lowercase().ends_with(".toml") || text.trim_start().starts_with('[');
    let gathered = if is_toml { from_toml(&text) } else { from_csv(&text) };
    Some(whole(gathered, Calendar::built_in(), today))
}

/// The table the program is built with; `None` only where it was built wrongly.
pub(super) fn built_in(text: &str) -> Option<Calendar> {
    let file: TomlFile = toml::from_str(text).ok()?;
    let ends = file.year_end?;
    let year_end = YearEnd { from: month_day(&ends.from)?, until: month_day(&ends.until)? };
    let mut gathered = Gathered::default();
    gathered.names(&file.years);
    if !gathered.faults.is_empty() {
        return None;
    }
    let years = by_year(gathered.days).into_iter().map(|year| (year.year, (year, Origin::BuiltIn)));
    Some(Calendar { source: file.source, year_end, whole: file.whole?, years: years.collect() })
}

/// The text of a file, as Windows or the Cabinet Office have written it; never a wrong letter.
fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned(),
    };
    let is_binary = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    (!text.chars().any(is_binary)).then_some(text)
}

impl Gathered {
    fn refuse(&mut self, line: Option<usize>, flaw: Flaw) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(HolidayFault { line, flaw });
        }
    }

    /// Takes one day with its name.
    fn take(&mut self, line: Option<usize>, day: Day, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            self.refuse(line, Flaw::NoName(day));
        } else if name.chars().count() > MOST_NAME || name.chars().any(char::is_control) {
            self.refuse(line, Flaw::BadName { day, most: MOST_NAME });
        } else if self.days.insert(day, name.to_owned()).is_some() {
            self.refuse(line, Flaw::Twice(day));
        }
    }

    fn names(&mut self, years: &Names) {
        for (year, days) in years {
            let Some(number) = year.parse::<i32>().ok().filter(|number| Day::new(*number, 1, 1).is_some()) else {
                self.refuse(None, Flaw::NotAYear(shown(year)));
                continue;
            };
            for (text, name) in days {
                match month_day(text).map(|(month, day)| Day::new(number, month, day)) {
                    Some(Some(day)) => self.take(None, day, name),
                    Some(None) => self.refuse(None, Flaw::NoSuchDay(shown(&format!("{year}-{text}")))),
                    None => self.refuse(None, Flaw::NotADay(shown(&format!("{year}-{text}")))),
                }
            }
        }
    }
}

fn from_toml(text: &str) -> Gathered {
    let mut gathered = Gathered::default();
    match toml::from_str::<TomlFile>(text) {
        Ok(file) => gathered.names(&file.years),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() + 1);
            gathered.refuse(line, Flaw::NotToml(shown(error.message())));
        }
    }
    gathered
}

/// `2026/1/1,元日` a line, below a line of headings.
fn from_csv(text: &str) -> Gathered {
    let mut gathered = Gathered::default();
    for (number, line) in (1..).zip(text.lines()) {
        if number > MOST_LINES {
            gathered.refuse(None, Flaw::TooManyLines(MOST_LINES));
            break;
        }
        let mut cells = line.split([',', '\t']).map(|cell| cell.trim().trim_matches('"').trim());
        let (date, name) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if date.is_empty() && name.is_empty() {
            continue;
        }
        match day(date) {
            Ok(day) => gathered.take(Some(number), day, name),
            // The headings.
            Err(_) if number == 1 => {}
            Err(flaw) => gathered.refuse(Some(number), flaw),
        }
    }
    gathered
}

/// A day with its western year in full; a short one could mean an era.
fn day(text: &str) -> Result<Day, Flaw> {
    let is_western = text.chars().take_while(char::is_ascii_digit).count() == 4;
    if !is_western {
        return Err(Flaw::NotADay(shown(text)));
    }
    Day::read(text).map_err(|fault| match fault {
        DayFault::NoSuchDay => Flaw::NoSuchDay(shown(text)),
        DayFault::Empty | DayFault::NotADay => Flaw::NotADay(shown(text)),
    })
}

/// `12-29`
fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// What stands in a file, short enough to be repeated on screen.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().filter(|letter| !letter.is_control()).take(MOST).collect();
    if text.chars().count() > MOST {
        short.push('…');
    }
    short
}

fn by_year(days: BTreeMap<Day, String>) -> Vec<Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for (day, name) in days {
        let year = day.parts().0;
        years.entry(year).or_insert_with(|| Year { year, days: BTreeMap::new() }).days.insert(day, name);
    }
    years.into_values().collect()
}

/// Each year of use is whole, or it would be taken for one with fewer holidays.
fn whole(mut gathered: Gathered, table: &Calendar, today: Day) -> Result<FileRead, Vec<HolidayFault>> {
    let Whole { at_least, first_month, last_month } = table.whole;
    let first = table.years.keys().next().copied().unwrap_or(i32::MIN);
    let (old, years): (Vec<Year>, Vec<Year>) =
        by_year(std::mem::take(&mut gathered.days)).into_iter().partition(|year| year.year < first);
    for Year { year, days } in &years {
        let (year, n_days) = (*year, days.len());
        let Some(span) = days.keys().next().copied().zip(days.keys().last().copied()) else { continue };
        if year > today.parts().0 + MOST_AHEAD {
            gathered.refuse(None, Flaw::TooFar(year));
        } else if n_days < at_least {
            gathered.refuse(None, Flaw::Thin { year, n_days, at_least });
        } else if n_days > MOST_DAYS {
            gathered.refuse(None, Flaw::Thick { year, n_days });
        } else if span.0.parts().1 > first_month || span.1.parts().1 < last_month {
            gathered.refuse(None, Flaw::CutOff { year, span });
        }
    }
    if years.is_empty() && old.is_empty() && gathered.faults.is_empty() {
        gathered.refuse(None, Flaw::Nothing);
    }
    if gathered.faults.is_empty() { Ok(FileRead { years, n_old: old.len() }) } else { Err(gathered.faults) }
}
