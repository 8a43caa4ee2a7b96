//! 自己点検の期限: each person checks each device they use at the clinic's interval (S000-1.1, S000-B10).

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "self-check-due",
    title: "自己点検がまだ、または期限を過ぎている",
    source: "S000-1.1",
    cites: "連携ネットワークの決まり",
    urgency: Urgency::Missing,
    good: "期限のうちに済んでいます",
    check: Check::Dues { of: "端末の自己点検", find },
};

fn find(due: &Due) -> Option<String> {
    let name = &due.about;
    matches!(due.step, Step::SelfCheck(_)).then(|| match due.due_on {
        None => format!("{name}の自己点検の記録がない"),
        Some(day) => format!("{name}の自己点検の期限が{}", day.wareki()),
    })
}
