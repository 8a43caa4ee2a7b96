//! 自己点検の期限: each person checks each device they use at the clinic's interval (S000-1.1, S000-B10).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "self-check-due",
    title: "自己点検がまだ、または期限を過ぎている",
    source: "S000-1.1",
    cites: "連携ネットワークの決まり",
    urgency: Urgency::Missing,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let owned = facts.belongings();
    let mut found = Vec::new();
    for person in facts.staff_in_use(today) {
        let Some(own) = owned.get(&person.id) else { continue };
        for device in
            own.devices.iter().filter(|kept| kept.record.kind.is_terminal() && kept.record.is_active_on(today))
        {
            let last =
                own.checks.iter().find(|kept| kept.record.device == device.id).map(|kept| kept.record.checked_on);
            let due = last.map(|day| day.plus_months(i32::from(facts.check_months)));
            let name = device.record.title();
            let what = match due {
                None => format!("{name}の自己点検の記録がない"),
                Some(due) if due < today => format!("{name}の自己点検の期限が{}", due.wareki()),
                Some(_) => continue,
            };
            let route = Route::Page(Kind::Staff, person.id.into());
            found.push(Finding { about: person.record.name.clone(), what, route });
        }
    }
    found
}
