//! 出荷時のパスワード: the one a server or network equipment came with is changed (S003-2.7b).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, DeviceKind};
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::YesNo;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "default-password",
    title: "出荷時のパスワードのまま",
    source: "S003-2.7b",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑦",
    urgency: Urgency::Now,
    good: "出荷時のパスワードから変えられています",
    check: Check::Facts { sight, find },
};

fn equipment(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let has_one =
        |kind: DeviceKind| matches!(kind, DeviceKind::Server | DeviceKind::NetworkEquipment | DeviceKind::Iot);
    facts.devices_in_use(today).filter(move |kept| has_one(kept.record.kind))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = equipment(facts, today).filter(|kept| kept.record.default_password_changed.is_some()).count();
    Sight::each("サーバ・ネットワーク機器・IoT機器", "台", equipment(facts, today).count())
        .known(n_known, "初期パスワードの変更")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let unchanged = equipment(facts, today).filter(|kept| kept.record.default_password_changed == Some(YesNo::No));
    let found = unchanged.map(|kept| {
        let what = "初期パスワードの変更が「無」".to_owned();
        Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) }
    });
    found.collect()
}
