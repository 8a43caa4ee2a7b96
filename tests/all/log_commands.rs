//! The operation record on the command line: printed, written out for a checker of its own, a page found again.

use daichoban::vault::sha256_hex;
use serde_json::Value;

use crate::cli_commands::{Said, copy, now, run};

fn with(folder: &tempfile::TempDir, more: &[&str]) -> Said {
    run(folder.path(), &[more, &["--passphrase-file", "pw"]].concat())
}

/// The line in the foot of a PDF: number of the entry and its hash.
fn foot(folder: &tempfile::TempDir, pdf: &str) -> (u64, String) {
    let bytes = std::fs::read(folder.path().join(pdf)).unwrap();
    let text = daichoban::paper::extract_text(&bytes).unwrap().concat();
    let line = text.lines().find_map(|line| line.split_once("記録番号 ")).unwrap().1;
    let mut words = line.split_whitespace();
    let seq = words.next().unwrap().parse().unwrap();
    // What stands beside it on the page may touch its last group.
    let group = |word: &str| word.chars().take(4).collect::<String>();
    (seq, words.take(5).map(group).collect::<Vec<_>>().join(" "))
}

#[test]
fn wrong_use_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let hash = "9f86d081884c7d659a2f";
    for (arguments, said) in [
        (&["verify-print"][..], "台帳のフォルダーを指定してください"),
        (&["verify-print", "x"], "照合文字を入力してください"),
        (&["verify-print", "x", "9f86"], "20文字です"),
        (&["verify-print", "x", hash, "z"], "20文字です"),
        (&["verify-print", "x", hash, "--json"], "--json を使えません"),
        (&["print", "x", "operation-log", "--as-of", "R8.11.1"], "--from と --until で指定してください"),
        (&["print", "x", "operation-log", "--from", "R8.11.2", "--until", "R8.11.1"], "後になっています"),
        (&["print", "x", "operation-log", "--from", "いつか"], "日付として読めません"),
        (&["print", "x", "mict-ledger", "--from", "R8.11.2"], "--as-of で指定してください"),
        (&["log", "x", "--jsonl", "a", "--csv"], "どれか1つだけ"),
        (&["log", "x", "--jsonl"], "の後に値を書いてください"),
        (&["check", "x", "--jsonl", "a"], "--jsonl を使えません"),
    ] {
        let got = run(folder.path(), arguments);
        assert!(got.code == 2 && got.err.contains(said) && got.out.is_empty(), "{arguments:?}: {}", got.err);
    }
}

#[test]
fn a_printed_page_is_found_again_by_its_foot() {
    let folder = copy();
    let printed = with(&folder, &["print", "ledger", "mict-ledger", "-o", "a.pdf"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    let (seq, hash) = foot(&folder, "a.pdf");
    let found = with(&folder, &["verify-print", "ledger", &hash]);
    assert_eq!(found.code, 0, "{}", found.err);
    for words in [
        "この台帳から印刷されたものです",
        "さんが印刷した「MICT台帳」",
        &format!("記録番号{seq}　"),
        &format!("ページです（記録番号{}）", seq + 1),
        "「MICT台帳」",
        "今日の記録です",
    ] {
        assert!(found.out.contains(words), "{words}: {}", found.out);
    }
    let groups: Vec<&str> = hash.split(' ').collect();
    let spread = with(&folder, &[&["verify-print", "ledger"], groups.as_slice()].concat());
    assert!(spread.code == 0 && spread.out.contains("「MICT台帳」"), "{}", spread.err);
    let wide = format!("記録番号　{seq}　{}", hash.to_uppercase().replace('0', "０"));
    assert_eq!(with(&folder, &["verify-print", "ledger", &wide]).code, 0);
    let other = with(&folder, &["verify-print", "ledger", &format!("{} {hash}", seq + 1)]);
    assert!(other.code == 1 && other.err.contains("S-012"), "{}", other.err);
    let none = with(&folder, &["verify-print", "ledger", "0000 0000 0000 0000 0000"]);
    assert!(none.code == 1 && none.err.contains("S-011") && none.out.is_empty(), "{}", none.err);
    let foreign = format!("daichoban:00000000:{seq}:{}", hash.replace(' ', ""));
    let foreign = with(&folder, &["verify-print", "ledger", &foreign]);
    assert!(foreign.code == 1 && foreign.err.contains("S-013"), "{}", foreign.err);
}

#[test]
fn the_record_of_a_period_becomes_a_pdf() {
    let folder = copy();
    let today = now().day();
    let from = today.plus_months(-2).iso();
    let said = with(&folder, &["print", "ledger", "operation-log", "--from", &from, "-o", "log.pdf"]);
    assert!(said.code == 0 && said.out.contains("「操作記録」"), "{}{}", said.out, said.err);
    let pdf = std::fs::read(folder.path().join("log.pdf")).unwrap();
    let text = daichoban::paper::extract_text(&pdf).unwrap().concat();
    for word in ["ユーザーID", "氏名", "時刻", "カテゴリ", "操作情報", "印刷", "1 / "] {
        assert!(text.contains(word), "{word}");
    }
    let log = with(&folder, &["log", "ledger", "--csv"]).out;
    let noted = format!("「操作記録」（{}から{}まで）", today.plus_months(-2).wareki(), today.wareki());
    assert!(log.contains(&noted), "{noted}");
}

fn bytes(hex: &Value) -> Vec<u8> {
    let text = hex.as_str().unwrap();
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// One column of an entry as its hash takes it in.
fn column(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    let length = bytes.map_or(u32::MAX, |bytes| u32::try_from(bytes.len()).unwrap());
    out.extend(length.to_le_bytes());
    out.extend(bytes.unwrap_or_default());
}

#[test]
fn the_written_out_record_is_enough_to_check_every_hash_with_other_tools() {
    let folder = copy();
    let said = with(&folder, &["log", "ledger", "--jsonl", "log.jsonl"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let text = std::fs::read_to_string(folder.path().join("log.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let vault = bytes(&lines[0]["vault"]);
    assert_eq!(vault.len(), 16);
    let mut prev = sha256_hex(&[b"daichoban/1/audit".as_slice(), &vault].concat());
    for (number, entry) in lines.iter().enumerate().skip(1) {
        assert_eq!(entry["seq"], number);
        let text = |key: &str| entry[key].as_str().map(str::as_bytes);
        let decimal = |key: &str| entry[key].as_i64().map(|n| n.to_string().into_bytes());
        let body = (!entry["body_hex"].is_null()).then(|| bytes(&entry["body_hex"]));
        let mut content = bytes(&entry["salt_hex"]);
        column(&mut content, text("at"));
        column(&mut content, decimal("mono").as_deref());
        column(&mut content, text("operator"));
        column(&mut content, text("enterer"));
        for key in ["act", "kind", "record"] {
            column(&mut content, text(key));
        }
        column(&mut content, decimal("version").as_deref());
        column(&mut content, decimal("batch").as_deref());
        column(&mut content, text("detail"));
        column(&mut content, body.as_deref());
        let ph = sha256_hex(&content);
        assert_eq!(entry["ph_hex"], ph.as_str(), "entry {number}");
        let seq = u64::try_from(number).unwrap().to_le_bytes();
        let prev_bytes = bytes(&Value::from(prev));
        prev = sha256_hex(&[prev_bytes.as_slice(), &seq, &bytes(&Value::from(ph))].concat());
        assert_eq!(entry["h_hex"], prev.as_str(), "entry {number}");
    }
    let last = lines.last().unwrap();
    assert!(last["act"] == "exported" && said.out.contains(&prev[..4]), "{last}");
    let unwritable = with(&folder, &["log", "ledger", "--jsonl", "no-such-folder/x"]);
    assert!(unwritable.code == 1 && unwritable.err.contains("Z-012"), "{}", unwritable.err);
}
