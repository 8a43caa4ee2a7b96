//! 二要素認証の予定: systems, servers, terminals and network equipment have it, or a plan in time for the day of their
//! profile (C-3, S003-2.10); what a profile only advises is a rule of its own.

use crate::base::{Day, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::bindings::Target;
use crate::ledgers::bound::{Bound, TwoFactorAsked};
use crate::ledgers::device::record::{Device, DeviceKind};
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::TwoFactor;
use crate::profiles::{Class, Profile};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "two-factor",
    title: "二要素認証がなく、方針の期日までの予定もない",
    source: "S003-2.10a",
    cites: "方針の二要素認証の期日",
    urgency: Urgency::Missing,
    good: "二要素認証があるか、方針の期日までに予定があります",
    check: Check::Facts { sight, find },
};

pub(super) const ADVICE: Rule = Rule {
    id: "two-factor-advice",
    title: "二要素認証が望まれる機器（参考）",
    source: "C-3",
    cites: "方針が参考とする対象",
    urgency: Urgency::ToShow,
    good: "二要素認証があるか、予定があります",
    check: Check::Facts { sight: advice_sight, find: advise },
};

pub(super) const CHECKLIST: Rule = Rule {
    id: "two-factor-checklist",
    title: "二要素認証がなく、令和9年度までの予定もない",
    source: "S003-2.10a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑩",
    urgency: Urgency::ToShow,
    good: "二要素認証があるか、令和9年度までに予定があります",
    check: Check::Facts { sight: checklist_sight, find: find_by_checklist },
};

/// By which profile things are judged.
#[derive(Clone, Copy)]
enum By {
    /// Each by the one it is bound to.
    Own,
    /// All by that of the yearly checklist.
    Checklist,
}

impl By {
    fn of<'a>(self, bound: Bound<'a>) -> Bound<'a> {
        match (self, Profile::of(Profile::CHECKLIST)) {
            (Self::Own, _) | (Self::Checklist, None) => bound,
            (Self::Checklist, Some(profile)) => Bound { profile, binding: None, ..bound },
        }
    }
}

/// A system or device of which a profile asks for two-factor authentication with a day.
struct Thing<'a> {
    bound: Bound<'a>,
    asked: TwoFactorAsked,
    about: String,
    route: Route,
    state: Option<TwoFactor>,
    planned_on: Option<Day>,
    renewal_on: Option<Day>,
    grace_note: &'a str,
    /// It counts where every application asks at its login, and they are as they should be.
    is_covered: bool,
}

impl Thing<'_> {
    fn is_known(&self) -> bool {
        self.is_covered || self.state.is_some()
    }

    /// What is wrong with it.
    fn fault(&self, today: Day) -> Option<String> {
        if self.is_covered {
            return None;
        }
        let last = self.asked.last_on;
        let has_grace = self.asked.has_grace && self.renewal_on.is_some() && !self.grace_note.is_empty();
        let is_late = match (self.state, self.planned_on) {
            (None | Some(TwoFactor::InUse), _) => return None,
            (Some(TwoFactor::None), _) if has_grace => {
                let is_over = self.renewal_on.is_some_and(|day| day < today);
                return is_over.then(|| "待つとした更新の予定日を過ぎています".to_owned());
            }
            (Some(TwoFactor::None), _) | (Some(TwoFactor::Planned), None) => {
                return Some(format!("二要素認証も予定もありません。期日は{}{}", last.wareki(), self.hint()));
            }
            (Some(TwoFactor::Planned), Some(day)) if day < today => {
                return Some(format!("予定日の{}を過ぎています", day.wareki()));
            }
            (Some(TwoFactor::Planned), Some(day)) => {
                let by = if has_grace { self.renewal_on.unwrap_or(last).max(last) } else { last };
                (day > by).then_some(day)
            }
        };
        is_late.map(|day| format!("予定日の{}が、期日の{}より後です{}", day.wareki(), last.wareki(), self.hint()))
    }

    /// How a later day is accepted, where the profile knows a way.
    const fn hint(&self) -> &'static str {
        if self.asked.has_grace {
            "。次の更新まで待つときは、更新の予定日と待つ理由を記入します"
        } else {
            ""
        }
    }
}

/// Every system and device in use of which it is asked, or only advised.
fn things(facts: &Facts, by: By, today: Day) -> Vec<Thing<'_>> {
    let systems = facts.systems.iter().filter(|kept| kept.record.ended_on.is_none_or(|ended| today <= ended));
    let mut all: Vec<Thing<'_>> = systems
        .filter_map(|kept| {
            let bound = by.of(facts.bound(kept));
            let system = &kept.record;
            Some(Thing {
                bound,
                asked: bound.two_factor()?,
                about: system.name.clone(),
                route: Route::Edit(Kind::System, kept.id.into()),
                state: system.two_factor,
                planned_on: system.two_factor_planned_on,
                renewal_on: system.renewal_on,
                grace_note: &system.two_factor_note,
                is_covered: false,
            })
        })
        .collect();
    let mut own = all.iter().filter(|thing| matches!(thing.bound.target, Target::Class(_))).peekable();
    let has_applications = own.peek().is_some();
    let are_applications_sound = has_applications && own.all(|thing| thing.is_known() && thing.fault(today).is_none());
    all.extend(facts.devices_in_use(today).filter_map(|kept| {
        let thing = of_device(facts, by, kept.id.into(), &kept.record)?;
        let is_covered = are_applications_sound && thing.bound.counts_applications();
        Some(Thing { is_covered, ..thing })
    }));
    all
}

fn of_device<'a>(facts: &'a Facts, by: By, id: RecordId, device: &'a Device) -> Option<Thing<'a>> {
    let class = match device.kind {
        DeviceKind::Server => Class::Server,
        DeviceKind::NetworkEquipment => Class::NetworkEquipment,
        DeviceKind::Pc | DeviceKind::Tablet | DeviceKind::Phone | DeviceKind::ThinClient => Class::OsLogin,
        DeviceKind::Usb | DeviceKind::Disc | DeviceKind::Iot | DeviceKind::Other => return None,
    };
    let bound = by.of(facts.bindings.of(Target::Class(class)));
    Some(Thing {
        bound,
        asked: bound.two_factor()?,
        about: device.title(),
        route: Route::Edit(Kind::Device, id),
        state: device.two_factor,
        planned_on: device.two_factor_planned_on,
        renewal_on: device.renewal_on,
        grace_note: &device.two_factor_note,
        is_covered: false,
    })
}

fn firm(facts: &Facts, today: Day) -> impl Iterator<Item = Thing<'_>> {
    things(facts, By::Own, today).into_iter().filter(|thing| !thing.asked.is_advice)
}

fn advised(facts: &Facts, today: Day) -> impl Iterator<Item = Thing<'_>> {
    things(facts, By::Own, today).into_iter().filter(|thing| thing.asked.is_advice)
}

fn seen<'a>(what: &'static str, things: impl Iterator<Item = Thing<'a>>) -> Sight {
    let all: Vec<Thing<'_>> = things.collect();
    let n_known = all.iter().filter(|thing| thing.is_known()).count();
    Sight::each(what, "件", all.len()).known(n_known, "二要素認証の状況")
}

fn sight(facts: &Facts, today: Day) -> Sight {
    seen("二要素認証を求める方針のシステムと機器", firm(facts, today))
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    firm(facts, today).filter_map(|thing| found(&thing, today)).collect()
}

fn advice_sight(facts: &Facts, today: Day) -> Sight {
    seen("二要素認証が参考とされる機器", advised(facts, today))
}

fn advise(facts: &Facts, today: Day) -> Vec<Finding> {
    advised(facts, today).filter_map(|thing| found(&thing, today)).collect()
}

fn checklist_sight(facts: &Facts, today: Day) -> Sight {
    seen("システム・サーバ・端末・ネットワーク機器", things(facts, By::Checklist, today).into_iter())
}

fn find_by_checklist(facts: &Facts, today: Day) -> Vec<Finding> {
    things(facts, By::Checklist, today).into_iter().filter_map(|thing| found(&thing, today)).collect()
}

fn found(thing: &Thing<'_>, today: Day) -> Option<Finding> {
    let what = format!("{}{}", thing.fault(today)?, thing.bound.by_two_factor());
    Some(Finding { about: thing.about.clone(), what, route: thing.route.clone() })
}
