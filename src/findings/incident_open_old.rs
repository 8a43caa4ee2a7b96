//! 長く動きのない事故: an incident goes on until somebody closes it; three months without a line is a forgotten one.

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::incident::record::Incident;

use super::{Check, Finding, Rule, Sight, Urgency};

/// After so many days without a line it is told (our own measure).
const QUIET_DAYS: i64 = 90;

pub(super) const RULE: Rule = Rule {
    id: "incident-open-old",
    title: "対応中のまま、90日より長く書き足されていない事故がある",
    source: "S004-3.1c",
    cites: "京あんしんネット 運用ポリシーの作成と運用 3（90日は台帳番のめやす）",
    urgency: Urgency::Missing,
    good: "どれも90日のうちに書き足されています",
    check: Check::Facts { sight, find },
};

fn open(facts: &Facts) -> impl Iterator<Item = &Kept<Incident>> {
    facts.incidents.iter().filter(|kept| kept.record.is_open())
}

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::each("対応中の事故", "件", open(facts).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = open(facts).filter_map(|kept| {
        let incident = &kept.record;
        let last = incident.lines.iter().map(|line| line.entered_at.day()).max().unwrap_or(incident.known_at.on);
        (last.days_until(today) > QUIET_DAYS).then(|| Finding {
            about: incident.title(),
            what: format!("最後に書き足したのが{}", last.wareki()),
            route: Route::Page(Kind::Incident, kept.id.into()),
        })
    });
    found.collect()
}
