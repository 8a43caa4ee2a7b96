//! 保護のない端末: lock, antivirus or unused apps answered with no (S000-L4.9 to L4.11, S000-1.2c).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::Device;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-weak",
    title: "端末の保護が「無」のまま",
    source: "S000-L4.9",
    cites: "台帳の内容 4",
    urgency: Urgency::Now,
    good: "起動時パスワードなどの保護が「有」です",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let terminals = || facts.devices_in_use(today).filter(|kept| kept.record.kind.is_terminal());
    let is_known =
        |device: &Device| device.lock.is_some() && device.antivirus.is_some() && device.unused_apps.is_some();
    let n_known = terminals().filter(|kept| is_known(&kept.record)).count();
    Sight::each("使っている端末", "台", terminals().count()).known(n_known, "保護の有無")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.devices_in_use(today).filter_map(|kept| {
        let weak = kept.record.weak_points();
        let what = (!weak.is_empty()).then(|| format!("{}が「無」または「未対応」", super::labels(&weak)))?;
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
