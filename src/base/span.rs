//! 台帳番の目安: how far from today a day of a field usually lies. The numbers are our own; no rule asks for them. A day
//! outside is not refused, it is asked about once.

use super::Day;

/// How many years back and ahead a day is taken without a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Years before today.
    pub back: u16,
    /// Years after today.
    pub ahead: u16,
}

impl Span {
    /// When something or somebody began or ended: a working life back, and as far ahead as people are engaged.
    pub const LIFE: Self = Self { back: 60, ahead: 2 };
    /// When something was done for the ledger (点検, 確認, 研修, 持出し): not before the clinic had computers to speak of.
    pub const DEED: Self = Self { back: 20, ahead: 2 };
    /// Until when something holds, or when it is planned (期限, 保証, 契約の終わり, 次の見直し): a long lease ahead.
    pub const PLAN: Self = Self { back: 30, ahead: 15 };

    /// Whether a day needs no question.
    #[must_use]
    pub fn holds(self, day: Day, today: Day) -> bool {
        let years = |n: u16| i32::from(n) * 12;
        today.plus_months(-years(self.back)) <= day && day <= today.plus_months(years(self.ahead))
    }
}

/// 令和18年4月1日は、今日から約9年4か月先です。
#[must_use]
pub fn far_off(day: Day, today: Day) -> String {
    format!("{}は、今日から{}です", day.wareki(), distance(day, today))
}

/// What is asked of such a day, below its field.
#[must_use]
pub fn question(day: Day, today: Day) -> String {
    format!("{}。この日付でよろしいですか", far_off(day, today))
}

/// 約9年4か月先, 約93年前.
fn distance(day: Day, today: Day) -> String {
    let (early, late, side) = if day < today { (day, today, "前") } else { (today, day, "先") };
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (early.parts(), late.parts());
    let months = |month: u32| i32::try_from(month).unwrap_or(0);
    let begun = i32::from(to_day < from_day);
    let n_months = (to_year - from_year) * 12 + months(to_month) - months(from_month) - begun;
    match (n_months / 12, n_months % 12) {
        (0, n) => format!("約{n}か月{side}"),
        (years, 0) => format!("約{years}年{side}"),
        (years, n) => format!("約{years}年{n}か月{side}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, question};
    use crate::base::Day;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    #[test]
    fn a_day_far_off_is_named_with_its_distance() {
        let today = day("R8.11.20");
        assert_eq!(
            question(day("R18.4.1"), today),
            "令和18年4月1日は、今日から約9年4か月先です。この日付でよろしいですか"
        );
        assert_eq!(
            question(day("S8.11.20"), today),
            "昭和8年11月20日は、今日から約93年前です。この日付でよろしいですか"
        );
        assert!(question(day("R10.11.21"), today).contains("約2年先"));
    }

    #[test]
    fn a_span_ends_on_its_day() {
        let today = day("R8.11.20");
        for (span, near, far) in [
            (Span::LIFE, "R10.11.20", "R10.11.21"),
            (Span::LIFE, "S41.11.20", "S41.11.19"),
            (Span::DEED, "H18.11.20", "H18.11.19"),
            (Span::PLAN, "R23.11.20", "R23.11.21"),
        ] {
            assert!(span.holds(day(near), today), "{near}");
            assert!(!span.holds(day(far), today), "{far}");
        }
    }
}
