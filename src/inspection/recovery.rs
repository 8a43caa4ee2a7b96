//! The recovery sheet (復旧シート) on paper. Its digits are never stored.

use crate::base::Day;
use crate::ledgers::clinic;
use crate::paper::{Block, Bullet, KeyValue, Orientation, Paragraph, Sheet, SheetFoot, SheetHead};
use crate::vault::Record;

/// The sheet: the clinic, the ledger's short number, the eight groups of digits, and on a second page the record that
/// stands in for a lost key file.
#[must_use]
pub fn recovery_sheet(
    clinic: Option<&clinic::record::Clinic>,
    ledger: &str,
    groups: &[String],
    record: Option<&Record>,
    issued_on: Day,
) -> Sheet {
    let mut all = blocks(ledger, groups, issued_on);
    if let Some(record) = record {
        all.push(Block::PageBreak);
        all.push(Block::Heading { level: 1, text: "復旧記録".to_owned() });
        all.extend(record_blocks(ledger, record, issued_on));
    }
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
        blocks: all,
    }
}

/// The record alone, printed anew after the keys were made anew; the digits stay on the sheet they are on.
#[must_use]
pub fn recovery_addendum(
    clinic: Option<&clinic::record::Clinic>,
    ledger: &str,
    record: &Record,
    issued_on: Day,
) -> Sheet {
    let owner = clinic::sheet::heading(clinic);
    Sheet {
        id: "recovery-record",
        title: "復旧シート（追補）　復旧記録".to_owned(),
        form: Orientation::Portrait,
        head: SheetHead {
            clinic: owner.clone(),
            as_of: None,
            printed_on: format!("発行 {}", issued_on.wareki()),
            note: Some("復旧シートと一緒に保管".to_owned()),
        },
        seals: vec!["作成".to_owned(), "保管".to_owned()],
        foot: SheetFoot {
            owner, journal_head: None, code: None, handling: "復旧シートと一緒に保管".to_owned()
        },
        blocks: record_blocks(ledger, record, issued_on),
    }
}

fn record_blocks(ledger: &str, record: &Record, issued_on: Day) -> Vec<Block> {
    let points = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    vec![
        Block::Paragraph(Paragraph::new(
            "鍵ファイルがどこにも残っていないときに使います。台帳のファイルと、復旧シートの数字8組と、この記録があれば、台帳を開けます。**この記録だけでは何も開けないので、秘密ではありません。** 秘密にするのは数字です。",
        )),
        Block::Notice {
            title: "いつまで使えるか".to_owned(),
            text: format!(
                "{}の鍵の記録です。台帳の鍵を作り直すまで使えます。操作者を外したとき、鍵や復旧シートを作り直したとき、控えから台帳を戻したときは、合わなくなります。そのときは「台帳の情報」から印刷し直し、この紙は捨ててください。",
                issued_on.wareki()
            ),
        },
        Block::Qr {
            data: record.one_line(),
            caption: format!(
                "台帳の番号　{ledger}\n下の12行と同じ内容です。キーボードとして働くQRコード読み取り機で、入力欄に読み取れます。"
            ),
            side: 46.0,
        },
        Block::Codes { groups: record.lines(), per_row: 2 },
        Block::Heading { level: 2, text: "使いかた".to_owned() },
        Block::List {
            points: points(&[
                "台帳番を開いて台帳のフォルダーを選び、「鍵ファイルがどこにもないとき」を押します。",
                "上の12行を、1行目から順に入力します。間違えた行はその場で分かります。数字の0と英字のO、数字の1と英字のI・Lは、どちらで入力してもかまいません。",
                "復旧シートの数字8組を入力し、新しい合言葉を決めます。",
            ]),
            bullet: Bullet::Number,
        },
    ]
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
