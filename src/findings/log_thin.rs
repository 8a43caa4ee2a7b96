//! 足りないアクセスログ: at least log-in time, access time and operation are recorded (S003-2.11b, C-9).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::log_review::record::{LogReview, newest};

use super::log_unseen::logged;
use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "log-thin",
    title: "アクセスログに残っていないことがある",
    source: "S003-2.11b",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑪",
    urgency: Urgency::ToShow,
    good: "ログイン時刻・アクセスした時間・操作の内容が残っています",
    check: Check::Facts { sight, find },
};

fn seen(facts: &Facts, today: Day) -> impl Iterator<Item = (&str, &LogReview)> {
    let newest = |id| newest(facts.log_reviews.iter().map(|kept| &kept.record), id);
    logged(facts, today).filter_map(move |kept| Some((kept.record.name.as_str(), newest(kept.id)?)))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = seen(facts, today).filter(|(_, review)| !review.holds.is_empty()).count();
    Sight::each("院内のシステム", "件", logged(facts, today).count()).known(n_known, "ログに残っていること")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let told = seen(facts, today).filter(|(_, review)| !review.holds.is_empty());
    let found = told.filter_map(|(name, review)| {
        let missing = review.missing_points();
        let labels = missing.iter().map(|point| point.label()).collect::<Vec<_>>().join("・");
        let what = format!("{labels}が残っていません。事業者に尋ねてください");
        let route = Route::Page(Kind::System, review.system.into());
        (!missing.is_empty()).then_some(Finding { about: name.to_owned(), what, route })
    });
    found.collect()
}
