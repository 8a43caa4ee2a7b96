//! The sheets of incidents: what is known and what is not yet, the loss told to the network's office, the timeline with
//! its corrections, the year's list without names.

use daichoban::base::{Moment, RecordId};
use daichoban::demo;
use daichoban::desk::SheetOrder;
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::incident::record::{FlowKind, Incident};
use daichoban::paper::{Layout, lay_out, write_pdf};
use daichoban::vault::{Stamp, Vault, VaultError};

use crate::cli_commands::{copy, run};
use crate::sheets_support::{sample, sample_day, text};

fn of(vault: &Vault, flow: FlowKind) -> RecordId {
    let all = vault.reader().list::<Incident>().unwrap();
    all.into_iter().find(|kept| kept.record.flow == flow).unwrap().id.into()
}

fn layout(vault: &Vault, sheet: &'static str, subject: Option<RecordId>, variant: &'static str) -> Layout {
    let printed_at = Moment::in_japan(sample_day(), 17, 30).unwrap();
    let print = PrintContext { printed_at, operator: demo::OPERATOR.to_owned() };
    let order = SheetOrder { subject, variant, ..SheetOrder::today(sheet) };
    let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
    if let Some(folder) = std::env::var_os("DAICHOBAN_PICTURES") {
        let pdf = write_pdf(&layout, &|_, _| daichoban::paper::Going::On).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{}.pdf", layout.title)), pdf).unwrap();
    }
    layout
}

fn said(layout: &Layout) -> String {
    text(layout).chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_first_report_is_whole_with_half_of_it_unknown() {
    let vault = sample();
    let phone = Some(of(&vault, FlowKind::DeviceLoss));
    let first = layout(&vault, "incident-report", phone, "");
    assert!(first.pages.len() <= 2, "{} pages", first.pages.len());
    let words = said(&first);
    for word in
        ["事故報告書（第一報）R8-01", "確認中", "まだわかっていないこと", "令和8年11月18日17:40", "判断", "SP-03"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert!(!words.contains("原因・影響・再発防止"), "nobody asks for it yet");
    let follow = said(&layout(&vault, "incident-report", phone, "follow"));
    assert!(follow.contains("事故報告書（続報）") && follow.contains("原因・影響・再発防止"), "{follow}");
    let fax = Some(of(&vault, FlowKind::Misdirected));
    let last = said(&layout(&vault, "incident-report", fax, ""));
    for word in ["事故報告書（最終）", "誤操作", "番号を二人で確かめてから送る", "終結した日", "確報"]
    {
        assert!(last.contains(word), "{word}: {last}");
    }
    assert!(!last.contains("保護の状態"), "nothing was to be protected on a FAX");
}

#[test]
fn the_office_of_the_network_learns_which_ids_to_suspend() {
    let vault = sample();
    let facts = Facts::load(&vault.reader()).unwrap();
    let id = of(&vault, FlowKind::DeviceLoss);
    let person = facts.incidents.iter().find(|kept| RecordId::from(kept.id) == id).unwrap().record.staff.unwrap();
    let words = said(&layout(&vault, "loss-report", Some(id), ""));
    let network = |login: &str| words.contains(&login.replace(' ', ""));
    let systems = facts.systems.iter().filter(|kept| !kept.record.network.is_empty()).map(|kept| kept.id);
    let systems: Vec<_> = systems.collect();
    let own = facts.accounts.iter().filter(|kept| kept.record.staff == person && systems.contains(&kept.record.system));
    let logins: Vec<&str> = own.map(|kept| kept.record.login.as_str()).filter(|login| !login.is_empty()).collect();
    assert!(!logins.is_empty() && logins.iter().all(|login| network(login)), "{logins:?} {words}");
    for word in ["紛失・盗難届", "これから", "まだ届け出ていません", "止めてください", "製造番号"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[test]
fn the_timeline_on_paper_has_every_line_and_tells_what_was_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let at = Moment::in_japan(sample_day(), 18, 40).unwrap();
    let mut vault = crate::sheets_support::empty(folder.path(), at);
    let line = |no: u32, text: &str, corrects: Option<u32>| {
        serde_json::json!({
            "no": no, "at": "2026-11-20T17:40", "entered_at": at.rfc3339(), "entered_by": "甲", "by": "乙",
            "what": { "sort": "note" }, "text": text, "corrects": corrects,
        })
    };
    let body = serde_json::json!({
        "fiscal_year": 2026, "serial": 1, "flow": "spoken", "sort": "spoken", "known_at": "2026-11-20T17:40",
        "lines": [line(1, "電話した", None), line(2, "出なかった", None), line(3, "二回目で出た", Some(2))],
    });
    let incident: Incident = serde_json::from_value(body).unwrap();
    let id = vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.add(&incident)).unwrap();
    let words = said(&layout(&vault, "incident-timeline", Some(id.into()), ""));
    for word in ["電話した", "【3行目で訂正】出なかった", "【2行目の訂正】二回目で出た", "入力18:40"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
    let report = said(&layout(&vault, "incident-report", Some(id.into()), ""));
    assert!(report.contains("二回目で出た") && !report.contains("出なかった"), "a report tells what stands");
}

#[test]
fn the_years_list_has_no_names_unless_they_are_asked_for() {
    let vault = sample();
    let facts = Facts::load(&vault.reader()).unwrap();
    let masked = said(&layout(&vault, "incident-ledger", None, ""));
    let shown = said(&layout(&vault, "incident-ledger", None, "shown"));
    let names: Vec<String> =
        facts.staff.iter().map(|kept| kept.record.name.split_whitespace().collect::<String>()).collect();
    // The operator who prints it stands in its foot, as on every sheet.
    let operator: String = demo::OPERATOR.split_whitespace().collect();
    let named = |words: &str| names.iter().any(|name| *name != operator && words.contains(name.as_str()));
    assert!(!named(&masked), "{masked}");
    assert!(named(&shown), "{shown}");
    for word in ["事故台帳（令和8年度）", "R8-01", "紛失", "管理ミス", "59.0％", "2012年", "40.3％", "確認中"]
    {
        assert!(masked.contains(word), "{word}: {masked}");
    }
}

#[test]
fn the_command_line_prints_a_report_by_its_number_and_stage() {
    let folder = copy();
    let print = |more: &[&str]| {
        let arguments = [&["print", "ledger", "incident-report", "--passphrase-file", "pw"], more].concat();
        run(folder.path(), &arguments)
    };
    let said = print(&["--id", "R8-01", "--stage", "follow", "-o", "follow.pdf"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("事故報告書（続報）") && folder.path().join("follow.pdf").is_file(), "{}", said.out);
    assert!(print(&["--id", "R8-01", "--stage", "second"]).err.contains("first・follow・last"));
    assert!(print(&["--id", "R8-99"]).err.contains("見つかりません"));
    let ledger = ["print", "ledger", "incident-ledger", "--passphrase-file", "pw", "--names", "shown", "-o", "l.pdf"];
    assert_eq!(run(folder.path(), &ledger).code, 0);
    let wrong = ["print", "ledger", "mict-ledger", "--passphrase-file", "pw", "--stage", "first"];
    assert!(run(folder.path(), &wrong).err.contains("--stage を使えません"));
}
