//! 年次推移: the answers that stand, section by section, over the years; for the screen and for paper.

use crate::base::Kept;
use crate::checklists::{Edition, Held};
use crate::ledgers::assessment::record::{Answer, Assessment, EditionForm};
use crate::ledgers::assessment::years::{Year, years};

/// The answers of one section, or of a whole year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// はい
    pub n_yes: usize,
    /// いいえ
    pub n_no: usize,
    /// 対象外
    pub n_na: usize,
    /// Not answered.
    pub n_open: usize,
}

impl Count {
    /// How many items there are.
    #[must_use]
    pub const fn n_all(self) -> usize {
        self.n_yes + self.n_no + self.n_na + self.n_open
    }

    fn add(&mut self, answer: Option<Answer>) {
        match answer {
            Some(Answer::Yes) => self.n_yes += 1,
            Some(Answer::No) => self.n_no += 1,
            Some(Answer::NotApplicable) => self.n_na += 1,
            None => self.n_open += 1,
        }
    }
}

/// A year's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCount {
    /// 令和7年度
    pub year: String,
    /// `r7`, with its title where it is held.
    pub edition: String,
    /// The title of each section with its answers.
    pub sections: Vec<(String, Count)>,
    /// All of them together.
    pub whole: Count,
}

/// The years of a checklist on a form, the earliest first.
#[must_use]
pub fn trend(all: &[Kept<Assessment>], held: &Held, family: &str, form: EditionForm) -> Vec<YearCount> {
    years(all, family, form).iter().map(|year| count(year, held)).collect()
}

fn count(year: &Year<'_>, held: &Held) -> YearCount {
    let last = year.last().map(|kept| &kept.record);
    let name = last.map(|last| last.edition.clone()).unwrap_or_default();
    let edition = held.named(&name).map(AsRef::as_ref);
    let mut sections: Vec<(String, Count)> = Vec::new();
    let mut whole = Count::default();
    for (section, item) in items(last, edition) {
        let answer = year.standing(&item).map(|(_, answered)| answered.answer);
        whole.add(answer);
        match sections.last_mut().filter(|(title, _)| *title == section) {
            Some((_, count)) => count.add(answer),
            None => {
                let mut count = Count::default();
                count.add(answer);
                sections.push((section, count));
            }
        }
    }
    let edition = edition.map_or(name, |edition| edition.short.clone());
    YearCount { year: year.fiscal_year.label(), edition, sections, whole }
}

/// The items of a year, each with the title of its section: as they were signed off, else as the edition has them.
fn items(last: Option<&Assessment>, edition: Option<&Edition>) -> Vec<(String, String)> {
    let Some(last) = last else { return Vec::new() };
    if let Some(signed) = &last.signed {
        let worded = signed.wording.iter().filter(|worded| !worded.section.is_empty());
        return worded.map(|worded| (worded.section.clone(), worded.item.clone())).collect();
    }
    let Some(edition) = edition else { return Vec::new() };
    let title = |id: &str| {
        edition
            .sections
            .iter()
            .find(|section| section.id == id)
            .map(|section| section.title.clone())
            .unwrap_or_default()
    };
    edition.on_form(last.form).into_iter().map(|item| (title(&item.section), item.id.clone())).collect()
}
