//! The recovery sheet (復旧シート) on paper. Its digits are never stored.

use crate::base::Day;
use crate::ledgers::clinic;
use crate::paper::{Block, Bullet, KeyValue, Orientation, Paragraph, Sheet, SheetFoot, SheetHead};

/// The sheet: the clinic, the ledger's short number, and the eight groups of digits.
#[must_use]
pub fn recovery_sheet(
    clinic: Option<&clinic::record::Clinic>,
    ledger: &str,
    groups: &[String],
    issued_on: Day,
) -> Sheet {
    let owner = clinic::sheet::heading(clinic);
    Sheet {
        id: "recovery",
        title: "復旧シート".to_owned(),
        form: Orientation::Portrait,
        head: SheetHead {
            clinic: owner.clone(),
            as_of: None,
            printed_on: format!("発行 {}", issued_on.wareki()),
            note: Some("厳重保管".to_owned()),
        },
        seals: vec!["作成".to_owned(), "保管".to_owned()],
        foot: SheetFoot {
            owner, journal_head: None, code: None, handling: "厳重保管　写しを作らない".to_owned()
        },
        blocks: blocks(ledger, groups, issued_on),
    }
}

fn blocks(ledger: &str, groups: &[String], issued_on: Day) -> Vec<Block> {
    let points = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    vec![
        Block::Paragraph(Paragraph::new(
            "合言葉を忘れたときに台帳を開くための数字です。**このシートと台帳の両方を手にした人は、台帳をすべて読めます。**",
        )),
        Block::Codes { groups: groups.to_vec(), per_row: 4 },
        Block::KeyValues {
            rows: vec![
                KeyValue::new("台帳の番号", ledger),
                KeyValue::new("発行日", issued_on.wareki()),
                KeyValue::wide("保管場所", ""),
            ],
            columns: 2,
        },
        Block::Heading { level: 2, text: "保管のしかた".to_owned() },
        Block::List {
            points: points(&[
                "封筒に入れて封をし、鍵のかかる場所に保管してください。",
                "台帳を入れたパソコンやUSBメモリと、同じ場所に置かないでください。",
                "写真に撮ったり、電子メールで送ったりしないでください。",
                "新しい復旧シートを作ったら、古いシートは細かく切って捨ててください。",
            ]),
            bullet: Bullet::Dot,
        },
        Block::Heading { level: 2, text: "使いかた".to_owned() },
        Block::List {
            points: points(&[
                "台帳番を開き、「合言葉を忘れたとき」を押します。",
                "上の数字を、左上から順に入力します。間違えた組はその場で分かります。",
                "新しい合言葉を決めます。",
            ]),
            bullet: Bullet::Number,
        },
        Block::Heading { level: 2, text: "受け渡しの記録".to_owned() },
        Block::Signatures(vec!["作成した人".to_owned(), "保管する人".to_owned()]),
    ]
}
