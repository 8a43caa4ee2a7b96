//! 接続元の制限: network equipment limits who connects; on wireless LAN a limit or a hidden SSID counts only beside good
//! encryption (C-8, S003-2.13, S002-5.B5c).

use crate::base::text::fold;
use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::device::record::{Device, DeviceKind, Network};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "source-limit",
    title: "接続元の制限か、無線LANの暗号化がわからない",
    source: "S003-2.13a",
    cites: "サイバーセキュリティ対策チェックリスト 2-⑬",
    urgency: Urgency::Missing,
    good: "接続元が制限され、無線LANは暗号化されています",
    check: Check::Facts { sight, find },
};

/// What counts beside a limit (C-8), folded as it may be typed.
const GOOD: [&str; 3] = ["wpa2", "wpa3", "802.1x"];

fn equipment(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    facts.devices_in_use(today).filter(|kept| kept.record.kind == DeviceKind::NetworkEquipment)
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("ネットワーク機器", "台", equipment(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = equipment(facts, today).filter_map(|kept| {
        let what = fault(&kept.record)?;
        Some(Finding { about: kept.record.title(), what, route: Route::Edit(Kind::Device, kept.id.into()) })
    });
    found.collect()
}

fn fault(device: &Device) -> Option<String> {
    if device.networks.contains(&Network::Wireless) && !is_encrypted(device) {
        let encryption = &device.wifi_encryption;
        let now = if encryption.is_empty() { "未記入".to_owned() } else { format!("「{encryption}」") };
        return Some(format!(
            "無線LANの暗号方式が{now}。接続元の制限やSSIDを隠す設定は、WPA2・WPA3などの暗号化と合わせて数えます"
        ));
    }
    let is_unknown = device.source_restriction.is_empty();
    is_unknown.then(|| "接続元の制限が未記入。設定した事業者に尋ねてください".to_owned())
}

fn is_encrypted(device: &Device) -> bool {
    let encryption = fold(&device.wifi_encryption);
    GOOD.iter().any(|good| encryption.contains(good))
}
