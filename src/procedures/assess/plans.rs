//! 改善計画: every いいえ that stands, with the day until which it is put right (C-19).

use crate::base::{AssessmentId, Day, Kept};
use crate::checklists::Held;
use crate::ledgers::assessment::record::{Answer, Assessment};
use crate::ledgers::assessment::years::{Year, years};

/// One いいえ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The round in which it was answered.
    pub round: AssessmentId,
    /// 「サイバーセキュリティ対策 令和7年度」
    pub checklist: String,
    /// 番号
    pub no: String,
    /// What was asked.
    pub label: String,
    /// 確認日
    pub checked_on: Day,
    /// 目標日
    pub target_on: Option<Day>,
    /// 備考
    pub note: String,
}

/// The plans of the newest year of every checklist, by checklist and item.
#[must_use]
pub fn plans(all: &[Kept<Assessment>], held: &Held) -> Vec<Plan> {
    let mut lists: Vec<_> = all.iter().map(|kept| (kept.record.family(), kept.record.form)).collect();
    lists.sort_unstable();
    lists.dedup();
    let newest = |(family, form)| years(all, family, form).pop();
    lists.into_iter().filter_map(newest).flat_map(|year| of_year(&year, held)).collect()
}

fn of_year(year: &Year<'_>, held: &Held) -> Vec<Plan> {
    let Some(last) = year.last() else { return Vec::new() };
    let edition = held.named(&last.record.edition);
    let worded = year.rounds.iter().rev().find_map(|kept| kept.record.signed.as_ref());
    let mut asked: Vec<(String, String, String)> = match (edition, worded) {
        (Some(edition), _) => {
            let items = edition.on_form(last.record.form).into_iter();
            items.map(|item| (item.id.clone(), item.no.clone(), item.label.clone())).collect()
        }
        (None, Some(signed)) => {
            let wording = signed.wording.iter();
            wording.map(|worded| (worded.item.clone(), worded.no.clone(), worded.label.clone())).collect()
        }
        (None, None) => Vec::new(),
    };
    let checklist = edition.map_or_else(|| last.record.edition.clone(), |edition| edition.short.clone());
    asked
        .drain(..)
        .filter_map(|(item, no, label)| {
            let kept = year.rounds.iter().rev().find(|kept| kept.record.answer(&item).is_some())?;
            let given = kept.record.answer(&item).filter(|given| given.answer == Answer::No)?;
            Some(Plan {
                round: kept.id,
                checklist: checklist.clone(),
                no,
                label,
                checked_on: given.checked_on,
                target_on: given.target_on,
                note: given.note.clone(),
            })
        })
        .collect()
}
