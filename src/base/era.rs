//! Japanese eras (元号) and how years are counted in them.

/// An era, from its first day.
pub(super) struct Era {
    /// 令和
    pub name: &'static str,
    /// R
    pub letter: char,
    /// The one-character form some forms print (㋿ is folded to it by NFKC).
    pub short: &'static str,
    /// Its first day as year, month, day.
    pub from: (i32, u32, u32),
}

/// The eras since the solar calendar, newest first
/// (元号法, 昭和54年法律第43号, and the cabinet orders under it; 明治 counts from the calendar reform of 1873).
pub(super) const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', short: "令", from: (2019, 5, 1) },
    Era { name: "平成", letter: 'H', short: "平", from: (1989, 1, 8) },
    Era { name: "昭和", letter: 'S', short: "昭", from: (1926, 12, 25) },
    Era { name: "大正", letter: 'T', short: "大", from: (1912, 7, 30) },
    Era { name: "明治", letter: 'M', short: "明", from: (1868, 10, 23) },
];

impl Era {
    /// The year 1 of the era in the western count, less one.
    pub const fn base(&self) -> i32 {
        self.from.0 - 1
    }
}

/// The era a day stands in, with the year in it; `None` before 明治.
pub(super) fn era_of(year: i32, month: u32, day: u32) -> Option<(&'static Era, i32)> {
    ERAS.iter().find(|era| (year, month, day) >= era.from).map(|era| (era, year - era.base()))
}

/// The era a text begins with, and what follows.
pub(super) fn era_prefix(text: &str) -> Option<(&'static Era, &str)> {
    for era in &ERAS {
        if let Some(rest) = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.short)) {
            return Some((era, rest));
        }
        let mut chars = text.chars();
        if chars.next().is_some_and(|first| first.eq_ignore_ascii_case(&era.letter)) {
            return Some((era, chars.as_str()));
        }
    }
    None
}
