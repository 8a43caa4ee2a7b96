//! Books like the samples, drawn up in other ways: the same people, devices and values come in.

use daichoban::base::Kind;
use daichoban::exchange::{Facts, Plan, Target, plan, propose, read_book};

use super::exchange_support::{
    HEADINGS, KEYS, Row, assert_whole, items, joined, merged_format, read_plan, texts, today, utf8_rows, with_headings,
    xlsx, xlsx_with,
};

fn fresh(name: &str, bytes: &[u8]) -> Plan {
    read_plan(name, bytes, &Facts::new(today()))
}

fn place(key: &str) -> usize {
    KEYS.iter().position(|known| *known == key).unwrap()
}

/// The same rows with their columns in another order.
fn reordered(order: &[usize], rows: &[Row]) -> Vec<Row> {
    rows.iter().map(|row| order.iter().map(|at| row[*at].clone()).collect()).collect()
}

#[test]
fn columns_may_stand_in_any_order() {
    let rows = with_headings(&HEADINGS, &utf8_rows());
    for seed in 0..4_usize {
        let mut order: Vec<usize> = (0..19).collect();
        order.sort_by_key(|at| (at * 7 + seed * 11) % 19);
        assert_whole(&fresh("a.csv", joined(&reordered(&order, &rows), ',').as_bytes()), &utf8_rows());
        assert_whole(&fresh("a.xlsx", &xlsx(&reordered(&order, &rows))), &utf8_rows());
    }
}

#[test]
fn headings_may_be_worded_otherwise() {
    let others: [[&str; 19]; 3] = [
        [
            "職員名",
            "ふりがな",
            "部署",
            "資格",
            "メールアドレス",
            "登録日",
            "端末種別",
            "機種名・型番",
            "使用場所",
            "利用するネットワークの種類",
            "端末起動時パスワードの設定の有無",
            "コンピュータウイルス対策ソフトの導入の有無",
            "業務に使用しないアプリケーションや機能",
            "資産番号",
            "MICT運用ポリシーを読んだか",
            "MICT講習会の受講・講習ビデオの視聴の有無",
            "スタッフ誓約書の取得年月日",
            "利用システム",
            "特記事項",
        ],
        [
            "利用者氏名",
            "ﾌﾘｶﾞﾅ",
            "所属部署",
            "職種名",
            "ログインＩＤ",
            "利用\n開始日",
            "端末の種類",
            "型番",
            "設置場所",
            "回線",
            "画面ロック",
            "ｳｲﾙｽ対策ｿﾌﾄ",
            "不要なアプリ・機能",
            "端末番号",
            "ポリシー確認",
            "研修受講歴",
            "誓約書提出日",
            "利用システム区分（Man・Go!／MCS）",
            "摘要",
        ],
        [
            "氏　名",
            "よみがな",
            "所　属",
            "職　種",
            "MICTのID（登録メールアドレス）",
            "利用開始年月日",
            "利用端末（種類）",
            "機種の種類",
            "利用場所（施設内・施設外）",
            "ネットワークの種類（公衆無線LANは不可）",
            "起動時パスワード（有無）",
            "ウィルス対策",
            "不要アプリの確認",
            "端末管理番号",
            "運用ポリシー（既読）",
            "講習会・ビデオ視聴",
            "誓約書（取得日）",
            "システム",
            "備　考",
        ],
    ];
    for headings in others {
        let rows = with_headings(&headings, &utf8_rows());
        assert_whole(&fresh("a.csv", joined(&rows, ',').as_bytes()), &utf8_rows());
    }
}

#[test]
fn separators_and_encodings_are_told_apart() {
    let rows = with_headings(&HEADINGS, &utf8_rows());
    for separator in ['\t', ';', ','] {
        let text = joined(&rows, separator);
        assert_whole(&fresh("a.txt", text.as_bytes()), &utf8_rows());
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_whole(&fresh("a.csv", &utf16), &utf8_rows());
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF_u16).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_whole(&fresh("a.csv", &utf16), &utf8_rows());
    }
    let unix = joined(&rows, ',').replace("\r\n", "\n");
    assert_whole(&fresh("a.csv", unix.as_bytes()), &utf8_rows());
    let mac = joined(&rows, ',').replace("\r\n", "\r");
    assert_whole(&fresh("a.csv", mac.as_bytes()), &utf8_rows());
}

#[test]
fn the_heading_may_stand_lower_with_titles_above() {
    let above: Vec<Row> = vec![
        texts(&["ＭＩＣＴ利用者台帳"]),
        texts(&["", "施設名：", "ひなた在宅クリニック"]),
        texts(&["作成日：令和8年10月1日"]),
        texts(&["管理責任者", "髙橋　一郎", "", "施設管理者：渡邊 彩"]),
        texts(&["管理権限を付与した者", "齋藤　清、斎藤潔"]),
        texts(&[]),
    ];
    let mut rows = above;
    rows.extend(with_headings(&HEADINGS, &utf8_rows()));
    rows.push(texts(&[]));
    rows.push(texts(&["※公衆無線LANは利用できません。"]));
    rows.push(texts(&["", "以上"]));
    let plan = fresh("a.xlsx", &xlsx(&rows));
    assert_whole(&plan, &utf8_rows());
    assert_eq!(items(&plan, Kind::Clinic)[0].draft.get("name"), "ひなた在宅クリニック");
    assert_eq!(plan.as_of.map(daichoban::base::Day::iso).as_deref(), Some("2026-10-01"));
    let holders: Vec<String> = items(&plan, Kind::Role)
        .iter()
        .map(|role| {
            let id = role.draft.get("staff");
            let holder = plan.items.iter().find(|item| item.id.to_string() == id).unwrap();
            format!("{} {}", role.draft.get("role"), holder.title)
        })
        .collect();
    assert_eq!(holders, ["responsible 髙橋　一郎", "facility-admin 渡邊 彩", "granted 齋藤 清", "granted 斎藤　潔"]);
}

/// The rows of each person, one after another.
fn by_person(rows: &[Row]) -> Vec<Vec<Row>> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some(group) if group[0][4] == row[4] => group.push(row.clone()),
            _ => groups.push(vec![row.clone()]),
        }
    }
    groups
}

const DEVICE: [&str; 8] = ["kind", "model", "place", "network", "lock", "antivirus", "apps", "number"];

#[test]
fn several_devices_may_be_lines_of_one_cell() {
    let device: Vec<usize> = DEVICE.iter().map(|key| place(key)).collect();
    for number in [false, true] {
        let rows: Vec<Row> = by_person(&utf8_rows())
            .iter()
            .map(|group| {
                let mut row = group[0].clone();
                for at in &device {
                    let lines = group.iter().enumerate().map(|(n, row)| {
                        if number && group.len() > 1 && *at == place("model") {
                            format!("{}{}", ['①', '②', '③'][n], row[*at])
                        } else {
                            row[*at].clone()
                        }
                    });
                    row[*at] = lines.collect::<Vec<_>>().join("\n");
                }
                row
            })
            .collect();
        // An empty line in the middle would be lost in a cell: such rows keep their own line.
        let rows: Vec<Row> = rows
            .into_iter()
            .zip(by_person(&utf8_rows()))
            .flat_map(|(row, group)| if group.iter().any(|r| r[place("apps")].is_empty()) { group } else { vec![row] })
            .collect();
        assert_whole(&fresh("a.xlsx", &xlsx(&with_headings(&HEADINGS, &rows))), &utf8_rows());
        assert_whole(&fresh("a.csv", joined(&with_headings(&HEADINGS, &rows), ',').as_bytes()), &utf8_rows());
    }
}

#[test]
fn cells_of_a_person_may_be_merged_or_blank_below_the_first_row() {
    let groups = by_person(&utf8_rows());
    let device: Vec<usize> = DEVICE.iter().map(|key| place(key)).collect();
    let blanked: Vec<Row> = groups
        .iter()
        .flat_map(|group| {
            group.iter().enumerate().map(|(n, row)| {
                let keep = |at: usize| n == 0 || device.contains(&at);
                row.iter().enumerate().map(|(at, text)| if keep(at) { text.clone() } else { String::new() }).collect()
            })
        })
        .collect();
    assert_whole(&fresh("a.csv", joined(&with_headings(&HEADINGS, &blanked), ',').as_bytes()), &utf8_rows());
    let merged = xlsx_with(&with_headings(&HEADINGS, &blanked), |sheet| {
        let mut row = 1_u32;
        for group in &groups {
            let last = row + u32::try_from(group.len()).unwrap() - 1;
            for at in (0..19_usize).filter(|at| !device.contains(at) && last > row) {
                let column = u16::try_from(at).unwrap();
                sheet.merge_range(row, column, last, column, &group[0][at], &merged_format()).unwrap();
            }
            row = last + 1;
        }
    });
    assert_whole(&fresh("a.xlsx", &merged), &utf8_rows());
}

#[test]
fn two_row_headings_work_without_merged_cells_too() {
    let device: Vec<usize> = DEVICE.iter().map(|key| place(key)).collect();
    let mut upper: Row = Vec::new();
    let mut lower: Row = Vec::new();
    for (at, heading) in HEADINGS.iter().enumerate() {
        let is_device = device.contains(&at);
        let starts = is_device && !(at > 0 && device.contains(&(at - 1)));
        upper.push(if starts {
            "利用端末".to_owned()
        } else if is_device {
            String::new()
        } else {
            (*heading).to_owned()
        });
        lower.push(if is_device { (*heading).to_owned() } else { String::new() });
    }
    let mut rows = vec![texts(&["MICT利用者台帳"]), upper, lower];
    rows.extend(utf8_rows());
    assert_whole(&fresh("a.csv", joined(&rows, ',').as_bytes()), &utf8_rows());
    assert_whole(&fresh("a.xlsx", &xlsx(&rows)), &utf8_rows());
}

#[test]
fn dates_may_be_serials_real_dates_or_any_text() {
    let rows = utf8_rows();
    let bytes = xlsx_with(&with_headings(&HEADINGS, &rows), |sheet| {
        let wareki = rust_xlsxwriter::Format::new().set_num_format("[$-ja-JP]ggge\"年\"m\"月\"d\"日\"");
        let slashes = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
        for (at, row) in (1_u32..).zip(&rows) {
            for (key, column) in [("started", 5_u16), ("pledge", 16)] {
                let Ok(day) = daichoban::base::Day::read(&row[place(key)]) else { continue };
                let first = daichoban::base::Day::new(1899, 12, 30).unwrap();
                let serial = f64::from(i32::try_from(first.days_until(day)).unwrap());
                match at % 3 {
                    0 => sheet.write_number(at, column, serial).unwrap(),
                    1 => sheet.write_number_with_format(at, column, serial, &wareki).unwrap(),
                    _ => sheet.write_number_with_format(at, column, serial, &slashes).unwrap(),
                };
            }
        }
    });
    assert_whole(&fresh("a.xlsx", &bytes), &rows);
}

#[test]
fn unknown_columns_are_kept_in_the_note() {
    let mut rows = with_headings(&HEADINGS, &utf8_rows());
    for (at, row) in rows.iter_mut().enumerate() {
        row.insert(0, if at == 0 { "No.".to_owned() } else { at.to_string() });
        row.push(if at == 0 { "血液型".to_owned() } else { format!("型{}", at % 2) });
    }
    let plan = fresh("a.csv", joined(&rows, ',').as_bytes());
    assert_whole(&plan, &utf8_rows());
    let staff = items(&plan, Kind::Staff);
    assert!(staff[0].draft.get("note").contains("血液型: 型1"), "{}", staff[0].draft.get("note"));
    assert!(!staff[0].draft.get("note").contains("No"));
}

#[test]
fn a_wrong_mapping_can_be_corrected() {
    let mut headings = HEADINGS;
    headings[place("department")] = "チーム";
    headings[place("number")] = "あれこれ";
    let rows = with_headings(&headings, &utf8_rows());
    let book = read_book("a.csv", joined(&rows, ',').as_bytes()).unwrap();
    let mut choices = propose(&book);
    let table = choices[0].table.as_mut().unwrap();
    for (heading, target) in [
        ("チーム", Target::Field(Kind::Staff, "department")),
        ("あれこれ", Target::Field(Kind::Device, "control_number")),
    ] {
        let column = table.columns.iter_mut().find(|column| column.heading == heading).unwrap();
        assert_eq!(column.target, Target::Note);
        column.target = target;
    }
    let plan = plan(&book, &choices, &Facts::new(today()), &|_| true).unwrap();
    assert_whole(&plan, &utf8_rows());
}

#[test]
fn marks_and_numbers_are_read_however_they_are_written() {
    let yes = ["○", "〇", "◯", "有", "あり", "済", "はい", "レ", "✓", "●"];
    let no = ["×", "無", "なし", "未", "無し", "いいえ"];
    let base = utf8_rows()[0].clone();
    let mut rows: Vec<Row> = Vec::new();
    for (n, text) in yes.iter().chain(&no).chain(&["－", ""]).enumerate() {
        let mut row = base.clone();
        row[place("name")] = format!("試験　{n}郎");
        row[place("kana")] = "ﾃｽﾄ".to_owned();
        row[place("login")] = format!("ｔｅｓｔ{n}＠example.jp");
        row[place("number")] = format!("０１２{n}");
        row[place("lock")] = (*text).to_owned();
        row[place("started")] = "Ｒ８．４．１".to_owned();
        rows.push(row);
    }
    let plan = fresh("a.csv", joined(&with_headings(&HEADINGS, &rows), ',').as_bytes());
    let devices = items(&plan, Kind::Device);
    let locks: Vec<&str> = devices.iter().map(|item| item.draft.get("lock")).collect();
    assert!(locks[..yes.len()].iter().all(|lock| *lock == "yes"), "{locks:?}");
    assert!(locks[yes.len()..yes.len() + no.len()].iter().all(|lock| *lock == "no"), "{locks:?}");
    assert_eq!(locks[locks.len() - 2..], ["", ""]);
    assert!(devices[devices.len() - 2].draft.get("note").contains('－'));
    assert_eq!(devices[0].draft.get("control_number"), "0120");
    assert_eq!(items(&plan, Kind::Account)[0].draft.get("login"), "test0@example.jp");
    assert!(items(&plan, Kind::Staff).iter().all(|item| item.draft.get("started_on") == "令和8年4月1日"));
}

#[test]
fn sheets_that_hold_no_table_are_left_out() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("記入要領").unwrap();
    sheet.write_string(0, 0, "この台帳は毎年4月に見直します。").unwrap();
    sheet.write_string(2, 0, "氏名は戸籍の字で書きます。").unwrap();
    let rows = with_headings(&HEADINGS, &utf8_rows());
    for (name, hidden) in [("利用者", false), ("旧版", true)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        for (r, row) in (0_u32..).zip(&rows) {
            for (c, text) in (0_u16..).zip(row) {
                sheet.write_string(r, c, text).unwrap();
            }
        }
    }
    workbook.add_worksheet().set_name("空").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let choices = propose(&read_book("a.xlsx", &bytes).unwrap());
    let included: Vec<&str> = choices.iter().filter(|c| c.include).map(|c| c.name.as_str()).collect();
    assert_eq!(included, ["利用者"]);
    let plan = fresh("a.xlsx", &bytes);
    assert_whole(&plan, &utf8_rows());
    assert!(plan.remarks.iter().any(|remark| remark.contains("旧版")));
}

#[test]
fn error_cells_and_missing_results_are_reported_not_guessed() {
    let mut rows = with_headings(&HEADINGS, &utf8_rows());
    rows.truncate(4);
    let bytes = xlsx_with(&rows, |sheet| {
        let formula = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(1, 5, formula).unwrap();
        let formula = rust_xlsxwriter::Formula::new("=\"スマ\"&\"ホ\"").set_result("スマホ");
        sheet.write_formula(2, 6, formula).unwrap();
    });
    let plan = fresh("a.xlsx", &bytes);
    let phone =
        items(&plan, Kind::Device).into_iter().find(|item| item.draft.get("control_number") == "D-001-2").unwrap();
    assert_eq!(phone.draft.get("kind"), "phone");
    assert!(plan.unread.iter().any(|unread| unread.source.at.to_string() == "F2"), "{:?}", plan.unread);
}

#[test]
fn broken_quotes_lose_nothing_silently() {
    let text = "氏名,所属,ID,システム,備考\r\n甲野 太郎,看護部,a@example.jp,MCS,\"閉じない引用符\r\n乙川 花子,医事課,b@example.jp,MCS,5\"画面\r\n丙山 次郎,\"医\"事課,c@example.jp,MCS,\"二行の\r\n備考\"\r\n";
    let book = read_book("a.csv", text.as_bytes()).unwrap();
    let plan = fresh("a.csv", text.as_bytes());
    let names: Vec<&str> = items(&plan, Kind::Staff).iter().map(|item| item.draft.get("name")).collect();
    assert_eq!(names, ["甲野 太郎", "乙川 花子", "丙山 次郎"]);
    assert!(book.remarks.iter().any(|remark| remark.starts_with("2行目")), "{:?}", book.remarks);
    assert!(items(&plan, Kind::Staff)[2].draft.get("note").contains("二行の\n備考"));
}

#[test]
fn marks_in_columns_of_their_own_are_read() {
    let upper = texts(&["氏名", "ID", "種類", "機種", "利用場所", "", "ネットワーク", "", "", "利用システム区分", ""]);
    let lower = texts(&["", "", "", "", "施設内", "施設外", "有線LAN", "無線LAN", "キャリア", "Man・Go!", "MCS"]);
    let rows = vec![
        upper,
        lower,
        texts(&["甲野 太郎", "a@example.jp", "PC", "ThinkPad", "○", "", "○", "○", "", "○", "－"]),
        texts(&["乙川 花子", "b@example.jp", "スマホ", "iPhone", "○", "訪問先", "", "", "○", "○", "○"]),
    ];
    let plan = fresh("a.csv", joined(&rows, ',').as_bytes());
    let devices = items(&plan, Kind::Device);
    assert_eq!(devices[0].draft.get("networks"), "wired\nwireless");
    assert_eq!(devices[0].draft.get("places"), "inside");
    assert_eq!(devices[1].draft.get("places"), "inside\noutside");
    assert_eq!(devices[1].draft.get("place_text"), "訪問先");
    assert_eq!(devices[1].draft.get("networks"), "carrier");
    assert_eq!(items(&plan, Kind::Account).len(), 3);
}

#[test]
fn three_thousand_rows_are_planned_quickly() {
    let base = utf8_rows();
    let rows: Vec<Row> = (0..3000)
        .map(|n| {
            let mut row = base[n % base.len()].clone();
            row[0] = format!("{}{}", row[0], n / 2);
            row[place("login")] = format!("user{}@example.jp", n / 2);
            row[place("number")] = format!("D-{n}");
            row
        })
        .collect();
    let bytes = xlsx(&with_headings(&HEADINGS, &rows));
    let began = std::time::Instant::now();
    let book = read_book("a.xlsx", &bytes).unwrap();
    let read = began.elapsed();
    let choices = propose(&book);
    let proposed = began.elapsed();
    let plan = plan(&book, &choices, &Facts::new(today()), &|_| true).unwrap();
    println!("3,000 rows: read {read:?}, proposed {proposed:?}, planned {:?}", began.elapsed());
    assert_eq!(items(&plan, Kind::Device).len(), 3000);
}
