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

#[cfg(test)]
mod tests {
    use super::find;
    use crate::base::{At, Day, Draft, IncidentId, Kept, Record, RecordId};
    use crate::ledgers::facts::Facts;
    use crate::ledgers::incident::record::{Closing, FlowKind, Incident};
    use crate::ledgers::remedy::record::{Remedy, field};

    #[test]
    fn a_closed_one_has_words_or_a_plan() {
        let day = Day::new(2026, 6, 1).unwrap();
        let id: IncidentId = RecordId::from_bytes([1; 16]).into();
        let open = Incident::begun(FlowKind::Spoken, At::day(day));
        let (by, role) = ("乙".to_owned(), "管理責任者".to_owned());
        let closing = Some(Closing { by, role, on: day, left_open: Vec::new(), reason: String::new() });
        let closed = Incident { closing, ..open.clone() };
        let worded = Incident { prevention: "小声で話す".to_owned(), ..closed.clone() };
        let of = |record: &Incident| Facts {
            incidents: vec![Kept { id, version: 1, record: record.clone() }],
            ..Facts::default()
        };
        assert_eq!([open, closed.clone(), worded].map(|record| find(&of(&record), day).len()), [0, 1, 0]);
        let plan = Remedy::check(&Draft::new().with(&field::WHAT, "部屋を分ける"), day).unwrap();
        let remedy = Remedy { incident: Some(id), ..plan };
        let mut planned = of(&closed);
        planned.remedies = vec![Kept { id: RecordId::from_bytes([2; 16]).into(), version: 1, record: remedy }];
        assert_eq!(find(&planned, day), []);
    }
}
