//! OSのサポートが終わった端末: the OS is kept current (S000-1.2a).

use crate::base::{Day, Kind, Record};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-os",
    title: "OSのサポートが終わっている",
    source: "S000-1.2a",
    cites: "端末を安全に使うために",
    urgency: Urgency::Now,
    good: "OSのサポート期間内です",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = facts.devices_in_use(today).filter(|kept| kept.record.os_support_ends_on.is_some()).count();
    Sight::each("使っている端末", "台", facts.devices_in_use(today).count()).known(n_known, "サポート終了日")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.devices_in_use(today).filter_map(|kept| {
        let ended = kept.record.os_support_ends_on.filter(|ended| *ended < today)?;
        let what = format!("{}（{}にサポート終了）", kept.record.os, ended.wareki());
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
