//! データ消去記録: what was done with a device's contents before it passed into other hands (S000-1.5).

use crate::base::{Coded, Record, RecordId, StaffId};
use crate::desk::Problem;
use crate::ledgers::device::record::Device;
use crate::ledgers::disposal::sheet::{blank, card};
use crate::ledgers::printed::{choice, or_none, text};
use crate::paper::{Block, KeyValue, Orientation, Sheet};

use super::frame::{Frame, heading, small};

/// The sheet of the device asked for: each handing over, the newest first; where there is none, a form for the pen.
pub(super) fn sheet(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let kept = facts.devices.iter().find(|kept| Some(RecordId::from(kept.id)) == subject).ok_or_else(no_device)?;
    let device = &kept.record;
    let names = facts.staff_names();
    let name = |id: Option<StaffId>| id.and_then(|id| names.get(&id).copied()).unwrap_or_default();
    let mut blocks = vec![Block::KeyValues { rows: about(device), columns: 2 }];
    let own: Vec<_> = facts.disposals.iter().rev().filter(|one| one.record.device == kept.id).collect();
    for one in &own {
        let disposal = &one.record;
        let to = if disposal.to_staff.is_some() { name(disposal.to_staff) } else { disposal.to.as_str() };
        blocks.push(heading(disposal.title()));
        blocks.push(Block::KeyValues { rows: card(disposal, name(disposal.from), to), columns: 2 });
    }
    if own.is_empty() && device.wipe_record.is_empty() {
        blocks.push(heading("引き渡し・消去（記入用）"));
        blocks.push(Block::KeyValues { rows: blank(), columns: 1 });
    } else if own.is_empty() {
        blocks.push(heading("端末台帳の記録"));
        blocks.push(Block::KeyValues {
            rows: vec![
                KeyValue::new("利用終了日", crate::ledgers::printed::long_day(device.ended_on)),
                KeyValue::new("終了の理由", choice(device.end_reason)),
                KeyValue::wide("データの消去", text(&device.wipe_record)),
            ],
            columns: 2,
        });
    }
    blocks.push(Block::Space(4.0));
    blocks.push(Block::KeepTogether(vec![
        small("消去した人と立ち会った人が署名します。"),
        Block::Signatures(vec!["消去した人".to_owned(), "立ち会った人".to_owned(), "管理責任者".to_owned()]),
    ]));
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("{}　{}", frame.title, device.title());
    Ok(sheet)
}

fn about(device: &Device) -> Vec<KeyValue> {
    vec![
        KeyValue::new("管理番号", or_none(&device.control_number)),
        KeyValue::new("種類", device.kind.label()),
        KeyValue::new("メーカー・機種", format!("{} {}", device.maker, device.model).trim().to_owned()),
        KeyValue::new("製造番号", text(&device.serial)),
        KeyValue::new("所有", choice(device.owner)),
        KeyValue::new("患者情報の保存", choice(device.patient_data)),
    ]
}

fn no_device() -> Problem {
    Problem::new(
        "S-006",
        "この帳票は端末1台分を印刷します。指定された端末は、この日の台帳に見つかりません。台帳は変わっていません。",
        "端末を選び直すか、登録した日より後の日付にしてください。",
    )
}
