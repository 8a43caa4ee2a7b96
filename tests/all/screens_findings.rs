//! What the rules across ledgers find, told as stories.

use daichoban::base::{Kind, RecordId};
use daichoban::desk::Route;
use daichoban::findings::{self, RULES, Urgency};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::clinic::record::{ByodPolicy, Clinic};
use daichoban::ledgers::device::record::{DeviceKind, Place};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::role::record::{Role, RoleKind};
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::{System, SystemKind, YesNo};
use daichoban::vault::VaultError;

use crate::support::clinic::{Ledger, add, backed_up, complete, day, device, empty, person, sakura, today};

fn found(vault: &Ledger, rule: &str) -> Vec<(String, String)> {
    assert!(RULES.iter().any(|known| known.id == rule), "{rule} is a rule");
    let facts = Facts::load(&vault.reader()).unwrap();
    let all = findings::all(&facts, today());
    let these = all.into_iter().filter(|found| found.rule.id == rule).flat_map(|found| found.findings);
    these.map(|finding| (finding.about, finding.what)).collect()
}

fn pair(about: &str, what: &str) -> (String, String) {
    (about.to_owned(), what.to_owned())
}

#[test]
fn a_complete_ledger_is_calm() {
    let facts = Facts::load(&complete().reader()).unwrap();
    let all = findings::all(&facts, today());
    // What an inspector may ask to see besides is told by what there is to show, not as something to put right.
    let wrong = all.iter().filter(|found| found.rule.urgency != Urgency::ToShow);
    let titles: Vec<&str> = wrong.map(|found| found.rule.title).collect();
    assert_eq!(titles, [""; 0]);
}

#[test]
fn backups_that_are_old_few_or_all_on_this_pc_are_told() {
    let mut vault = sakura();
    let old = |vault: &Ledger| found(vault, "backup-old");
    assert_eq!(old(&vault), [pair("控え", "まだ1つもありません。パソコンが壊れると、台帳を失います")]);
    backed_up(&mut vault, "C:/控え");
    assert!(old(&vault).is_empty());
    assert_eq!(found(&vault, "backup-few"), [pair("控え", "今は1つです。台帳を閉じるたびに増えます")]);
    assert_eq!(found(&vault, "backup-offline"), [pair("控え", "2つ目の場所（USBメモリー）を決めてください")]);
    vault.transact::<_, VaultError>(|tx| tx.set("backup.second", "E:/控え")).unwrap();
    let what = "USBメモリーの控えがまだありません。差し込んで控えを作ってください";
    assert_eq!(found(&vault, "backup-offline"), [pair("控え", what)]);
    backed_up(&mut vault, "C:/控え");
    backed_up(&mut vault, "E:/控え");
    assert!(found(&vault, "backup-few").is_empty() && found(&vault, "backup-offline").is_empty());
    let later = findings::all(&Facts::load(&vault.reader()).unwrap(), today().plus_days(40));
    let titles: Vec<&str> = later.iter().map(|found| found.rule.id).filter(|id| id.starts_with("backup")).collect();
    assert_eq!(titles, ["backup-offline"], "nothing new was recorded since, but the stick is to come out once a month");
}

#[test]
fn a_leaver_with_an_id_is_found_from_the_day_after() {
    let mut vault = empty();
    let network = add(&mut vault, &System::named("MCS", SystemKind::CareNetwork));
    for (name, until) in [("佐藤 一", "R8.11.19"), ("鈴木 二", "R8.11.20")] {
        let leaver = Staff {
            ended_on: Some(day(until)),
            end_reason: "退職".to_owned(),
            ..person(name, "サトウ", "看護部", "看護師")
        };
        let id = add(&mut vault, &leaver);
        add(&mut vault, &Account::issued(id.into(), network.into(), "a@example.jp"));
    }
    let what = "令和8年11月19日に利用終了、MCSのIDが停止・削除されていません";
    assert_eq!(found(&vault, "leaver-account"), [pair("佐藤 一", what)]);
}

#[test]
fn a_password_is_old_on_the_day_after_two_months() {
    let mut vault = empty();
    let network = add(&mut vault, &System::named("MCS", SystemKind::CareNetwork));
    let records = add(&mut vault, &System::named("電子カルテ", SystemKind::Records));
    let id = add(&mut vault, &person("佐藤 一", "サトウ ハジメ", "看護部", "看護師"));
    let account = |system: RecordId, changed: Option<&str>| Account {
        password_changed_on: changed.map(day),
        ..Account::issued(id.into(), system.into(), "a@example.jp")
    };
    add(&mut vault, &account(network, Some("R8.9.20")));
    add(&mut vault, &account(records, Some("R5.4.1")));
    assert_eq!(
        found(&vault, "password-age"),
        [],
        "on the day itself it is still in time; other systems follow other rules"
    );
    add(&mut vault, &account(network, Some("R8.9.19")));
    add(&mut vault, &account(network, None));
    let mut whats: Vec<String> = found(&vault, "password-age").into_iter().map(|(_, what)| what).collect();
    whats.sort();
    // Of several IDs in one network each is told apart.
    let by = "（2か月ごとの変更（連携ネットワーク）　京あんしんネット 1-1(3)ほか）";
    let told = ["のパスワードを変えた日が未記録", "の最後の変更が令和8年9月19日"];
    let told = told.map(|told| format!("MCS a@example.jp{told}{by}"));
    assert_eq!(whats, told);
}

#[test]
fn somebody_is_responsible_at_any_time() {
    let mut vault = empty();
    assert_eq!(found(&vault, "no-responsible"), [], "an empty ledger is not blamed");
    let id = add(&mut vault, &person("佐藤 一", "サトウ ハジメ", "看護部", "看護師"));
    assert_eq!(found(&vault, "no-responsible").len(), 1);
    let role = |from: &str, until: Option<&str>| Role {
        role: RoleKind::Responsible,
        staff: id.into(),
        from_on: Some(day(from)),
        until_on: until.map(day),
        mail: String::new(),
        granted_by: String::new(),
        reason: String::new(),
        note: String::new(),
    };
    add(&mut vault, &role("R6.4.1", Some("R8.11.19")));
    assert_eq!(found(&vault, "no-responsible").len(), 1, "yesterday's does not count");
    add(&mut vault, &role("R8.11.20", None));
    assert_eq!(found(&vault, "no-responsible"), []);
}

#[test]
fn devices_are_asked_for_what_the_ledger_needs() {
    let mut vault = empty();
    let mut phone = device("TEL-01", DeviceKind::Phone, "iPhone", &[]);
    phone.lock = Some(YesNo::No);
    phone.antivirus = None;
    phone.places = vec![Place::Outside];
    phone.place_text = String::new();
    phone.os_support_ends_on = Some(day("R8.11.19"));
    add(&mut vault, &phone);
    let mut usb = device("USB-01", DeviceKind::Usb, "USBメモリ", &[]);
    (usb.lock, usb.antivirus, usb.unused_apps) = (None, None, None);
    add(&mut vault, &usb);
    assert_eq!(found(&vault, "device-weak"), [pair("TEL-01 iPhone", "起動時パスワードが「無」または「未対応」")]);
    assert_eq!(found(&vault, "device-fields"), [pair("TEL-01 iPhone", "ウイルス対策ソフトが未記入")]);
    assert_eq!(found(&vault, "device-outside").len(), 1);
    assert_eq!(found(&vault, "device-os"), [pair("TEL-01 iPhone", "iPadOS 26（令和8年11月19日にサポート終了）")]);
}

#[test]
fn people_are_asked_for_papers_and_fields() {
    let vault = sakura();
    let names = |rule: &str| found(&vault, rule).into_iter().map(|(about, _)| about).collect::<Vec<_>>();
    assert_eq!(names("staff-pledge"), ["葛\u{E0100}西 亮", "森 一"]);
    assert_eq!(names("staff-lesson"), ["葛\u{E0100}西 亮", "𠮷田 翔太", "森 一"]);
    assert_eq!(names("staff-policy"), ["森 一"]);
    assert_eq!(names("staff-id"), ["森 一"]);
    let fields = found(&vault, "staff-fields");
    assert!(fields.contains(&pair("森 一", "フリガナ・所属・職種・利用開始日が未記入")), "{fields:?}");
    assert_eq!(names("granted-reason"), ["髙橋 美咲"]);
}

#[test]
fn the_clinic_is_asked_for_what_sheets_need() {
    let mut vault = empty();
    assert_eq!(found(&vault, "clinic-fields"), [pair("施設", "施設名などを登録してください")]);
    let clinic = Clinic { name: "さくら内科".to_owned(), byod: Some(ByodPolicy::Forbidden), ..Clinic::default() };
    let id = add(&mut vault, &clinic);
    let what = "医療機関コード・事業所番号・所在地・電話番号が未記入";
    assert_eq!(found(&vault, "clinic-fields"), [pair("さくら内科", what)]);
    let facts = Facts::load(&vault.reader()).unwrap();
    let route = findings::all(&facts, today()).into_iter().find(|found| found.rule.id == "clinic-fields").unwrap();
    assert_eq!(route.findings[0].route, Route::Edit(Kind::Clinic, id));
}

#[test]
fn every_rule_names_its_source_once() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        let is_row = ["S0", "B-", "C-"].iter().any(|start| rule.source.starts_with(start));
        assert!(is_row && rule.source.contains('-'), "{} cites {}", rule.id, rule.source);
    }
}
