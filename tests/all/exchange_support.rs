//! Books for the import tests: rows as a clinic writes them, and an independent reading of what they say.

use std::collections::BTreeMap;

use daichoban::base::{Day, Kind, Moment, Record};
use daichoban::exchange::{Facts, Plan, PlanItem, State, plan, propose, read_book};
use daichoban::ledgers::registry;
use rust_xlsxwriter::{Format, Workbook};

/// The columns of the sample books, in their order.
pub const KEYS: [&str; 19] = [
    "name",
    "kana",
    "department",
    "profession",
    "login",
    "started",
    "kind",
    "model",
    "place",
    "network",
    "lock",
    "antivirus",
    "apps",
    "number",
    "policy",
    "lesson",
    "pledge",
    "system",
    "note",
];
/// The headings of the sample CSV.
pub const HEADINGS: [&str; 19] = [
    "氏名",
    "フリガナ",
    "所属",
    "職種",
    "ID",
    "利用開始日",
    "種類",
    "機種",
    "利用場所",
    "ネットワーク",
    "パスワード",
    "ウイルス対策",
    "不要アプリ",
    "管理番号",
    "ポリシー",
    "講習",
    "誓約書",
    "システム",
    "備考",
];

pub type Row = Vec<String>;

pub fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

/// The moment they take a book over.
pub fn now() -> Moment {
    Moment::in_japan(today(), 9, 0).unwrap()
}

pub fn rows_of_csv(text: &str) -> Vec<Row> {
    let lines = text.trim_start_matches('\u{feff}').lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

pub fn rows_of_tsv(text: &str) -> Vec<Row> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

pub fn utf8_rows() -> Vec<Row> {
    rows_of_csv(include_str!("../data/mict-daicho-utf8.csv"))
}

pub fn read_plan(name: &str, bytes: &[u8], facts: &Facts) -> Plan {
    let book = read_book(name, bytes).unwrap_or_else(|fault| panic!("{name}: {}", fault.happened()));
    let choices = propose(&book);
    assert!(choices.iter().any(|choice| choice.include), "{name}: no table found");
    plan(&book, &choices, facts, &|_| true).unwrap()
}

/// The ledger after a plan was taken as it stands.
pub fn taken(facts: &Facts, plan: &Plan) -> Facts {
    let mut after = Facts::new(facts.today);
    for kind in Kind::ALL {
        for known in facts.all(kind) {
            if !plan.items.iter().any(|item| item.id == known.id && item.is_written()) {
                after.add_known(kind, known.clone());
            }
        }
    }
    for item in plan.items.iter().filter(|item| item.is_written()) {
        let ledger = registry::of(item.kind);
        let body = (ledger.check)(&item.draft, facts.today).unwrap_or_else(|b| panic!("{} {b:?}", item.title));
        after.add_known(
            item.kind,
            daichoban::exchange::Known {
                id: item.id,
                version: item.version.unwrap_or(0) + 1,
                draft: (ledger.draft)(&body).unwrap(),
                title: (ledger.title)(&body).unwrap(),
                is_active: (ledger.index)(&body).unwrap().is_active,
            },
        );
    }
    after
}

pub fn items(plan: &Plan, kind: Kind) -> Vec<&PlanItem> {
    plan.items.iter().filter(|item| item.kind == kind).collect()
}

pub fn n_written(plan: &Plan) -> usize {
    plan.items.iter().filter(|item| item.is_written()).count()
}

/// What a row says, read by plain tables that know nothing of the importer.
fn word(list: &[(&'static str, &[&str])], text: &str) -> &'static str {
    if text.is_empty() {
        return "";
    }
    list.iter().find(|(_, words)| words.contains(&text)).unwrap_or_else(|| panic!("unknown word {text}")).0
}

fn day(text: &str) -> String {
    Day::read(text).map(Day::wareki).unwrap_or_default()
}

fn expected_device(row: &BTreeMap<&str, String>) -> Vec<(&'static str, String)> {
    let kinds: &[(&str, &[&str])] =
        &[("pc", &["PC", "ＰＣ"]), ("tablet", &["タブレット", "ﾀﾌﾞﾚｯﾄ"]), ("phone", &["スマホ", "スマートフォン"])];
    let yes_no: &[(&str, &[&str])] = &[("yes", &["○", "〇", "◯", "有"]), ("no", &["無"])];
    let antivirus: &[(&str, &[&str])] = &[("yes", &["○", "〇", "有"]), ("no", &["無"]), ("not-applicable", &["－"])];
    let apps: &[(&str, &[&str])] =
        &[("checked", &["確認済"]), ("removed", &["削除"]), ("stopped", &["停止"]), ("harmless", &["影響なし確認"])];
    let places: &[(&str, &[&str])] = &[
        ("inside|診察室1", &["施設内（診察室1）"]),
        ("inside|受付", &["施設内（受付）"]),
        ("inside\noutside|訪問先", &["施設内・施設外（訪問先）"]),
        ("outside|職員自宅", &["施設外（職員自宅）"]),
        ("outside|患者宅・車内", &["施設外（患者宅・車内）"]),
    ];
    let networks: &[(&str, &[&str])] = &[
        ("wired|", &["施設内有線LAN"]),
        ("wireless|", &["施設内無線LAN"]),
        ("carrier|docomo", &["キャリア（docomo）"]),
        ("wireless\ncarrier|", &["施設内無線ＬＡＮ・キャリア"]),
    ];
    let (place, place_text) = word(places, &row["place"]).split_once('|').unwrap();
    let (network, network_text) = word(networks, &row["network"]).split_once('|').unwrap();
    vec![
        ("kind", word(kinds, &row["kind"]).to_owned()),
        ("model", row["model"].clone()),
        ("control_number", row["number"].clone()),
        ("lock", word(yes_no, &row["lock"]).to_owned()),
        ("antivirus", word(antivirus, &row["antivirus"]).to_owned()),
        ("unused_apps", word(apps, &row["apps"]).to_owned()),
        ("places", place.to_owned()),
        ("place_text", place_text.to_owned()),
        ("networks", network.to_owned()),
        ("network_text", network_text.to_owned()),
    ]
}

fn half_kana(text: &str) -> String {
    match text {
        "ﾊﾏﾀﾞ ﾕｷｺ" => "ハマダ ユキコ".to_owned(),
        other => other.replace('　', " "),
    }
}

#[allow(clippy::too_many_lines)] // one walk over the rows, each value once
/// Every person, every device, every value of the rows stands in the plan, and nothing else does.
pub fn assert_whole(plan: &Plan, rows: &[Row]) {
    let mut person: Option<&PlanItem> = None;
    let (mut n_people, mut n_accounts, mut n_lessons, mut n_reads, mut n_pledges) = (0, 0, 0, 0, 0);
    let mut seen: Vec<String> = Vec::new();
    let mut private = false;
    let devices = items(plan, Kind::Device);
    let systems = items(plan, Kind::System);
    for row in rows {
        let row: BTreeMap<&str, String> = KEYS.iter().copied().zip(row.iter().cloned()).collect();
        if !row["name"].is_empty() {
            let logins = items(plan, Kind::Account);
            let login = logins.iter().find(|item| item.draft.get("login") == row["login"]);
            let staff_id = login
                .map(|item| item.draft.get("staff").to_owned())
                .unwrap_or_else(|| panic!("no ID {}", row["login"]));
            let staff = *items(plan, Kind::Staff).iter().find(|item| item.id.to_string() == staff_id).unwrap();
            assert_eq!(staff.draft.get("name"), row["name"]);
            assert_eq!(staff.draft.get("kana"), half_kana(&row["kana"]), "{}", row["name"]);
            assert_eq!(staff.draft.get("department"), row["department"]);
            assert_eq!(staff.draft.get("profession"), row["profession"]);
            assert_eq!(staff.draft.get("started_on"), day(&row["started"]), "{}", row["name"]);
            assert!(staff.draft.get("note").contains(&row["note"]), "{} {}", row["name"], staff.draft.get("note"));
            private = row["note"].contains("私物");
            person = Some(staff);
            if !seen.contains(&staff_id) {
                seen.push(staff_id.clone());
                n_people += 1;
                let of = |kind: Kind| -> Vec<&PlanItem> {
                    items(plan, kind).into_iter().filter(|item| item.draft.get("staff") == staff_id).collect()
                };
                let names: &[&str] = match row["system"].as_str() {
                    "Man・Go!" => &["Man・Go!"],
                    "MCS" | "在宅連絡帳（MCS）" => &["MCS"],
                    "両方" | "Man・Go!・MCS" => &["Man・Go!", "MCS"],
                    other => panic!("{other}"),
                };
                let accounts = of(Kind::Account);
                assert_eq!(accounts.len(), names.len(), "{}", row["name"]);
                for name in names {
                    let system = systems.iter().find(|item| item.draft.get("name") == *name).unwrap().id.to_string();
                    assert!(accounts.iter().any(|item| item.draft.get("system") == system));
                }
                n_accounts += names.len();
                let lessons = of(Kind::Attendance);
                let lesson = match row["lesson"].as_str() {
                    "受講" => Some(("course", "")),
                    "ビデオ視聴" => Some(("video", "")),
                    "済（R8.6.14）" => Some(("unstated", "令和8年6月14日")),
                    "未" => None,
                    other => panic!("{other}"),
                };
                assert_eq!(lessons.len(), usize::from(lesson.is_some()), "{}", row["name"]);
                if let Some((kind, on)) = lesson {
                    assert_eq!((lessons[0].draft.get("kind"), lessons[0].draft.get("attended_on")), (kind, on));
                }
                n_lessons += lessons.len();
                let has_read = ["○", "はい", "済"].contains(&row["policy"].as_str());
                assert_eq!(of(Kind::PolicyRead).len(), usize::from(has_read), "{}", row["name"]);
                n_reads += usize::from(has_read);
                let pledges = of(Kind::Pledge);
                assert_eq!(pledges.len(), usize::from(!day(&row["pledge"]).is_empty()), "{}", row["name"]);
                if let [pledge] = pledges.as_slice() {
                    assert_eq!(pledge.draft.get("received_on"), day(&row["pledge"]));
                }
                if row["pledge"] == "後日提出" {
                    assert!(staff.draft.get("note").contains("後日提出"));
                }
                n_pledges += pledges.len();
            }
        }
        let person_id = person.unwrap().id.to_string();
        let expected = expected_device(&row);
        let device = devices.iter().find(|item| item.draft.get("control_number") == row["number"]);
        let device = device.unwrap_or_else(|| panic!("device {} is missing", row["number"]));
        assert_eq!(device.draft.get("users"), person_id, "{}", row["number"]);
        for (key, value) in expected {
            assert_eq!(device.draft.get(key), value, "{} {key}", row["number"]);
        }
        assert_eq!(device.draft.get("owner"), if private { "private" } else { "" }, "{}", row["number"]);
    }
    assert_eq!(items(plan, Kind::Staff).len(), n_people);
    assert_eq!(devices.len(), rows.len());
    assert_eq!(items(plan, Kind::Account).len(), n_accounts);
    assert_eq!(items(plan, Kind::Attendance).len(), n_lessons);
    assert_eq!(items(plan, Kind::PolicyRead).len(), n_reads);
    assert_eq!(items(plan, Kind::Pledge).len(), n_pledges);
    assert!(plan.items.iter().all(|item| !matches!(item.state, State::Conflict(_))));
}

/// A workbook with one sheet of texts.
pub fn xlsx(rows: &[Row]) -> Vec<u8> {
    xlsx_with(rows, |_| {})
}

/// The same, and then whatever is to be added.
pub fn xlsx_with(rows: &[Row], more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (r, row) in (0_u32..).zip(rows) {
        for (c, text) in (0_u16..).zip(row) {
            if !text.is_empty() {
                sheet.write_string(r, c, text).unwrap();
            }
        }
    }
    more(sheet);
    workbook.save_to_buffer().unwrap()
}

pub fn merged_format() -> Format {
    Format::new()
}

pub fn texts(cells: &[&str]) -> Row {
    cells.iter().map(|text| (*text).to_owned()).collect()
}

/// Rows with their headings above.
pub fn with_headings(headings: &[&str], rows: &[Row]) -> Vec<Row> {
    std::iter::once(texts(headings)).chain(rows.iter().cloned()).collect()
}

pub fn joined(rows: &[Row], separator: char) -> String {
    let quoted = |text: &String| {
        if text.contains([separator, '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    let lines: Vec<String> =
        rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string())).collect();
    lines.join("\r\n") + "\r\n"
}

/// A record as the ledger keeps it, from its draft.
pub fn kept<R: Record>(facts: &mut Facts, draft: &daichoban::base::Draft) -> daichoban::base::RecordId {
    let record = R::check(draft, facts.today).unwrap();
    let id = daichoban::base::RecordId::fresh();
    facts.add(&daichoban::base::Kept::<R> { id: id.into(), version: 1, record });
    id
}
