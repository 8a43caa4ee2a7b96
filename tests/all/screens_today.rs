//! 今日やること: what stands in the list and in which order, that home shows it, and that one click or Enter on a line
//! opens the step that does it.

use daichoban::base::{Day, Entered, Kind, RecordId};
use daichoban::checklists::Held;
use daichoban::desk::{Route, SheetOrder};
use daichoban::findings::{self, RULES, Urgency};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::device::record::DeviceKind;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::passage::record::{Passage, Way};
use daichoban::ledgers::pledge::words::Words;
use daichoban::ledgers::policy_read::current::CurrentPolicy;
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::{System, SystemKind};
use daichoban::procedures::todo::{self, COVERED, Pressing, Todo};
use daichoban::vault::VaultError;
use egui::Key;
use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::screens_gallery::{hospital, office};
use crate::support::clinic::{Ledger, Office, add, complete, day, device, empty, person, sakura, today};
use crate::support::picture::picture;

fn todos_on(vault: &Ledger, on: Day) -> Vec<Todo> {
    todo::all(&Facts::load(&vault.reader()).unwrap(), &Held::built_in(), on, on.last_of_month())
}

fn todos(vault: &Ledger) -> Vec<Todo> {
    todos_on(vault, today())
}

fn set(vault: &mut Ledger, name: &str, value: &impl serde::Serialize) {
    let text = serde_json::to_string(value).unwrap();
    vault.transact::<_, VaultError>(|tx| tx.set(name, &text)).unwrap();
}

/// The policy has a new version.
fn new_policy(vault: &mut Ledger) {
    let now = CurrentPolicy { name: "MICT運用ポリシー".into(), edition: "第99版".into(), place: String::new() };
    set(vault, "policy.current", &now);
}

/// The pledge has other words, which everybody signs.
fn new_pledge(vault: &mut Ledger) {
    let words =
        Words { title: "誓約書".into(), version: "2".into(), body: "1. 守ります。".into(), is_to_renew: true };
    set(vault, "pledge.words", &words);
}

/// Somebody whose use ended, with a live ID.
fn leaver(vault: &mut Ledger, network: RecordId, name: &str, ended: &str) -> RecordId {
    let staff =
        Staff {
            ended_on: Some(day(ended)), end_reason: "退職".into(), ..person(name, "サトウ", "看護部", "看護師")
        };
    let id = add(vault, &staff);
    add(vault, &Account::issued(id.into(), network.into(), "a@example.jp"));
    id
}

/// What the links on the page are called, in order.
fn links(office: &Harness<'_, Office>) -> Vec<String> {
    let all = office.query_all_by(|node| node.role() == Part::Link);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

fn click(office: &mut Harness<'_, Office>, label: &str) {
    office.get_by_label(label).click();
    office.run();
}

#[test]
fn a_new_version_new_words_and_an_old_lesson_are_things_to_do() {
    let mut vault = complete();
    assert_eq!(todos(&vault), [], "a complete ledger is calm");
    new_policy(&mut vault);
    new_pledge(&mut vault);
    let told = |todo: &Todo| (todo.code, todo.due_on, todo.pressing, todo.what.clone());
    let all: Vec<_> = todos(&vault).iter().map(told).collect();
    let facts = Facts::load(&vault.reader()).unwrap();
    let (read_on, received_on) =
        (facts.policies[0].record.read_on.unwrap(), facts.pledges[0].record.received_on.unwrap());
    assert_eq!(
        all,
        [
            ("policy", None, Pressing::Missing, format!("新しい版　前回 {}", read_on.short())),
            ("pledge", None, Pressing::Missing, format!("新しい文面　前回 {}", received_on.short())),
        ]
    );
    let attended_on = facts.lessons[0].record.attended_on.unwrap();
    let later = attended_on.plus_months(12);
    let lesson =
        |on: Day| todos_on(&vault, on).into_iter().find(|todo| todo.code == "lesson").map(|todo| todo.pressing);
    assert_eq!(lesson(later.first_of_month().plus_days(-1)), None, "not this month's");
    assert_eq!(lesson(later.plus_days(1)), Some(Pressing::Overdue));
    assert_eq!(lesson(later), Some(Pressing::Today));
    let found = findings::all(&facts, later.plus_days(1));
    let words = |rule: &str| found.iter().find(|found| found.rule.id == rule).unwrap().findings[0].what.clone();
    assert_eq!(words("staff-lesson"), format!("最後の講習が{}", attended_on.wareki()));
    assert_eq!(words("staff-policy"), format!("運用ポリシーの新しい版が未読（前回は{}）", read_on.wareki()));
    assert_eq!(words("staff-pledge"), format!("新しい文面の誓約書が未署名（前回は{}）", received_on.wareki()));
}

#[test]
fn what_waits_is_to_be_confirmed_and_nothing_else() {
    let mut vault = complete();
    new_policy(&mut vault);
    let staff = Facts::load(&vault.reader()).unwrap().staff[0].id;
    let read = PolicyRead {
        staff,
        policy: "MICT運用ポリシー".into(),
        edition: "第99版".into(),
        read_on: Some(today()),
        confirmed_by: String::new(),
        note: String::new(),
        entered: Some(Entered::by("山﨑 健一")),
    };
    add(&mut vault, &read);
    let all = todos(&vault);
    let told: Vec<_> = all.iter().map(|todo| (todo.code, todo.pressing, todo.route.clone())).collect();
    assert_eq!(told, [("unconfirmed", Pressing::Waiting, Route::Chair)]);
    let facts = Facts::load(&vault.reader()).unwrap();
    let found = findings::all(&facts, today()).into_iter().map(|found| found.rule);
    let found: Vec<&str> = found.filter(|rule| rule.urgency != Urgency::ToShow).map(|rule| rule.id).collect();
    assert_eq!(found, ["unconfirmed"]);
}

/// Somebody who left, somebody who leaves, somebody who comes, and what was found; with the two who move.
fn busy() -> (Ledger, [RecordId; 3]) {
    let mut vault = empty();
    let network = add(&mut vault, &System::named("MCS", SystemKind::CareNetwork));
    let left = leaver(&mut vault, network, "佐藤 一", "R8.11.13");
    let going = add(&mut vault, &person("鈴木 二", "スズキ ジ", "看護部", "看護師"));
    add(&mut vault, &Account::issued(going.into(), network.into(), "b@example.jp"));
    let coming = add(&mut vault, &person("高田 三", "タカダ サン", "看護部", "看護師"));
    add(&mut vault, &device("PC-01", DeviceKind::Pc, "dynabook", &[coming]));
    let mut way_out = Passage::begun(Way::Leaving, going.into(), day("R8.11.18"));
    way_out.end_reason = "退職".into();
    add(&mut vault, &way_out);
    add(&mut vault, &Passage::begun(Way::Joining, coming.into(), day("R8.12.1")));
    for (what, target_on) in [("画面が見える", Some("R8.11.20")), ("鍵がない", None), ("来月のこと", Some("R8.12.20"))]
    {
        let remedy = Remedy {
            what: what.into(),
            staff: None,
            device: None,
            source: String::new(),
            item: String::new(),
            incident: None,
            found_on: None,
            ask_whom: None,
            owner: None,
            target_on: target_on.map(day),
            done_on: None,
            result: String::new(),
        };
        add(&mut vault, &remedy);
    }
    (vault, [left, going, coming])
}

#[test]
fn every_line_has_its_day_and_leads_to_its_step() {
    let (vault, [_, going, coming]) = busy();
    let account = Facts::load(&vault.reader())
        .unwrap()
        .accounts
        .iter()
        .find(|kept| kept.record.login == "a@example.jp")
        .unwrap()
        .id;
    let all = todos(&vault);
    assert!(all.is_sorted_by_key(|todo| todo.due_on), "at once first, then by day");
    let line = |code: &str, about: &str| {
        let todo = all
            .iter()
            .find(|todo| todo.code == code && todo.about == about)
            .unwrap_or_else(|| panic!("{code} {about}"));
        (todo.due_on, todo.what.as_str(), todo.pressing, todo.route.clone())
    };
    let at_once = |what, route| (None, what, Pressing::Missing, route);
    assert_eq!(
        line("leaver-account", "佐藤 一"),
        (Some(day("R8.11.13")), "MCS a@example.jp", Pressing::Overdue, Route::Edit(Kind::Account, account.into()))
    );
    let out = Route::Leaving(going.into());
    assert_eq!(
        line("leaver-account", "鈴木 二"),
        (Some(day("R8.11.18")), "MCS b@example.jp", Pressing::Overdue, out.clone()),
        "the last day is known from the way out that still goes on"
    );
    let (due_on, what, pressing, route) = line("leaving", "鈴木 二");
    assert_eq!((due_on, pressing, route), (Some(day("R8.11.18")), Pressing::Overdue, out));
    assert!(what.starts_with("残り 利用者IDの停止、") && what.ends_with("退職後の守秘の確認"), "{what}");
    let (due_on, what, pressing, route) = line("joining", "高田 三");
    assert_eq!((due_on, pressing, route), (Some(day("R8.12.1")), Pressing::Soon, Route::Steps(coming.into())));
    assert_eq!(what, "残り 利用者ID、自己点検、運用ポリシーの確認、講習、誓約書");
    for (code, what) in
        [("self-check", "PC-01 dynabook"), ("policy", "記録がありません"), ("pledge", "記録がありません")]
    {
        assert_eq!(line(code, "高田 三"), at_once(what, Route::Steps(coming.into())));
    }
    assert_eq!(line("password", "鈴木 二"), at_once("MCS", Route::Steps(going.into())));
    assert_eq!(
        line("farewell", "鈴木 二"),
        (Some(day("R8.11.18")), "記録がありません", Pressing::Overdue, Route::Steps(going.into()))
    );
    let remedies: Vec<_> =
        all.iter().filter(|todo| todo.code == "remedy").map(|todo| (todo.what.as_str(), todo.pressing)).collect();
    assert_eq!(
        remedies,
        [("鍵がない", Pressing::NoDay), ("画面が見える", Pressing::Today)],
        "next month's is not here"
    );
    assert!(
        all.iter().filter(|todo| todo.code == "remedy").all(|todo| matches!(todo.route, Route::Page(Kind::Remedy, _)))
    );
    let n_lines = |code: &str| all.iter().filter(|todo| todo.code == code).count();
    assert_eq!((n_lines("password"), n_lines("leaver-account")), (1, 2), "nothing is listed twice");
}

#[test]
fn what_a_covered_rule_finds_has_a_line_of_its_own() {
    let codes = [
        ("leaver-account", "leaver-account"),
        ("remedy-late", "remedy"),
        ("unconfirmed", "unconfirmed"),
        ("self-check-due", "self-check"),
        ("password-age", "password"),
        ("staff-pledge", "pledge"),
        ("staff-lesson", "lesson"),
        ("staff-policy", "policy"),
        ("vendor-sheet-missing", "vendor-sheet"),
        ("takeout-overdue", "takeout-return"),
        ("takeout-unchecked", "takeout-unchecked"),
    ];
    assert_eq!(codes.map(|(rule, _)| rule), COVERED);
    for (mut vault, is_new) in [(sakura(), false), (sakura(), true), (busy().0, false)] {
        if is_new {
            new_policy(&mut vault);
            new_pledge(&mut vault);
        }
        for on in [today(), today().plus_months(14)] {
            let facts = Facts::load(&vault.reader()).unwrap();
            let lines = todo::all(&facts, &Held::built_in(), on, on.last_of_month());
            let all = findings::all(&facts, on);
            for (rule, code) in codes {
                assert!(RULES.iter().any(|known| known.id == rule), "{rule}");
                let found = all.iter().find(|found| found.rule.id == rule).map_or(&[][..], |found| &found.findings);
                let pressing =
                    |todo: &&Todo| todo.code == code && !matches!(todo.pressing, Pressing::Today | Pressing::Soon);
                let n_lines = lines.iter().filter(pressing).count();
                // Remedies without a day have a line and are no finding.
                assert!(
                    n_lines == found.len() || (code == "remedy" && n_lines > found.len()),
                    "{rule} {on:?}: {n_lines}"
                );
            }
        }
    }
}

#[test]
fn one_click_on_a_line_opens_the_step() {
    let (vault, [_, going, coming]) = busy();
    let n_all = todos(&vault).len();
    let mut office = office(vault, Route::Home);
    picture(&mut office, "screen-home-today");
    let shown = links(&office).iter().filter(|name| name.starts_with("すぐに ")).count();
    assert!((1..=8).contains(&shown), "few at first: {shown}");
    click(&mut office, &format!("ほか{}件を表示", n_all - 8));
    picture(&mut office, "screen-home-today-all");
    let lines: Vec<String> = links(&office).into_iter().take(n_all).collect();
    let first = "すぐに 自己点検 高田 三 PC-01 dynabook まだ";
    assert!(lines.iter().any(|name| name == first), "{lines:?}");
    let days: Vec<Option<Day>> = lines.iter().map(|name| Day::read(name.split(' ').next().unwrap()).ok()).collect();
    assert!(days.is_sorted(), "{lines:?}");
    assert_eq!(
        lines.last().unwrap(),
        "R8.12.1 利用開始の手続き 高田 三 残り 利用者ID、自己点検、運用ポリシーの確認、講習、誓約書 まもなく"
    );
    assert!(office.query_by_label("自己点検がまだ、または期限を過ぎている").is_none(), "nothing is told twice");
    let leaver = "R8.11.18 IDの停止 鈴木 二 MCS b@example.jp 期限を過ぎた";
    for (name, route) in [(first, Route::Steps(coming.into())), (leaver, Route::Leaving(going.into()))] {
        office.get_by_role_and_label(Part::Link, name).click_accesskit();
        office.run();
        assert_eq!(office.state().route, route);
        let vault = std::mem::replace(&mut office.state_mut().vault, empty());
        office = crate::screens_gallery::office(vault, Route::Home);
        if office.query_by_role_and_label(Part::Link, leaver).is_none() {
            click(&mut office, &format!("ほか{}件を表示", n_all - 8));
        }
    }
    click(&mut office, "今月やることを印刷");
    assert_eq!(office.state().route, Route::Sheet(SheetOrder::today("todo")));
}

#[test]
fn the_keyboard_comes_to_a_line_and_enter_opens_it() {
    let (vault, [_, _, coming]) = busy();
    let mut office = office(vault, Route::Home);
    let is_there = |office: &Harness<'_, Office>| {
        let focused = office.query_by(|node| node.is_focused());
        focused.and_then(|node| node.accesskit_node().label()).is_some_and(|name| name.contains("誓約書 高田 三"))
    };
    let mut n_pressed = 0;
    while !is_there(&office) {
        office.key_press(Key::Tab);
        office.run();
        n_pressed += 1;
        assert!(n_pressed < 40, "Tab never comes to the line");
    }
    office.key_press(Key::Enter);
    office.run();
    assert_eq!(office.state().route, Route::Steps(coming.into()));
}

#[test]
fn tiles_tell_the_truth_and_lead_to_their_card() {
    let vault = sakura();
    let all = todos(&vault);
    let n = |pressing| all.iter().filter(|todo| todo.pressing == pressing).count();
    let n_now = all.len() - n(Pressing::Soon);
    let facts = Facts::load(&vault.reader()).unwrap();
    let checks: usize = findings::all(&facts, today())
        .iter()
        .filter(|found| !COVERED.contains(&found.rule.id) && found.rule.urgency != Urgency::ToShow)
        .map(|found| found.findings.len())
        .sum();
    assert!(n_now > 8 && checks > 0 && n(Pressing::Overdue) > 0);
    let mut office = office(vault, Route::Home);
    assert!(office.query_all_by_label_contains(&format!("確認すること {checks}件 ")).count() == 1);
    let tile = format!("今日やること {n_now}件 期限を過ぎた {}件", n(Pressing::Overdue));
    click(&mut office, &tile);
    let lines = links(&office)
        .into_iter()
        .filter(|name| all.iter().any(|todo| name.contains(&todo.about) && name.ends_with(todo.pressing.label())));
    assert_eq!(lines.count(), all.len(), "the whole list, no line less or more");
    assert!(office.query_by_label("たたむ").is_some());
}

#[test]
fn thousands_of_lines_are_there_but_only_those_in_sight_are_drawn() {
    let vault = hospital();
    let n_all = todos(&vault).len();
    assert!(n_all > 3_000, "{n_all}");
    let mut office = office(vault, Route::Home);
    click(&mut office, &format!("ほか{}件を表示", n_all - 8));
    let drawn = links(&office).len();
    assert!((20..300).contains(&drawn), "{drawn}");
    let first = links(&office)[0].clone();
    office.get_by_label(&first).focus();
    office.run();
    for _ in 0..120 {
        office.key_press(Key::Tab);
        office.run();
    }
    let focused = office.query_by(|node| node.is_focused()).unwrap();
    let name = focused.accesskit_node().label().unwrap();
    assert!(name.starts_with("すぐに ") && name != first, "Tab goes on down the list: {name}");
    assert!(office.ctx.content_rect().contains(focused.rect().center()), "and stays in sight");
}
