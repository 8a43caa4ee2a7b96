//! The table of holidays (祝日の表): which years it holds, on which days the authorities are closed, the next open day.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::base::Day;

use super::fault::year_label;

/// The holidays of one year (1年分の祝日).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The western year.
    pub year: i32,
    /// Each holiday with its name.
    pub days: BTreeMap<Day, String>,
}

impl Year {
    /// 令和10年
    #[must_use]
    pub fn label(&self) -> String {
        year_label(self.year)
    }
}

/// How a year came into the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The program is built with it.
    BuiltIn,
    /// The clinic added it.
    Added {
        /// What the file was called.
        file: String,
        /// When it was added.
        on: Day,
    },
}

/// Where the table the program is built with comes from (出典).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Whose list it is.
    pub issuer: String,
    /// What it is called.
    pub document: String,
    /// By which articles.
    pub section: String,
    /// Of which date.
    pub dated: String,
    /// When we looked.
    pub checked_on: String,
}

/// Why the authorities are closed on a day (閉庁日).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed<'a> {
    /// 土曜日, 日曜日
    Weekend(&'static str),
    /// A holiday, by its name.
    Holiday(&'a str),
    /// 年末年始
    YearEnd,
}

impl fmt::Display for Closed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend(day) => write!(f, "{day}曜日"),
            Self::Holiday(name) => f.write_str(name),
            Self::YearEnd => f.write_str("年末年始"),
        }
    }
}

/// A year whose holidays are not known (表にない年).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingYear(pub i32);

impl MissingYear {
    /// 令和10年
    #[must_use]
    pub fn label(self) -> String {
        year_label(self.0)
    }
}

impl fmt::Display for MissingYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.label();
        write!(
            f,
            "{year}の祝日が台帳番に入っていません。期限の日が祝日に当たるかどうかは、わかりません。\
             「台帳の情報」の「祝日」で、{year}の祝日を追加してください"
        )
    }
}

/// A span that lies across the turn of the year, as month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearEnd {
    pub from: (u32, u32),
    pub until: (u32, u32),
}

/// When a year counts as whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    pub at_least: usize,
    pub first_month: u32,
    pub last_month: u32,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub(super) source: Source,
    pub(super) year_end: YearEnd,
    pub(super) whole: Whole,
    pub(super) years: BTreeMap<i32, (Year, Origin)>,
}

static BUILT_IN: LazyLock<Calendar> =
    LazyLock::new(|| super::file::built_in(include_str!("../../assets/holidays.toml")).unwrap_or_else(Calendar::empty));

impl Default for Calendar {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

/// Longer than any row of closed days; the search for an open one ends.
const MOST_CLOSED: u32 = 60;

impl Calendar {
    /// The years the program is built with.
    #[must_use]
    pub fn built_in() -> &'static Self {
        // A test holds that the file can be read.
        &BUILT_IN
    }

    /// A table that knows nothing, and so warns of every year.
    fn empty() -> Self {
        let year_end = YearEnd { from: (12, 29), until: (1, 3) };
        let whole = Whole { at_least: usize::MAX, first_month: 1, last_month: 12 };
        Self { source: Source::default(), year_end, whole, years: BTreeMap::new() }
    }

    /// The same with a year that was added; it goes before one of the same year.
    pub fn add(&mut self, year: Year, origin: Origin) {
        self.years.insert(year.year, (year, origin));
    }

    /// The same without a year (tests, and what would be if it were not held).
    #[must_use]
    pub fn without(mut self, year: i32) -> Self {
        self.years.remove(&year);
        self
    }

    /// Where the years the program is built with come from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Every year it holds with how it came here, the oldest first.
    pub fn years(&self) -> impl Iterator<Item = (&Year, &Origin)> {
        self.years.values().map(|(year, origin)| (year, origin))
    }

    /// The holidays of a year, where they are known.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&Year> {
        self.years.get(&year).map(|(year, _)| year)
    }

    /// Whether and why the authorities are closed on a day (行政機関の休日).
    ///
    /// # Errors
    /// Its year is not in the table, and only the table could tell.
    pub fn closed(&self, day: Day) -> Result<Option<Closed<'_>>, MissingYear> {
        let (year, month, date) = day.parts();
        if let Some(name) = self.year(year).and_then(|known| known.days.get(&day)) {
            return Ok(Some(Closed::Holiday(name)));
        }
        if (month, date) >= self.year_end.from || (month, date) <= self.year_end.until {
            return Ok(Some(Closed::YearEnd));
        }
        if matches!(day.weekday_number(), 0 | 6) {
            return Ok(Some(Closed::Weekend(day.weekday())));
        }
        if self.years.contains_key(&year) { Ok(None) } else { Err(MissingYear(year)) }
    }

    /// The first open day from this one on.
    ///
    /// # Errors
    /// It would lie in a year that is not in the table.
    pub fn open_from(&self, day: Day) -> Result<Day, MissingYear> {
        let mut open = day;
        for _ in 0..MOST_CLOSED {
            if self.closed(open)?.is_none() {
                return Ok(open);
            }
            open = open.plus_days(1);
        }
        Err(MissingYear(day.parts().0))
    }
}
