//! 見ていないアクセスログ: the logs of the clinic's own systems are looked through regularly (S003-2.11b).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::log_review::record::{ReviewResult, newest};
use crate::ledgers::system::record::System;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "log-unseen",
    title: "アクセスログを3か月以上点検していない",
    source: "S003-2.11b",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑪",
    urgency: Urgency::ToShow,
    good: "この3か月のうちに点検してあります",
    check: Check::Facts { sight, find },
};

/// Our own measure: the documents say "regularly" and name no number.
const MONTHS: i32 = 3;

/// The log of a care network is looked at by its office.
pub(super) fn logged(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<System>> {
    facts.systems_in_use(today).filter(|kept| !kept.record.is_network())
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("院内のシステム", "件", logged(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = logged(facts, today).filter_map(|kept| {
        let review = newest(facts.log_reviews.iter().map(|kept| &kept.record), kept.id);
        let what = match review.map(|review| (review.reviewed_on, review.result)) {
            None | Some((None, _)) => "アクセスログの点検の記録がありません".to_owned(),
            Some((Some(on), ReviewResult::Unseen)) => format!("{}に見ようとして、見られませんでした", on.wareki()),
            Some((Some(on), _)) if on.plus_months(MONTHS) >= today => return None,
            Some((Some(on), _)) => format!("最後の点検が{}", on.wareki()),
        };
        let route = Route::New(Kind::LogReview, Some(kept.id.into()));
        Some(Finding { about: kept.record.name.clone(), what, route })
    });
    found.collect()
}
