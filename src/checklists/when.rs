//! 日・月・年: a date as exactly as its source tells it.

use std::fmt;

use crate::base::Day;

/// A day, or the month or year where the source tells no more. In a file: `2024-05-13`, `2025-05`, `2005`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    first: Day,
    last: Day,
}

impl When {
    /// Reads the form of a file; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let is_number = |(part, n_digits): (&&str, usize)| {
            part.len() == n_digits && part.chars().all(|letter| letter.is_ascii_digit())
        };
        if !parts.iter().zip([4, 2, 2]).all(is_number) {
            return None;
        }
        let number = |part: &str| part.parse::<u32>().ok();
        match parts.as_slice() {
            [year, month, day] => {
                let day = Day::new(year.parse().ok()?, number(month)?, number(day)?)?;
                Some(Self { first: day, last: day })
            }
            [year, month] => {
                let first = Day::new(year.parse().ok()?, number(month)?, 1)?;
                Some(Self { first, last: first.last_of_month() })
            }
            [year] => {
                let year = year.parse().ok()?;
                Some(Self { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
            }
            _ => None,
        }
    }

    /// The first day it may mean.
    #[must_use]
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last day it may mean.
    #[must_use]
    pub const fn last(self) -> Day {
        self.last
    }

    /// As a file has it.
    #[must_use]
    pub fn iso(self) -> String {
        let n_letters = match self.exactness() {
            Exactness::Day => "2025-05-01".len(),
            Exactness::Month => "2025-05".len(),
            Exactness::Year => "2025".len(),
        };
        self.first.iso().chars().take(n_letters).collect()
    }

    fn exactness(self) -> Exactness {
        if self.first == self.last {
            Exactness::Day
        } else if self.first.last_of_month() == self.last {
            Exactness::Month
        } else {
            Exactness::Year
        }
    }
}

/// How exactly a source tells a date.
enum Exactness {
    Day,
    Month,
    Year,
}

/// 令和6年5月13日, 令和7年5月, 平成17年
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.first.wareki();
        // A month is kept as its first day, and no month's name ends in 1日; a year as the first of January.
        let told = match self.exactness() {
            Exactness::Day => None,
            Exactness::Month => day.strip_suffix("1日"),
            Exactness::Year => day.strip_suffix("1月1日"),
        };
        f.write_str(told.unwrap_or(&day))
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, When};

    #[test]
    fn a_month_stays_a_month() {
        let month = When::read("2025-11").unwrap();
        assert_eq!((month.to_string().as_str(), month.iso().as_str()), ("令和7年11月", "2025-11"));
        assert_eq!((month.first(), month.last()), (Day::new(2025, 11, 1).unwrap(), Day::new(2025, 11, 30).unwrap()));
        let day = When::read("2024-05-01").unwrap();
        assert_eq!((day.to_string().as_str(), day.iso().as_str()), ("令和6年5月1日", "2024-05-01"));
        assert_eq!(day.first(), day.last());
    }

    #[test]
    fn a_year_stays_a_year() {
        let year = When::read("2005").unwrap();
        assert_eq!((year.to_string().as_str(), year.iso().as_str()), ("平成17年", "2005"));
        assert_eq!((year.first(), year.last()), (Day::new(2005, 1, 1).unwrap(), Day::new(2005, 12, 31).unwrap()));
        // The first year of an era and the months before it begins are told by the era of their first day.
        assert_eq!(When::read("2019").unwrap().to_string(), "平成31年");
    }

    #[test]
    fn only_the_form_of_a_file_is_read() {
        for text in [
            "",
            "25",
            "令和7年",
            "2025-13",
            "2025-00",
            "2025-5",
            "25-05",
            "2025-02-30",
            "2025-05-01-02",
            "2025-05-",
            "R7.5.1",
        ] {
            assert_eq!(When::read(text), None, "{text}");
        }
    }
}
