//! The passphrase for a first opening (はじめの合言葉) on paper, to be handed over. It is stored nowhere.

use crate::base::Day;
use crate::ledgers::clinic;
use crate::paper::{Block, Bullet, KeyValue, Orientation, Paragraph, Sheet, SheetFoot, SheetHead};

/// The sheet: for whom it is, of which ledger, the passphrase, and what to do first.
#[must_use]
pub fn first_passphrase(
    clinic: Option<&clinic::record::Clinic>,
    ledger: &str,
    name: &str,
    passphrase: &str,
    issued_on: Day,
) -> Sheet {
    let owner = clinic::sheet::heading(clinic);
    Sheet {
        id: "first-passphrase",
        title: "はじめの合言葉".to_owned(),
        form: Orientation::Portrait,
        head: SheetHead {
            clinic: owner.clone(),
            as_of: None,
            printed_on: format!("発行 {}", issued_on.wareki()),
            note: Some("本人に手渡し".to_owned()),
        },
        seals: Vec::new(),
        foot: SheetFoot {
            owner, journal_head: None, code: None, handling: "本人に手渡し　写しを作らない".to_owned()
        },
        blocks: blocks(ledger, name, passphrase, issued_on),
    }
}

fn blocks(ledger: &str, name: &str, passphrase: &str, issued_on: Day) -> Vec<Block> {
    let steps = [
        "台帳番を開き、「操作者」で自分の名前を選びます。",
        "下の合言葉を、「-」も入れて、このとおりに入力します。",
        "続けて出る画面で、自分だけが知っている新しい合言葉を決めます。",
        "新しい合言葉で開けたら、この紙は細かく切って捨ててください。もう使えません。",
    ];
    vec![
        Block::Paragraph(Paragraph::new(&format!(
            "{name} さんが台帳を最初に開くときの合言葉です。**使えるのは最初の1回だけです。**"
        ))),
        Block::KeyValues {
            rows: vec![
                KeyValue::new("操作者", name),
                KeyValue::new("台帳の番号", ledger),
                KeyValue::new("発行日", issued_on.wareki()),
            ],
            columns: 2,
        },
        Block::Codes { groups: vec![passphrase.to_owned()], per_row: 1 },
        Block::Heading { level: 2, text: "はじめにすること".to_owned() },
        Block::List { points: steps.map(str::to_owned).to_vec(), bullet: Bullet::Number },
        Block::Paragraph(Paragraph::new(
            "開く前になくしたり、ほかの人に見られたりしたときは、管理責任者に知らせてください。新しい「はじめの合言葉」を作り直せます。",
        )),
    ]
}
