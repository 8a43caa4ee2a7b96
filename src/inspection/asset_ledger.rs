//! 機器台帳: servers, terminals and network equipment, group by group, as the checklist asks for it (2-①).

use crate::ledgers::device::record::{Device, DeviceKind};
use crate::ledgers::device::sheet::assets;
use crate::paper::{Orientation, Sheet};

use super::frame::{Frame, fine_or, heading, small};

/// The groups of the checklist, and what it does not name.
const GROUPS: [(&str, &[DeviceKind]); 4] = [
    ("サーバ", &[DeviceKind::Server]),
    (
        "端末PC（タブレット・スマートフォンを含む）",
        &[DeviceKind::Pc, DeviceKind::Tablet, DeviceKind::Phone, DeviceKind::ThinClient],
    ),
    ("ネットワーク機器", &[DeviceKind::NetworkEquipment]),
    ("そのほか（媒体・IoT機器など）", &[DeviceKind::Usb, DeviceKind::Disc, DeviceKind::Iot, DeviceKind::Other]),
];

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let names = frame.facts.staff_names();
    let users =
        |device: &'_ Device| -> Vec<&str> { device.users.iter().filter_map(|id| names.get(id).copied()).collect() };
    let mut blocks = Vec::new();
    for (place, (title, kinds)) in GROUPS.into_iter().enumerate() {
        let own = frame.facts.devices_in_use(frame.day).filter(|kept| kinds.contains(&kept.record.kind));
        let own: Vec<_> = own.map(|kept| (&kept.record, users(&kept.record))).collect();
        blocks.push(heading(format!("{}　{title}（{}台）", place + 1, own.len())));
        blocks.push(fine_or(assets(&own), "登録されていません。"));
    }
    blocks.push(small(
        "「未記入」は、まだ記録がない項目です。「－」は、記録しなくてよい項目です。列の並びは台帳番のものです。",
    ));
    frame.sheet(Orientation::Landscape, blocks)
}
