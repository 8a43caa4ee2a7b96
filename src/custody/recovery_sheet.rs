//! The recovery sheet (復旧シート) on paper. Its digits are never stored.

use crate::base::Day;
use crate::paper::{Align, Block, KeyValue, Orientation, Paragraph, Sheet, SheetFoot, SheetHead};

/// What the sheet says beside the digits.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The clinic's name.
    pub clinic: String,
    /// The ledger's short number.
    pub ledger: String,
}

/// The sheet.
#[must_use]
pub fn sheet(facts: &Facts, groups: &[String], today: Day) -> Sheet {
    Sheet {
        id: "recovery",
        title: "復旧シート".to_owned(),
        form: Orientation::Portrait,
        head: SheetHead {
            clinic: facts.clinic.clone(),
            as_of: None,
            printed_on: format!("作成日 {}", today.wareki()),
            note: Some("厳重保管".to_owned()),
        },
        seals: vec!["作成".to_owned(), "保管".to_owned()],
        foot: SheetFoot { owner: facts.clinic.clone(), journal_head: None, handling: "取扱注意".to_owned() },
        blocks: vec![
            Block::Paragraph(Paragraph::new(
                "合言葉を忘れたときに、台帳を開くための数字です。**このシートと台帳の両方を手にした人は、台帳をすべて読めます。**",
            )),
            Block::Codes { groups: groups.to_vec(), per_row: 4 },
            Block::KeyValues {
                rows: vec![
                    KeyValue::new("台帳の番号", facts.ledger.clone()),
                    KeyValue::new("作成日", today.wareki()),
                    KeyValue::wide("保管場所", ""),
                    KeyValue::wide("保管した人", ""),
                ],
                columns: 2,
            },
            Block::Heading { level: 2, text: "保管のしかた".to_owned() },
            Block::List {
                points: vec![
                    "封筒に入れて封をし、鍵のかかる場所に保管してください。".to_owned(),
                    "台帳を入れたパソコンやUSBメモリーと、同じ場所に置かないでください。".to_owned(),
                    "写真に撮ったり、電子メールで送ったりしないでください。".to_owned(),
                    "新しい復旧シートを作ったら、古いシートは細かく切って捨ててください。".to_owned(),
                ],
                bullet: crate::paper::Bullet::Dot,
            },
            Block::Heading { level: 2, text: "使いかた".to_owned() },
            Block::Paragraph(
                Paragraph::new("台帳番を開き、「合言葉を忘れたとき」を押して、数字を第1組から順に入力します。")
                    .aligned(Align::Left),
            ),
        ],
    }
}
