//! 更新プログラムの確認: a terminal, server or piece of network equipment whose updates were last looked at longer ago
//! than the clinic's own interval of self-checks (S003-2.6a). The documents name no number of months.

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, DeviceKind};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "patch-old",
    title: "更新プログラムの確認が古い",
    source: "S003-2.6a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑥",
    urgency: Urgency::ToShow,
    good: "更新プログラムを確かめてあります",
    check: Check::Facts { sight, find },
};

/// What updates itself or is updated: media are not.
fn asked(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let is_asked =
        |kind: DeviceKind| kind.is_terminal() || matches!(kind, DeviceKind::Server | DeviceKind::NetworkEquipment);
    facts.devices_in_use(today).filter(move |kept| is_asked(kept.record.kind))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = asked(facts, today).filter(|kept| kept.record.patch_confirmed_on.is_some()).count();
    Sight::each("使っている端末・サーバ・ネットワーク機器", "台", asked(facts, today).count()).known(n_known, "確認日")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let oldest = today.plus_months(-i32::from(facts.check_months));
    let found = asked(facts, today).filter_map(|kept| {
        let last = kept.record.patch_confirmed_on.filter(|day| *day < oldest)?;
        let what = format!("最後に確かめたのが{}（自己点検の間隔は{}か月）", last.wareki(), facts.check_months);
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}
