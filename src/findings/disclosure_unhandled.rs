//! 「いいえ」への対応のないMDS・SDS: every いいえ needs the clinic's own judgement, ready to be explained (B-2, 7.0).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::disclosure::record::Disclosure;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendors::{DisclosureState, disclosure_of};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "disclosure-unhandled",
    title: "MDS・SDSの「いいえ」への対応が決まっていない",
    source: "B-2",
    cites: "安全管理ガイドライン 第7.0版 保守委託機関編",
    urgency: Urgency::Missing,
    good: "「いいえ」がないか、対応が決まっています",
    check: Check::Facts { sight, find },
};

/// The newest paper of each system in use, where it is here.
fn here(facts: &Facts, today: Day) -> impl Iterator<Item = (&str, crate::base::DisclosureId, &Disclosure)> {
    facts.systems_in_use(today).filter_map(move |system| match disclosure_of(facts, system.id, today) {
        DisclosureState::Here(kept) => Some((system.record.name.as_str(), kept.id, &kept.record)),
        DisclosureState::Missing | DisclosureState::Requested(_) => None,
    })
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = here(facts, today).filter(|(_, _, paper)| paper.n_no.is_some() || paper.has_no()).count();
    Sight::each("受け取ったMDS・SDS", "件", here(facts, today).count()).known(n_known, "「いいえ」の数")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let open = here(facts, today).filter(|(_, _, paper)| paper.is_unhandled());
    let found = open.map(|(system, id, paper)| Finding {
        about: system.to_owned(),
        what: format!("{}、施設の対応（リスクの評価）が未記録です", paper.no_line()),
        route: Route::Edit(Kind::Disclosure, id.into()),
    });
    found.collect()
}
