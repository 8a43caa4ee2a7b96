//! Books as clinics keep them come in whole.

use daichoban::base::Kind;
use daichoban::exchange::{Facts, State};

use super::exchange_support::{
    assert_whole, items, n_written, read_plan, rows_of_csv, rows_of_tsv, taken, today, utf8_rows,
};

#[test]
fn the_xlsx_of_a_clinic_comes_in_whole() {
    let plan = read_plan("mict.xlsx", include_bytes!("../data/mict-daicho-clinic.xlsx"), &Facts::new(today()));
    assert_whole(&plan, &rows_of_tsv(include_str!("../data/mict-daicho-clinic.rows.tsv")));
    let systems: Vec<[&str; 7]> = items(&plan, Kind::System)
        .iter()
        .map(|item| {
            ["name", "kind", "vendor", "vendor_phone", "contract", "contract_note", "patch_duty"]
                .map(|key| item.draft.get(key))
        })
        .collect();
    assert_eq!(
        systems,
        [
            [
                "電子カルテ「カルテ太郎」",
                "records",
                "（株）例示メディカル",
                "03-0000-0001",
                "yes",
                "R6.4.1～R9.3.31",
                "vendor"
            ],
            ["レセコン", "receipt", "例示システム㈱", "0120-000-002", "yes", "", "undecided"],
            ["オンライン資格確認端末", "eligibility", "例示ネットワーク", "03-0000-0003", "yes", "", "vendor"],
            ["Man・Go!", "care-network", "MICT事務局", "0985-00-0004", "no", "", "vendor"],
            ["MCS", "care-network", "MCSサポート", "0120-000-005", "no", "", "vendor"],
        ]
    );
    let clinic = items(&plan, Kind::Clinic);
    assert_eq!(clinic[0].draft.get("name"), "みどり訪問クリニック");
    let roles: Vec<(String, String)> = items(&plan, Kind::Role)
        .iter()
        .map(|item| {
            let holder = plan.items.iter().find(|staff| staff.id.to_string() == item.draft.get("staff")).unwrap();
            (item.draft.get("role").to_owned(), holder.title.clone())
        })
        .collect();
    let role = |role: &str, name: &str| (role.to_owned(), name.to_owned());
    assert_eq!(
        roles,
        [
            role("responsible", "髙橋　一郎"),
            role("facility-admin", "佐々木 ひとみ"),
            role("granted", "山﨑 美咲"),
            role("granted", "渡邉　直樹"),
        ]
    );
    assert_eq!(plan.as_of.map(daichoban::base::Day::iso).as_deref(), Some("2026-11-01"));
    let unread: Vec<String> = plan.unread.iter().map(|unread| format!("{} {}", unread.source, unread.text)).collect();
    assert_eq!(unread, ["MICT利用者!B26 ※公衆無線LANは利用不可"]);
}

#[test]
fn the_utf8_csv_of_a_clinic_comes_in_whole() {
    let plan = read_plan("mict.csv", include_bytes!("../data/mict-daicho-utf8.csv"), &Facts::new(today()));
    assert_whole(&plan, &utf8_rows());
    assert_eq!(plan.unread.len(), 1);
    assert!(plan.unread[0].text == "後日提出" && plan.unread[0].kept_in_note);
}

#[test]
fn the_cp932_csv_of_a_clinic_comes_in_whole() {
    let bytes = include_bytes!("../data/mict-daicho-cp932.csv");
    let (text, _, had_errors) = encoding_rs::SHIFT_JIS.decode(bytes);
    assert!(!had_errors);
    let plan = read_plan("mict.csv", bytes, &Facts::new(today()));
    assert_whole(&plan, &rows_of_csv(&text));
    assert!(plan.unread.is_empty(), "{:?}", plan.unread);
}

#[test]
fn the_same_book_twice_brings_nothing_new() {
    for bytes in [
        &include_bytes!("../data/mict-daicho-clinic.xlsx")[..],
        include_bytes!("../data/mict-daicho-utf8.csv"),
        include_bytes!("../data/mict-daicho-cp932.csv"),
    ] {
        let empty = Facts::new(today());
        let first = read_plan("book", bytes, &empty);
        let ledger = taken(&empty, &first);
        let second = read_plan("book", bytes, &ledger);
        assert_eq!(n_written(&second), 0, "{:#?}", second.items.iter().find(|item| item.is_written()));
        assert!(second.items.iter().all(|item| item.state == State::Same));
    }
}
