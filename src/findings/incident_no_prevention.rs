//! 再発防止のない事故: what happened is closed with a way to keep it from happening again (S004-3.1a).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::incident::record::Incident;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "incident-no-prevention",
    title: "終結した事故に、再発防止が書かれていない",
    source: "S004-3.1a",
    cites: "京あんしんネット 運用ポリシーの作成と運用 3",
    urgency: Urgency::Missing,
    good: "どれにも再発防止が書かれています",
    check: Check::Facts { sight, find },
};

fn closed(facts: &Facts) -> impl Iterator<Item = &Kept<Incident>> {
    facts.incidents.iter().filter(|kept| !kept.record.is_open())
}

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::each("終結した事故", "件", closed(facts).count())
}

fn find(facts: &Facts, _today: Day) -> Vec<Finding> {
    let has_plan = |kept: &Kept<Incident>| {
        !kept.record.prevention.trim().is_empty()
            || facts.remedies.iter().any(|one| one.record.incident == Some(kept.id))
    };
    let found = closed(facts).filter(|kept| !has_plan(kept)).map(|kept| Finding {
        about: kept.record.title(),
        what: "再発防止のための措置も、担当者と期限のある計画もありません".to_owned(),
        route: Route::Page(Kind::Incident, kept.id.into()),
    });
    found.collect()
}
