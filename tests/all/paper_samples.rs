//! Sheets of a made-up clinic that the paper tests share.

use daichoban::paper::{
    Align, Block, Bullet, Cell, CheckItem, Column, KeyValue, Orientation, Paragraph, Row, Sheet, SheetFoot, SheetHead,
    Table, TableHead,
};

/// A sheet with the usual head and foot around the given blocks.
pub fn sheet(title: &str, form: Orientation, blocks: Vec<Block>) -> Sheet {
    Sheet {
        id: "sample",
        title: title.to_owned(),
        form,
        head: SheetHead {
            clinic: "医療法人社団　高瀬クリニック".to_owned(),
            as_of: Some("令和8年11月20日 現在".to_owned()),
            printed_on: "印刷日 令和8年11月20日".to_owned(),
            note: None,
        },
        seals: vec!["作成".to_owned(), "承認".to_owned()],
        foot: SheetFoot {
            owner: "医療法人社団　高瀬クリニック".to_owned(),
            journal_head: Some("記録 1,284 件目　9f86d 08188 4c7d6 59a2f".to_owned()),
            code: Some("daichoban:0123abcd:1284:9f86d081884c7d659a2f".to_owned()),
            handling: "取扱注意".to_owned(),
        },
        blocks,
    }
}

/// A ledger of devices: each person has `n_devices` rows, the person's cells span them.
pub fn ledger(n_people: usize, n_devices: usize) -> Sheet {
    let columns = vec![
        Column::fixed("No.", 10.0).aligned(Align::Right),
        Column::fixed("氏名", 30.0).under("利用者"),
        Column::fixed("職種", 20.0).under("利用者"),
        Column::fixed("種別", 20.0).under("端末"),
        Column::share("機種名・型番", 2.0).under("端末"),
        Column::share("製造番号", 1.4).under("端末"),
        Column::fixed("使用開始日", 24.0),
        Column::fixed("使用終了日", 24.0),
        Column::share("備考", 1.6),
    ];
    let families = ["高瀬", "渡邉", "濵田", "五十嵐", "小鳥遊", "勅使河原", "𠮷村", "髙﨑"];
    let given = ["誠", "恵美", "祐介", "陽菜", "晴徳", "さくら", "健太郎", "花子"];
    let jobs = ["医師", "看護師", "医療事務", "理学療法士"];
    let kinds = ["デスクトップPC", "ノートPC", "タブレット", "スマートフォン"];
    let mut rows = Vec::new();
    for person in 0..n_people {
        for device in 0..n_devices {
            let n = person * n_devices + device;
            let own = [
                (person + 1).to_string(),
                format!("{}　{}", families[person % 8], given[(person / 8 + person) % 8]),
                jobs[person % 4].to_owned(),
            ];
            let mut cells: Vec<Cell> = if device == 0 {
                own.into_iter().map(Cell::new).collect()
            } else {
                vec![Cell::above(), Cell::above(), Cell::above()]
            };
            cells.push(Cell::new(kinds[n % 4]));
            cells.push(Cell::new(format!("Latitude {} 型番 LT-{:05}", 5000 + n % 90, n * 37 % 99_991)));
            cells.push(Cell::new(format!("SN{:08X}", n * 2_654_435_761 % 0xFFFF_FFFF)));
            cells.push(Cell::new(format!("R{}.{}.{}", 1 + n % 8, 1 + n % 12, 1 + n % 28)));
            cells.push(if n.is_multiple_of(7) { Cell::new("R8.10.31").grey() } else { Cell::new("") });
            cells.push(Cell::new(if n.is_multiple_of(5) {
                "受付の窓口で共用（「貸出中」の札を付ける）。持ち出さない。"
            } else {
                ""
            }));
            rows.push(Row::new(cells));
        }
    }
    let table = Table { columns, rows, head: TableHead::Repeated };
    sheet("情報機器等利用者台帳", Orientation::Landscape, vec![Block::Table(table)])
}

/// One of each block.
pub fn everything() -> Sheet {
    let blocks = vec![
        Block::Heading { level: 1, text: "1　申請者".to_owned() },
        Block::KeyValues {
            rows: vec![
                KeyValue::new("氏名", "渡邉　恵美"),
                KeyValue::new("フリガナ", "ワタナベ　エミ"),
                KeyValue::new("職種", "看護師"),
                KeyValue::new("採用年月日", "令和7年4月1日（火）"),
                KeyValue::wide(
                    "住所",
                    "東京都千代田区丸の内1丁目1番1号　架空ビルディング10階（医療法人社団 高瀬クリニック 本院）",
                ),
                KeyValue::new("利用者ID", "watanabe-e"),
            ],
            columns: 2,
        },
        Block::Heading { level: 1, text: "2　誓約の内容".to_owned() },
        Block::Paragraph(Paragraph::new(
            "私は、貴院の情報システムを利用するにあたり、**医療情報システムの安全管理に関する規程**を遵守し、業務上知り得た患者の個人情報を、在職中はもとより退職した後においても、正当な理由なく第三者に漏らさないことを誓約します。",
        )),
        Block::List {
            points: vec![
                "パスワードを他の人と共有せず、書き留めた紙を端末のそばに置きません。".to_owned(),
                "許可のない端末・ソフトウェア・外部記憶媒体（USBメモリーなど）を接続しません。".to_owned(),
                "離席するときは画面をロックし、1日の終わりには必ずシャットダウンします。".to_owned(),
            ],
            bullet: Bullet::Number,
        },
        Block::CheckList(vec![
            CheckItem { text: "規程を読み、説明を受けました".to_owned(), is_checked: true },
            CheckItem { text: "講習（令和8年度 第1回）を受講しました".to_owned(), is_checked: false },
        ]),
        Block::Notice {
            title: "この紙の取り扱い".to_owned(),
            text: "個人の氏名が載っています。鍵のかかる場所に保管し、不要になったらシュレッダーで処分してください。"
                .to_owned(),
        },
        Block::Heading { level: 2, text: "復旧用の数字".to_owned() },
        Block::Codes {
            groups: ["482193", "003174", "991111", "650028", "117740", "385926", "204817", "739055"]
                .map(str::to_owned)
                .to_vec(),
            per_row: 4,
        },
        Block::Qr {
            data: "482193 003174 991111 650028 117740 385926 204817 739055".to_owned(),
            caption: "スマートフォンなどで読み取らないでください。\n復旧のときに、台帳番の画面で読み取ります。"
                .to_owned(),
            side: 28.0,
        },
        Block::Rule,
        Block::KeepTogether(vec![
            Block::Paragraph(Paragraph::new("上記のとおり誓約します。").aligned(Align::Left)),
            Block::Signatures(vec!["署名".to_owned(), "確認者".to_owned()]),
        ]),
        Block::Seals(vec!["院長".to_owned(), "管理者".to_owned(), "担当".to_owned()]),
        Block::Space(4.0),
        Block::Paragraph(Paragraph::new("以上").aligned(Align::Right).grey()),
    ];
    let mut sheet = sheet("情報システム利用に関する誓約書", Orientation::Portrait, blocks);
    sheet.seals.clear();
    sheet.head.note = Some("下書き".to_owned());
    sheet
}
