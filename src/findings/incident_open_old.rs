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

#[cfg(test)]
mod tests {
    use super::find;
    use crate::base::{At, Day, Kept, Moment, RecordId};
    use crate::ledgers::facts::Facts;
    use crate::ledgers::incident::record::{Closing, FlowKind, Incident, Line, What};

    #[test]
    fn an_open_one_is_told_when_nobody_wrote_for_ninety_days() {
        let day = Day::new(2026, 6, 1).unwrap();
        let mut incident = Incident::begun(FlowKind::Spoken, At::day(day));
        let of = |incident: &Incident, today: Day| {
            let id = RecordId::from_bytes([1; 16]).into();
            let facts =
                Facts { incidents: vec![Kept { id, version: 1, record: incident.clone() }], ..Facts::default() };
            find(&facts, today).len()
        };
        assert_eq!((of(&incident, day.plus_days(90)), of(&incident, day.plus_days(91))), (0, 1));
        let written = day.plus_days(60);
        incident.lines.push(Line {
            no: 1,
            at: At::day(day),
            entered_at: Moment::in_japan(written, 9, 0).unwrap(),
            entered_by: "甲".to_owned(),
            by: String::new(),
            spoken_to: String::new(),
            what: What::Note,
            text: "電話した".to_owned(),
            corrects: None,
        });
        assert_eq!((of(&incident, day.plus_days(91)), of(&incident, written.plus_days(91))), (0, 1));
        let (by, role) = ("乙".to_owned(), "管理責任者".to_owned());
        incident.closing = Some(Closing { by, role, on: written, left_open: Vec::new(), reason: String::new() });
        assert_eq!(of(&incident, written.plus_days(400)), 0);
    }
}
