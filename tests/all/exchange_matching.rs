//! An import finds the people and devices that are in the ledger, and never mistakes one for another.

use daichoban::base::{Draft, Kind};
use daichoban::exchange::{Facts, Plan, State, read_book, write_book};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::System;

use super::exchange_support::{
    HEADINGS, items, joined, kept, n_written, read_plan, taken, texts, today, utf8_rows, with_headings,
};

fn draft(pairs: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::new();
    for (key, text) in pairs {
        draft.set(key, *text);
    }
    draft
}

fn book(headings: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let rows: Vec<_> = rows.iter().map(|row| texts(row)).collect();
    joined(&with_headings(headings, &rows), ',').into_bytes()
}

const PEOPLE: [&str; 6] = ["氏名", "フリガナ", "所属", "ID", "システム", "備考"];

fn staff_states(plan: &Plan) -> Vec<(&str, &State)> {
    items(plan, Kind::Staff).into_iter().map(|item| (item.title.as_str(), &item.state)).collect()
}

/// A ledger with 髙橋 一郎, his ID and his tablet.
fn ledger() -> Facts {
    let mut facts = Facts::new(today());
    let person = kept::<Staff>(
        &mut facts,
        &draft(&[("name", "髙橋 一郎"), ("kana", "タカハシ イチロウ"), ("department", "診療部"), ("note", "週3日")]),
    );
    let system = kept::<System>(&mut facts, &draft(&[("name", "MCS"), ("kind", "care-network")]));
    kept::<Account>(
        &mut facts,
        &draft(&[("staff", &person.to_string()), ("system", &system.to_string()), ("login", "taka@example.jp")]),
    );
    kept::<Device>(
        &mut facts,
        &draft(&[
            ("kind", "tablet"),
            ("model", "iPad（第10世代）"),
            ("users", &person.to_string()),
            ("os", "iPadOS 26"),
            ("control_number", "T-1"),
        ]),
    );
    kept::<Role>(&mut facts, &draft(&[("role", "responsible"), ("staff", &person.to_string())]));
    facts
}

#[test]
fn nothing_in_the_ledger_is_overwritten_with_nothing() {
    let bytes = book(&PEOPLE, &[&["髙橋　一郎", "", "", "taka@example.jp", "MCS", ""]]);
    let plan = read_plan("a.csv", &bytes, &ledger());
    assert_eq!(n_written(&plan), 0, "{:?}", plan.items);
}

#[test]
fn what_differs_is_shown_before_and_after() {
    let bytes =
        book(&PEOPLE, &[&["髙橋　一郎", "タカハシ イチロウ", "地域連携室", "taka@example.jp", "MCS", "産休中"]]);
    let plan = read_plan("a.csv", &bytes, &ledger());
    let item = items(&plan, Kind::Staff)[0];
    let State::Changed(changes) = &item.state else { panic!("{:?}", item.state) };
    assert_eq!(changes.len(), 2);
    assert_eq!(
        (changes[0].label, changes[0].before.as_str(), changes[0].after.as_str()),
        ("所属", "診療部", "地域連携室")
    );
    assert_eq!(item.draft.get("note"), "週3日\n産休中");
    assert_eq!(item.draft.get("name"), "髙橋 一郎");
    assert_eq!(item.version, Some(1));
}

#[test]
fn the_same_name_with_another_mail_is_another_person() {
    let rows: &[&[&str]] = &[
        &["佐藤 花子", "サトウ ハナコ", "看護部", "a@example.jp", "MCS", ""],
        &["佐藤 花子", "サトウ ハナコ", "看護部", "b@example.jp", "MCS", ""],
        &["髙橋 一郎", "タカハシ イチロウ", "", "other@example.jp", "MCS", ""],
    ];
    let plan = read_plan("a.csv", &book(&PEOPLE, rows), &ledger());
    assert_eq!(staff_states(&plan).iter().filter(|(_, state)| **state == State::New).count(), 3);
}

#[test]
fn names_that_only_sound_alike_are_different_people() {
    let rows: &[&[&str]] = &[
        &["斎藤 潔", "サイトウ キヨシ", "医事課", "", "", ""],
        &["齋藤 清", "サイトウ キヨシ", "医事課", "", "", ""],
        &["渡邉 彩", "ワタナベ アヤ", "看護部", "a@example.jp", "MCS", ""],
        &["渡邊 彩", "ワタナベ アヤ", "看護部", "b@example.jp", "MCS", ""],
    ];
    let plan = read_plan("a.csv", &book(&PEOPLE, rows), &Facts::new(today()));
    assert_eq!(items(&plan, Kind::Staff).len(), 4);
}

#[test]
fn one_id_cannot_belong_to_two_people() {
    let rows: &[&[&str]] = &[
        &["髙橋 一郎", "", "", "shared@example.jp", "MCS", ""],
        &["乙川 花子", "", "", "shared@example.jp", "MCS", ""],
        &["丙山 次郎", "", "", "taka@example.jp", "MCS", ""],
    ];
    let plan = read_plan("a.csv", &book(&PEOPLE, rows), &ledger());
    let accounts = items(&plan, Kind::Account);
    assert_eq!(accounts.iter().filter(|item| matches!(item.state, State::Conflict(_))).count(), 2);
    assert!(accounts.iter().filter(|item| matches!(item.state, State::Conflict(_))).all(|item| !item.include));
    assert!(
        staff_states(&plan).iter().any(|(name, state)| *name == "丙山 次郎" && matches!(state, State::Conflict(_)))
    );
}

#[test]
fn a_device_is_found_by_number_or_by_person_and_model() {
    let headings = ["氏名", "ID", "システム", "種類", "機種", "管理番号", "OS"];
    let facts = ledger();
    for number in ["T-1", "Ｔ－１", ""] {
        let bytes =
            book(&headings, &[&["髙橋 一郎", "taka@example.jp", "MCS", "タブレット", "iPad（第10世代）", number, ""]]);
        let plan = read_plan("a.csv", &bytes, &facts);
        assert_eq!(items(&plan, Kind::Device)[0].state, State::Same, "{number} {:?}", items(&plan, Kind::Device)[0]);
    }
    let bytes =
        book(&headings, &[&["髙橋 一郎", "taka@example.jp", "MCS", "タブレット", "iPad（第10世代）", "T-2", ""]]);
    assert_eq!(items(&read_plan("a.csv", &bytes, &facts), Kind::Device)[0].state, State::New);
    let rows: &[&[&str]] = &[
        &["甲野 太郎", "x@example.jp", "MCS", "PC", "dynabook", "P-1", ""],
        &["乙川 花子", "y@example.jp", "MCS", "PC", "dynabook", "P-1", ""],
        &["丙山 次郎", "z@example.jp", "MCS", "PC", "ThinkPad", "P-1", ""],
    ];
    let plan = read_plan("a.csv", &book(&headings, rows), &facts);
    let devices = items(&plan, Kind::Device);
    assert_eq!(devices.len(), 2);
    assert_eq!(devices[0].draft.lines("users").count(), 2, "a shared PC has two users");
    assert!(matches!(devices[1].state, State::Conflict(_)));
}

#[test]
fn there_is_only_one_responsible_person() {
    let mut rows = vec![texts(&["管理責任者", "乙川 花子"]), texts(&[])];
    rows.extend(with_headings(&PEOPLE, &[texts(&["乙川 花子", "", "", "z@example.jp", "MCS", ""])]));
    let plan = read_plan("a.csv", joined(&rows, ',').as_bytes(), &ledger());
    let role = items(&plan, Kind::Role)[0];
    assert!(matches!(&role.state, State::Conflict(why) if why.contains("髙橋")), "{:?}", role.state);
    assert!(!role.include);
}

#[test]
fn an_id_without_a_system_is_kept() {
    let plan = read_plan(
        "a.csv",
        &book(&["氏名", "所属", "ID"], &[&["甲野 太郎", "看護部", "a@example.jp"]]),
        &Facts::new(today()),
    );
    assert_eq!(items(&plan, Kind::Account).len(), 0);
    assert!(items(&plan, Kind::Staff)[0].draft.get("note").contains("a@example.jp"));
    assert!(plan.unread.iter().any(|unread| unread.text == "a@example.jp" && unread.kept_in_note));
}

#[test]
fn an_export_imported_again_says_all_the_same() {
    let empty = Facts::new(today());
    let mut facts = taken(&empty, &read_plan("a.xlsx", include_bytes!("../data/mict-daicho-clinic.xlsx"), &empty));
    // Two people of the same name and a retired person do not disturb it.
    for (login, ended) in [("x1@example.jp", ""), ("x2@example.jp", ""), ("x3@example.jp", "R8.3.31")] {
        let id = kept::<Staff>(
            &mut facts,
            &draft(&[
                ("name", "同姓 同名"),
                ("kana", "ドウセイ ドウメイ"),
                ("ended_on", ended),
                ("end_reason", if ended.is_empty() { "" } else { "退職" }),
                ("note", "=1+1\n@A1 -2"),
            ]),
        );
        let system = facts.all(Kind::System)[4].id.to_string();
        kept::<Account>(&mut facts, &draft(&[("staff", &id.to_string()), ("system", &system), ("login", login)]));
        kept::<Device>(
            &mut facts,
            &draft(&[
                ("kind", "pc"),
                ("model", "同じ機種"),
                ("users", &id.to_string()),
                ("control_number", "0123"),
                ("lock", "yes"),
                ("antivirus", "yes"),
                ("antivirus_product", "ESET"),
                ("places", "inside\noutside"),
                ("place_text", "A棟（2階）、訪問先"),
                ("patch_confirmed_on", "R8.11.1"),
            ]),
        );
    }
    let bytes = write_book(&facts).unwrap();
    let book = read_book("export.xlsx", &bytes).unwrap();
    assert!(book.sheets.len() >= 10);
    let plan = read_plan("export.xlsx", &bytes, &facts);
    let differing: Vec<_> = plan.items.iter().filter(|item| item.state != State::Same).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    let unread: Vec<_> = plan.unread.iter().filter(|unread| unread.kept_in_note).collect();
    assert!(unread.is_empty(), "{unread:#?}");
    for kind in Kind::ALL {
        assert_eq!(items(&plan, kind).len(), facts.all(kind).len(), "{kind:?}");
    }
}

#[test]
fn an_export_into_an_empty_ledger_brings_everything_back() {
    let empty = Facts::new(today());
    let facts = taken(&empty, &read_plan("a.xlsx", include_bytes!("../data/mict-daicho-clinic.xlsx"), &empty));
    let plan = read_plan("export.xlsx", &write_book(&facts).unwrap(), &empty);
    let again = taken(&empty, &plan);
    for kind in Kind::ALL {
        assert_eq!(again.all(kind).len(), facts.all(kind).len(), "{kind:?}");
    }
}

#[test]
fn rare_characters_of_names_stay_as_they_are() {
    let rows = utf8_rows();
    let plan = read_plan("a.csv", joined(&with_headings(&HEADINGS, &rows), ',').as_bytes(), &Facts::new(today()));
    let names: Vec<&str> = items(&plan, Kind::Staff).iter().map(|item| item.draft.get("name")).collect();
    for name in
        ["𠮷田　健", "葛\u{E0100}城 翔", "辻\u{E0100}　真理", "𡈽屋 実", "神﨑 𣘺子", "Nguyễn Thị Hoa", "髙橋　一郎"]
    {
        assert!(names.contains(&name), "{name}");
    }
    let cp932 = "氏名,所属,ID\r\n髙﨑 纊①,№㈱㌢,t@example.jp\r\n彅 靍,昻嵓,u@example.jp\r\n";
    let (bytes, _, had_errors) = encoding_rs::SHIFT_JIS.encode(cp932);
    assert!(!had_errors);
    let plan = read_plan("a.csv", &bytes, &Facts::new(today()));
    let people: Vec<[&str; 2]> =
        items(&plan, Kind::Staff).iter().map(|item| [item.draft.get("name"), item.draft.get("department")]).collect();
    assert_eq!(people, [["髙﨑 纊①", "№㈱㌢"], ["彅 靍", "昻嵓"]]);
}
