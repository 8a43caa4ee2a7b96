//! 公衆Wi-Fi: not used, not once (S000-6.1, S000-C8b, C-5). Known by the newest self-check of each device.

use std::collections::HashMap;

use crate::base::{Day, DeviceId, Kind, Record};
use crate::desk::Route;
use crate::ledgers::bindings::Granted;
use crate::ledgers::facts::Facts;
use crate::ledgers::self_check::record::{Answer, SelfCheck};

use super::{Check, Finding, Rule, Sight, Urgency, terminals};

pub(super) const RULE: Rule = Rule {
    id: "public-wifi",
    title: "公衆Wi-Fiを使っている端末",
    source: "S000-6.1",
    cites: "端末を安全に使うために",
    urgency: Urgency::Now,
    good: "公衆Wi-Fiを使っていません（自己点検）",
    check: Check::Facts { sight, find },
};

/// The question of the self-check that asks for it.
pub const ITEM: &str = "no-public-wifi";

/// What was answered in the newest check of each device.
fn answered(facts: &Facts) -> HashMap<DeviceId, (&SelfCheck, Answer)> {
    let mut newest: HashMap<DeviceId, &SelfCheck> = HashMap::new();
    for check in facts.checks.iter().map(|kept| &kept.record) {
        let known = newest.entry(check.device).or_insert(check);
        if check.checked_on >= known.checked_on {
            *known = check;
        }
    }
    let told = newest.into_iter().filter_map(|(device, check)| {
        let answered = check.answers.iter().find(|answered| answered.item == ITEM)?;
        Some((device, (check, answered.answer)))
    });
    told.collect()
}

/// Whether the clinic has granted it, as the sole means and with a way to guard the line (C-5, S000-C8b).
fn is_excepted(facts: &Facts, today: Day) -> bool {
    facts.bindings.exception(Granted::PublicWifi).is_some_and(|exception| exception.holds_on(today))
}

/// Whether what was found then has been seen to since.
fn is_seen_to(facts: &Facts, check: &SelfCheck) -> bool {
    let own = facts.remedies.iter().map(|kept| &kept.record);
    let mut own = own.filter(|remedy| remedy.item == ITEM && remedy.device == Some(check.device));
    own.any(|remedy| remedy.done_on.is_some_and(|done| done >= check.checked_on))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let answered = answered(facts);
    // Where it is used by an exception, nothing says that it is not used.
    let is_excepted = is_excepted(facts, today);
    let is_known = |id| match answered.get(&id) {
        Some((_, Answer::Yes)) => true,
        Some((_, Answer::No)) => !is_excepted,
        Some((_, Answer::NotApplicable | Answer::Unsure)) | None => false,
    };
    let n_known = terminals(facts, today).filter(|kept| is_known(kept.id)).count();
    Sight::each("使っている端末", "台", terminals(facts, today).count()).known(n_known, "公衆Wi-Fiについての自己点検")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    if is_excepted(facts, today) {
        return Vec::new();
    }
    let answered = answered(facts);
    let found = terminals(facts, today).filter_map(|kept| {
        let (check, answer) = answered.get(&kept.id)?;
        let is_used = *answer == Answer::No && !is_seen_to(facts, check);
        let day = check.checked_on.wareki();
        let what = format!("{day}の自己点検で「いいえ」。使うのをやめたら、対応事項に完了を記録します");
        is_used.then(|| Finding { about: kept.record.title(), what, route: Route::Page(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
