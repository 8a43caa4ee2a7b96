//! 返却の確認がまだの持出し: what came back is looked at (S004-1.11, S004-1.12).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "takeout-unchecked",
    title: "返却された端末・媒体の確認がまだ",
    source: "S004-1.12",
    cites: "京あんしんネット IT機器の安全対策",
    urgency: Urgency::Missing,
    good: "返却のときの確認が済んでいます",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    let back = facts.takeouts.iter().filter(|kept| kept.record.back.is_some());
    Sight::each("返却された持出し", "件", back.count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.takeouts_unchecked(today).map(|kept| {
        let back = kept.record.back.as_ref().map(|back| back.on.wareki()).unwrap_or_default();
        Finding {
            about: facts.taker(&kept.record).to_owned(),
            what: format!("{}　{back} 返却", facts.taken_line(&kept.record)),
            route: Route::Page(Kind::Takeout, kept.id.into()),
        }
    });
    found.collect()
}
