//! What is wrong with a file of holidays: which line, and why, in Japanese.

use std::fmt;

use crate::base::Day;

/// A place of a file that cannot be used (使えない所).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayFault {
    /// The line, from 1; none where it is the file or a whole year.
    pub line: Option<usize>,
    /// What is wrong.
    pub flaw: Flaw,
}

/// Why a line or a year is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is no TOML; the reader's own words.
    NotToml(String),
    /// What stands where a day should.
    NotADay(String),
    /// It looks like a day, and the calendar has none such.
    NoSuchDay(String),
    /// A day without the name of its holiday.
    NoName(Day),
    /// A name that no screen can show.
    BadName {
        /// Whose name it is.
        day: Day,
        /// How many letters are the most.
        most: usize,
    },
    /// The same day again.
    Twice(Day),
    /// A heading of a year that is none.
    NotAYear(String),
    /// Too few holidays for a whole year.
    Thin {
        /// The year.
        year: i32,
        /// How many it has.
        n_days: usize,
        /// How many a whole year has at least.
        at_least: usize,
    },
    /// More holidays than a year can have.
    Thick {
        /// The year.
        year: i32,
        /// How many it has.
        n_days: usize,
    },
    /// Its first or last months have none: the file ends in the middle.
    CutOff {
        /// The year.
        year: i32,
        /// Its first and last holiday.
        span: (Day, Day),
    },
    /// A year that nobody can know the holidays of.
    TooFar(i32),
    /// More lines than the official list will have in a lifetime.
    TooManyLines(usize),
    /// Not one holiday is in it.
    Nothing,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml(detail) => {
                write!(f, "tomlとして読めません。引用符やかっこの閉じ忘れ、=の抜けがないかを確かめます（{detail}）")
            }
            Self::NotADay(text) => write!(f, "「{text}」は日付として読めません。例 2028/1/1"),
            Self::NoSuchDay(text) => write!(f, "「{text}」は暦にない日付です"),
            Self::NoName(day) => write!(f, "{}に、祝日の名前がありません", day.wareki()),
            Self::BadName { day, most } => {
                write!(f, "{}の祝日の名前が{most}文字より長いか、表示できない文字が入っています", day.wareki())
            }
            Self::Twice(day) => write!(f, "{}が2回書かれています", day.wareki()),
            Self::NotAYear(text) => write!(f, "「{text}」は年として読めません。例 [years.2028]"),
            Self::Thin { year, n_days, at_least } => {
                let year = year_label(*year);
                write!(f, "{year}の祝日が{n_days}日しかありません。1年分なら{at_least}日以上あります")
            }
            Self::Thick { year, n_days } => {
                write!(f, "{}の祝日が{n_days}日もあります。別のファイルではないかを確かめます", year_label(*year))
            }
            Self::CutOff { year, span: (first, last) } => write!(
                f,
                "{}の祝日が、{}から{}までしかありません。ファイルが途中で切れているおそれがあります",
                year_label(*year),
                month_day(*first),
                month_day(*last)
            ),
            Self::TooFar(year) => write!(f, "{}の祝日は、まだ決まっていません", year_label(*year)),
            Self::TooManyLines(most) => {
                write!(f, "行が多すぎます。祝日の一覧として読めるのは{most}行までです")
            }
            Self::Nothing => f.write_str("祝日が1日も見つかりません"),
        }
    }
}

impl fmt::Display for HolidayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{line}行目　{}", self.flaw),
            None => self.flaw.fmt(f),
        }
    }
}

/// 令和10年
#[must_use]
pub(super) fn year_label(year: i32) -> String {
    let Some(day) = Day::new(year, 12, 31) else { return format!("{year}年") };
    day.wareki().split_inclusive('年').next().map_or_else(|| format!("{year}年"), str::to_owned)
}

fn month_day(day: Day) -> String {
    let (_, month, day) = day.parts();
    format!("{month}月{day}日")
}
