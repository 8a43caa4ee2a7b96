//! 自己点検の答えから: locks that are weaker than the clinic's rule, passwords that are used twice. The ledger keeps no
//! password, so only the people themselves can say (S000-1.4, S003-2.8a).

use std::collections::HashMap;

use crate::base::{Day, DeviceId, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::bindings::Target;
use crate::ledgers::device::record::Device;
use crate::ledgers::facts::Facts;
use crate::ledgers::self_check::record::{Answer, SelfCheck};
use crate::profiles::{Class, Profile};

use super::{Check, Finding, Rule, Sight, Urgency, terminals};

/// The questions of the self-check the rules go by.
pub const ASKED: [&str; 2] = [LOCK, REUSE];
const LOCK: &str = "lock-strength";
const REUSE: &str = "no-reuse";

pub(super) const LOCK_POLICY: Rule = Rule {
    id: "lock-policy",
    title: "端末のロックが施設の決まりに足りない",
    source: "S000-1.4",
    cites: "自己点検の答え",
    urgency: Urgency::Now,
    good: "ロックが施設の決まりどおりと答えられています",
    check: Check::Facts { sight: lock_sight, find: find_locks },
};

pub(super) const REUSED: Rule = Rule {
    id: "password-reuse",
    title: "パスワードを使い回している",
    source: "S003-2.8a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑧",
    urgency: Urgency::Now,
    good: "使い回していないと答えられています",
    check: Check::Facts { sight: reuse_sight, find: find_reuse },
};

/// What the newest check of each device that asked says.
fn answers<'a>(facts: &'a Facts, item: &str) -> HashMap<DeviceId, (&'a SelfCheck, Answer)> {
    let mut newest = HashMap::new();
    let checks = facts.checks.iter().rev().map(|kept| &kept.record);
    for check in checks.filter(|check| !check.answers.is_empty()) {
        if newest.contains_key(&check.device) {
            continue;
        }
        if let Some(answered) = check.answers.iter().find(|answered| answered.item == item) {
            newest.insert(check.device, (check, answered.answer));
        }
    }
    newest
}

/// Whether what was found then has been seen to since.
fn is_seen_to(facts: &Facts, check: &SelfCheck, item: &str) -> bool {
    let own = facts.remedies.iter().map(|kept| &kept.record);
    let mut own = own.filter(|remedy| remedy.item == item && remedy.device == Some(check.device));
    own.any(|remedy| remedy.done_on.is_some_and(|done| done >= check.checked_on))
}

fn sight(facts: &Facts, today: Day, item: &str) -> Sight {
    let answers = answers(facts, item);
    let is_told = |kept: &&Kept<Device>| {
        let answer = answers.get(&kept.id).map(|(_, answer)| *answer);
        matches!(answer, Some(Answer::Yes | Answer::No | Answer::NotApplicable))
    };
    let n_known = terminals(facts, today).filter(is_told).count();
    Sight::each("使っている端末", "台", terminals(facts, today).count()).known(n_known, "自己点検の答え")
}

fn find(facts: &Facts, today: Day, item: &str, what: &str) -> Vec<Finding> {
    let answers = answers(facts, item);
    let found = terminals(facts, today).filter_map(|kept| {
        let (check, answer) = answers.get(&kept.id)?;
        let is_open = *answer == Answer::No && !is_seen_to(facts, check, item);
        let route = Route::Page(Kind::Device, kept.id.into());
        is_open.then(|| Finding { about: kept.record.title(), what: what.to_owned(), route })
    });
    found.collect()
}

fn lock_sight(facts: &Facts, today: Day) -> Sight {
    sight(facts, today, LOCK)
}

fn find_locks(facts: &Facts, today: Day) -> Vec<Finding> {
    let bound = facts.bindings.of(Target::Class(Class::Lock));
    let by = bound.by(Some(&bound.profile.screen_lock.place));
    find(facts, today, LOCK, &format!("ロックの長さか文字の種類が、決まりに足りないと答えられています{by}"))
}

fn reuse_sight(facts: &Facts, today: Day) -> Sight {
    sight(facts, today, REUSE)
}

fn find_reuse(facts: &Facts, today: Day) -> Vec<Finding> {
    let bound = facts.bindings.of(Target::Class(Class::Application));
    let by = if bound.profile.password.reuse_forbidden { bound.by_password() } else { usual() };
    find(facts, today, REUSE, &format!("ほかと同じパスワードを使っていると答えられています{by}"))
}

/// Where the bound profile says nothing, the newest guideline does.
fn usual() -> String {
    let profile = Profile::usual();
    format!("（{}　{}）", profile.name, profile.password.place.place)
}
