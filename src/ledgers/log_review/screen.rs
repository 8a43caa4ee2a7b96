//! アクセスログの点検: the card on a system's page, and the form behind it.

use crate::base::{Coded, Day, Draft, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown};
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{LogReview, ReviewResult, field, newest};

impl Shown for LogReview {
    const ICON: Icon = Icon::Search;
    const READS: &'static [Kind] = &[Kind::LogReview, Kind::System];

    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::SYSTEM, about).with_day(&field::REVIEWED_ON, Some(today))
    }

    /// What the log holds and how it is shown seldom changes: it is taken over from the last time.
    fn fill(draft: &mut Draft, read: &Reader<'_>, _today: Day) -> Result<(), VaultError> {
        let Ok(id) = draft.get(field::SYSTEM.key).parse::<RecordId>() else { return Ok(()) };
        let before = read.by_subject::<Self>(id)?;
        let Some(last) = newest(before.iter().map(|kept| &kept.record), id.into()) else { return Ok(()) };
        let next = last.until_on.map(|day| day.plus_days(1));
        *draft = std::mem::take(draft)
            .with_day(&field::FROM_ON, next)
            .with_many(&field::HOLDS, &last.holds)
            .with(&field::KEPT_SAFE, &last.kept_safe)
            .with(&field::SHOWN_HOW, &last.shown_how);
        Ok(())
    }

    fn lead() -> &'static str {
        "電子カルテなどの管理画面でログを見て、結果を残します。ログそのものは写しません。"
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        let tone = if self.result == ReviewResult::Calm { Tone::Success } else { Tone::Warn };
        (tone, self.result.label().to_owned())
    }

    fn wanted(&self) -> Vec<&'static str> {
        let holds = self.holds.is_empty().then_some(field::HOLDS.key);
        let safe = self.kept_safe.is_empty().then_some(field::KEPT_SAFE.key);
        let shown = self.shown_how.is_empty().then_some(field::SHOWN_HOW.key);
        holds.into_iter().chain(safe).chain(shown).collect()
    }

    fn card(system: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        if facts.systems.iter().all(|kept| RecordId::from(kept.id) != system) {
            return None;
        }
        let own = facts.log_reviews.iter().rev().filter(|kept| RecordId::from(kept.record.system) == system);
        let rows = own.map(|kept| {
            let review = &kept.record;
            let (tone, word) = review.status(today);
            let holds = review.holds.iter().map(|point| point.label()).collect::<Vec<_>>().join("・");
            let period = if review.period().is_empty() { String::new() } else { format!("期間 {}", review.period()) };
            SectionRow::new(Kind::LogReview, kept.id, review.title())
                .note(&[review.reviewer.clone(), period, holds])
                .state(tone, word)
        });
        Some(Section {
            title: Kind::LogReview.label(),
            empty: "だれがいつ何をしたかの記録（ログ）を定期的に見て、見た日と結果を残します。",
            is_wanted: false,
            adds: vec![("ログの点検を記録", Route::New(Kind::LogReview, Some(system)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}
