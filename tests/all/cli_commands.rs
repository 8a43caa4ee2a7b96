//! The command line through the real program: results, JSON, exit codes, and what it says when called wrongly.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use daichoban::base::{Clock, Moment};
use daichoban::demo;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, Key, Place, Profile, Secret, Vault};
use serde_json::Value;

pub(crate) struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Said {
    run_with(folder, arguments, "")
}

pub fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_daichoban"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_DATA_HOME", folder.join("profile"))
        .env("DAICHOBAN_NOW", now().rfc3339())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it: that is fine.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

/// The moment the command line works at: the tests' own, or the PC's where the program does not let itself be told.
pub(crate) fn now() -> Moment {
    if cfg!(debug_assertions) { crate::support::desk::now() } else { Clock::of_this_pc().now() }
}

/// The sample clinic, made once; each test works on a copy.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<PathBuf> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let said = run(&folder, &["demo", "mihon"]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains(demo::PASSPHRASE) && said.out.contains("mict-ledger.pdf"), "{}", said.out);
        assert!(said.out.contains("画面がないため、窓は開きません"));
        folder
    })
}

pub(crate) fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ledger")).unwrap();
    for entry in std::fs::read_dir(sample().join("mihon/ledger")).unwrap().flatten() {
        std::fs::copy(entry.path(), folder.path().join("ledger").join(entry.file_name())).unwrap();
    }
    std::fs::write(folder.path().join("pw"), format!("{}\r\n", demo::PASSPHRASE)).unwrap();
    folder
}

pub fn json(said: &Said) -> Value {
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn wrong_use_is_told_in_japanese_and_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, said) in [
        (&["nonsense"][..], "「nonsense」という操作はありません"),
        (&["list"], "台帳のフォルダーを指定してください"),
        (&["list", "x"], "一覧にする種類を指定してください"),
        (&["list", "x", "people"], "「people」という種類はありません"),
        (&["list", "x", "staff", "--as-of", "そのうち"], "日付として読めません"),
        (&["list", "x", "staff", "--csv"], "--csv を使えません"),
        (&["list", "x", "staff", "extra"], "「extra」は余分です"),
        (&["list", "x", "staff", "--nonsense"], "「--nonsense」という指定はありません"),
        (&["list", "x", "staff", "--search"], "の後に値を書いてください"),
        (&["print", "x", "nonsense"], "「nonsense」という帳票はありません"),
        (&["print", "x", "staff-card"], "利用者1件分の帳票です"),
        (&["print", "x", "mict-ledger", "--name", "山田"], "--id と --name を指定できません"),
        (&["print", "x", "staff-card", "--name", "a", "--id", "b"], "どちらか1つだけ"),
        (&["checklists", "x", "y"], "「y」は余分です"),
        (&["checklists", "--csv"], "--csv を使えません"),
        (&["import", "x"], "ExcelかCSVのファイルを指定してください"),
        (&["export", "x"], "書き出すファイルの名前を指定してください"),
        (&["new", "x", "--operator", "山田"], "--clinic で指定してください"),
        (&["check", "x", "--passphrase-stdin", "--passphrase-file", "y"], "どちらか1つだけ"),
    ] {
        let got = run(folder.path(), arguments);
        assert_eq!(got.code, 2, "{arguments:?}: {}", got.err);
        assert!(got.err.contains(said), "{arguments:?}: {}", got.err);
        assert!(got.err.contains("Z-001") && got.out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn version_help_and_sheets_need_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let version = run(folder.path(), &["--version"]);
    assert_eq!((version.code, version.out), (0, format!("台帳番 {}\n", env!("CARGO_PKG_VERSION"))));
    let help = run(folder.path(), &["--help"]).out;
    for word in ["demo", "new", "import", "list", "sheets", "print", "export", "check", "log", "window", "--as-of"] {
        assert!(help.contains(word), "{word}");
    }
    let sheets = json(&run(folder.path(), &["sheets", "--json"]));
    let names: Vec<&str> = sheets.as_array().unwrap().iter().map(|sheet| sheet["name"].as_str().unwrap()).collect();
    let known = [
        "mict-ledger",
        "staff-card",
        "device-ledger",
        "asset-ledger",
        "wipe-record",
        "role-list",
        "system-list",
        "policy-list",
        "vendor-list",
        "remote-list",
        "disclosure-list",
        "vendor-sheet-blank",
        "vendor-sheet",
        "joining-check",
        "leaving-check",
        "change-notice",
        "pledge",
        "pledge-list",
        "farewell",
        "self-check",
        "self-check-blank",
        "self-check-state",
        "training-record",
        "training-history",
        "incident-report",
        "loss-report",
        "incident-timeline",
        "incident-ledger",
        "leak-report",
        "leak-notice",
        "checklist-institution",
        "checklist-pharmacy",
        "checklist-blank",
        "checklist-round",
        "checklist-years",
        "checklist-changes",
        "todo",
        "remedy-list",
        "takeout-ledger",
        "takeout-request",
        "takeout-blank",
        "operation-log",
        "ready",
        "findings",
        "document-list",
        "rules-matrix",
        "contact-chart",
        "emergency-sheet",
        "contact-list",
        "backup-plan-list",
        "log-review-list",
    ];
    assert_eq!(names, known);
    assert!(run(folder.path(), &["sheets"]).out.contains("MICT台帳"));
}

#[test]
fn the_editions_of_the_checklists_are_listed_with_what_came_after_them() {
    let folder = tempfile::tempdir().unwrap();
    let editions = json(&run(folder.path(), &["checklists", "--json"]));
    let of = |family: &str, edition: &str| -> Value {
        let all = editions.as_array().unwrap();
        all.iter().find(|one| one["family"] == family && one["edition"] == edition).unwrap().clone()
    };
    let r7 = of("mhlw-cyber", "r7");
    assert_eq!((&r7["items"], &r7["from"], &r7["until"]), (&18.into(), &"2025-05".into(), &"2026-06".into()));
    assert_eq!((&r7["has_opening"], &r7["deadline"]), (&false.into(), &"2026-03-31".into()));
    assert_eq!((&r7["source"]["issuer"], &r7["source"]["dated"]), (&"厚生労働省".into(), &"2025-05".into()));
    assert!(r7["next"].as_str().unwrap().contains("令和8年度版"), "{r7}");
    assert_eq!(r7["hash"].as_str().map(str::len), Some(64));
    let r6 = of("mhlw-cyber", "r6");
    assert_eq!((&r6["items"], &r6["has_opening"]), (&15.into(), &true.into()));
    assert_eq!(of("mhlw-6-9", "g5")["deadline"], Value::Null);
    assert!(run(folder.path(), &["--help"]).out.contains("daichoban checklists [台帳] [--json]"));
    let said = run(folder.path(), &["checklists"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for words in [
        "mhlw-cyber/r7  サイバーセキュリティ対策チェックリスト（令和7年度）\n  項目    18\n",
        "期間    令和7年5月から令和8年6月まで（目標日は令和8年3月31日まで）",
        "項目    15と初めの問い",
        "出典    厚生労働省",
        "その後  令和8年度版（2026年6月）が出ています。設問を確かめられていないため、台帳番には入っていません。",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

#[test]
fn a_missing_ledger_and_a_wrong_passphrase_end_with_1_and_their_codes() {
    let folder = copy();
    let missing = run_with(folder.path(), &["check", "nowhere", "--passphrase-stdin"], "x\n");
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("今は見つかりません") && missing.err.contains("V-410"), "{}", missing.err);
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = run_with(folder.path(), &["check", "empty", "--passphrase-stdin"], "x\n");
    assert!(empty.code == 1 && empty.err.contains("V-301"), "a folder without a ledger: {}", empty.err);
    let wrong = run_with(folder.path(), &["check", "ledger", "--passphrase-stdin"], "ちがう合言葉\n");
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("合言葉が違います") && wrong.err.contains("V-101"), "{}", wrong.err);
    let asked = run(folder.path(), &["check", "ledger"]);
    assert_eq!(asked.code, 2);
    assert!(asked.err.contains("--passphrase-stdin"), "{}", asked.err);
    let empty = run_with(folder.path(), &["check", "ledger", "--passphrase-stdin"], "");
    assert!(empty.code == 2 && empty.err.contains("合言葉が空です"), "{}", empty.err);
}

#[test]
fn a_list_is_searched_as_in_the_window_and_speaks_json() {
    let folder = copy();
    let pass = ["--passphrase-file", "pw"];
    let list = |more: &[&str]| run(folder.path(), &[&["list", "ledger"], more, &pass].concat());
    let found = json(&list(&["staff", "--search", "高橋", "--json"]));
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["name"], "髙橋 美咲");
    assert_eq!(found[0]["kana"], "タカハシ ミサキ");
    assert!(found[0]["id"].as_str().unwrap().len() == 36 && found[0]["version"] == 1);
    assert_eq!(json(&list(&["staff", "--search", "ﾀｶﾊｼ ﾐｻｷ", "--json"])), found);
    let accounts = json(&list(&["account", "--search", "髙橋", "--json"]));
    assert!(accounts.as_array().unwrap().iter().all(|account| account["staff_name"] == "髙橋 美咲"), "{accounts}");
    let early = now().day().plus_months(-20).iso();
    let before = json(&list(&["staff", "--search", "葛城", "--as-of", &early, "--json"]));
    assert_eq!(before[0]["name"], "葛\u{E0100}城 さくら");
    for kind in [
        "clinic",
        "role",
        "system",
        "device",
        "attendance",
        "policy-read",
        "pledge",
        "self-check",
        "remedy",
        "training",
    ] {
        let all = json(&list(&[kind, "--json"]));
        assert!(all.as_array().unwrap().iter().all(|record| record["id"].is_string()), "{kind}");
        let said = list(&[kind]);
        assert!(said.code == 0 && said.out.contains('件'), "{kind}");
    }
}

#[test]
fn a_sheet_becomes_a_pdf_and_its_printing_is_in_the_log() {
    let folder = copy();
    let pass = ["--passphrase-file", "pw"];
    let with = |more: &[&str]| run(folder.path(), &[more, &pass].concat());
    let said = with(&["print", "ledger", "staff-card", "--name", "高橋美咲", "-o", "card.pdf"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("「利用者個票　髙橋 美咲」"), "{}", said.out);
    let pdf = std::fs::read(folder.path().join("card.pdf")).unwrap();
    assert!(daichoban::paper::extract_text(&pdf).unwrap().concat().contains("髙橋"));
    assert_eq!(with(&["print", "ledger", "mict-ledger"]).code, 0);
    let default = format!("MICT台帳 {}.pdf", now().day().iso());
    assert!(folder.path().join(default).is_file());
    let nobody = with(&["print", "ledger", "staff-card", "--name", "だれか"]);
    assert!(nobody.code == 1 && nobody.err.contains("Z-031"), "{}", nobody.err);
    let many = with(&["print", "ledger", "staff-card", "--name", "田"]);
    assert!(many.code == 1 && many.err.contains("Z-032"), "{}", many.err);
    // A training is found by its name; one of a name with several is told with the day.
    let held = with(&["print", "ledger", "training-record", "--name", "施設管理者研修", "-o", "held.pdf"]);
    assert!(held.code == 0 && held.out.contains("「研修記録　施設管理者研修」"), "{}{}", held.out, held.err);
    let pdf = std::fs::read(folder.path().join("held.pdf")).unwrap();
    assert!(daichoban::paper::extract_text(&pdf).unwrap().concat().contains("出席した人"));
    let several = with(&["print", "ledger", "training-record", "--name", "利用講習会"]);
    assert!(several.code == 1 && several.err.contains("当てはまる研修が3件あります"), "{}", several.err);
    let third = several.err.lines().find(|line| line.contains("3年目")).unwrap();
    let option = third.split_once("  ").unwrap().1;
    let said = with(&["print", "ledger", "training-record", "--name", option, "-o", "third.pdf"]);
    assert!(said.code == 0 && said.out.contains("3年目"), "{}{}", said.out, said.err);
    let no_such = with(&["print", "ledger", "training-record", "--name", "だれか"]);
    assert!(no_such.code == 1 && no_such.err.contains("という研修は見つかりません"), "{}", no_such.err);
    let unwritable = with(&["print", "ledger", "mict-ledger", "-o", "no-such-folder/x.pdf"]);
    assert!(unwritable.code == 1 && unwritable.err.contains("Z-012"), "{}", unwritable.err);
    let log = with(&["log", "ledger", "--csv"]).out;
    assert!(log.starts_with("\u{FEFF}記録番号,ユーザーID,氏名,時刻,カテゴリ,操作情報,記録ID\r\n"));
    assert!(log.contains("\"印刷\",\"「利用者個票」"), "{log}");
    let lines = json(&with(&["log", "ledger", "--json"]));
    assert!(lines.as_array().unwrap().iter().any(|line| line["category"] == "台帳の作成"));
}

#[test]
fn a_sound_ledger_is_said_to_be_sound_and_a_damaged_one_is_not() {
    let folder = copy();
    let sound = run(folder.path(), &["check", "ledger", "--passphrase-file", "pw"]);
    assert!(sound.code == 0 && sound.out.contains("異常はありません"), "{}{}", sound.out, sound.err);
    let ledger = std::fs::read_dir(folder.path().join("ledger"))
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().ends_with(".db"))
        .unwrap()
        .path();
    let mut bytes = std::fs::read(&ledger).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&ledger, bytes).unwrap();
    let damaged = run(folder.path(), &["check", "ledger", "--passphrase-file", "pw"]);
    assert_eq!(damaged.code, 1, "{}{}", damaged.out, damaged.err);
    assert!(!damaged.err.is_empty());
}

#[test]
fn a_new_ledger_comes_with_its_recovery_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let new = ["new", "ledger", "--clinic", "甲クリニック", "--operator", "山田 花子", "--recovery-sheet", "r.pdf"];
    let short = run_with(folder.path(), &[&new[..], &["--passphrase-stdin"]].concat(), "みじかい\n");
    assert!(short.code == 1 && short.err.contains("V-104"), "{}", short.err);
    assert!(!folder.path().join("r.pdf").exists());
    let passphrase = "じゅうさんもじいじょうの合言葉\n";
    let made = run_with(folder.path(), &[&new[..], &["--passphrase-stdin"]].concat(), passphrase);
    assert_eq!(made.code, 0, "{}", made.err);
    let sheet = daichoban::paper::extract_text(&std::fs::read(folder.path().join("r.pdf")).unwrap()).unwrap().concat();
    assert!(sheet.contains("復旧シート") && sheet.contains("甲クリニック"), "{sheet}");
    let roles = run_with(folder.path(), &["list", "ledger", "role", "--json", "--passphrase-stdin"], passphrase);
    assert_eq!(json(&roles)[0]["staff_name"], "山田 花子");
    let again = run_with(
        folder.path(),
        &["new", "ledger", "--clinic", "乙", "--operator", "乙", "--recovery-sheet", "q.pdf", "--passphrase-stdin"],
        passphrase,
    );
    assert!(again.code == 1 && again.err.contains("V-407"), "{}", again.err);
}

#[test]
fn backups_are_made_listed_tried_out_and_brought_back() {
    let folder = copy();
    let pass = ["--passphrase-file", "pw"];
    let with = |more: &[&str]| run(folder.path(), &[more, &pass].concat());
    let made = with(&["backup", "ledger", "usb"]);
    assert!(made.code == 0 && made.out.contains("開いて確かめました"), "{}", made.err);
    let listed = json(&with(&["backups", "ledger", "usb", "--json"]));
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["is_sound"]), (1, &serde_json::json!(true)));
    let path = listed[0]["path"].as_str().unwrap();
    let drilled = with(&["drill", path]);
    assert!(drilled.code == 0 && drilled.out.contains("異常はありません"), "{}{}", drilled.out, drilled.err);
    let back = run(folder.path(), &["restore", path, "back"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let full = run(folder.path(), &["restore", path, "back"]);
    assert!(full.code == 1 && full.err.contains("V-604"), "{}", full.err);
    let (before, after) = (with(&["list", "ledger", "staff", "--json"]), with(&["list", "back", "staff", "--json"]));
    assert_eq!(json(&before), json(&after));
    assert!(after.err.contains("の控えから戻した台帳です"), "{}", after.err);
    assert!(with(&["check", "back"]).code == 0);
    let usual = with(&["backup", "ledger"]);
    assert!(usual.code == 0 && folder.path().join("ledgerの控え").is_dir(), "{}", usual.err);
    let none = run(folder.path(), &["drill", "pw", "--passphrase-file", "pw"]);
    assert!(none.code == 1 && none.err.contains("V-601"), "{}", none.err);
    assert_eq!(run(folder.path(), &["restore", path]).code, 2);
}

#[test]
fn operators_come_and_go_and_an_inspector_reads_and_nothing_else() {
    let folder = copy();
    let pass = ["--passphrase-file", "pw"];
    let with = |more: &[&str]| run(folder.path(), &[more, &pass].concat());
    let added = with(&["operator", "add", "ledger", "保健所 一郎", "--role", "viewer"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let first = added.out.lines().find_map(|line| line.strip_prefix("はじめの合言葉 ")).unwrap().to_owned();
    let listed = json(&with(&["operator", "list", "ledger", "--json"]));
    assert_eq!((&listed[1]["role"], &listed[1]["must_change"]), (&"viewer".into(), &true.into()));
    std::fs::write(folder.path().join("first"), &first).unwrap();
    let his =
        |more: &[&str]| run(folder.path(), &[more, &["--as", "保健所 一郎", "--passphrase-file", "first"]].concat());
    let early = his(&["list", "ledger", "staff"]);
    assert!(early.code == 1 && early.err.contains("Z-071"), "an own passphrase comes first: {}", early.err);
    let place = Place::new(&folder.path().join("ledger"), Profile::none());
    let secret = Secret::from(first.as_str());
    let key = Key::Passphrase { operator: "保健所 一郎", secret: &secret };
    let mut vault = Vault::unlock(&place, &key, INDEXER, now()).unwrap();
    let own = "検査に来た人が自分で決めた合言葉";
    vault.set_passphrase("保健所 一郎", &Secret::from(own), Kdf::Least, now()).unwrap();
    drop(vault);
    std::fs::write(folder.path().join("first"), own).unwrap();
    assert_eq!(his(&["list", "ledger", "staff"]).code, 0);
    for refused in [
        &["print", "ledger", "mict-ledger", "-o", "x.pdf"][..],
        &["export", "ledger", "x.xlsx"],
        &["log", "ledger", "--csv"],
        &["backup", "ledger", "usb"],
        &["operator", "list", "ledger"],
        &["rotate", "ledger"],
    ] {
        let got = his(refused);
        assert!(got.code == 1 && got.err.contains("D-101"), "{refused:?}: {}", got.err);
    }
    assert!(!folder.path().join("x.pdf").exists() && !folder.path().join("x.xlsx").exists());
    assert_eq!(with(&["operator", "role", "ledger", "保健所 一郎", "--role", "clerk"]).code, 0);
    assert_eq!(his(&["print", "ledger", "mict-ledger", "-o", "x.pdf"]).code, 0);
    let gone = with(&["operator", "disable", "ledger", "保健所 一郎", "--reason", "検査が終わった"]);
    assert!(gone.code == 0 && gone.out.contains("鍵を作り直しました"), "{}", gone.err);
    assert_eq!(his(&["list", "ledger", "staff"]).code, 1);
    assert_eq!(with(&["check", "ledger"]).code, 0);
    assert!(with(&["log", "ledger", "--csv"]).out.contains("検査が終わった"));
    for wrong in [&["operator", "fly", "ledger"][..], &["operator", "add", "ledger", "甲"], &["operator", "list"]] {
        assert_eq!(with(wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn a_usb_key_is_made_and_then_asked_for() {
    let folder = copy();
    std::fs::create_dir(folder.path().join("stick")).unwrap();
    let with = |more: &[&str]| run(folder.path(), &[more, &["--passphrase-file", "pw"]].concat());
    let made = with(&["usb-key", "ledger", "stick"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let file = std::fs::read_dir(folder.path().join("stick")).unwrap().next().unwrap().unwrap().path();
    let file = file.to_str().unwrap();
    let alone = with(&["list", "ledger", "staff"]);
    assert!(alone.code == 1 && alone.err.contains("V-105"), "{}", alone.err);
    assert_eq!(with(&["list", "ledger", "staff", "--usb-key", file]).code, 0);
    assert_eq!(with(&["backup", "ledger", "usb", "--usb-key", file]).code, 0);
    let backup = std::fs::read_dir(folder.path().join("usb")).unwrap().next().unwrap().unwrap().path();
    let backup = backup.to_str().unwrap();
    assert!(with(&["drill", backup]).err.contains("V-105"));
    assert_eq!(with(&["drill", backup, "--usb-key", file]).code, 0);
    let other = with(&["list", "ledger", "staff", "--usb-key", "pw"]);
    assert!(other.code == 1 && other.err.contains("V-107"), "{}", other.err);
}

#[test]
fn a_script_that_names_no_sheet_is_shown_the_digits_once() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = "じゅうさんもじいじょうの合言葉\n";
    let new = ["new", "ledger", "--clinic", "甲クリニック", "--operator", "山田 花子", "--passphrase-stdin"];
    let made = run_with(folder.path(), &new, passphrase);
    assert_eq!(made.code, 0, "{}", made.err);
    let is_group = |word: &&str| word.len() == 6 && word.parse::<u32>().is_ok_and(|value| value % 11 == 0);
    assert_eq!(made.out.split_whitespace().filter(is_group).count(), 8, "{}", made.out);
    assert!(made.out.contains("まだ終わっていません"), "the window asks for the check: {}", made.out);
    let digits: Vec<&str> = made.out.split_whitespace().filter(is_group).collect();
    std::fs::write(folder.path().join("digits"), digits.join(" ")).unwrap();
    std::fs::write(folder.path().join("slip"), digits.join(" ").replacen(digits[2], "123457", 1)).unwrap();
    let new = "忘れたので決め直した長い合言葉\n";
    let recover =
        |file| run_with(folder.path(), &["recover", "ledger", "--recovery-file", file, "--passphrase-stdin"], new);
    let slip = recover("slip");
    assert!(slip.code == 1 && slip.err.contains("第3組"), "{}", slip.err);
    let done = recover("digits");
    assert!(done.code == 0 && done.out.contains("使った復旧シートは無効です"), "{}", done.err);
    assert_eq!(recover("digits").code, 1, "the used digits open nothing any more");
    // Every key file is lost: the new sheet's record and digits open what is left.
    let digits: Vec<&str> = done.out.split_whitespace().filter(is_group).take(8).collect();
    std::fs::write(folder.path().join("digits"), digits.join(" ")).unwrap();
    let is_line = |line: &&str| line.split_whitespace().filter(|word| word.len() == 5).count() == 4;
    let record: Vec<&str> = done.out.lines().filter(is_line).collect();
    assert_eq!(record.len(), 12, "{}", done.out);
    std::fs::write(folder.path().join("record"), record.join("\n")).unwrap();
    std::fs::write(folder.path().join("short"), record[..11].join("\n")).unwrap();
    for name in ["vault.keys", "vault.keys.2"] {
        std::fs::remove_file(folder.path().join("ledger").join(name)).unwrap();
    }
    let with = |file| {
        let args = ["recover", "ledger", "--record", file, "--recovery-file", "digits", "--passphrase-stdin"];
        run_with(folder.path(), &args, "三つ目に決め直した長い合言葉\n")
    };
    let short = with("short");
    assert!(short.code == 1 && short.err.contains("12行のうち11行"), "{}", short.err);
    assert_eq!(with("record").code, 0, "{}", with("record").err);
    let new = "三つ目に決め直した長い合言葉\n";
    let check = |passphrase| run_with(folder.path(), &["check", "ledger", "--passphrase-stdin"], passphrase).code;
    assert_eq!((check(new), check("じゅうさんもじいじょうの合言葉\n")), (0, 1));
}

#[test]
fn the_sample_is_made_anew_but_never_over_somebody_elses_files() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    std::fs::write(folder.path().join("own/letter.txt"), "大事な手紙").unwrap();
    let refused = run(folder.path(), &["demo", "own"]);
    assert!(refused.code == 1 && refused.err.contains("Z-042"), "{}", refused.err);
    assert_eq!(std::fs::read_dir(folder.path().join("own")).unwrap().count(), 1);
    for _ in 0..2 {
        let made = run(folder.path(), &["demo", "mihon", "--no-window"]);
        assert_eq!(made.code, 0, "{}", made.err);
    }
    for file in ["ledger/vault.keys", "pdf/mict-ledger.pdf", "README.txt"] {
        assert!(folder.path().join("mihon").join(file).is_file(), "{file}");
    }
    assert!(!folder.path().join("mihon/making").exists());
    // Somebody keeps a clinic in it: another passphrase, and it is not made anew.
    let keys = folder.path().join("mihon/ledger");
    std::fs::remove_dir_all(&keys).unwrap();
    let own = "じゅうさんもじいじょうの合言葉\n";
    let new = ["new", "mihon/ledger", "--clinic", "甲クリニック", "--operator", "山田 花子", "--passphrase-stdin"];
    assert_eq!(run_with(folder.path(), &new, own).code, 0);
    let before = std::fs::read(keys.join("vault.keys")).unwrap();
    let refused = run(folder.path(), &["demo", "mihon", "--no-window"]);
    assert!(refused.code == 1 && refused.err.contains("Z-043"), "{}", refused.err);
    assert_eq!(std::fs::read(keys.join("vault.keys")).unwrap(), before);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = copy();
    let mut child = Command::new(env!("CARGO_BIN_EXE_daichoban"))
        .args(["log", "ledger", "--passphrase-file", "pw"])
        .current_dir(folder.path())
        .env("XDG_DATA_HOME", folder.path().join("profile"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_book_written_out_is_taken_over_by_a_new_ledger_and_then_brings_nothing_new() {
    let folder = copy();
    let pass = ["--passphrase-file", "pw"];
    let with = |more: &[&str]| run(folder.path(), &[more, &pass].concat());
    let written = with(&["export", "ledger", "copy.xlsx"]);
    assert!(written.code == 0 && written.out.contains("copy.xlsx"), "{}", written.err);
    assert!(with(&["log", "ledger", "--csv"]).out.contains("\"書き出し\""));
    let new = ["new", "other", "--clinic", "甲クリニック", "--operator", "甲 乙", "--recovery-sheet", "r.pdf"];
    assert_eq!(with(&new).code, 0);
    let preview = json(&with(&["import", "other", "copy.xlsx", "--dry-run", "--json"]));
    assert!(preview["counts"]["staff"]["new"].as_u64().unwrap() >= 14, "{preview}");
    // A round without its answers would say something else; that it stays behind is told.
    assert!(preview["remarks"].to_string().contains("自己評価の回答は表に入っていません"), "{}", preview["remarks"]);
    assert!(preview["remarks"].to_string().contains("事故の経過記録は表に入っていません"), "{}", preview["remarks"]);
    assert!(preview["counts"].get("incident").is_none(), "{preview}");
    assert_eq!(
        json(&with(&["list", "other", "staff", "--json"])).as_array().unwrap().len(),
        1,
        "a preview writes nothing"
    );
    let taken = with(&["import", "other", "copy.xlsx"]);
    assert!(taken.code == 0 && taken.out.contains("取り込みました"), "{}{}", taken.out, taken.err);
    let names = |ledger: &str| {
        let all = json(&with(&["list", ledger, "staff", "--json"]));
        let mut names: Vec<String> =
            all.as_array().unwrap().iter().map(|staff| staff["name"].as_str().unwrap().to_owned()).collect();
        names.retain(|name| name != "甲 乙");
        names
    };
    assert_eq!(names("other"), names("ledger"));
    // The attendances of the trainings in the book are linked, none is doubled.
    let lessons = |ledger: &str| {
        let all = json(&with(&["list", ledger, "attendance", "--json"]));
        let all = all.as_array().unwrap();
        (all.len(), all.iter().filter(|lesson| lesson["training"].is_string()).count())
    };
    assert!(lessons("ledger").1 > 20);
    assert_eq!(lessons("other"), lessons("ledger"));
    let again = json(&with(&["import", "other", "copy.xlsx", "--dry-run", "--json"]));
    for kind in ["staff", "attendance", "training"] {
        assert_eq!(again["counts"][kind]["new"], 0, "{again}");
        assert_eq!(again["counts"][kind]["changed"], 0, "{again}");
    }
    let wrong = with(&["import", "ledger", "pw"]);
    assert!(wrong.code == 1 && wrong.err.contains("Z-053"), "{}{}", wrong.out, wrong.err);
    let missing = with(&["import", "ledger", "no.xlsx"]);
    assert!(missing.code == 1 && missing.err.contains("Z-011"), "{}", missing.err);
}
