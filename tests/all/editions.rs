//! The editions of the yearly checklist: every file is sound and says what the documents say, one edition is compared
//! with the next, and a broken file is refused with its place and reason.

use std::collections::BTreeSet;

use daichoban::base::{Coded, Kind, Record};
use daichoban::checklists::{
    AnswerSet, Change, ContentFault, Edition, EditionForm, EditionItem, EditionLayout, Flaw, IfNo, Scope, faults,
};
use daichoban::desk::Problem;
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::clinic::record::Clinic;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::role::record::RoleKind;
use daichoban::ledgers::system::record::System;

use crate::checklists::{asset, broken};
use crate::source::{files, named};

const CYBER: &str = "mhlw-cyber";
const R7_FILE: &str = "mhlw-cyber/r7.toml";

/// 令和7年度 as the documents have it: number, 対象, 事業者確認用, the places of guideline 6.0 (S003-X1).
const R7: [(&str, &[Scope], bool, &[&str]); 18] = [
    ("1-①", &[Scope::Organisation], true, &[]),
    ("2-①", &[Scope::All], false, &[]),
    ("2-②", &[Scope::All], true, &[]),
    ("2-③", &[Scope::All], true, &[]),
    ("2-④", &[Scope::All], true, &[]),
    ("2-⑤", &[Scope::All], true, &[]),
    ("2-⑥", &[Scope::All], true, &["運用8③", "運用8.1", "運用8.2", "運用13.2"]),
    ("2-⑦", &[Scope::All], true, &["運用8⑤"]),
    ("2-⑧", &[Scope::All], true, &["運用8⑤"]),
    ("2-⑨", &[Scope::All], true, &["企画8.2.2", "運用8①"]),
    ("2-⑩", &[Scope::All], true, &["運用14⑤", "運用14.1.1"]),
    ("2-⑪", &[Scope::Server], true, &["経営4.2", "企画5.3", "運用17①②"]),
    ("2-⑫", &[Scope::Server, Scope::Terminal], true, &["運用8.1"]),
    ("2-⑬", &[Scope::Network], true, &["運用13⑪"]),
    ("3-①", &[Scope::Organisation], false, &["経営3.4.2①", "経営3.4.3①", "企画12.3"]),
    ("3-②", &[Scope::All], false, &["経営3.4.1", "企画11.2", "企画12.2", "運用11.1", "運用12.2", "運用18.1"]),
    ("3-③", &[Scope::Organisation], false, &["経営3.4.1", "企画11.1"]),
    ("4-①", &[Scope::All], false, &["企画4.1"]),
];

/// Every requirement the manual of 令和7年度 brings: item, and how many parts it has (`S003-2.6a` to `S003-2.6d`).
const MANUAL: [(&str, usize); 12] = [
    ("S003-2.6", 4),
    ("S003-2.7", 6),
    ("S003-2.8", 2),
    ("S003-2.9", 6),
    ("S003-2.10", 4),
    ("S003-2.11", 5),
    ("S003-2.12", 0),
    ("S003-2.13", 3),
    ("S003-3.1", 6),
    ("S003-3.2", 4),
    ("S003-3.3", 0),
    ("S003-4.1", 4),
];
/// What other sources tell of the items.
const SECOND_HAND: &str = "B-1";
/// The rows of the report of 2005 that ask something of a clinic: policy, risk analysis, the four kinds of measures.
const REPORT: [(&str, &[&str]); 7] = [
    ("S002-A", &["1", "2", "3"]),
    ("S002-1.", &["1", "2"]),
    ("S002-2.", &["1a", "1b", "1c", "2a", "2b", "2c"]),
    ("S002-T", &["1", "2", "3", "4", "5"]),
    ("S002-3.", &["B1", "B2", "B3", "B4", "B5", "R", "C1", "C2", "C3", "C4", "C5a", "C5b"]),
    ("S002-4.", &["B1", "B2", "B3", "C1", "C2", "C3a", "C3b", "C4", "C5", "D1"]),
    ("S002-6.", &["B", "C1"]),
];
/// Its technical measures.
const TECHNICAL: [&str; 45] = [
    "B1", "B1a", "B1b", "B1c", "B1d", "B1e", "B1f", "B1g", "B1h", "B1i", "B1j", "B1k", "B1l", "B1m", "B1n", "B2a",
    "B2b", "B3a", "B3b", "B3c", "B4a", "B4b", "B4c", "B5a", "B5b", "B5c", "C1", "C2", "C3", "C4", "C5", "C6", "C7.1",
    "C7.2", "C7.3", "U1", "U2", "D1", "D2", "D3", "D4", "D5", "D6.1", "D6.2", "D7",
];
/// The rows of the JAHIS report that a clinic can check; how editions follow each other (S001-V) is none of them.
const JAHIS: [&str; 21] = [
    "S1", "S2", "6.1.2", "6.1.3", "6.2a", "6.2b", "6.2c", "IoT1", "IoT2", "IoT3", "IoT4", "IoT5", "6.4a", "6.4b",
    "6.5", "6.6", "6.7a", "6.7b", "6.8", "7.1.1", "7.1.4",
];
/// The rows of guideline 5, 6.9 C and D.
const GUIDELINE: [&str; 16] = [
    "S000-C1", "S000-C2", "S000-C3", "S000-C4", "S000-C5", "S000-C6", "S000-C7", "S000-C8a", "S000-C8b", "S000-C9",
    "S000-C10", "S000-D1", "S000-D2", "S000-D3", "S000-D4a", "S000-D4b",
];

fn r7() -> &'static Edition {
    Edition::of(CYBER, "r7").unwrap()
}

fn r6() -> &'static Edition {
    Edition::of(CYBER, "r6").unwrap()
}

fn all_items(edition: &Edition) -> impl Iterator<Item = &EditionItem> {
    edition.opening.iter().chain(&edition.items)
}

/// Every text a person reads.
pub fn texts() -> Vec<String> {
    let mut all = Vec::new();
    for edition in Edition::all() {
        let Edition { title, short, inspect, source, in_force, sections, .. } = edition;
        all.extend([title, short, inspect, &source.issuer, &source.document, &source.section].map(String::clone));
        all.extend([&source.basis, &source.note, &in_force.next].map(String::clone));
        all.extend(sections.iter().map(|section| section.title.clone()));
        for item in all_items(edition) {
            let EditionItem { no, label, why, look, inspect, note, cites, guideline, .. } = item;
            all.extend([no, label, why, look, inspect, note].map(String::clone));
            all.extend(guideline.iter().cloned());
            all.extend(cites.iter().flat_map(|cite| [cite.document.clone(), cite.section.clone()]));
        }
    }
    all
}

#[test]
fn every_edition_is_sound_and_no_file_is_forgotten() {
    assert_eq!(faults(), Vec::new());
    let toml = files("assets/checklists").into_iter().map(|path| named(&path).replace('\\', "/"));
    let kept: BTreeSet<String> = toml.filter(|name| name.ends_with(".toml") && !name.contains("self-check/")).collect();
    let read: BTreeSet<String> =
        Edition::all().iter().map(|edition| format!("assets/checklists/{}.toml", edition.name())).collect();
    assert_eq!(read, kept);
    assert_eq!(Edition::current(CYBER), Some(r7()));
    assert_eq!(Edition::current("mhlw-6-9").map(Edition::name).as_deref(), Some("mhlw-6-9/g5"));
    assert_eq!((Edition::current("nobody"), Edition::of(CYBER, "r1")), (None, None));
    let text = asset("checklists/mhlw-cyber/r7.toml").replace("\r\n", "\n");
    assert_eq!(Edition::read(R7_FILE, &text.replace('\n', "\r\n")).unwrap(), *r7(), "however lines end");
    assert_ne!(Edition::read(R7_FILE, &text.replacen("置いている", "決めている", 1)).unwrap().hash, r7().hash);
}

#[test]
fn r7_asks_the_eighteen_items_of_its_documents() {
    let read: Vec<_> = r7().items.iter().map(|item| (item.no.as_str(), &item.scope[..], item.is_vendor)).collect();
    assert_eq!(read, R7.map(|(no, scope, is_vendor, _)| (no, scope, is_vendor)));
    for (item, (no, _, _, guideline)) in r7().items.iter().zip(R7) {
        assert_eq!(item.guideline, guideline, "{no}");
        let (section, number) = no.split_once('-').unwrap();
        let number = number.chars().next().unwrap() as u32 - '①' as u32 + 1;
        assert_eq!((item.id.as_str(), item.section.as_str()), (format!("{section}-{number:02}").as_str(), section));
        assert_eq!(item.if_no, IfNo::TargetOn, "{no}");
        let may_not_apply = item.answer == AnswerSet::YesNoNotApplicable;
        assert_eq!(may_not_apply, no == "2-②", "without a contract there is nobody to ask");
    }
    assert_eq!((r7().opening.as_ref(), r7().layout), (None, EditionLayout::LatestRound));
    assert_eq!(r7().on_form(EditionForm::Vendor).len(), 13);
    assert_eq!(r7().on_form(EditionForm::Institution), r7().items.iter().collect::<Vec<_>>());
    assert_eq!(r7().on_form(EditionForm::Own), Vec::<&EditionItem>::new(), "it has no such form");
    let shown: Vec<&str> =
        r7().items.iter().filter(|item| !item.inspect.is_empty()).map(|item| item.no.as_str()).collect();
    assert_eq!(shown, ["2-⑪", "3-①", "4-①"], "of the others no document says how they are looked at");
    assert_eq!(
        r7().item("2-06").map(|item| item.evidence.clone()),
        Some(vec!["device-os", "patch-old", "device-antivirus", "patch-undecided"])
    );
    assert_eq!(r7().item("9-99"), None);
}

#[test]
fn r6_opens_with_a_question_and_asks_of_patches_three_times() {
    let opening = r6().opening.as_ref().unwrap();
    assert_eq!((opening.no.as_str(), opening.if_no), ("(0)", IfNo::EndsHere));
    assert_eq!(r6().item(&opening.id), Some(opening));
    assert_eq!((r6().items.len(), r6().layout), (15, EditionLayout::ThreeRounds));
    for item in &r6().items {
        assert!(item.no.is_empty() && item.note.contains("番号"), "{}: we do not know its number", item.id);
        assert_eq!((item.replaces.len(), item.guideline.len()), (0, 0), "{}", item.id);
    }
    let of = |id: &str| r6().item(id).unwrap().scope.clone();
    assert_eq!(of("patch-server"), [Scope::Server]);
    assert_eq!(of("patch-terminal"), [Scope::Terminal]);
    assert_eq!(of("patch-network"), [Scope::Network]);
}

#[test]
fn the_guideline_of_2017_is_asked_point_by_point() {
    let edition = Edition::current("mhlw-6-9").unwrap();
    let numbers: Vec<&str> = edition.items.iter().map(|item| item.no.as_str()).collect();
    let wanted: Vec<String> = (1..=10).map(|n| format!("C {n}")).chain((1..=4).map(|n| format!("D {n}"))).collect();
    assert_eq!(numbers, wanted);
    assert!(edition.items.iter().all(|item| !item.is_vendor));
    assert_eq!((edition.forms.as_slice(), edition.inspect.as_str()), (&[EditionForm::Own][..], ""));
}

#[test]
fn the_old_reports_say_that_they_are_old() {
    let report = Edition::current("kihon-shishin").unwrap();
    assert_eq!((report.in_force.from.iso().as_str(), report.source.dated.as_str()), ("2005", "2005"));
    assert!(report.source.note.contains("今のガイドラインで改められた"), "{}", report.source.note);
    let months = report.item("5-u-1").unwrap();
    assert!(months.label.contains("2か月") && months.note.contains("第7.0版は定期的な変更を求めていません"));
    let law = |id: &str| report.items.iter().flat_map(|item| &item.cites).find(|cite| cite.id == id).unwrap();
    for (id, now, then) in
        [("S002-A1", "第23条", "第20条"), ("S002-A2", "第24条", "第21条"), ("S002-A3", "第25条", "第22条")]
    {
        assert!(law(id).section.starts_with(&format!("{now}（当時は{then}）")), "{}", law(id).section);
    }
    let jahis = Edition::current("jahis-33").unwrap();
    assert!(jahis.in_force.next.contains("第7.0版"), "{}", jahis.in_force.next);
    for edition in [report, jahis] {
        assert_eq!((edition.forms.as_slice(), edition.inspect.as_str()), (&[EditionForm::Own][..], ""));
        assert!(edition.items.iter().all(|item| !item.is_vendor));
    }
}

#[test]
fn every_requirement_is_cited_and_none_that_nobody_knows() {
    let cited = |name: &str| -> BTreeSet<String> {
        let edition = Edition::all().iter().find(|edition| edition.name() == name).unwrap();
        all_items(edition).flat_map(|item| &item.cites).map(|cite| cite.id.clone()).collect()
    };
    let parts = |(item, n_parts): (&str, usize)| -> Vec<String> {
        if n_parts == 0 {
            return vec![item.to_owned()];
        }
        ('a'..).take(n_parts).map(|part| format!("{item}{part}")).collect()
    };
    let manual = MANUAL.into_iter().flat_map(parts).chain([SECOND_HAND.to_owned()]).collect();
    assert_eq!(cited("mhlw-cyber/r7"), manual);
    assert_eq!(cited("mhlw-cyber/r6"), BTreeSet::from([SECOND_HAND.to_owned()]));
    assert_eq!(cited("mhlw-6-9/g5"), GUIDELINE.map(str::to_owned).into());
    let report = REPORT.iter().flat_map(|(under, rows)| rows.iter().map(move |row| format!("{under}{row}")));
    let technical = TECHNICAL.iter().map(|row| format!("S002-5.{row}"));
    assert_eq!(cited("kihon-shishin/2005"), report.chain(technical).collect());
    assert_eq!(cited("jahis-33/2018-02"), JAHIS.iter().map(|row| format!("S001-{row}")).collect());
    for item in &r7().items {
        let number = item.id.replace("-0", ".").replace('-', ".");
        let is_own = |id: &str| id.trim_end_matches(|c: char| c.is_ascii_lowercase()) == format!("S003-{number}");
        let is_second_hand = item.cites.iter().all(|cite| cite.id == SECOND_HAND);
        assert!(is_second_hand || item.cites.iter().all(|cite| is_own(&cite.id)), "{}: {:?}", item.no, item.cites);
    }
}

#[test]
fn every_edition_says_how_long_it_held_and_what_came_after() {
    for edition in Edition::all() {
        assert!(edition.in_force.next.ends_with('。'), "{}", edition.name());
        assert!(edition.source.note.ends_with('。'), "{}", edition.name());
    }
    // Of the old reports nobody says until when they held.
    let endless: Vec<String> =
        Edition::all().iter().filter(|one| one.in_force.until.is_none()).map(Edition::name).collect();
    assert_eq!(endless, ["kihon-shishin/2005", "jahis-33/2018-02"]);
    for edition in [r6(), r7()] {
        let next = &edition.in_force.next;
        assert!(next.contains("令和8年度版（2026年6月）") && next.contains("台帳番には入っていません"), "{next}");
    }
    let told = |edition: &Edition| {
        let in_force = &edition.in_force;
        [Some(in_force.from), in_force.until, in_force.deadline].map(|when| when.map(|when| when.iso()))
    };
    let told = |edition: &Edition| told(edition).map(Option::unwrap_or_default);
    assert_eq!(told(r6()), ["2024-05-13", "2025-05", "2025-03-31"]);
    assert_eq!(told(r7()), ["2025-05", "2026-06", "2026-03-31"], "the documents name months");
}

#[test]
fn the_texts_are_short_and_plain() {
    for (edition, item) in Edition::all().iter().flat_map(|edition| all_items(edition).map(move |item| (edition, item)))
    {
        let place = format!("{}の{}", edition.name(), item.id);
        assert!(!item.label.ends_with('。') && item.label.chars().count() <= 60, "{place}: {}", item.label);
        assert!(item.why.ends_with('。') && item.why.matches('。').count() == 1, "{place}: {}", item.why);
        for text in [&item.look, &item.inspect, &item.note].into_iter().filter(|text| !text.is_empty()) {
            assert!(text.ends_with('。'), "{place}: {text}");
        }
    }
}

/// Where to look is called as our screens and Windows call it.
#[test]
fn the_places_to_look_at_exist() {
    let fields = [Account::fields(), Clinic::fields(), Device::fields(), System::fields()].concat();
    let elsewhere = ["控え", "設定", "Windows Update", "タスク マネージャー", "インストールされているアプリ", "いいえ"];
    let is_known = |word: &str| {
        Kind::ALL.iter().any(|kind| kind.label() == word)
            || fields.iter().any(|field| field.label == word)
            || RoleKind::ALL.iter().any(|role| role.label() == word)
            || elsewhere.contains(&word)
    };
    for item in Edition::all().iter().flat_map(all_items) {
        for part in item.look.split('「').skip(1) {
            let word = part.split('」').next().unwrap();
            assert!(is_known(word), "{}: nothing is called 「{word}」", item.id);
        }
    }
}

fn ids_of(change: Change, older: &Edition, newer: &Edition) -> Vec<String> {
    let lines = Edition::compare(older, newer).into_iter().filter(|line| line.change == change);
    lines.flat_map(|line| line.newer.map_or(line.older, |item| vec![item])).map(|item| item.id.clone()).collect()
}

#[test]
fn r7_brought_five_new_items_and_took_none_away() {
    assert_eq!(ids_of(Change::New, r6(), r7()), ["2-07", "2-08", "2-09", "2-10", "4-01"]);
    assert_eq!(ids_of(Change::Changed, r6(), r7()), ["2-04", "2-05", "2-06"]);
    assert_eq!(ids_of(Change::Removed, r6(), r7()), Vec::<String>::new());
    assert_eq!(ids_of(Change::Same, r6(), r7()).len(), 10);
    let lines = Edition::compare(r6(), r7());
    let newer: Vec<&EditionItem> = lines.iter().filter_map(|line| line.newer).collect();
    assert_eq!(newer, r7().items.iter().collect::<Vec<_>>(), "in the order of the newer one");
    let merged = lines.iter().find(|line| line.newer.is_some_and(|item| item.id == "2-06")).unwrap();
    let merged: Vec<&str> = merged.older.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(merged, ["patch-server", "patch-terminal", "patch-network"]);
}

#[test]
fn an_item_that_is_gone_or_split_is_seen() {
    let text = asset("checklists/mhlw-cyber/r7.toml");
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Edition::read(R7_FILE, &text.replacen(from, to, 1)).unwrap()
    };
    let without = with("replaces = [\"r6:continuity\"]", "");
    assert_eq!(ids_of(Change::Removed, r6(), &without), ["continuity"]);
    assert!(ids_of(Change::New, r6(), &without).contains(&"3-03".to_owned()));
    let split = with("replaces = [\"r6:continuity\"]", "replaces = [\"r6:backup\"]");
    assert_eq!(ids_of(Change::Changed, r6(), &split), ["2-04", "2-05", "2-06", "3-02", "3-03"]);
    let narrower = with("scope = [\"network\"]", "scope = [\"server\"]");
    assert!(ids_of(Change::Changed, r6(), &narrower).contains(&"2-13".to_owned()), "it asks of something else");
    let renumbered = with("no = \"2-⑬\"", "no = \"2-⑭\"");
    assert!(ids_of(Change::Same, r6(), &renumbered).contains(&"2-13".to_owned()), "the number does not count");
    let other = Edition::current("mhlw-6-9").unwrap();
    assert_eq!(ids_of(Change::New, other, r7()).len(), 18);
    assert_eq!(ids_of(Change::Removed, other, r7()).len(), 14);
}

#[test]
fn a_broken_item_is_refused() {
    let text = asset("checklists/mhlw-cyber/r7.toml");
    let flaws = |from: &str, to: &str| broken(Edition::read, R7_FILE, &text, from, to);
    let one = |from: &str, to: &str| -> (String, Flaw) {
        let [found] = <[_; 1]>::try_from(flaws(from, to)).unwrap();
        found
    };
    let at = |item: &str, flaw: Flaw| (item.to_owned(), flaw);
    let unknown = |from: &str, to: &str, at: &str| match one(from, to) {
        (item, Flaw::UnknownWord { place, .. }) => assert_eq!((item.as_str(), place), at.split_once(' ').unwrap()),
        other => panic!("{other:?}"),
    };
    assert_eq!(one("id = \"2-08\"", "id = \"2-07\""), at("2-07", Flaw::Twice));
    assert_eq!(one("id = \"2-08\"", "id = \"2-⑧\""), at("2-⑧", Flaw::BadId));
    assert_eq!(one("no = \"2-⑧\"", "no = \"2-⑦\""), at("2-08", Flaw::SameNumber("2-⑦".to_owned())));
    assert_eq!(one("no = \"3-②\"", ""), at("3-02", Flaw::NoNumber));
    assert_eq!(one("label = \"パスワードの使い", "label = \" \" # "), at("2-08", Flaw::Empty("label")));
    assert_eq!(one("why = \"だれが責任", "# \""), at("1-01", Flaw::Empty("why")));
    assert_eq!(one("scope = [\"network\"]", ""), at("2-13", Flaw::Empty("scope")));
    assert_eq!(one("vendor = false", ""), at("2-01", Flaw::Empty("vendor")));
    assert_eq!(one("cites = [\"S003-2.12\"]", ""), at("2-12", Flaw::NoCite));
    assert_eq!(
        one("cites = [\"S003-2.12\"]", "cites = [\"S003-5\"]"),
        at("2-12", Flaw::NoDocument("S003-5".to_owned()))
    );
    assert_eq!(
        one("cites = [\"S003-2.12\"]", "cites = [\"S003-2.12\", \"S003-2.12\"]"),
        at("2-12", Flaw::CitedTwice("S003-2.12".to_owned()))
    );
    assert_eq!(one("guideline = [\"企画4.1\"]", "guideline = [\"\"]"), at("4-01", Flaw::Empty("guideline")));
    assert_eq!(one("if_no = \"target-on\"", "if_no = \"ends-here\""), at("1-01", Flaw::EndsElsewhere));
    for replaces in ["r7:1-01", "backup", "r6:backup\", \"r6:backup"] {
        let last = replaces.rsplit('"').next().unwrap().to_owned();
        let to = format!("replaces = [\"{replaces}\"]");
        assert_eq!(one("replaces = [\"r6:backup\"]", &to), at("3-02", Flaw::ReplacesNothing(last)));
    }
    unknown("no = \"2-⑬\"\nsection = \"2\"", "no = \"2-⑬\"\nsection = \"5\"", "2-13 section");
    unknown("evidence = [\"no-safety-officer\"]", "evidence = [\"device.patch\"]", "1-01 evidence");
    unknown("answer = \"yes-no-na\"", "answer = \"maybe\"", "2-02 answer");
    unknown("scope = [\"network\"]", "scope = [\"printer\"]", "2-13 scope");
    unknown("if_no = \"target-on\"", "if_no = \"\"", "1-01 if_no");
    match one("scope = [\"network\"]", "scope = [\"network\"]\ncolour = \"red\"") {
        (_, Flaw::Unreadable { line: Some(line), .. }) => assert!(line > 250, "{line}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_broken_head_is_refused() {
    let text = asset("checklists/mhlw-cyber/r7.toml");
    let flaws = |from: &str, to: &str| -> Vec<Flaw> {
        broken(Edition::read, R7_FILE, &text, from, to).into_iter().map(|(_, flaw)| flaw).collect()
    };
    let day = |place, text: &str| Flaw::NotADay { place, text: text.to_owned() };
    let late = |then| Flaw::OutOfOrder { first: "in_force.from", then };
    assert_eq!(flaws("title = \"サイバー", "title = \"\" # "), [Flaw::Empty("title")]);
    assert_eq!(flaws("inspect = ", "# "), [Flaw::Empty("inspect")]);
    assert_eq!(flaws("issuer = ", "# "), [Flaw::Empty("source.issuer")]);
    assert_eq!(flaws("checked_on = \"2026-11-26\"", ""), [Flaw::Empty("source.checked_on")]);
    assert_eq!(flaws("from = \"2025-05\"", "from = \"令和7年5月\""), [day("in_force.from", "令和7年5月")]);
    assert_eq!(flaws("until = \"2026-06\"", "until = \"2026-13\""), [day("in_force.until", "2026-13")]);
    assert_eq!(flaws("until = \"2026-06\"", "until = \"2025-04-30\""), [late("in_force.until")]);
    assert_eq!(flaws("deadline = \"2026-03-31\"", "deadline = \"2025-03-31\""), [late("in_force.deadline")]);
    assert_eq!(flaws("next = ", "# "), [Flaw::Empty("in_force.next")]);
    assert_eq!(flaws("title = \"4　規程類の整備\"", ""), [Flaw::Empty("title")]);
    assert_eq!(flaws("id = \"4\"", "id = \"4\"\ntitle = \"x\"\n[[section]]\nid = \"5\""), [Flaw::Empty("item")]);
    assert_eq!(flaws("section = \"4 規程類の整備\"", ""), [Flaw::Empty("section")]);
    let scattered = |section: &str| Flaw::Scattered(section.to_owned());
    assert_eq!(
        flaws("no = \"2-②\"\nsection = \"2\"", "no = \"2-②\"\nsection = \"3\""),
        [scattered("2"), scattered("3")]
    );
    assert_eq!(flaws(", \"vendor\"]", "]"), vec![Flaw::NoVendorForm; 13]);
    assert!(matches!(&flaws(", \"vendor\"]", ", \"vender\"]")[0], Flaw::UnknownWord { place: "forms", .. }));
    assert!(matches!(&flaws("latest-round", "every-round")[..], [Flaw::UnknownWord { place: "layout", .. }]));
    let misnamed = |file: &str| Edition::read(file, &text).unwrap_err();
    for file in ["mhlw-cyber/r6.toml", "mhlw-6-9/r7.toml", "r7.toml", "mhlw-cyber/r7"] {
        let wanted = ContentFault {
            file: file.to_owned(),
            item: String::new(),
            flaw: Flaw::Misnamed("mhlw-cyber/r7".to_owned()),
        };
        assert_eq!(misnamed(file), [wanted]);
    }
    let (file, text) = ("mhlw-cyber/r6.toml", asset("checklists/mhlw-cyber/r6.toml"));
    let opening = broken(Edition::read, file, &text, "if_no = \"ends-here\"", "if_no = \"target-on\"");
    assert_eq!(opening, [("opening".to_owned(), Flaw::EndsElsewhere)]);
    assert_eq!(broken(Edition::read, file, "", "", ""), broken(Edition::read, file, "\n", "", ""));
    assert!(Edition::read(file, "").unwrap_err().len() > 10, "an empty file is wrong in every way, all told at once");
}

#[test]
fn what_an_item_replaces_has_to_exist_in_an_earlier_edition() {
    let text = asset("checklists/mhlw-cyber/r7.toml");
    let newer = Edition::read(R7_FILE, &text.replacen("r6:backup", "r6:nobody", 1)).unwrap();
    let fault = |item: &str, id: &str| ContentFault {
        file: R7_FILE.to_owned(),
        item: item.to_owned(),
        flaw: Flaw::ReplacesNothing(id.to_owned()),
    };
    assert_eq!(Edition::unlinked(&[r6().clone(), newer]), [fault("3-02", "r6:nobody")]);
    assert_eq!(Edition::unlinked(&[r6().clone(), r7().clone()]), Vec::new());
    assert_eq!(Edition::unlinked(&[r7().clone()]).len(), 15, "the older one is missing");
    let text = asset("checklists/mhlw-cyber/r6.toml");
    let later = text.replacen("from = \"2024-05-13\"", "from = \"2025-05\"", 1).replacen("deadline = ", "# ", 1);
    let later = Edition::read("mhlw-cyber/r6.toml", &later).unwrap();
    assert_eq!(Edition::unlinked(&[later, r7().clone()]).len(), 15, "it is not the earlier one");
}

#[test]
fn all_faults_are_told_at_once_in_japanese() {
    let text = asset("checklists/mhlw-cyber/r7.toml")
        .replacen("evidence = [\"no-safety-officer\"]", "evidence = [\"nobody\"]", 1)
        .replacen("no = \"3-②\"", "", 1)
        .replacen("until = \"2026-06\"", "until = \"2025-04\"", 1);
    let told: Vec<String> = Edition::read(R7_FILE, &text).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], "mhlw-cyber/r7.toml: in_force.untilが、in_force.fromより前の日になっています");
    assert!(told[1].starts_with("mhlw-cyber/r7.tomlの「3-02」: 番号（no）がありません"), "{}", told[1]);
    assert!(told[2].starts_with("mhlw-cyber/r7.tomlの「1-01」: evidenceの「nobody」は使えない語です"), "{}", told[2]);
    let faults = Edition::read(R7_FILE, &text).unwrap_err();
    let problem = Problem::from(&faults[1]);
    assert_eq!((problem.code.as_str(), problem.detail.as_str()), ("N-101", told[1].as_str()));
}
