//! 端末台帳: devices, servers, network equipment and media, and how they are protected.

use crate::ledgers::device::record::Device;
use crate::ledgers::device::sheet::{ended, equipment, list, private, protection};
use crate::paper::{Block, Orientation, Sheet};

use super::frame::{Frame, fine_or, heading, small};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let names = frame.facts.staff_names();
    let with_users =
        |device: &'_ Device| -> Vec<&str> { device.users.iter().filter_map(|id| names.get(id).copied()).collect() };
    let all = frame.facts.devices.iter().map(|kept| (&kept.record, with_users(&kept.record)));
    let (in_use, gone): (Vec<_>, Vec<_>) = all.partition(|(device, _)| device.is_active_on(frame.day));
    let mut blocks = vec![
        heading(format!("1　利用中の端末・機器・媒体（{}台）", in_use.len())),
        fine_or(list(&in_use), "端末はまだ登録されていません。"),
        heading("2　端末・サーバの安全対策"),
        fine_or(protection(&in_use), "端末はまだ登録されていません。"),
        heading("3　サーバ・ネットワーク機器・媒体"),
        fine_or(equipment(&in_use), "サーバ・ネットワーク機器・媒体は登録されていません。"),
        small("No.は1の表と同じ番号です。「未記入」は、まだ記録がない項目です。「－」は、記録しなくてよい項目です。"),
    ];
    let own = private(&in_use);
    let mut number = 4;
    if !own.rows.is_empty() {
        blocks.push(heading(format!("{number}　私物端末の許可（{}台）", own.rows.len())));
        blocks.push(Block::FineTable(own));
        number += 1;
    }
    if !gone.is_empty() {
        blocks.push(heading(format!("{number}　利用を終了した端末・機器・媒体（{}台）", gone.len())));
        blocks.push(Block::FineTable(ended(&gone)));
    }
    frame.sheet(Orientation::Landscape, blocks)
}
