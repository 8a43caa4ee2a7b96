//! 決まっていない変更の間隔: where a profile leaves the interval to the clinic, the clinic says it (C-1, S003-2.7a).

use crate::base::{Coded, Day};
use crate::desk::Route;
use crate::ledgers::bindings::Target;
use crate::ledgers::bound::{Bound, Strength, Turn};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "rotation-open",
    title: "パスワードの変更の間隔が決まっていない",
    source: "S003-2.7a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑦",
    urgency: Urgency::Missing,
    good: "パスワードを変える間隔か、変えなくてよいことが決まっています",
    check: Check::Facts { sight, find },
};

/// The targets whose profile leaves the interval to the clinic.
fn asked(facts: &Facts) -> impl Iterator<Item = Bound<'_>> {
    let all = facts.bindings.targets().map(|target| facts.bindings.of(target));
    all.filter(|bound| bound.profile.password.long().is_some())
}

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::each("方針を割り当てた区分", "件", facts.bindings.targets().count())
}

fn find(facts: &Facts, _today: Day) -> Vec<Finding> {
    let open = asked(facts).filter(|bound| bound.is_interval_open() && is_needed(facts, bound));
    let found = open.map(|bound| {
        let long = bound.profile.password.long().unwrap_or_default();
        let what = format!("二要素認証も{long}文字以上も使わないときの間隔を決めてください{}", bound.by_password());
        Finding { about: name_of(facts, bound.target), what, route: Route::Profiles }
    });
    found.collect()
}

/// Accounts the ledger knows tell whether anybody's password would have to be changed; of devices it knows none.
fn is_needed(facts: &Facts, bound: &Bound<'_>) -> bool {
    let is_of = |target: Target| target == bound.target;
    let mut accounts = facts.accounts.iter().filter(|kept| kept.record.removed_on.is_none()).filter_map(|kept| {
        let system = facts.systems.iter().find(|system| system.id == kept.record.system)?;
        is_of(facts.bound(system).target).then_some((&kept.record, &system.record))
    });
    let first = accounts.next();
    let is_open = |(account, system)| bound.turn(Strength::of(account, Some(system))) == Turn::Open;
    first.is_none() || first.into_iter().chain(accounts).any(is_open)
}

fn name_of(facts: &Facts, target: Target) -> String {
    match target {
        Target::Class(class) => class.label().to_owned(),
        Target::Network(id) => facts.system_names().get(&id).map(|name| (*name).to_owned()).unwrap_or_default(),
    }
}
