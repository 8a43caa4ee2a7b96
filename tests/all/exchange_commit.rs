//! An import is one step of the journal: all of it is written, or nothing, and it goes back as one.

use daichoban::base::{Clock, Day, Kind, Progress, RecordId};
use daichoban::desk::{Command, Done, Refusal};
use daichoban::exchange::{Facts, ImportReport, State, UndoImport, take_over, write_book};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::{Act, LogFilter, Place, Profile, Scope, Stamp, Vault};
use tempfile::TempDir;

use super::exchange_support::{now, read_plan, today};
use super::vault_smoke::{found, moment};

const SAMPLE: &[u8] = include_bytes!("../data/mict-daicho-clinic.xlsx");

pub fn ledger() -> (TempDir, Vault) {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(&dir.path().join("台帳"), Profile::at(&dir.path().join("profile")));
    let vault = found(&place, moment("R8.11.20", 9));
    (dir, vault)
}

pub fn facts(vault: &Vault) -> Facts {
    Facts::read(&vault.reader(), today()).unwrap()
}

fn run(vault: &mut Vault, command: impl Command + 'static) -> Result<Done, Refusal> {
    vault.transact(Stamp::at(now()), |tx| Box::new(command).run(tx, today()))
}

#[test]
fn a_book_is_taken_over_once_and_goes_back_as_one_step() {
    let (_dir, mut vault) = ledger();
    let plan = read_plan("台帳.xlsx", SAMPLE, &facts(&vault));
    let taken = take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    assert_eq!(vault.reader().count(Kind::Staff, Scope::All).unwrap(), 14);
    assert_eq!(vault.reader().count(Kind::Device, Scope::All).unwrap(), 19);
    assert_eq!(vault.reader().count(Kind::Account, Scope::All).unwrap(), 19);
    assert_eq!(vault.reader().list::<Role>().unwrap().len(), 4);
    let (n_new, n_changed) = taken.report.n_written();
    assert_eq!((n_new, n_changed), (plan.items.len(), 0));
    let imports = LogFilter { acts: vec![Act::Import], ..LogFilter::default() };
    assert_eq!(vault.reader().log(&imports).unwrap().len(), 1);

    let again = read_plan("台帳.xlsx", SAMPLE, &facts(&vault));
    assert!(again.is_empty() && again.items.iter().all(|item| item.state == State::Same));
    assert!(take_over(&mut vault, &again, Clock::fixed(now()), &Progress::new()).is_err());

    run(&mut vault, UndoImport { batch: taken.batch }).unwrap();
    for kind in Kind::ALL {
        assert_eq!(vault.reader().count(kind, Scope::All).unwrap(), 0, "{kind:?}");
    }
    assert!(run(&mut vault, UndoImport { batch: taken.batch }).is_err(), "it goes back only once");
}

#[test]
fn an_undo_brings_the_former_values_back() {
    let (_dir, mut vault) = ledger();
    let first = "氏名,所属,ID,システム,種類,機種,管理番号\n甲野 太郎,看護部,a@example.jp,MCS,PC,dynabook,P-1\n";
    let second = "氏名,所属,ID,システム,種類,機種,管理番号\n甲野 太郎,医事課,a@example.jp,MCS,PC,dynabook,P-1\n乙川 花子,看護部,b@example.jp,MCS,,,\n";
    let plan = read_plan("a.csv", first.as_bytes(), &facts(&vault));
    take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let plan = read_plan("b.csv", second.as_bytes(), &facts(&vault));
    let taken = take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    assert_eq!(taken.report.n_written(), (2, 1));
    let departments = |vault: &Vault| -> Vec<String> {
        vault.reader().list::<Staff>().unwrap().into_iter().map(|kept| kept.record.department).collect()
    };
    assert!(departments(&vault).contains(&"医事課".to_owned()));
    run(&mut vault, UndoImport { batch: taken.batch }).unwrap();
    assert_eq!(departments(&vault), ["看護部"]);
    assert_eq!(vault.reader().list::<Account>().unwrap().len(), 1);
}

#[test]
fn what_is_left_out_leaves_nothing_dangling() {
    let (_dir, mut vault) = ledger();
    let mut plan = read_plan("台帳.xlsx", SAMPLE, &facts(&vault));
    let at = plan.items.iter().position(|item| item.kind == Kind::Staff && item.title.starts_with("山﨑")).unwrap();
    let left: RecordId = plan.items[at].id;
    plan.items[at].include = false;
    take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    assert_eq!(vault.reader().list::<Staff>().unwrap().len(), 13);
    assert_eq!(vault.reader().list::<Device>().unwrap().len(), 17);
    assert!(vault.reader().list::<Account>().unwrap().iter().all(|kept| RecordId::from(kept.record.staff) != left));
    assert_eq!(vault.reader().list::<Role>().unwrap().len(), 3);
}

#[test]
fn a_ledger_changed_meanwhile_or_a_stop_writes_nothing() {
    let (_dir, mut vault) = ledger();
    let plan =
        read_plan("a.csv", "氏名,所属,ID,システム\n甲野 太郎,看護部,a@example.jp,MCS\n".as_bytes(), &facts(&vault));
    take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let plan =
        read_plan("b.csv", "氏名,所属,ID,システム\n甲野 太郎,医事課,a@example.jp,MCS\n".as_bytes(), &facts(&vault));
    let kept = vault.reader().list::<Staff>().unwrap().remove(0);
    let corrected = Staff { note: "先に変えた".to_owned(), ..kept.record };
    vault
        .transact::<_, daichoban::vault::VaultError>(Stamp::at(now()), |tx| tx.correct(kept.id, &corrected, None))
        .unwrap();
    let problem = take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap_err();
    assert_eq!(problem.code, "X-21");
    let progress = Progress::new();
    progress.cancel();
    let plan = read_plan("台帳.xlsx", SAMPLE, &facts(&vault));
    assert!(take_over(&mut vault, &plan, Clock::fixed(now()), &progress).unwrap_err().is_cancelled());
    assert_eq!(vault.reader().list::<Staff>().unwrap().len(), 1);
    assert_eq!(vault.reader().list::<Staff>().unwrap()[0].record.department, "看護部");
}

#[test]
fn the_report_says_everything_in_json_and_on_paper() {
    let (_dir, mut vault) = ledger();
    let plan = read_plan("台帳.csv", include_bytes!("../data/mict-daicho-utf8.csv"), &facts(&vault));
    let preview = ImportReport::preview(&plan);
    assert_eq!(preview.n_written(), (0, 0));
    let taken = take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&taken.report.json()).unwrap();
    assert_eq!(json["counts"]["staff"]["new"], 14);
    assert_eq!(json["unread"][0]["text"], "後日提出");
    assert_eq!(json["batch"], taken.batch);
    let layout = daichoban::paper::lay_out(&taken.report.sheet("ひなたクリニック", today()));
    let text: String = layout.pages.iter().map(daichoban::paper::Page::text).collect();
    for word in ["取込み結果", "台帳.csv", "後日提出", "髙橋", "追加"] {
        assert!(text.replace(['\n', ' '], "").contains(word), "{word}");
    }
}

#[test]
fn an_export_of_the_vault_imported_again_changes_nothing() {
    let (_dir, mut vault) = ledger();
    let plan = read_plan("台帳.xlsx", SAMPLE, &facts(&vault));
    take_over(&mut vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let now = facts(&vault);
    let plan = read_plan("export.xlsx", &write_book(&now).unwrap(), &now);
    assert!(
        plan.items.iter().all(|item| item.state == State::Same),
        "{:?}",
        plan.items.iter().find(|item| item.state != State::Same)
    );
    assert_eq!(plan.as_of, Day::read("R8.11.20").ok());
}
