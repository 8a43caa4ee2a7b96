//! What the rules find by the profile an account or device is bound to, told as stories.

use daichoban::base::{Day, DeviceId, RecordId, SystemId};
use daichoban::checklists::SelfCheck as Questions;
use daichoban::desk::Route;
use daichoban::findings::{self, ASKED};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::bindings::{Binding, Target};
use daichoban::ledgers::clinic::record::{ByodPolicy, Clinic};
use daichoban::ledgers::device::record::{ByodControl, Device, DeviceKind, Network, Owner};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::self_check::record::{Answer, Answered, SelfCheck};
use daichoban::ledgers::system::record::{System, SystemKind, TwoFactor, YesNo};
use daichoban::profiles::Class;
use daichoban::vault::VaultError;

use crate::support::clinic::{Ledger, add, day, device, empty, person, today};

/// What a rule finds, as (about, what).
fn found_on(vault: &Ledger, rule: &str, on: Day) -> Vec<(String, String)> {
    let facts = Facts::load(&vault.reader()).unwrap();
    let all = findings::all(&facts, on);
    let these = all.into_iter().filter(|found| found.rule.id == rule).flat_map(|found| found.findings);
    these.map(|finding| (finding.about, finding.what)).collect()
}

fn found(vault: &Ledger, rule: &str) -> Vec<(String, String)> {
    found_on(vault, rule, today())
}

/// Whom or what a rule is about.
fn about(vault: &Ledger, rule: &str) -> Vec<String> {
    found(vault, rule).into_iter().map(|(about, _)| about).collect()
}

fn bind(vault: &mut Ledger, target: Target, profile: &str, months: Option<u8>) {
    let binding = Binding { profile: profile.to_owned(), months, ..Binding::default() };
    let text = serde_json::to_string(&binding).unwrap();
    vault.transact::<_, VaultError>(|tx| tx.set(&target.setting(), &text)).unwrap();
}

/// A ledger with one person who has an ID of a care network, changed on a day.
fn with_network(changed: &str, change: impl FnOnce(&mut Account)) -> (Ledger, Target) {
    let mut vault = empty();
    let network = add(&mut vault, &System::named("MCS", SystemKind::CareNetwork));
    let id = add(&mut vault, &person("佐藤 一", "サトウ ハジメ", "看護部", "看護師"));
    let mut account = Account::issued(id.into(), network.into(), "a@example.jp");
    account.password_changed_on = Some(day(changed));
    change(&mut account);
    add(&mut vault, &account);
    (vault, Target::Network(SystemId::from(network)))
}

#[test]
fn a_network_password_follows_the_profile_the_network_is_bound_to() {
    let (mut vault, target) = with_network("R8.9.19", |_| {});
    let [(about, what)] = <[_; 1]>::try_from(found(&vault, "password-age")).unwrap();
    assert_eq!(about, "佐藤 一");
    assert!(what.starts_with("MCSの最後の変更が令和8年9月19日（2か月ごとの変更（連携ネットワーク）"), "{what}");
    assert!(what.contains("京あんしんネット 1-1(3)"), "the document is named: {what}");
    bind(&mut vault, target, "MHLW-7.0", None);
    assert_eq!(found(&vault, "password-age"), [], "the newest guideline asks for none");
    bind(&mut vault, target, "MHLW-R7", Some(3));
    assert_eq!(found(&vault, "password-age"), [], "in time until three months are over");
    assert_eq!(found_on(&vault, "password-age", day("R8.12.19")), []);
    assert_eq!(found_on(&vault, "password-age", day("R8.12.20")).len(), 1);
}

#[test]
fn under_r7_a_second_factor_or_a_long_password_ends_the_rotation() {
    let open = |change: fn(&mut Account)| {
        let (mut vault, target) = with_network("R5.4.1", change);
        bind(&mut vault, target, "MHLW-R7", None);
        (about(&vault, "rotation-open"), found(&vault, "password-age").len())
    };
    assert_eq!(open(|_| {}), (vec!["MCS".to_owned()], 0), "the clinic has to say an interval");
    assert_eq!(open(|account| account.two_factor = Some(TwoFactor::InUse)), (Vec::new(), 0));
    assert_eq!(open(|account| account.long_password = Some(YesNo::Yes)), (Vec::new(), 0));
    assert_eq!(open(|account| account.two_factor = Some(TwoFactor::Planned)).0, ["MCS"], "a plan is no second factor");
    let (mut vault, target) = with_network("R5.4.1", |_| {});
    bind(&mut vault, target, "MHLW-R7", Some(6));
    assert_eq!((about(&vault, "rotation-open").len(), found(&vault, "password-age").len()), (0, 1));
}

#[test]
fn a_profile_this_program_does_not_know_changes_nothing() {
    let (mut vault, target) = with_network("R8.9.19", |_| {});
    bind(&mut vault, target, "MHLW-9.0", None);
    assert_eq!(found(&vault, "password-age").len(), 1, "the network's own rule stands");
}

fn system(name: &str, change: impl FnOnce(&mut System)) -> System {
    let mut system = System::named(name, SystemKind::Records);
    change(&mut system);
    system
}

#[test]
fn a_two_factor_plan_is_in_time_for_the_day_of_its_profile() {
    let mut vault = empty();
    let planned = |system: &mut System, on: &str| {
        system.two_factor = Some(TwoFactor::Planned);
        system.two_factor_planned_on = Some(day(on));
    };
    add(&mut vault, &system("在るもの", |system| system.two_factor = Some(TwoFactor::InUse)));
    add(&mut vault, &system("間に合う", |system| planned(system, "R9.4.1")));
    add(&mut vault, &system("遅い", |system| planned(system, "R10.3.31")));
    add(&mut vault, &system("過ぎた", |system| planned(system, "R8.11.19")));
    add(&mut vault, &system("ない", |system| system.two_factor = Some(TwoFactor::None)));
    add(&mut vault, &system("わからない", |_| {}));
    let waits = |system: &mut System| {
        planned(system, "R12.3.31");
        system.renewal_on = Some(day("R12.3.31"));
    };
    add(&mut vault, &system("日だけ", waits));
    add(
        &mut vault,
        &system("待つ", |system| {
            waits(system);
            system.two_factor_note = "対応できる事業者を選ぶ".to_owned();
        }),
    );
    let names = |vault: &Ledger| {
        let mut names = about(vault, "two-factor");
        names.sort();
        names
    };
    assert_eq!(names(&vault), ["ない", "日だけ", "遅い", "過ぎた"]);
    let (_, what) = found(&vault, "two-factor").into_iter().find(|(about, _)| about == "遅い").unwrap();
    assert!(what.contains("期日の令和9年4月1日より後") && what.contains("14 遵守事項⑤"), "{what}");
    bind(&mut vault, Target::Class(Class::Application), "MHLW-R7", None);
    assert_eq!(names(&vault), ["ない", "待つ", "日だけ", "過ぎた"], "until the end of 令和9年度, and no waiting");
    bind(&mut vault, Target::Class(Class::Application), "LOCAL-2M", None);
    assert_eq!(names(&vault), [""; 0], "desirable, without a day");
    let mut listed = about(&vault, "two-factor-checklist");
    listed.sort();
    assert_eq!(listed, ["ない", "待つ", "日だけ", "過ぎた"], "the checklist asks by its own days all the same");
}

#[test]
fn terminals_count_by_their_applications_where_the_profile_says_so() {
    let mut vault = empty();
    let mut pc = device("PC-01", DeviceKind::Pc, "PC", &[]);
    pc.two_factor = Some(TwoFactor::None);
    add(&mut vault, &pc);
    assert_eq!(about(&vault, "two-factor"), ["PC-01 PC"], "no application is known");
    add(&mut vault, &system("電子カルテ", |system| system.two_factor = Some(TwoFactor::InUse)));
    assert_eq!(found(&vault, "two-factor"), []);
    bind(&mut vault, Target::Class(Class::OsLogin), "MHLW-R7", None);
    assert_eq!(about(&vault, "two-factor"), ["PC-01 PC"], "not only the application");
}

#[test]
fn network_equipment_is_asked_under_r7_and_advised_under_7_0() {
    let mut vault = empty();
    let mut router = device("NW-01", DeviceKind::NetworkEquipment, "RTX", &[]);
    router.two_factor = Some(TwoFactor::None);
    add(&mut vault, &router);
    assert_eq!((about(&vault, "two-factor").len(), about(&vault, "two-factor-advice").len()), (0, 1));
    bind(&mut vault, Target::Class(Class::NetworkEquipment), "MHLW-R7", None);
    assert_eq!((about(&vault, "two-factor").len(), about(&vault, "two-factor-advice").len()), (1, 0));
}

fn private() -> Device {
    let mut phone = device("BY-01", DeviceKind::Phone, "Pixel", &[]);
    phone.owner = Some(Owner::Private);
    phone
}

fn with_rule(byod: Option<ByodPolicy>, phone: &Device) -> Vec<(String, String)> {
    let mut vault = empty();
    add(&mut vault, &Clinic { byod, ..Clinic::default() });
    let id = add(&mut vault, phone);
    let before = found(&vault, "private-device");
    // The measures for private devices are asked in the self-check; without one nothing of them is known.
    let is_asked = phone.owner == Some(Owner::Private);
    if before.iter().any(|(_, what)| what.starts_with("自己点検")) || !is_asked {
        assert_eq!(before.len(), usize::from(is_asked));
        let check: SelfCheck = serde_json::from_value(serde_json::json!({
            "staff": RecordId::fresh(), "device": id.to_string(), "checked_on": "2026-11-01",
        }))
        .unwrap();
        add(&mut vault, &check);
    }
    found(&vault, "private-device")
}

#[test]
fn a_private_device_is_held_to_the_clinics_own_rule() {
    let what = |byod, phone: &Device| with_rule(byod, phone).into_iter().map(|(_, what)| what).collect::<Vec<_>>();
    assert_eq!(what(Some(ByodPolicy::Forbidden), &private()), ["施設の方針は、私物端末を認めていません"]);
    let missing = "私物利用の申請日・本人の同意日・私物利用の承認日・私物利用の承認者・私物利用の期限・設定変更の制限の方法が未記入";
    assert_eq!(what(Some(ByodPolicy::ByPermission), &private()), [missing]);
    assert_eq!(what(None, &private()), [missing], "without a rule it is by permission");
    assert_eq!(what(Some(ByodPolicy::Allowed), &private()), ["本人の同意日・設定変更の制限の方法が未記入"]);
    let mut phone = private();
    (phone.byod_applied_on, phone.byod_consented_on) = (Some(day("R8.4.1")), Some(day("R8.4.1")));
    (phone.byod_approved_on, phone.byod_until) = (Some(day("R8.4.1")), Some(day("R8.11.20")));
    (phone.byod_approved_by, phone.byod_control) = ("院長".to_owned(), Some(ByodControl::Rule));
    assert_eq!(what(None, &phone), [""; 0], "the last day still counts");
    phone.byod_until = Some(day("R8.11.19"));
    assert_eq!(what(None, &phone), ["私物利用の期限（令和8年11月19日）が切れています"]);
    phone.byod_until = Some(day("R9.3.31"));
    phone.byod_control = Some(ByodControl::Open);
    assert_eq!(what(None, &phone), ["設定の変更が制限されていません"]);
    phone.byod_control = None;
    phone.mdm = Some(YesNo::Yes);
    assert_eq!(what(None, &phone), [""; 0], "the device's own record says how the settings are limited");
    assert_eq!(with_rule(Some(ByodPolicy::Forbidden), &device("PC-01", DeviceKind::Pc, "PC", &[])), []);
}

#[test]
fn a_factory_password_is_found_and_a_limit_counts_only_beside_encryption() {
    let mut vault = empty();
    let mut router = device("NW-01", DeviceKind::NetworkEquipment, "WLX", &[]);
    router.default_password_changed = Some(YesNo::No);
    router.networks = vec![Network::Wireless];
    router.source_restriction = "登録した端末だけ".to_owned();
    router.stealth_ssid = Some(YesNo::Yes);
    add(&mut vault, &router);
    let mut good = router.clone();
    (good.control_number, good.wifi_encryption) = ("NW-02".to_owned(), "ＷＰＡ３".to_owned());
    good.default_password_changed = Some(YesNo::Yes);
    add(&mut vault, &good);
    let mut wep = router.clone();
    (wep.control_number, wep.wifi_encryption) = ("NW-03".to_owned(), "WEP".to_owned());
    add(&mut vault, &wep);
    let mut wired = router;
    (wired.control_number, wired.networks) = ("NW-04".to_owned(), vec![Network::Wired]);
    add(&mut vault, &wired);
    assert_eq!(about(&vault, "default-password"), ["NW-01 WLX", "NW-03 WLX", "NW-04 WLX"]);
    assert_eq!(about(&vault, "source-limit"), ["NW-01 WLX", "NW-03 WLX"]);
    let mut unknown = device("NW-05", DeviceKind::NetworkEquipment, "RTX", &[]);
    unknown.networks = vec![Network::Wired];
    add(&mut vault, &unknown);
    let (_, what) = found(&vault, "source-limit").pop().unwrap();
    assert_eq!(what, "接続元の制限が未記入。設定した事業者に尋ねてください");
}

#[test]
fn what_people_say_of_their_locks_and_passwords_is_believed() {
    let asked: Vec<&str> = Questions::current().unwrap().items.iter().map(|item| item.id.as_str()).collect();
    assert!(ASKED.iter().all(|id| asked.contains(id)), "the rules go by questions that are asked");
    let mut vault = empty();
    let id = add(&mut vault, &person("佐藤 一", "サトウ ハジメ", "看護部", "看護師"));
    let pc = add(&mut vault, &device("PC-01", DeviceKind::Pc, "PC", &[id]));
    let mut said = |on: &str, answer: Answer| {
        let answers = ASKED.iter().map(|item| Answered {
            item: (*item).to_owned(),
            ask: String::new(),
            answer,
            reason: String::new(),
        });
        let check = SelfCheck {
            staff: id.into(),
            device: DeviceId::from(pc),
            checked_on: day(on),
            edition: String::new(),
            hash: String::new(),
            answers: answers.collect(),
            note: String::new(),
            entered: None,
        };
        add(&mut vault, &check);
        (about(&vault, "lock-policy").len(), about(&vault, "password-reuse").len())
    };
    assert_eq!(said("R8.9.1", Answer::Yes), (0, 0));
    assert_eq!(said("R8.10.1", Answer::No), (1, 1));
    assert_eq!(said("R8.11.1", Answer::Yes), (0, 0), "the newest counts");
}

#[test]
fn what_is_open_leads_to_where_it_is_decided() {
    let (mut vault, target) = with_network("R5.4.1", |_| {});
    bind(&mut vault, target, "MHLW-R7", None);
    let facts = Facts::load(&vault.reader()).unwrap();
    let all = findings::all(&facts, today());
    let open = all.iter().find(|found| found.rule.id == "rotation-open").unwrap();
    assert_eq!(open.findings[0].route, Route::Profiles);
}
