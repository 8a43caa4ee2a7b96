//! `todo` and `assess`: what is to be done, and what the ledger says of each item of a checklist.

use daichoban::base::{Clock, Day};
use daichoban::demo;
use daichoban::desk::{Desk, Screen};
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Key, Place, Profile, Secret, Vault};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::cli_commands::{copy, json, now, run, run_with};
use crate::support::picture::harness;

#[test]
fn what_is_to_be_done_is_listed_by_day_and_for_programs() {
    let folder = copy();
    let open = |more: &[&str]| {
        let arguments = [&["todo", "ledger", "--passphrase-stdin"], more].concat();
        run_with(folder.path(), &arguments, demo::PASSPHRASE)
    };
    let text = open(&[]).out;
    assert!(text.contains("自己点検") && text.contains("期限を過ぎた") && text.contains("対応事項"), "{text}");
    let rows = json(&open(&["--json"]));
    let rows = rows.as_array().unwrap();
    for key in ["due_on", "kind", "about", "what", "state"] {
        assert!(rows.iter().all(|row| row.get(key).is_some()), "{key}");
    }
    let days: Vec<&str> = rows.iter().filter_map(|row| row["due_on"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    for kind in ["self-check", "remedy", "password", "unconfirmed", "pledge", "leaver-account", "joining", "leaving"] {
        assert!(rows.iter().any(|row| row["kind"] == kind), "{kind}");
    }
    for (state, has_day) in [("missing", false), ("waiting", false), ("overdue", true), ("today", true), ("soon", true)]
    {
        let mut rows = rows.iter().filter(|row| row["state"] == state).peekable();
        assert!(rows.peek().is_some() && rows.all(|row| row["due_on"].is_string() == has_day), "{state}");
    }
}

#[test]
fn the_list_on_the_command_line_is_the_one_on_home() {
    let folder = copy();
    let said = run(folder.path(), &["todo", "ledger", "--passphrase-file", "pw"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let mut told: Vec<&str> = said.out.lines().skip(1).collect();
    let n_told = told.pop().unwrap();
    let told: Vec<String> = told
        .into_iter()
        .map(|line| {
            let mut cells: Vec<String> =
                line.split("  ").map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
            cells[0] = Day::read(&cells[0]).map_or_else(|_| cells[0].clone(), Day::short);
            cells.join(" ")
        })
        .collect();
    assert_eq!(n_told, format!("{}件", told.len()));
    let secret = Secret::from(demo::PASSPHRASE);
    let key = Key::Passphrase { operator: demo::OPERATOR, secret: &secret };
    let place = Place::new(&folder.path().join("ledger"), Profile::none());
    let clock = Clock::fixed(now());
    let vault = Vault::unlock(&place, &key, INDEXER, clock.now()).unwrap();
    let today = clock.today();
    let mut home = daichoban::overview::home();
    home.reload(&vault.reader(), today).unwrap();
    let draw = move |ui: &mut egui::Ui, home: &mut Box<dyn Screen>| {
        home.ui(ui, &mut Desk::new(clock, demo::OPERATOR, false, &mut Vec::new()));
    };
    let mut window = harness(1280.0, 4_000.0).build_ui_state(draw, home);
    window.run();
    window.get_by_label(&format!("ほか{}件を表示", told.len() - 8)).click();
    window.run();
    let links = window.query_all_by(|node| node.role() == Role::Link);
    let labels = links.filter_map(|node| node.accesskit_node().label());
    // The reports that are owed stand in a card of their own above.
    let shown: Vec<String> = labels.filter(|label| !label.contains("確報　")).take(told.len()).collect();
    assert_eq!(shown, told);
}

#[test]
fn what_the_ledger_says_of_each_item_is_told_with_its_verdict() {
    let folder = copy();
    let open = |more: &[&str]| {
        let arguments = [&["assess", "ledger", "--passphrase-stdin"], more].concat();
        run_with(folder.path(), &arguments, demo::PASSPHRASE)
    };
    let text = open(&["--edition", "mhlw-cyber/r7", "--facts"]);
    assert_eq!(text.code, 0, "{}", text.err);
    for words in ["2-⑤", "食い違う  利用を終えた人のID", "裏づける  ", "わからない  ", "目標日 "]
    {
        assert!(text.out.contains(words), "{words}: {}", text.out);
    }
    let told = json(&open(&["--edition", "mhlw-cyber/r7", "--facts", "--json"]));
    let items = told["items"].as_array().unwrap();
    assert_eq!(items.len(), 18);
    let known = items.iter().filter(|item| item["verdict"] != "silent");
    assert!(known.count() >= 14, "{items:?}");
    for item in items {
        let facts = item["facts"].as_array().unwrap();
        let verdicts: Vec<&str> = facts.iter().map(|fact| fact["verdict"].as_str().unwrap()).collect();
        let expected = ["contradicts", "supports"].into_iter().find(|verdict| verdicts.contains(verdict));
        assert_eq!(item["verdict"], expected.unwrap_or("silent"), "{item}");
        for fact in facts {
            let is_against = !fact["findings"].as_array().unwrap().is_empty();
            assert_eq!(fact["verdict"] == "contradicts", is_against, "{fact}");
        }
    }
    // Without the word only the answers are told; another name is refused.
    let plain = json(&open(&["--json"]));
    assert!(plain["items"].as_array().unwrap().iter().all(|item| item.get("facts").is_none()));
    let unknown = open(&["--edition", "mhlw-cyber/r99"]);
    assert!(unknown.code == 2 && unknown.err.contains("mhlw-cyber/r99"), "{} {}", unknown.code, unknown.err);
}

#[test]
fn findings_are_listed_by_the_document_they_follow() {
    let folder = copy();
    let open = |more: &[&str]| {
        let arguments = [&["findings", "ledger", "--passphrase-stdin"], more].concat();
        run_with(folder.path(), &arguments, demo::PASSPHRASE)
    };
    let all = json(&open(&["--json"]));
    let all = all.as_array().unwrap();
    let mut n_told = 0;
    for basis in ["mhlw-r7", "mhlw-7.0", "mict", "kyo-anshin", "jahis", "kihon-shishin"] {
        let own = json(&open(&["--json", "--basis", basis]));
        let own = own.as_array().unwrap();
        assert!(own.iter().all(|row| row["basis"] == basis && all.contains(row)), "{basis}");
        n_told += own.len();
    }
    assert!(n_told == all.len() && n_told > 20, "every finding follows one of them: {n_told} of {}", all.len());
    let text = open(&["--basis", "kihon-shishin"]).out;
    assert!(text.contains("利用を終えた人のIDが残っている") && !text.contains("MDS・SDS"), "{text}");
    let unknown = open(&["--basis", "r99"]);
    assert!(unknown.code == 2 && unknown.err.contains("mhlw-r7"), "{} {}", unknown.code, unknown.err);
}
