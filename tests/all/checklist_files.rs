//! 点検表の追加: an edition from a file is judged like the built-in ones, seen before it is added, kept in the ledger and
//! its backups, and never loses an item.

use std::path::{Path, PathBuf};

use daichoban::base::{Coded, Day};
use daichoban::checklists::{
    AnswerSet, ContentFault, Edition, EditionForm, EditionLayout, Effect, Flaw, Held, IfNo, Judged, Scope, held, judge,
    template,
};
use daichoban::custody::AddEdition;
use daichoban::demo;
use daichoban::desk::{Command, Problem, Refusal, Route};
use daichoban::findings::RULES;
use daichoban::ledgers::assessment::record::Assessment;
use daichoban::ledgers::log::information;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, LogFilter, NewLedger, Place, Profile, Secret, Stamp, Tx, Vault, VaultError};
use tempfile::TempDir;

use crate::cli_commands::{Said, copy, run};
use crate::support::desk::{Seat, now};

/// A made-up edition that follows that of 令和7年度, with three of its items.
const NEXT: &str = r#"family = "mhlw-cyber"
edition = "r99"
title = "試験用の点検表（令和99年度）"
short = "試験用 令和99年度"
forms = ["institution", "own"]
layout = "latest-round"
inspect = "試験のために作った文です。"

[source]
issuer = "試験の発行者"
document = "試験の文書"
section = "全体"
dated = "不明"
basis = "なし"
note = "試験のために作った点検表です。"
checked_on = "2026-11-20"

[in_force]
from = "2026-07"
next = ""

[[document]]
under = "T"
document = "試験の文書"
section = "全体"

[[section]]
id = "1"
title = "1　体制"

[[section]]
id = "2"
title = "2　管理"

[[item]]
id = "1-01"
no = "1-1"
section = "1"
label = "医療情報システム安全管理責任者を置いている"
why = "責任を持つ人が要ります。"
look = "「役割」を見ます。"
answer = "yes-no"
scope = ["organisation"]
vendor = false
cites = ["T-1"]
evidence = ["no-responsible"]
if_no = "target-on"
replaces = ["r7:1-01"]

[[item]]
id = "2-01"
no = "2-1"
section = "2"
label = "試験の新しい項目を満たしている"
why = "試験のためです。"
look = "実物を見ます。"
answer = "yes-no-na"
scope = ["all"]
vendor = false
cites = ["T-2"]
if_no = "target-on"
"#;

fn judged(text: &str) -> Result<Judged, Problem> {
    judge("r99.toml", text.as_bytes(), &Held::built_in())
}

fn faults(text: &str) -> Vec<(String, Flaw)> {
    match judged(text).unwrap() {
        Judged::Broken(faults) => faults.into_iter().map(|ContentFault { item, flaw, .. }| (item, flaw)).collect(),
        Judged::Sound(_) => Vec::new(),
    }
}

fn with(from: &str, to: &str) -> String {
    assert!(NEXT.contains(from), "{from}");
    NEXT.replacen(from, to, 1)
}

/// A ledger with nothing in it.
fn ledger() -> (TempDir, Vault) {
    let home = tempfile::tempdir().unwrap();
    let secret = Secret::from(demo::PASSPHRASE);
    let (operator, at) = (demo::OPERATOR, now());
    let new = NewLedger { operator, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
    let (mut vault, _) = Vault::create(&Place::new(home.path(), Profile::none()), &new).unwrap();
    vault.confirm_recovery(at).unwrap();
    (home, vault)
}

fn add(vault: &mut Vault, text: &str) -> Result<String, Refusal> {
    let order: Box<dyn Command> = Box::new(AddEdition { file: "r99.toml".to_owned(), bytes: text.into() });
    vault.transact(Stamp::at(now()), |tx| order.run(tx, now().day())).map(|done| done.said)
}

/// The faults or the code of a refusal.
fn refused(refusal: Refusal) -> (String, String) {
    match refusal {
        Refusal::Problem(problem) => (problem.code, problem.detail),
        Refusal::Breaches(breaches) => panic!("{breaches:?}"),
    }
}

#[test]
fn a_sound_file_is_judged_and_nothing_else_is() {
    let Judged::Sound(proposal) = judged(NEXT).unwrap() else { panic!("{:?}", faults(NEXT)) };
    assert_eq!((proposal.edition.name().as_str(), &proposal.effect), ("mhlw-cyber/r99", &Effect::New));
    // Notepad writes a mark at the front and ends lines its own way.
    let windows = format!("\u{FEFF}{}", NEXT.replace('\n', "\r\n"));
    let Judged::Sound(same) = judged(&windows).unwrap() else { panic!("{:?}", faults(&windows)) };
    assert_eq!(same.edition.hash, proposal.edition.hash);
    assert_eq!(same.text, NEXT);
    let code = |bytes: &[u8]| judge("x.toml", bytes, &Held::built_in()).unwrap_err().code;
    assert_eq!(code(&[0x83, 0x65, 0x83, 0x58]), "N-112", "Shift_JIS");
    assert_eq!(code(&[b'#'; 300 * 1024]), "N-111");
    assert_eq!(code(include_bytes!("../../assets/checklists/mhlw-cyber/r7.toml")), "N-113");
    let other = include_str!("../../assets/checklists/mhlw-cyber/r7.toml").replacen("置いている", "決めている", 1);
    assert_eq!(code(other.as_bytes()), "N-114");
}

#[test]
fn everything_wrong_with_a_file_is_told_at_once() {
    let broken = NEXT
        .replacen("evidence = [\"no-responsible\"]", "evidence = [\"sure-thing\"]", 1)
        .replacen("edition = \"r99\"", "edition = \"R 99\"", 1)
        .replacen("no = \"2-1\"", "no = \"\"", 1)
        .replacen("replaces = [\"r7:1-01\"]", "replaces = [\"x-1\"]", 1);
    let Judged::Broken(all) = judged(&broken).unwrap() else { panic!() };
    let told: Vec<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told.iter().all(|line| line.starts_with("r99.toml")), "{told:#?}");
    let at = |item: &str| told.iter().find(|line| line.contains(&format!("「{item}」: "))).unwrap();
    assert!(at("R 99").contains("英小文字・数字・ハイフンだけ"));
    assert!(at("2-01").contains("番号（no）がありません"));
    // What the program does not know is no evidence, and is said with what it does know.
    let evidence = told.iter().find(|line| line.contains("sure-thing")).unwrap();
    assert!(evidence.starts_with("r99.tomlの「1-01」") && evidence.contains("no-responsible"), "{evidence}");
    let earlier = with("replaces = [\"r7:1-01\"]", "replaces = [\"r7:9-99\"]");
    assert_eq!(faults(&earlier), [("1-01".to_owned(), Flaw::ReplacesNothing("r7:9-99".to_owned()))]);
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let long = with("label = \"試験", &format!("label = \"{}", "長".repeat(200)));
    assert_eq!(faults(&long), [("2-01".to_owned(), Flaw::TooLong { place: "label", most: 200 })]);
    let lines = with("label = \"試験", "label = \"一行目\\n試験");
    assert_eq!(faults(&lines), [("2-01".to_owned(), Flaw::Unprintable("label"))]);
    let many: String = (0..300)
        .map(|n| {
            NEXT.split("\n[[item]]").last().unwrap().replace("2-01", &format!("n-{n}")).replace("2-1", &n.to_string())
        })
        .fold(NEXT.to_owned(), |all, item| format!("{all}\n[[item]]{item}"));
    assert_eq!(faults(&many), [(String::new(), Flaw::TooMany(300))]);
    for deep in ["a = ".to_owned() + &"[".repeat(100_000), "[a".to_owned() + &".a".repeat(50_000) + "]"] {
        assert!(matches!(faults(&deep)[..], [(_, Flaw::Unreadable { .. })]), "a file that is no edition is refused");
    }
    let typo = with("label = \"試験", "lable = \"試験");
    let [(_, flaw)] = <[_; 1]>::try_from(faults(&typo)).unwrap();
    let told = flaw.to_string();
    assert!(told.contains("行目") && told.contains("「lable」という名前の欄はありません"), "{told}");
    for (from, to, words) in [
        ("vendor = false", "vendor = no", "引用符やかっこ"),
        ("why = \"責任", "why = 5 # \"", "値の書き方が欄に合っていません"),
        ("no = \"1-1\"", "no = \"1-1\"\nno = \"1-1\"", "2回書かれています"),
    ] {
        let [(_, flaw)] = <[_; 1]>::try_from(faults(&with(from, to))).unwrap();
        assert!(flaw.to_string().contains(words), "{words}: {flaw}");
    }
}

#[test]
fn an_added_edition_stands_beside_the_others_and_is_in_the_journal() {
    let (_home, mut vault) = ledger();
    assert_eq!(add(&mut vault, NEXT).unwrap(), "点検表「試験用の点検表（令和99年度）」を追加しました");
    let held = held(&vault.reader()).unwrap();
    assert_eq!(held.current("mhlw-cyber").unwrap().edition, "r99");
    assert_eq!(held.before(held.current("mhlw-cyber").unwrap()).unwrap().edition, "r7");
    assert_eq!(held.named("mhlw-cyber/r99").unwrap().items.len(), 2);
    assert!(held.is_newest(held.named("mhlw-cyber/r99").unwrap()));
    assert!(!held.is_newest(Edition::of("mhlw-cyber", "r7").unwrap()));
    assert_eq!(refused(add(&mut vault, NEXT).unwrap_err()).0, "N-113");
    let log = vault.reader().log(&LogFilter { limit: Some(1), ..LogFilter::default() }).unwrap();
    let said = information(&log[0]);
    let all: Vec<String> = held.all().map(|edition| edition.name()).collect();
    let cyber: Vec<&str> = all.iter().map(String::as_str).filter(|name| name.starts_with("mhlw-cyber")).collect();
    assert_eq!(cyber, ["mhlw-cyber/r6", "mhlw-cyber/r7", "mhlw-cyber/r99"], "the oldest first");
    assert_eq!(all.len(), Edition::all().len() + 1);
    assert_eq!(all[..3], cyber[..], "a family stands together");
    assert!(said.contains("点検表「試験用の点検表（令和99年度）」を追加"), "{said}");
    assert_eq!(held.faults(), []);
}

#[test]
fn no_item_vanishes_from_an_added_edition() {
    let (_home, mut ledger) = ledger();
    let vault = &mut ledger;
    add(vault, NEXT).unwrap();
    let without = NEXT.split("\n[[section]]\nid = \"2\"").next().unwrap().to_owned()
        + &NEXT[NEXT.find("\n[[item]]").unwrap()..NEXT.rfind("\n[[item]]").unwrap()];
    let (code, told) = refused(add(vault, &without).unwrap_err());
    assert_eq!(code, "N-110");
    assert!(told.contains("項目「2-01」がありません"), "{told}");
    let renumbered = NEXT.replacen("no = \"2-1\"", "no = \"2-7\"", 1).replacen("yes-no-na", "yes-no", 1);
    let Judged::Sound(before) = judge("r99.toml", renumbered.as_bytes(), &held(&vault.reader()).unwrap()).unwrap()
    else {
        panic!("until a round is begun a slip of the pen can be put right");
    };
    assert_eq!(before.effect, Effect::Corrects { n_new: 0, worded: Vec::new() });
    let (institution, year) = (EditionForm::Institution, now().day().fiscal_year());
    let round = Assessment::begun("mhlw-cyber/r99", "", institution, year, 1, now().day());
    vault.transact(Stamp::at(now()), |tx| tx.add(&round)).unwrap();
    let (code, told) = refused(add(vault, &renumbered).unwrap_err());
    assert_eq!((code.as_str(), told.lines().count()), ("N-110", 2), "{told}");
    // Notes, hints and new items may come.
    let item = NEXT.split("\n[[item]]").last().unwrap().replace("2-01", "2-02").replace("2-1", "2-2");
    let more = format!("{}\n[[item]]{item}", NEXT.replacen("実物を見ます。", "実物と台帳を見ます。", 1));
    assert_eq!(add(vault, &more).unwrap(), "点検表「試験用の点検表（令和99年度）」を直したものに替えました");
    let held = held(&vault.reader()).unwrap();
    let edition = held.named("mhlw-cyber/r99").unwrap();
    assert_eq!((edition.items.len(), edition.items[1].look.as_str()), (3, "実物と台帳を見ます。"));
    assert_eq!(held.all().filter(|one| one.name() == "mhlw-cyber/r99").count(), 1);
}

#[test]
fn the_manager_sees_what_is_added_before_it_is_and_what_is_wrong_with_a_file() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    seat.go(Route::About);
    assert!(
        seat.sees("令和8年度版（2026年6月）が出ています。設問を確かめられていないため、台帳番には入っていません。")
    );
    assert!(seat.sees("18項目　　期間 令和7年5月から令和8年6月まで（目標日は令和8年3月31日まで）"));
    for edition in Edition::all() {
        assert!(seat.sees(&edition.title), "{}", edition.title);
    }
    seat.reach("点検表を追加…");
    let broken = with("evidence = [\"no-responsible\"]", "evidence = [\"sure-thing\"]").replacen("no = \"2-1\"", "", 1);
    seat.typed_path("ファイルの場所", &file("broken.toml", &broken));
    assert!(seat.sees("「broken.toml」は、2か所が違うため"), "{:?}", seat.words());
    assert!(
        seat.sees("「1-01」　evidenceの「sure-thing」は使えない語です")
            && seat.sees("「2-01」　番号（no）がありません")
    );
    seat.picture("checklist-broken");
    seat.reach("点検表の誤りを閉じる");
    assert!(!seat.sees("sure-thing"));
    seat.reach("点検表を追加…");
    seat.typed_path("ファイルの場所", &file("r99.toml", NEXT));
    assert!(seat.sees("追加する前の確かめ　r99.toml"));
    assert!(
        seat.sees(
            "サイバーセキュリティ対策 令和7年度から。新しい項目 1、変わった項目 1、同じ項目 0、なくなった項目 17"
        )
    );
    seat.picture("checklist-preview");
    seat.reach("この点検表を追加する");
    assert!(seat.sees("点検表「試験用の点検表（令和99年度）」を追加しました"));
    assert!(seat.sees("令和8年11月20日に追加") && !seat.sees("令和8年度版（2026年6月）が出ています"));
    seat.picture("checklist-added");
    seat.reach("ひな形を保存…");
    let out = folder.path().join("ひな形.toml");
    seat.typed_path("ファイルの場所", &out);
    assert_eq!(std::fs::read_to_string(out).unwrap(), template());
}

#[test]
fn an_added_edition_is_in_every_backup() {
    let folder = copy();
    let home = folder.path();
    let said = |words: &[&str]| -> Said { run(home, &[words, &["--passphrase-file", "pw"]].concat()) };
    let done = |words: &[&str]| -> String {
        let said = said(words);
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    let fails = |words: &[&str]| -> String {
        let said = said(words);
        assert_eq!(said.code, 1, "{}", said.out);
        said.err
    };
    std::fs::write(home.join("r99.toml"), NEXT).unwrap();
    std::fs::write(home.join("bad.toml"), with("no = \"2-1\"", "")).unwrap();
    let tried = done(&["checklists", "ledger", "--add", "r99.toml", "--dry-run"]);
    assert!(tried.contains("追加できます") && tried.contains("台帳は変わっていません"), "{tried}");
    let told = fails(&["checklists", "ledger", "--add", "bad.toml"]);
    assert!(told.contains("N-110") && told.contains("bad.tomlの「2-01」: 番号"), "{told}");
    let added = done(&["checklists", "ledger", "--add", "r99.toml"]);
    assert!(added.contains("点検表「試験用の点検表（令和99年度）」を追加しました。"), "{added}");
    assert!(fails(&["checklists", "ledger", "--add", "r99.toml"]).contains("N-113"));
    done(&["backup", "ledger", "控え"]);
    let backup = std::fs::read_dir(home.join("控え")).unwrap().next().unwrap().unwrap().path();
    let restored = run(home, &["restore", &backup.display().to_string(), "戻した"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let list = done(&["checklists", "戻した"]);
    let at = list.find("mhlw-cyber/r99  試験用の点検表（令和99年度）").unwrap();
    assert!(list[at..].contains("（r99.toml）") && list.contains("mhlw-cyber/r7  "), "{list}");
    done(&["check", "戻した"]);
    let saved = run(home, &["checklists", "--template", "hinagata.toml"]);
    assert_eq!((saved.code, std::fs::read_to_string(home.join("hinagata.toml")).unwrap()), (0, template()));
}

/// The words between quotation marks stay as they are; every empty one is filled.
fn filled(template: &str) -> String {
    let fill = |line: &str| -> String {
        let Some((key, value)) = line.split_once(" = ") else { return line.to_owned() };
        let value = match (key, value) {
            ("edition", "\"\"") => "\"r99\"",
            ("from", "\"\"") => "\"2026-07\"",
            ("checked_on", "\"\"") => "\"2026-11-20\"",
            ("cites", _) => "[\"T-1\"]",
            ("under", _) => "\"T\"",
            ("id" | "section", "\"\"") => "\"a\"",
            (_, "\"\"") => "\"埋めた文です。\"",
            (_, value) => value,
        };
        format!("{key} = {value}")
    };
    template.lines().map(fill).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn the_empty_edition_tells_what_to_write_and_is_sound_once_it_is_filled() {
    let empty = template();
    let Judged::Broken(faults) = judge("ひな形.toml", empty.as_bytes(), &Held::built_in()).unwrap() else {
        panic!("an empty one is no edition");
    };
    assert!(faults.len() > 15, "every empty place is told: {faults:#?}");
    assert!(faults.iter().all(|fault| !matches!(fault.flaw, Flaw::Unreadable { .. })), "{faults:#?}");
    match judge("ひな形.toml", filled(&empty).as_bytes(), &Held::built_in()).unwrap() {
        Judged::Sound(proposal) => assert_eq!(proposal.edition.name(), "mhlw-cyber/r99"),
        Judged::Broken(faults) => panic!("{faults:#?}"),
    }
    assert!(empty.starts_with('\u{FEFF}') && empty.ends_with("\r\n") && !empty.replace("\r\n", "").contains('\n'));
    let codes = |choices: &[daichoban::base::Choice]| choices.iter().map(|choice| choice.code).collect::<Vec<_>>();
    let words = [EditionForm::CHOICES, EditionLayout::CHOICES, AnswerSet::CHOICES, Scope::CHOICES, IfNo::CHOICES];
    for code in words.into_iter().flat_map(codes).chain(RULES.iter().map(|rule| rule.id)) {
        assert!(empty.contains(code), "{code}");
    }
    assert!(!empty.contains('{'), "no place is left open");
}

#[test]
fn a_ledger_with_an_edition_this_program_cannot_read_still_opens() {
    /// As a program of another day has kept it.
    fn keep(tx: &mut Tx<'_>, text: &str) -> Result<(), VaultError> {
        let hash = tx.attach("text/plain; charset=utf-8", text.as_bytes())?;
        let on = Day::new(2026, 11, 1).unwrap();
        let list = serde_json::json!([{ "name": "mhlw-cyber/r99", "hash": hash, "file": "x.toml", "on": on }]);
        tx.set("checklists.added", &list.to_string())
    }
    let (_home, mut vault) = ledger();
    // A rule that this program does not know is left out; the edition and its items stay.
    let other = with("evidence = [\"no-responsible\"]", "evidence = [\"sure-thing\"]");
    vault.transact(Stamp::at(now()), |tx| keep(tx, &other)).unwrap();
    let all = held(&vault.reader()).unwrap();
    let edition = all.named("mhlw-cyber/r99").unwrap();
    assert_eq!((edition.items.len(), edition.items[0].evidence.len(), all.faults().len()), (2, 0, 0));
    // Should the program one day bring an edition of the same name, the clinic's own stays: answers hang on it.
    let own = with("edition = \"r99\"", "edition = \"r7\"").replacen("replaces = [\"r7:1-01\"]", "", 1);
    vault.transact(Stamp::at(now()), |tx| keep(tx, &own)).unwrap();
    let all = held(&vault.reader()).unwrap();
    assert_eq!(all.named("mhlw-cyber/r7").unwrap().items.len(), 2);
    assert_eq!(all.all().count(), Edition::all().len());
    vault.transact(Stamp::at(now()), |tx| keep(tx, "family = ")).unwrap();
    let all = held(&vault.reader()).unwrap();
    assert_eq!(all.all().count(), Edition::all().len());
    let told: Vec<String> = all.faults().iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].starts_with("mhlw-cyber/r99.toml: "), "{told:?}");
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.write(now(), |tx| keep(tx, "family = "));
    seat.go(Route::About);
    assert!(seat.sees("追加した点検表のうち、この台帳番で読めないものがあります"));
}

#[test]
fn the_files_of_the_program_fit_the_limits_of_an_added_one() {
    for edition in Edition::all() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/checklists/{}.toml", edition.name()));
        let text = std::fs::read_to_string(path).unwrap();
        let other = format!("edition = \"{}\"", edition.edition);
        let text = text.replacen(&other, "edition = \"other\"", 1);
        match judge("other.toml", text.as_bytes(), &Held::built_in()).unwrap() {
            Judged::Sound(_) => {}
            Judged::Broken(faults) => panic!("{}: {faults:#?}", edition.name()),
        }
    }
}
