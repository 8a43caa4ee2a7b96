//! The MICT台帳: every item of the network's usage notes is on it, as of any day, and nothing is blank by accident.

use daichoban::base::{Day, Moment, Record};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::attendance::record::Attendance;
use daichoban::ledgers::clinic::record::Clinic;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::pledge::record::Pledge;
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::System;
use daichoban::vault::{Stamp, Vault, VaultError};
use serde_json::{Value, json};

use crate::sheets_support::{empty, page, sample, sample_day, text};

fn day(iso: &str) -> Day {
    Day::read(iso).unwrap()
}

fn noon(iso: &str) -> Moment {
    Moment::in_japan(day(iso), 12, 0).unwrap()
}

fn add<R: Record>(vault: &mut Vault, on: &str, body: Value) -> R::Id {
    let record: R = serde_json::from_value(body).unwrap();
    vault.transact::<_, VaultError>(Stamp::at(noon(on)), |tx| tx.add(&record)).unwrap()
}

/// The text without its line breaks: cells wrap where they must.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A ledger in which each item has a value found nowhere else.
fn marked(vault: &mut Vault) {
    let on = "2026-04-01";
    add::<Clinic>(vault, on, json!({"name": "甲クリニック", "facility": "clinic"}));
    let chief = add::<Staff>(vault, on, json!({"name": "責任 一郎", "kana": "セキニン"}));
    let admin = add::<Staff>(vault, on, json!({"name": "施設 二郎", "kana": "シセツ"}));
    let granted = add::<Staff>(vault, on, json!({"name": "権限 三郎", "kana": "ケンゲン"}));
    let user = json!({
        "name": "利用 四郎", "kana": "リヨウ シロウ", "department": "乙部門", "profession": "丙職種", "started_on": "2026-04-05",
        "note": "丁備考",
    });
    let user = add::<Staff>(vault, on, user);
    add::<Role>(
        vault,
        on,
        json!({"role": "responsible", "staff": chief, "from_on": "2026-04-02", "granted_by": "任命甲"}),
    );
    let role =
        json!({"role": "facility-admin", "staff": admin, "from_on": "2026-04-03", "mail": "shisetsu@mark.example"});
    add::<Role>(vault, on, role);
    let role = json!({
        "role": "granted", "staff": granted, "from_on": "2026-04-04", "until_on": "2027-03-30", "granted_by": "付与乙",
        "reason": "付与の理由丙",
    });
    add::<Role>(vault, on, role);
    let network = |name: &str| json!({"name": name, "kind": "care-network", "network": "MICT"});
    let mango = add::<System>(vault, on, network("Man・Go!"));
    let mcs = add::<System>(vault, on, network("MCS"));
    for system in [mango, mcs] {
        add::<Account>(vault, on, json!({"staff": user, "system": system, "login": "riyou@mark.example"}));
    }
    let phone = json!({
        "kind": "phone", "model": "機種戊", "control_number": "SP-77", "users": [user], "places": ["inside", "outside"],
        "place_text": "場所己", "networks": ["wired", "wireless", "carrier"], "network_text": "回線庚", "lock": "yes",
        "lock_confirmed_on": "2026-04-06", "antivirus": "yes", "antivirus_product": "対策辛",
        "antivirus_confirmed_on": "2026-04-07", "unused_apps": "harmless", "unused_apps_confirmed_on": "2026-04-08",
    });
    add::<Device>(vault, on, phone);
    add::<Device>(vault, on, json!({"kind": "tablet", "model": "機種壬", "control_number": "TB-78", "users": [user]}));
    add::<PolicyRead>(vault, on, json!({"staff": user, "policy": "運用", "edition": "第9版", "read_on": "2026-04-09"}));
    add::<Attendance>(vault, on, json!({"staff": user, "kind": "video", "attended_on": "2026-04-10"}));
    add::<Pledge>(vault, on, json!({"staff": user, "received_on": "2026-04-11"}));
}

#[test]
fn every_item_of_the_usage_notes_is_on_the_mict_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("2026-03-31"));
    marked(&mut vault);
    let text = joined(&text(&page(&vault, "mict-ledger", None, None, day("2026-11-20"))));
    for (item, marks) in [
        ("L0 clinic, day", &["甲クリニック", "令和8年11月20日現在", "印刷令和8年11月20日"][..]),
        ("L1 管理責任者", &["管理責任者", "責任一郎", "R8.4.2", "任命甲"]),
        ("L2 施設管理者", &["施設管理者", "施設二郎", "R8.4.3", "shisetsu@mark.example"]),
        (
            "L3 管理権限を付与した者",
            &["管理権限を付与した者", "権限三郎", "R8.4.4", "R9.3.30", "付与乙", "付与の理由丙"],
        ),
        ("L4.1 氏名", &["利用四郎", "リヨウシロウ"]),
        ("L4.2 所属", &["乙部門"]),
        ("L4.3 職種", &["丙職種"]),
        ("L4.4 MICTのID", &["riyou@mark.example"]),
        ("L4.5 利用開始日", &["R8.4.5"]),
        ("L4.6a 種類", &["スマートフォン", "タブレット"]),
        ("L4.6b 機種", &["機種戊", "SP-77", "機種壬", "TB-78"]),
        ("L4.7 利用場所", &["施設内・施設外", "場所己"]),
        ("L4.8 ネットワーク", &["施設内有線LAN", "施設内無線LAN", "キャリア", "回線庚", "公衆無線LANは使えません"]),
        ("L4.9 起動時パスワード", &["有R8.4.6"]),
        ("L4.10 ウイルス対策ソフト", &["有対策辛R8.4.7"]),
        ("L4.11 業務に使わないアプリ", &["影響なし確認R8.4.8"]),
        ("L4.12 運用ポリシー", &["済R8.4.9第9版"]),
        ("L4.13 講習・ビデオ", &["済R8.4.10ビデオ視聴"]),
        ("L4.14 誓約書", &["R8.4.11"]),
        ("L4.15 利用システム区分", &["Man・Go!MCS"]),
        ("備考", &["丁備考"]),
        ("seals, handling", &["作成", "承認", "取扱注意", "記録番号"]),
    ] {
        for mark in marks {
            assert!(text.contains(mark), "{item}: {mark} is missing in\n{text}");
        }
    }
}

#[test]
fn what_is_missing_is_said_not_left_blank() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("2026-03-31"));
    add::<Staff>(&mut vault, "2026-04-01", json!({"name": "未 太郎"}));
    let plain = text(&page(&vault, "mict-ledger", None, None, day("2026-11-20")));
    assert!(plain.contains("利用端末 未登録"), "{plain}");
    assert!(plain.contains("（フリガナ未記入）"));
    assert!(plain.contains("付与した者はいません"));
    assert!(plain.lines().filter(|line| *line == "未").count() == 3, "{plain}");
    assert!(plain.lines().filter(|line| *line == "未記入").count() >= 6, "{plain}");
}

#[test]
fn an_empty_ledger_gives_every_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let vault = empty(folder.path(), noon("2026-03-31"));
    for kind in daichoban::inspection::sheets().iter().filter(|kind| kind.needs_subject.is_none()) {
        let layout = page(&vault, kind.name, None, None, day("2026-11-20"));
        // What an authority asks is told even where nothing is recorded.
        let is_long = kind.name.starts_with("checklist-") || ["policy-list", "rules-matrix"].contains(&kind.name);
        assert!(layout.pages.len() == 1 || is_long, "{}", kind.name);
        assert!(text(&layout).contains(kind.title));
    }
}

#[test]
fn a_ledger_as_of_an_earlier_day_shows_the_name_before_the_marriage() {
    let (vault, today) = (sample(), sample_day());
    let now = text(&page(&vault, "mict-ledger", None, None, today));
    let before = text(&page(&vault, "mict-ledger", None, Some(day("2025-12-01")), today));
    assert!(now.contains("齋藤 さくら") && !now.contains("葛\u{E0100}城 さくら"));
    assert!(before.contains("葛\u{E0100}城 さくら") && !before.contains("齋藤 さくら"));
    assert!(before.contains("令和7年12月1日 現在"));
    assert!(joined(&before).contains("施設管理者𠮷村健太"), "the facility administrator of that day");
    assert!(joined(&now).contains("施設管理者髙橋美咲"));
}

#[test]
fn somebody_who_left_stands_among_the_ended_with_day_and_reason() {
    let (vault, today) = (sample(), sample_day());
    let now = text(&page(&vault, "mict-ledger", None, None, today));
    let ended = now.split("利用を終了した者（1人）").nth(1).unwrap();
    for mark in ["栁原 真由美", "退職", "R8.6.19", "Man・Go! 削除 R8.6.19"] {
        assert!(joined(ended).contains(&joined(mark)), "{mark}");
    }
    let before = text(&page(&vault, "mict-ledger", None, Some(day("2026-05-01")), today));
    assert!(before.contains("利用者（13人）") && !before.contains("利用を終了した者"));
}

#[test]
fn sixty_people_with_three_devices_each_are_all_there_under_a_repeated_head() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = empty(folder.path(), noon("2026-03-31"));
    let work = vault.transact::<_, VaultError>(Stamp::at(noon("2026-04-01")), |tx| {
        for n in 0..60 {
            let name = format!("勅使河原長宗我部 寿限無之介{n:02}");
            let staff: Staff =
                serde_json::from_value(json!({"name": name, "kana": format!("テシガワラ{n:02}")})).unwrap();
            let id = tx.add(&staff)?;
            for m in 0..3 {
                let body = json!({"kind": "pc", "model": format!("長い名前の機種{n:02}-{m}"), "users": [id]});
                tx.add(&serde_json::from_value::<Device>(body).unwrap())?;
            }
        }
        Ok(())
    });
    work.unwrap();
    let layout = page(&vault, "mict-ledger", None, None, day("2026-11-20"));
    let text = joined(&text(&layout));
    for n in 0..60 {
        for m in 0..3 {
            assert!(text.contains(&format!("機種{n:02}-{m}")), "device {m} of person {n}");
        }
    }
    for (number, page) in layout.pages.iter().enumerate().skip(1) {
        let text = page.text();
        assert!(text.contains("利用端末") && text.contains(&format!("{} / {}", number + 1, layout.pages.len())));
    }
    assert!(layout.missing.is_empty());
    crate::sheets_look::keep("sixty", &layout);
}

#[test]
fn the_recovery_sheet_shows_all_groups_and_where_to_keep_it() {
    let groups: Vec<String> = (1..=8).map(|n| format!("{n}{n}0011")).collect();
    let clinic: Clinic = serde_json::from_value(json!({"name": "甲クリニック", "facility": "clinic"})).unwrap();
    let sheet = daichoban::inspection::recovery_sheet(Some(&clinic), "0123abcd", &groups, None, day("2026-11-20"));
    let layout = daichoban::paper::lay_out(&sheet);
    let text = text(&layout);
    assert_eq!(layout.pages.len(), 1);
    for mark in groups.iter().map(String::as_str).chain(["0123abcd", "令和8年11月20日", "鍵のかかる場所"]) {
        assert!(text.contains(mark), "{mark}");
    }
}

#[test]
fn the_record_stands_on_the_sheet_as_lines_and_as_a_code_and_can_be_printed_alone() {
    let ledger = crate::vault_support::Ledger::with_people(0);
    let record = ledger.open().unwrap().recovery_record().unwrap();
    let groups: Vec<String> = (1..=8).map(|n| format!("{n}{n}0011")).collect();
    let clinic: Clinic = serde_json::from_value(json!({"name": "甲クリニック", "facility": "clinic"})).unwrap();
    let day = day("2026-11-20");
    let sheet = daichoban::inspection::recovery_sheet(Some(&clinic), "0123abcd", &groups, Some(&record), day);
    let alone = daichoban::inspection::recovery_addendum(Some(&clinic), "0123abcd", &record, day);
    for (name, sheet, n_pages) in [("recovery", &sheet, 2), ("recovery-record", &alone, 1)] {
        let layout = daichoban::paper::lay_out(sheet);
        assert!(layout.missing.is_empty());
        assert_eq!(layout.pages.len(), n_pages, "{name}");
        let text = text(&layout);
        for mark in record.lines().iter().map(String::as_str).chain(["秘密ではありません", "作り直すまで使えます"])
        {
            assert!(text.contains(mark), "{name}: {mark}");
        }
        assert_eq!(text.contains(&groups[0]), name == "recovery", "the digits stand on the sheet alone");
        crate::sheets_look::keep(name, &layout);
    }
    if let Ok(look) = std::env::var("DAICHOBAN_LOOK") {
        std::fs::write(std::path::Path::new(&look).join("record.txt"), record.one_line()).unwrap();
    }
}
