//! `deadlines`: each open incident with the days of its 速報 and 確報.

use std::path::Path;

use daichoban::base::{At, Day};
use daichoban::demo;
use daichoban::ledgers::incident::record::{FlowKind, Incident, Sure};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, NewLedger, Place, Profile, Secret, Stamp, Vault};
use serde_json::Value;

use crate::cli_commands::{json, now, run};

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

/// A ledger in which each of these days something became known.
fn ledger(folder: &Path, known: &[(Day, Option<Sure>)]) {
    let place = folder.join("ledger");
    std::fs::create_dir(&place).unwrap();
    let (secret, at) = (Secret::from(demo::PASSPHRASE), now());
    let new = NewLedger { operator: demo::OPERATOR, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
    let (mut vault, _) = Vault::create(&Place::new(&place, Profile::none()), &new).unwrap();
    vault.confirm_recovery(at).unwrap();
    for (serial, (on, improper)) in (1..).zip(known) {
        let mut incident = Incident::begun(FlowKind::DeviceLoss, At::day(*on));
        incident.serial = serial;
        incident.sensitive = improper.map(|_| Sure::Yes);
        incident.improper = *improper;
        vault.transact(Stamp::at(at), |tx| tx.add(&incident)).unwrap();
    }
    vault.lock(at).unwrap();
    std::fs::write(folder.join("pw"), demo::PASSPHRASE).unwrap();
}

fn rows(folder: &Path, as_of: &str) -> Vec<Value> {
    let said = run(folder, &["deadlines", "ledger", "--as-of", as_of, "--json", "--passphrase-file", "pw"]);
    json(&said).as_array().unwrap().clone()
}

#[test]
fn each_open_incident_is_listed_with_its_days() {
    let home = tempfile::tempdir().unwrap();
    let cases = [
        (day(2024, 2, 28), Some(Sure::Yes)),
        (day(2026, 11, 20), Some(Sure::No)),
        (day(2026, 12, 27), None),
        (day(2027, 12, 10), Some(Sure::No)),
    ];
    ledger(home.path(), &cases);
    let all = rows(home.path(), "2099-01-01");
    let days: Vec<[&str; 5]> = all
        .iter()
        .map(|row| {
            let of = |part: &str, key: &str| row[part][key].as_str().unwrap();
            [
                row["known_on"].as_str().unwrap(),
                of("early", "from"),
                of("early", "until"),
                of("final", "day"),
                of("final", "until"),
            ]
        })
        .collect();
    assert_eq!(
        days,
        [
            ["2024-02-28", "2024-03-01", "2024-03-03", "2024-04-27", "2024-04-30"],
            ["2026-11-20", "2026-11-22", "2026-11-24", "2026-12-19", "2026-12-21"],
            ["2026-12-27", "2026-12-29", "2026-12-31", "2027-01-25", "2027-01-25"],
            ["2027-12-10", "2027-12-12", "2027-12-14", "2028-01-08", "2028-01-08"],
        ]
    );
    assert_eq!((&all[0]["final"]["days"], &all[1]["final"]["days"]), (&60.into(), &30.into()));
    assert_eq!((&all[0]["state"], &all[2]["state"]), (&"reportable".into(), &"needs-answer".into()));
    assert_eq!(all[2]["if_improper"]["days"], 60);
    assert_eq!((&all[1]["if_improper"], &all[1]["warnings"]), (&Value::Null, &serde_json::json!([])));
    assert_eq!(all[3]["final"]["missing_year"], 2028);
    assert!(all[3]["warnings"][0].as_str().unwrap().starts_with("令和10年の祝日が台帳番に入っていません"));
}

#[test]
fn the_day_decides_what_is_known_and_how_it_stands() {
    let home = tempfile::tempdir().unwrap();
    ledger(home.path(), &[(day(2026, 11, 20), Some(Sure::No))]);
    let on = |as_of: &str| {
        let rows = rows(home.path(), as_of);
        assert_eq!(rows.len(), 1, "{as_of}");
        let text = |part: &str| rows[0][part]["stage"].as_str().unwrap().to_owned();
        (rows[0]["day"].as_i64().unwrap(), text("early"), text("final"))
    };
    let told = |day: i64, early: &str, last: &str| (day, early.to_owned(), last.to_owned());
    assert_eq!(on("2026-11-20"), told(1, "ahead", "ahead"));
    assert_eq!(on("令和8年11月22日"), told(3, "now", "ahead"));
    assert_eq!(on("R8.11.24"), told(5, "now", "ahead"));
    assert_eq!(on("2026-11-25"), told(6, "over", "ahead"));
    assert_eq!(on("2026-12-21"), told(32, "over", "now"));
    assert_eq!(on("2026-12-22"), told(33, "over", "over"));
    // Before it was known there is nothing to count.
    let said = run(home.path(), &["deadlines", "ledger", "--as-of", "2026-11-19", "--passphrase-file", "pw"]);
    assert_eq!((said.code, said.out.as_str()), (0, "令和8年11月19日の時点で、期限を数えている事故はありません。\n"));
    let help = run(home.path(), &["--help"]).out;
    assert!(help.contains("daichoban deadlines 台帳 [--as-of 日付] [--json]"));
    assert_eq!(run(home.path(), &["deadlines", "ledger", "--as-of", "いつか", "--passphrase-file", "pw"]).code, 2);
    assert_eq!(run(home.path(), &["deadlines", "ledger", "x", "--passphrase-file", "pw"]).code, 2);
}

#[test]
fn the_text_says_the_same_in_words() {
    let home = tempfile::tempdir().unwrap();
    ledger(home.path(), &[(day(2027, 12, 10), None)]);
    let said = run(home.path(), &["deadlines", "ledger", "--as-of", "2099-12-12", "--passphrase-file", "pw"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for words in [
        "R9-01 紛失\n",
        "知った日  令和9年12月10日（金）",
        "判断に要る答えが足りません（要配慮個人情報、財産的被害のおそれ、不正の目的のおそれ、1,000人を超える）",
        "速報      目安は3日目の12月12日（日）から5日目の令和9年12月14日（火）まで",
        "確報      令和10年1月8日（土）まで（30日目。閉庁日（土曜日）のため後ろへ動きますが",
        "注意      令和10年の祝日が台帳番に入っていません",
        "1件（令和81年12月12日 現在）",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let log = run(home.path(), &["log", "ledger", "--passphrase-file", "pw"]);
    assert!(log.out.contains("漏えい等の報告の期限"), "{}", log.out);
}
