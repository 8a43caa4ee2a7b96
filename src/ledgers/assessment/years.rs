//! 年度ごとの自己評価: the rounds of a fiscal year, and the answer that stands of each item.

use crate::base::{FiscalYear, Kept};

use super::record::{Answered, Assessment, EditionForm};

/// The rounds of one checklist in one fiscal year, the first one first.
#[derive(Debug, Clone)]
pub struct Year<'a> {
    /// 年度
    pub fiscal_year: FiscalYear,
    /// The rounds, in order.
    pub rounds: Vec<&'a Kept<Assessment>>,
}

impl<'a> Year<'a> {
    /// The answer that stands: that of the last round in which the item was looked at.
    #[must_use]
    pub fn standing(&self, item: &str) -> Option<(&'a Assessment, &'a Answered)> {
        self.rounds.iter().rev().find_map(|kept| Some((&kept.record, kept.record.answer(item)?)))
    }

    /// The round that still goes on.
    #[must_use]
    pub fn open(&self) -> Option<&'a Kept<Assessment>> {
        self.rounds.iter().rev().find(|kept| kept.record.is_open()).copied()
    }

    /// The last round.
    #[must_use]
    pub fn last(&self) -> Option<&'a Kept<Assessment>> {
        self.rounds.last().copied()
    }
}

/// The years in which a checklist was answered on a form, the earliest first. Another edition of it in the same year is
/// a year of its own.
#[must_use]
pub fn years<'a>(all: &'a [Kept<Assessment>], family: &str, form: EditionForm) -> Vec<Year<'a>> {
    let mut own: Vec<_> =
        all.iter().filter(|kept| kept.record.family() == family && kept.record.form == form).collect();
    own.sort_by_key(|kept| (kept.record.fiscal_year, kept.record.begun_on, kept.record.round));
    let mut years: Vec<Year<'a>> = Vec::new();
    for kept in own {
        let assessment = &kept.record;
        let is_same = |year: &&mut Year<'a>| {
            year.fiscal_year == assessment.fiscal_year
                && year.rounds.iter().all(|other| other.record.edition == assessment.edition)
        };
        match years.last_mut().filter(is_same) {
            Some(year) => year.rounds.push(kept),
            None => years.push(Year { fiscal_year: assessment.fiscal_year, rounds: vec![kept] }),
        }
    }
    years
}
