//! The content of guided procedures: every file is sound, complete and fit to print; each device gets its own questions;
//! a broken file is refused with its place and reason.

use std::collections::{BTreeMap, BTreeSet};

use daichoban::base::{Coded, Day};
use daichoban::checklists::{Answer, Cite, ContentFault, Flaw, Item, Os, PledgeForm, Quiz, SelfCheck, Sets, faults};
use daichoban::desk::Problem;
use daichoban::ledgers::device::record::{Antivirus, Device, UnusedApps};
use daichoban::ledgers::pledge::record::Purpose;
use daichoban::paper::{Block, Orientation, Paragraph, Sheet, SheetFoot, SheetHead, lay_out};
use serde_json::{Value, json};

use crate::source::{files, named, read, root};

/// What a self-check has to ask, or say why it does not: S000-1, -4, -5, -6, S000-B10 to B16, S004-1.1 to 1.9.
const REQUIRED: [&str; 45] = [
    "S000-1.1",
    "S000-1.2a",
    "S000-1.2b",
    "S000-1.2c",
    "S000-1.2d",
    "S000-1.3a",
    "S000-1.3b",
    "S000-1.4",
    "S000-1.5",
    "S000-4.1",
    "S000-4.2",
    "S000-4.3",
    "S000-5.1",
    "S000-5.2",
    "S000-5.3",
    "S000-5.4",
    "S000-5.5",
    "S000-5.6",
    "S000-5.7",
    "S000-5.8",
    "S000-5.9",
    "S000-6.1",
    "S000-6.2",
    "S000-6.3",
    "S000-6.4",
    "S000-B10",
    "S000-B11",
    "S000-B12",
    "S000-B13",
    "S000-B14",
    "S000-B15",
    "S000-B16",
    "S004-1.1",
    "S004-1.2",
    "S004-1.3",
    "S004-1.4",
    "S004-1.5",
    "S004-1.6",
    "S004-1.7",
    "S004-1.8",
    "S004-1.9a",
    "S004-1.9b",
    "S004-1.9c",
    "S004-1.9d",
    "S004-1.9e",
];
const REQUIRED_TOO: [&str; 3] = ["S004-1.9f", "S004-1.9g", "S004-1.9h"];
/// Others that are cited; a number that is in neither list is a slip of the pen.
const BESIDE: [&str; 25] = [
    "S003-2.8a",
    "S000-2.1",
    "S000-2.2",
    "S000-2.3",
    "S000-3.1",
    "S000-3.2",
    "S000-3.3",
    "S000-3.4",
    "S000-C4",
    "S000-C5",
    "S000-C6",
    "S000-C7",
    "S000-C8a",
    "S000-C8b",
    "S000-C9",
    "S000-C10",
    "S000-D1",
    "S000-D4a",
    "S000-L4.8",
    "S000-L4.9",
    "S000-L4.10",
    "S000-L4.11",
    "S004-1.10",
    "S004-1.11",
    "S004-1.13",
];

fn check() -> &'static SelfCheck {
    SelfCheck::current().unwrap()
}

fn device(body: Value) -> Device {
    serde_json::from_value(body).unwrap()
}

fn office_pc() -> Device {
    device(
        json!({ "kind": "pc", "os": "Windows 11 Pro", "owner": "facility", "places": ["inside"], "networks": ["wired"] }),
    )
}

fn own_phone() -> Device {
    device(json!({
        "kind": "phone", "os": "Android 16", "owner": "private", "places": ["inside", "outside"], "networks": ["carrier"],
    }))
}

fn ids(device: &Device) -> Vec<&'static str> {
    check().for_device(device).into_iter().map(|item| item.id.as_str()).collect()
}

fn cites() -> Vec<&'static Cite> {
    let pledges = PledgeForm::all().iter().flat_map(|form| &form.clauses).flat_map(|clause| &clause.cites);
    let quizzes = Quiz::all().iter().flat_map(|quiz| &quiz.questions).flat_map(|question| &question.cites);
    let checks = SelfCheck::all().iter().flat_map(|check| &check.items).flat_map(|item| &item.cites);
    checks.chain(pledges).chain(quizzes).collect()
}

/// Every text a person reads.
fn texts() -> Vec<String> {
    let mut all = Vec::new();
    for SelfCheck { title, items, .. } in SelfCheck::all() {
        all.push(title.clone());
        for Item { section, ask, why, look, .. } in items {
            all.extend([section, ask, why].map(String::clone));
            all.extend(look.texts().map(str::to_owned));
        }
    }
    for PledgeForm { title, version, preamble, clauses, closing, .. } in PledgeForm::all() {
        all.extend([title, version, preamble, closing].map(String::clone));
        all.extend(clauses.iter().map(|clause| clause.text.clone()));
    }
    for Quiz { title, version, questions, .. } in Quiz::all() {
        all.extend([title, version].map(String::clone));
        for question in questions {
            all.extend([question.ask.clone(), question.explain.clone()]);
            all.extend(question.choices.iter().cloned());
        }
    }
    all.extend(cites().into_iter().flat_map(|cite| [cite.document.clone(), cite.section.clone()]));
    all.extend(crate::editions::texts());
    all
}

#[test]
fn the_content_is_sound_and_no_file_is_forgotten() {
    assert_eq!(faults(), Vec::new());
    let toml = |folder: &str| files(folder).iter().filter(|path| named(path).ends_with(".toml")).count();
    assert_eq!(SelfCheck::all().len(), toml("assets/checklists/self-check"));
    assert_eq!(PledgeForm::all().len(), toml("assets/pledges"));
    assert_eq!(Quiz::all().len(), toml("assets/quiz"));
    let current = check();
    assert_eq!(SelfCheck::of(&current.edition), Some(current));
    assert!(Purpose::ALL.iter().all(|purpose| PledgeForm::current(*purpose).is_some()) && Quiz::current().is_some());
}

#[test]
fn every_requirement_is_asked_or_left_out_for_a_reason() {
    let asked: BTreeSet<&str> =
        check().items.iter().flat_map(|item| &item.cites).map(|cite| cite.id.as_str()).collect();
    let left_out: BTreeSet<&str> = check().left_out.iter().map(|left| left.id.as_str()).collect();
    for id in REQUIRED.iter().chain(&REQUIRED_TOO) {
        assert!(asked.contains(id) != left_out.contains(id), "{id}: ask it, or say in left_out why not");
    }
    let is_known = |id: &str| {
        [&REQUIRED[..], &REQUIRED_TOO, &BESIDE].iter().any(|list| list.contains(&id)) || id.starts_with("S004-2.")
    };
    let unknown: Vec<&str> = cites().iter().map(|cite| cite.id.as_str()).filter(|id| !is_known(id)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

#[test]
fn every_text_can_be_printed_and_reads_well() {
    let blocks = texts().iter().map(|text| Block::Paragraph(Paragraph::new(text))).collect();
    let layout = lay_out(&Sheet {
        id: "content",
        title: "設問".to_owned(),
        form: Orientation::Portrait,
        head: SheetHead::default(),
        seals: Vec::new(),
        foot: SheetFoot::default(),
        blocks,
    });
    assert_eq!(layout.missing, Vec::new());
    for text in texts() {
        assert!(!text.chars().any(|c| ('\u{ff61}'..='\u{ff9f}').contains(&c)), "half-width kana: {text}");
        assert!(!text.contains("**") && text.trim() == text && !text.contains('\n'), "{text}");
    }
}

#[test]
fn yes_is_always_the_good_answer() {
    for item in &check().items {
        assert!(item.ask.ends_with('か') && item.ask.chars().count() <= 60, "{}", item.ask);
        let doubtful = ["ませんか", "ないですか", "いないか"];
        assert!(!doubtful.iter().any(|words| item.ask.contains(words)), "はい could mean either: {}", item.ask);
        let n_sentences = item.why.matches('。').count();
        assert!(item.why.ends_with('。') && n_sentences <= 2, "{}", item.why);
        for look in item.look.texts().iter().filter(|text| !text.is_empty()) {
            assert!(look.ends_with('。'), "{look}");
        }
    }
}

#[test]
fn every_device_learns_where_to_look() {
    for kind in ["pc", "tablet", "phone", "thin-client"] {
        for os in ["", "Windows 11", "macOS 15", "iOS 26", "Android 16"] {
            let device = device(json!({ "kind": kind, "os": os }));
            let blind: Vec<&str> = check()
                .for_device(&device)
                .into_iter()
                .filter(|item| item.look.lines(&device).is_empty())
                .map(|item| item.id.as_str())
                .collect();
            let is_odd = !os.is_empty() && !Os::possible(device.kind).contains(&Os::named(os).unwrap());
            assert!(is_odd || blind.is_empty(), "{kind} {os}: {blind:?}");
        }
    }
}

#[test]
fn an_office_pc_is_asked_nothing_of_phones_or_trips() {
    let asked = ids(&office_pc());
    for id in ["in-ledger", "lock-set", "not-saved", "log-out-away", "os-current", "antivirus", "no-p2p", "needed-apps"]
    {
        assert!(asked.contains(&id), "{id}: {asked:?}");
    }
    let elsewhere = ["unknown-sources", "app-permissions", "official-store", "remote-wipe", "mdm", "carrier-security"];
    let trips =
        ["privacy-filter", "encryption-pc", "firewall-pc", "not-shared-pc", "byod-approved", "settings-limited"];
    for id in elsewhere.iter().chain(&trips) {
        assert!(!asked.contains(id), "{id}: {asked:?}");
    }
    let on_the_way = device(json!({ "kind": "pc", "os": "Windows 11", "owner": "facility", "places": ["outside"] }));
    for id in trips.iter().take(4) {
        assert!(ids(&on_the_way).contains(id), "{id}");
    }
}

#[test]
fn an_own_phone_that_leaves_the_building_is_asked_all_of_it() {
    let asked = ids(&own_phone());
    for id in [
        "byod-approved",
        "not-shared",
        "unknown-sources",
        "app-permissions",
        "odd-permissions",
        "app-lock",
        "no-auto-join",
        "encryption",
        "privacy-filter",
        "remote-wipe",
        "line-stop",
        "mdm",
        "settings-limited",
        "carrier-security",
    ] {
        assert!(asked.contains(&id), "{id}: {asked:?}");
    }
    assert!(!asked.contains(&"log-out-away") && !asked.contains(&"encryption-pc"), "{asked:?}");
    let all: Vec<&str> = check().items.iter().map(|item| item.id.as_str()).collect();
    let order: Vec<&str> = all.into_iter().filter(|id| asked.contains(id)).collect();
    assert_eq!(asked, order, "in the order of the file");
    let iphone = device(json!({ "kind": "phone", "os": "iOS 26", "owner": "facility", "places": ["outside"] }));
    assert!(!ids(&iphone).contains(&"unknown-sources") && !ids(&iphone).contains(&"byod-approved"));
    let unknown = device(json!({ "kind": "phone" }));
    assert!(ids(&unknown).contains(&"unknown-sources"), "it may be an Android");
    assert_eq!(ids(&device(json!({ "kind": "server" }))), Vec::<&str>::new());
}

#[test]
fn the_look_fits_the_system() {
    let item = check().item("antivirus").unwrap();
    let systems = |device: &Device| -> Vec<Option<Os>> { item.look.lines(device).iter().map(|(os, _)| *os).collect() };
    assert_eq!(systems(&office_pc()), [Some(Os::Windows)]);
    assert_eq!(systems(&device(json!({ "kind": "phone" }))), [Some(Os::Ios), Some(Os::Android)]);
}

#[test]
fn answers_reach_the_device_they_were_asked_of() {
    let on = Day::new(2026, 11, 26).unwrap();
    let answers = BTreeMap::from([
        ("lock-set".to_owned(), Answer::Yes),
        ("lock-strength".to_owned(), Answer::No),
        ("antivirus".to_owned(), Answer::NotApplicable("公式アプリのみ".to_owned())),
        ("needed-apps".to_owned(), Answer::No),
        ("os-current".to_owned(), Answer::Unsure),
        ("mdm".to_owned(), Answer::Yes),
        ("nobody-asked".to_owned(), Answer::Yes),
    ]);
    let mut phone = own_phone();
    let changed = check().apply(&answers, &mut phone, on);
    assert_eq!(changed, [Sets::Lock, Sets::Antivirus, Sets::UnusedApps, Sets::Mdm]);
    assert_eq!((phone.lock_confirmed_on, phone.patch_confirmed_on), (Some(on), None));
    assert_eq!((phone.antivirus, phone.unused_apps), (Some(Antivirus::NotApplicable), Some(UnusedApps::Open)));
    let mut pc = office_pc();
    assert!(!check().apply(&answers, &mut pc, on).contains(&Sets::Mdm), "a PC in the office was not asked");
    assert_eq!(pc.mdm, None);
}

#[test]
fn the_pledge_holds_the_five_points() {
    let form = PledgeForm::current(Purpose::Working).unwrap();
    let cited: BTreeSet<&str> =
        form.clauses.iter().flat_map(|clause| &clause.cites).map(|cite| cite.id.as_str()).collect();
    for id in ["S004-2.4", "S004-2.5", "S004-2.6", "S004-2.7", "S004-2.8"] {
        assert!(cited.contains(id), "{id}");
    }
    let leaving = PledgeForm::current(Purpose::Leaving).unwrap();
    let cited: BTreeSet<&str> =
        leaving.clauses.iter().flat_map(|clause| &clause.cites).map(|cite| cite.id.as_str()).collect();
    assert!(["S000-1.5", "S004-2.3", "S004-2.5", "S004-2.6"].iter().all(|id| cited.contains(id)), "{cited:?}");
    for clause in form.clauses.iter().chain(&leaving.clauses) {
        let endings = ["ます。", "ません。", "ました。"];
        assert!(endings.iter().any(|ending| clause.text.ends_with(ending)), "{}", clause.text);
    }
}

#[test]
fn the_right_answer_does_not_stand_out() {
    for quiz in Quiz::all() {
        let (n, mut longest, mut shortest, mut places) = (quiz.questions.len(), 0, 0, BTreeMap::<usize, usize>::new());
        for question in &quiz.questions {
            let length = |text: &String| text.chars().count();
            let right = length(&question.choices[question.answer]);
            let others = question.choices.iter().enumerate().filter(|(index, _)| !question.is_right(*index));
            let others: Vec<usize> = others.map(|(_, text)| length(text)).collect();
            longest += usize::from(others.iter().all(|other| right > *other));
            shortest += usize::from(others.iter().all(|other| right < *other));
            *places.entry(question.answer).or_default() += 1;
            assert!(others.iter().all(|other| other.abs_diff(right) <= 8), "{}: lengths differ much", question.id);
        }
        assert!(longest * 3 <= n && shortest * 3 <= n, "{}: longest {longest}, shortest {shortest} of {n}", quiz.id);
        assert!(places.values().all(|count| count * 3 <= n + 2), "{}: {places:?}", quiz.id);
    }
}

#[test]
fn the_hash_is_of_the_text_however_lines_end() {
    let text = asset("checklists/self-check/2026-11.toml");
    let windows =
        SelfCheck::read("self-check/2026-11.toml", &text.replace("\r\n", "\n").replace('\n', "\r\n")).unwrap();
    assert_eq!(windows.hash, check().hash);
    assert_eq!(windows.hash.len(), 64);
    let other =
        SelfCheck::read("self-check/2026-11.toml", &text.replacen("すぐに言えますか", "言えますか", 1)).unwrap();
    assert_ne!(other.hash, check().hash);
}

pub fn asset(path: &str) -> String {
    read(&root().join("assets").join(path))
}

/// The flaws of a file after one change, each with its item.
pub fn broken<T>(
    read: fn(&str, &str) -> Result<T, Vec<ContentFault>>,
    file: &str,
    text: &str,
    from: &str,
    to: &str,
) -> Vec<(String, Flaw)> {
    assert!(text.contains(from), "{from}");
    let found = read(file, &text.replacen(from, to, 1)).err().unwrap_or_default();
    found.into_iter().map(|fault| (fault.item, fault.flaw)).collect()
}

#[test]
fn a_broken_self_check_is_refused() {
    let (file, text) = ("self-check/2026-11.toml", asset("checklists/self-check/2026-11.toml"));
    let flaws = |from: &str, to: &str| broken(SelfCheck::read, file, &text, from, to);
    let one = |from: &str, to: &str| -> (String, Flaw) {
        let [found] = <[_; 1]>::try_from(flaws(from, to)).unwrap();
        found
    };
    let unknown = |from: &str, to: &str, at: &str| match one(from, to) {
        (item, Flaw::UnknownWord { place, .. }) => assert_eq!((item.as_str(), place), at.split_once(' ').unwrap()),
        other => panic!("{other:?}"),
    };
    assert_eq!(one("id = \"at-hand\"", "id = \"in-ledger\""), ("in-ledger".to_owned(), Flaw::Twice));
    assert_eq!(one("id = \"at-hand\"", "id = \"At hand\""), ("At hand".to_owned(), Flaw::BadId));
    assert_eq!(one("cites = [\"S000-1.1\"]", ""), ("in-ledger".to_owned(), Flaw::NoCite));
    assert_eq!(
        one("cites = [\"S000-1.1\"]", "cites = [\"S009-1\"]"),
        ("in-ledger".to_owned(), Flaw::NoDocument("S009-1".to_owned()))
    );
    assert_eq!(one("ask = \"この端末が今", "ask = \"\" # "), ("at-hand".to_owned(), Flaw::Empty("ask")));
    assert_eq!(one("id = \"S000-6.3\"", "id = \"S000-6.1\"").1, Flaw::LeftOutAndCited);
    assert_eq!(one("edition = \"2026-11\"", "edition = \"2026-12\"").1, Flaw::Misnamed("2026-12".to_owned()));
    assert_eq!(one("sets = \"antivirus\"", "sets = \"lock\"").1, Flaw::WrittenTwice("lock-set".to_owned()));
    assert_eq!(one("section = \"アプリ\"", "section = \"ネットワーク\"").1, Flaw::Scattered("ネットワーク".to_owned()));
    unknown("os = [\"android\"]", "os = [\"symbian\"]", "unknown-sources only_if.os");
    unknown("owner = \"private\"", "owner = \"nobody\"", "byod-approved only_if.owner");
    unknown("kinds = [\"phone\", \"tablet\"]", "kinds = [\"server\"]", "not-shared only_if.kinds");
    unknown("sets = \"patch\"", "sets = \"colour\"", "os-current sets");
    unknown("weight = \"must\"", "weight = \"\"", "in-ledger weight");
    match one("[item.look]", "colour = \"red\"\n[item.look]") {
        (_, Flaw::Unreadable { line: Some(line), .. }) => assert!(line > 50, "{line}"),
        other => panic!("{other:?}"),
    }
    assert!(flaws("[[item]]", "[[item]").len() == 1);
}

#[test]
fn a_broken_quiz_or_pledge_is_refused() {
    let (file, text) = ("quiz/basics-2026-11.toml", asset("quiz/basics-2026-11.toml"));
    let flaws = |from: &str, to: &str| broken(Quiz::read, file, &text, from, to);
    assert_eq!(flaws("answer = 0", "answer = 3"), [("paper".to_owned(), Flaw::NoSuchAnswer(3))]);
    assert_eq!(flaws("answer = 0", ""), [("paper".to_owned(), Flaw::Empty("answer"))]);
    assert_eq!(
        flaws("  \"必要な文書を、紙で作って渡す\",\n", ""),
        [("paper".to_owned(), Flaw::Choices(2))],
        "two choices are a coin toss"
    );
    assert_eq!(
        flaws("  \"必要な文書を、紙で作って渡す\"", "  \"電話で伝え、日時を手帳に残す\""),
        [("paper".to_owned(), Flaw::SameChoice)]
    );
    let parts: Vec<&str> = text.split("[[question]]").collect();
    let few = Quiz::read(file, &parts[..8].join("[[question]]")).unwrap_err();
    assert_eq!(few[0].flaw, Flaw::Questions(7));
    let many = format!("{text}\n[[question]]{}", parts[1].replace("id = \"urgent\"", "id = \"more\""));
    assert_eq!(Quiz::read(file, &many).unwrap_err()[0].flaw, Flaw::Questions(13));

    let (file, text) = ("pledges/staff-2026-11.toml", asset("pledges/staff-2026-11.toml"));
    let flaws = |from: &str, to: &str| broken(PledgeForm::read, file, &text, from, to);
    assert_eq!(flaws("cites = [\"S004-2.7\"]", ""), [("purpose".to_owned(), Flaw::NoCite)]);
    assert_eq!(flaws("id = \"rights\"", "id = \"purpose\""), [("purpose".to_owned(), Flaw::Twice)]);
    assert_eq!(flaws("renew = false", "").len(), 1);
}

#[test]
fn the_user_is_told_in_japanese_and_the_detail_names_the_place() {
    let text = asset("checklists/self-check/2026-11.toml").replacen("cites = [\"S000-1.1\"]", "", 1);
    let faults = SelfCheck::read("self-check/2026-11.toml", &text).unwrap_err();
    let problem = Problem::from(&faults[0]);
    assert!(problem.happened.contains("変わっていません"), "{problem}");
    assert!(!format!("{}{}", problem.happened, problem.next).chars().any(|c| c.is_ascii_alphabetic()), "{problem}");
    assert_eq!(problem.detail, "self-check/2026-11.tomlの「in-ledger」: 根拠（cites）がありません");
    assert_eq!(problem.code, "N-101");
}
