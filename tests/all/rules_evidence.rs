//! The rules about documents, contacts, backups, logs and devices: each supports, contradicts or says nothing.

use daichoban::base::{Day, Kept, Record, RecordId, SystemId};
use daichoban::checklists::SelfCheck as SelfCheckEdition;
use daichoban::findings::{Fact, Found, Verdict, all_facts, found, of, public_wifi};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::device::record::{Device, DeviceKind, UsbLimit};
use daichoban::ledgers::document::items::items;
use daichoban::ledgers::due;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::ledgers::self_check::record::SelfCheck;
use daichoban::ledgers::system::record::{System, SystemKind, YesNo};
use serde_json::{Value, json};

use crate::support::clinic::{day, device, person, today};

fn kept<R: Record>(n: u8, body: Value) -> Kept<R> {
    Kept { id: RecordId::from_bytes([n; 16]).into(), version: 1, record: R::deserialize(body).unwrap() }
}

fn id(n: u8) -> String {
    RecordId::from_bytes([n; 16]).to_string()
}

/// A clinic with one system of its own and nothing to show.
fn clinic() -> Facts {
    let karte = System::named("電子カルテ", SystemKind::Records);
    let staff = person("佐藤 一", "サトウ ハジメ", "看護部", "看護師");
    Facts {
        systems: vec![Kept { id: RecordId::from_bytes([1; 16]).into(), version: 1, record: karte }],
        staff: vec![Kept { id: RecordId::from_bytes([2; 16]).into(), version: 1, record: staff }],
        ..Facts::default()
    }
}

fn fact(facts: &Facts, rule: &str) -> Fact {
    let all = all_facts(facts, &due::all(facts, today()), today());
    all.into_iter().find(|fact| fact.rule == rule).unwrap_or_else(|| panic!("no rule {rule}"))
}

fn verdict(facts: &Facts, rule: &str) -> Verdict {
    fact(facts, rule).verdict
}

#[test]
fn an_empty_ledger_is_not_blamed_for_what_it_cannot_show() {
    for rule in ["contact-chart", "contact-old", "system-backup", "plan-thin", "plan-offline", "restore-untested"] {
        let fact = fact(&Facts::default(), rule);
        assert!(fact.findings.is_empty() && fact.verdict != Verdict::Contradicts, "{rule}: {fact:?}");
    }
    for rule in ["document-review", "document-section", "no-continuity", "no-diagram", "log-unseen", "log-thin"] {
        assert_eq!(verdict(&Facts::default(), rule), Verdict::Silent, "{rule}");
    }
}

#[test]
fn what_is_found_is_the_same_whichever_way_it_is_asked() {
    let facts = clinic();
    let owed = due::all(&facts, today());
    let line = |found: &Found| format!("{} {:?}", found.rule.id, found.findings);
    let direct: Vec<String> = of(&facts, &owed, today()).iter().map(line).collect();
    let told: Vec<String> = found(&all_facts(&facts, &owed, today())).iter().map(line).collect();
    assert!(direct == told && !told.is_empty());
}

#[test]
fn contacts_fill_six_slots_and_are_checked_once_a_year() {
    let mut facts = clinic();
    assert_eq!(fact(&facts, "contact-chart").findings.len(), 1, "one sentence where there is none at all");
    let slots = ["inside", "vendor", "security-vendor", "expert", "police"];
    let contact = |n: u8, slot: &str, checked: Option<&str>| {
        kept(n, json!({ "name": slot, "slot": slot, "phone": "0985-00-0000", "checked_on": checked }))
    };
    facts.contacts = (10..).zip(slots).map(|(n, slot)| contact(n, slot, Some("2025-11-20"))).collect();
    let open = fact(&facts, "contact-chart");
    assert_eq!((open.verdict, open.findings.len()), (Verdict::Contradicts, 1));
    assert_eq!(open.findings[0].about, "厚生労働省・所管の官庁");
    assert_eq!(verdict(&facts, "contact-old"), Verdict::Supports, "on the day itself it is still in time");
    facts.contacts.push(contact(20, "ministry", None));
    assert_eq!(verdict(&facts, "contact-chart"), Verdict::Supports);
    assert_eq!(fact(&facts, "contact-old").findings[0].what, "番号が今も正しいかを確かめていません");
    facts.contacts[5].record.checked_on = Some(day("R7.11.19"));
    assert_eq!(fact(&facts, "contact-old").findings[0].what, "最後の確認が令和7年11月19日");
    facts.contacts[5].record.phone.clear();
    assert_eq!(verdict(&facts, "contact-chart"), Verdict::Contradicts, "a name alone cannot be called");
    facts.contacts.pop();
    facts.contacts[0].record.ended_on = Some(day("R8.11.19"));
    assert_eq!(fact(&facts, "contact-chart").findings.len(), 2, "what is not used any more does not count");
}

#[test]
fn a_system_has_a_plan_with_methods_generations_and_a_way_back() {
    let mut facts = clinic();
    facts.systems.push(Kept {
        id: RecordId::from_bytes([9; 16]).into(),
        version: 1,
        record: System::named("MCS", SystemKind::CareNetwork),
    });
    assert_eq!(fact(&facts, "system-backup").findings.len(), 1, "a care network keeps its own data");
    assert_eq!(verdict(&facts, "plan-thin"), Verdict::Silent);
    facts.backup_plans = vec![kept(3, json!({ "system": id(1), "what": "カルテ", "methods": ["disk"] }))];
    assert_eq!(verdict(&facts, "system-backup"), Verdict::Supports);
    let thin = fact(&facts, "plan-thin");
    assert_eq!(thin.findings[0].about, "電子カルテ カルテ");
    assert!(thin.findings[0].what.starts_with("方法が1つ。"), "{thin:?}");
    facts.backup_plans[0].record.generations = Some(2);
    assert!(fact(&facts, "plan-thin").findings[0].what.starts_with("方法が1つ・2世代。"));
    assert_eq!(verdict(&facts, "plan-offline"), Verdict::Silent, "not answered yet");
    facts.backup_plans = vec![kept(
        3,
        json!({ "system": id(1), "what": "カルテ", "methods": ["disk", "cloud"], "generations": 3, "offline": "no" }),
    )];
    assert_eq!(verdict(&facts, "plan-thin"), Verdict::Supports);
    assert_eq!(verdict(&facts, "plan-offline"), Verdict::Contradicts);
    facts.backup_plans[0].record.offline = Some(YesNo::Yes);
    assert_eq!(verdict(&facts, "plan-offline"), Verdict::Supports);
    assert_eq!(fact(&facts, "restore-untested").findings[0].what, "戻せるかをまだ確かめていません");
    let test = |on: &str, result: &str| kept(4, json!({ "plan": id(3), "on": on, "result": result }));
    facts.restore_tests = vec![test("2025-11-20", "restored")];
    assert_eq!(verdict(&facts, "restore-untested"), Verdict::Supports);
    facts.restore_tests = vec![test("2025-11-19", "restored")];
    assert_eq!(fact(&facts, "restore-untested").findings[0].what, "最後に確かめたのが令和7年11月19日");
    facts.restore_tests = vec![test("2026-11-01", "failed")];
    assert_eq!(fact(&facts, "restore-untested").findings[0].what, "令和8年11月1日に試し、戻せませんでした");
    facts.backup_plans[0].record.ended_on = Some(day("R8.11.1"));
    assert_eq!(verdict(&facts, "system-backup"), Verdict::Contradicts, "a plan that has ended plans nothing");
}

#[test]
fn documents_are_reviewed_hold_the_items_and_say_how_to_go_on() {
    let mut facts = clinic();
    assert_eq!(fact(&facts, "document-section").findings.len(), 1, "one sentence where there is none at all");
    assert_eq!(
        (verdict(&facts, "no-continuity"), verdict(&facts, "no-diagram")),
        (Verdict::Contradicts, Verdict::Contradicts)
    );
    facts.documents = vec![
        kept(5, json!({ "title": "規程", "sort": "rules", "decided_on": "2025-11-20" })),
        kept(6, json!({ "title": "構成図", "sort": "diagram", "decided_on": "2025-01-01", "review_on": "2027-01-01" })),
        kept(
            7,
            json!({ "title": "BCP", "sort": "continuity", "decided_on": "2026-01-01", "continuity": ["decision", "work"] }),
        ),
    ];
    assert_eq!(
        (verdict(&facts, "document-review"), verdict(&facts, "no-diagram")),
        (Verdict::Supports, Verdict::Supports)
    );
    assert_eq!(
        fact(&facts, "no-continuity").findings[0].what,
        "決めるときのめやすが、書かれていると記録されていません"
    );
    facts.documents[0].record.decided_on = Some(day("R7.11.19"));
    assert_eq!(fact(&facts, "document-review").findings[0].about, "規程");
    facts.documents[0].record.decided_on = None;
    assert_eq!(verdict(&facts, "document-review"), Verdict::Silent, "nobody knows from when it is");
    let n_all = items().count();
    assert_eq!(fact(&facts, "document-section").findings.len(), n_all);
    for item in items() {
        facts.documents[0].record.put(&item.id, "第1条");
    }
    assert_eq!(verdict(&facts, "document-section"), Verdict::Supports);
    facts.documents[0].record.put("2-06", "");
    assert_eq!(fact(&facts, "document-section").findings[0].about, "2-⑥");
    facts.documents[0].record.ended_on = Some(day("R8.11.19"));
    assert_eq!(fact(&facts, "document-section").findings.len(), n_all, "rules that are not used any more say nothing");
}

#[test]
fn a_log_is_looked_through_and_holds_enough() {
    let mut facts = clinic();
    assert_eq!((verdict(&facts, "log-unseen"), verdict(&facts, "log-thin")), (Verdict::Contradicts, Verdict::Silent));
    let review = |on: &str, holds: &[&str], result: &str| {
        kept(8, json!({ "system": id(1), "reviewed_on": on, "holds": holds, "result": result }))
    };
    facts.log_reviews = vec![review("2026-08-20", &["login-time", "access-time", "operation"], "found")];
    assert_eq!((verdict(&facts, "log-unseen"), verdict(&facts, "log-thin")), (Verdict::Supports, Verdict::Supports));
    facts.log_reviews = vec![review("2026-08-19", &["login-time"], "calm")];
    assert_eq!(fact(&facts, "log-unseen").findings[0].what, "最後の点検が令和8年8月19日");
    assert!(fact(&facts, "log-thin").findings[0].what.starts_with("アクセスした時間・操作の内容が残っていません"));
    facts.log_reviews = vec![review("2026-11-19", &[], "unseen")];
    assert_eq!((verdict(&facts, "log-unseen"), verdict(&facts, "log-thin")), (Verdict::Contradicts, Verdict::Silent));
}

fn devices(devices: Vec<Device>) -> Facts {
    let devices = (30..).zip(devices);
    let devices = devices.map(|(n, record)| Kept { id: RecordId::from_bytes([n; 16]).into(), version: 1, record });
    Facts { devices: devices.collect(), ..clinic() }
}

#[test]
fn devices_answer_for_their_ports() {
    let pc = || device("PC-01", DeviceKind::Pc, "PC", &[]);
    for (limit, told) in [
        (None, Verdict::Silent),
        (Some(UsbLimit::Open), Verdict::Contradicts),
        (Some(UsbLimit::Rule), Verdict::Supports),
    ] {
        assert_eq!(verdict(&devices(vec![Device { usb_limit: limit, ..pc() }]), "device-usb"), told);
    }
    for rule in ["device-usb", "device-lock", "device-antivirus", "device-apps"] {
        assert_eq!(verdict(&clinic(), rule), Verdict::Silent, "{rule}: no device, nothing to say");
    }
}

#[test]
fn a_public_network_is_told_by_the_newest_self_check_until_it_was_seen_to() {
    let item = |item: &&daichoban::checklists::Item| item.id == public_wifi::ITEM;
    assert!(SelfCheckEdition::current().unwrap().items.iter().any(|one| item(&one)), "the question is there");
    let mut facts = devices(vec![device("TB-01", DeviceKind::Tablet, "iPad", &[])]);
    assert_eq!(verdict(&facts, "public-wifi"), Verdict::Silent);
    let check = |n: u8, on: &str, answer: &str| -> Kept<SelfCheck> {
        let answers = json!([{ "item": public_wifi::ITEM, "ask": "", "answer": answer }]);
        kept(
            n,
            json!({ "staff": id(2), "device": id(30), "checked_on": on, "edition": "", "hash": "", "answers": answers }),
        )
    };
    facts.checks = vec![check(50, "2026-09-01", "yes"), check(51, "2026-11-01", "no")];
    assert_eq!(verdict(&facts, "public-wifi"), Verdict::Contradicts);
    let done = |on: &str| -> Kept<Remedy> {
        kept(52, json!({ "what": "", "device": id(30), "item": public_wifi::ITEM, "done_on": on }))
    };
    facts.remedies = vec![done("2026-10-31")];
    assert_eq!(verdict(&facts, "public-wifi"), Verdict::Contradicts, "that was before");
    facts.remedies = vec![done("2026-11-02")];
    assert_ne!(verdict(&facts, "public-wifi"), Verdict::Contradicts);
    facts.checks.push(check(53, "2026-11-10", "yes"));
    assert_eq!(verdict(&facts, "public-wifi"), Verdict::Supports);
}

#[test]
fn an_id_of_two_people_is_found_once() {
    let mut facts = clinic();
    assert_eq!(verdict(&facts, "shared-id"), Verdict::Silent);
    let system = SystemId::from(RecordId::from_bytes([1; 16]));
    let account = |n: u8, owner: u8, login: &str| {
        let record = Account::issued(RecordId::from_bytes([owner; 16]).into(), system, login);
        Kept { id: RecordId::from_bytes([n; 16]).into(), version: 1, record }
    };
    facts.accounts = vec![account(60, 2, "nurse"), account(61, 3, "clerk")];
    assert_eq!(verdict(&facts, "shared-id"), Verdict::Supports);
    facts.accounts.push(account(62, 3, "ＮＵＲＳＥ"));
    let shared = fact(&facts, "shared-id");
    assert_eq!((shared.verdict, shared.findings.len()), (Verdict::Contradicts, 1));
    assert_eq!(shared.findings[0].what, "電子カルテの同じIDを、佐藤 一さんも使っています");
    facts.accounts[2].record.removed_on = Some(Day::new(2026, 11, 1).unwrap());
    assert_eq!(verdict(&facts, "shared-id"), Verdict::Supports);
}
