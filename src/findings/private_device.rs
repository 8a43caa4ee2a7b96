//! 私物端末の許可: private devices as the clinic's own rule allows them; without a rule they need approval (C-4,
//! S000-B15, S000-C10, S004-1.8).

use crate::base::{Day, Field, Kind, Record};
use crate::desk::Route;
use crate::ledgers::clinic::record::ByodPolicy;
use crate::ledgers::device::record::{ByodControl, Device, Owner, field};
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::YesNo;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "private-device",
    title: "私物端末の許可がそろっていない",
    source: "S000-C10",
    cites: "施設の私物端末の方針",
    urgency: Urgency::Now,
    good: "施設の方針どおりに許可されています",
    check: Check::Facts { sight, find },
};

/// The measures for private devices (S000-C1 to C9) are asked in the self-check.
const UNCHECKED: &str = "自己点検（私物端末の備えを含む）の記録がありません";

fn terminals(facts: &Facts, today: Day) -> impl Iterator<Item = &crate::base::Kept<Device>> {
    facts.devices_in_use(today).filter(|kept| kept.record.kind.is_terminal())
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = terminals(facts, today).filter(|kept| kept.record.owner.is_some()).count();
    Sight::each("使っている端末", "台", terminals(facts, today).count()).known(n_known, "施設のものか私物か")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let rule = facts.clinic.as_ref().and_then(|kept| kept.record.byod).unwrap_or(ByodPolicy::ByPermission);
    let private = terminals(facts, today).filter(|kept| kept.record.owner == Some(Owner::Private));
    let found = private.filter_map(|kept| {
        let is_checked = facts.checks.iter().any(|check| check.record.device == kept.id);
        let what = fault(&kept.record, rule, today).or_else(|| (!is_checked).then(|| UNCHECKED.to_owned()))?;
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}

fn fault(device: &Device, rule: ByodPolicy, today: Day) -> Option<String> {
    if rule == ByodPolicy::Forbidden {
        return Some("施設の方針は、私物端末を認めていません".to_owned());
    }
    if device.byod_until.is_some_and(|until| until < today) {
        let until = device.byod_until.map(Day::wareki).unwrap_or_default();
        return Some(format!("私物利用の期限（{until}）が切れています"));
    }
    let missing = missing(device, rule);
    if !missing.is_empty() {
        return Some(format!("{}が未記入", super::labels(&missing)));
    }
    (device.byod_control == Some(ByodControl::Open)).then(|| "設定の変更が制限されていません".to_owned())
}

/// What the rule asks for and is still empty.
fn missing(device: &Device, rule: ByodPolicy) -> Vec<Field> {
    let needs_approval = rule == ByodPolicy::ByPermission;
    let all = [
        (needs_approval && device.byod_applied_on.is_none(), field::BYOD_APPLIED_ON),
        (device.byod_consented_on.is_none(), field::BYOD_CONSENTED_ON),
        (needs_approval && device.byod_approved_on.is_none(), field::BYOD_APPROVED_ON),
        (needs_approval && device.byod_approved_by.is_empty(), field::BYOD_APPROVED_BY),
        (needs_approval && device.byod_until.is_none(), field::BYOD_UNTIL),
        (device.byod_control.is_none() && !is_limited(device), field::BYOD_CONTROL),
    ];
    all.into_iter().filter_map(|(is_missing, field)| is_missing.then_some(field)).collect()
}

/// What else in the record says that only an administrator changes the settings.
fn is_limited(device: &Device) -> bool {
    device.settings_limited == Some(YesNo::Yes) || device.mdm == Some(YesNo::Yes)
}
