//! リモート保守を確かめていない事業者: which devices are reached from outside is asked of every vendor with a contract
//! (B-1, 2-②; C-22).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendors::{is_bound, remotes_of};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "remote-unasked",
    title: "リモート保守を使っているかを確かめていない",
    source: "B-1",
    cites: "サイバーセキュリティ対策チェックリスト 2-②",
    urgency: Urgency::Missing,
    good: "リモート保守の有無を確かめてあります",
    check: Check::Facts { sight, find },
};

/// The vendors that are bound by a contract.
fn bound(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Vendor>> {
    facts.vendors_in_use(today).filter(move |vendor| is_bound(facts, vendor, today))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("契約のある事業者", "件", bound(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let unasked = bound(facts, today).filter(|vendor| remotes_of(facts, vendor.id, today).next().is_none());
    let found = unasked.map(|vendor| Finding {
        about: vendor.record.name.clone(),
        what: "リモート保守を使っているかを、まだ尋ねていません".to_owned(),
        route: Route::New(Kind::Remote, Some(vendor.id.into())),
    });
    found.collect()
}
