//! 期限を過ぎた対応事項: what was found is seen to by its day.

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "remedy-late",
    title: "対応事項の目標日を過ぎている",
    source: "S000-1.1",
    cites: "自己点検などで決めた日",
    urgency: Urgency::Now,
    good: "目標日の前です",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let open = facts.remedies.iter().filter(|kept| kept.record.is_open_on(today));
    Sight::each("済んでいない対応事項", "件", open.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let names = facts.staff_names();
    let late = facts
        .remedies
        .iter()
        .filter(|kept| kept.record.is_open_on(today) && kept.record.target_on.is_some_and(|target| target < today));
    let found = late.map(|kept| Finding {
        about: kept.record.staff.and_then(|id| names.get(&id)).map_or_else(String::new, |name| (*name).to_owned()),
        what: kept.record.what.clone(),
        route: Route::Edit(Kind::Remedy, kept.id.into()),
    });
    found.collect()
}
