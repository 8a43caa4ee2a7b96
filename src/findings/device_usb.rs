//! USBなどの接続を制限していない端末: connecting media is limited, by setting, by hand or by rule (S003-2.9a).

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, DeviceKind, UsbLimit};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "device-usb",
    title: "USB接続の制限が「未対応」のまま",
    source: "S003-2.9a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑨",
    urgency: Urgency::Missing,
    good: "USBなどの接続を制限しています",
    check: Check::Facts { sight, find },
};

/// What a stick can be put into.
fn asked(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    let has_port = |kind| matches!(kind, DeviceKind::Pc | DeviceKind::Server | DeviceKind::ThinClient);
    facts.devices_in_use(today).filter(move |kept| has_port(kept.record.kind))
}

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = asked(facts, today).filter(|kept| kept.record.usb_limit.is_some()).count();
    Sight::each("使っているPCとサーバ", "台", asked(facts, today).count()).known(n_known, "USB接続の制限")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = asked(facts, today).filter(|kept| kept.record.usb_limit == Some(UsbLimit::Open)).map(|kept| Finding {
        about: kept.record.title(),
        what: "USB接続の制限が「未対応」".to_owned(),
        route: Route::Edit(Kind::Device, kept.id.into()),
    });
    found.collect()
}
