//! MDS・SDSのないシステム: the vendor's own account of a system's safety is asked for and kept (S001-6.1.3, 2-③).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::System;
use crate::ledgers::vendors::{DisclosureState, behind, disclosure_of};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "disclosure-missing",
    title: "MDS・SDSを受け取っていない",
    source: "S001-6.1.3",
    cites: "サイバーセキュリティ対策チェックリスト 2-③",
    urgency: Urgency::Missing,
    good: "MDSかSDSを受け取ってあります",
    check: Check::Facts { sight, find },
};

/// The systems in use behind which a vendor stands, registered or by its name alone.
fn of_vendors(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<System>> {
    facts
        .systems_in_use(today)
        .filter(move |system| !system.record.vendor.is_empty() || !behind(facts, system, today).is_empty())
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("事業者のいるシステム", "件", of_vendors(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = of_vendors(facts, today).filter_map(|system| {
        let (what, route) = match disclosure_of(facts, system.id, today) {
            DisclosureState::Here(_) => return None,
            DisclosureState::Missing => (
                "MDS・SDSを、まだ事業者に頼んでいません".to_owned(),
                Route::New(Kind::Disclosure, Some(system.id.into())),
            ),
            DisclosureState::Requested(paper) => {
                let day = paper.record.requested_on.map(Day::wareki).unwrap_or_default();
                (format!("MDS・SDSを{day}に頼み、まだ届いていません"), Route::Page(Kind::Disclosure, paper.id.into()))
            }
        };
        Some(Finding { about: system.record.name.clone(), what, route })
    });
    found.collect()
}
