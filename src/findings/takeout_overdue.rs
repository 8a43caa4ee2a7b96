//! 返却の期限を過ぎた持出し: what was taken out comes back by the end of its period (S004-1.12).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::takeout::record::Standing;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "takeout-overdue",
    title: "持ち出した端末・媒体の返却が遅れている",
    source: "S004-1.12",
    cites: "京あんしんネット IT機器の安全対策",
    urgency: Urgency::Now,
    good: "返却の期限の前です",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("持出し中のもの", "件", facts.takeouts_out(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let late = facts.takeouts_out(today).filter(|kept| kept.record.standing(today) == Standing::Late);
    let found = late.map(|kept| Finding {
        about: facts.taker(&kept.record).to_owned(),
        what: format!("{}　期限 {}", facts.taken_line(&kept.record), kept.record.until_on.wareki()),
        route: Route::Page(Kind::Takeout, kept.id.into()),
    });
    found.collect()
}
