//! The sheets of the yearly check: as answered, round by round, blank for the pen; edition against edition, and the years.

use daichoban::base::{AssessmentId, Day, RecordId};
use daichoban::checklists::{Edition, EditionForm};
use daichoban::inspection::PrintContext;
use daichoban::ledgers::assessment::record::{Answer, Answered, Assessment, Signed, Worded};
use daichoban::paper::{Item, Layout};
use daichoban::vault::{Stamp, Vault, VaultError};
use tempfile::TempDir;

use crate::sheets_look::keep;
use crate::sheets_support::{empty, page, text};

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn noon(on: Day) -> daichoban::base::Moment {
    daichoban::base::Moment::in_japan(on, 12, 0).unwrap()
}

/// The text without its line breaks: cells wrap where they must.
fn joined(layout: &Layout) -> String {
    text(layout).chars().filter(|c| !c.is_whitespace()).collect()
}

fn answer(item: &str, answer: Answer, on: &str) -> Answered {
    Answered::new(item, answer, day(on), "𠮷村 健太")
}

fn begun(edition: &Edition, form: EditionForm, round: u8, on: &str) -> Assessment {
    let on = day(on);
    Assessment::begun(&edition.name(), &edition.hash, form, on.fiscal_year(), round, on)
}

fn signed(assessment: Assessment, edition: &Edition, on: &str) -> Assessment {
    let title = |id: &str| edition.sections.iter().find(|one| one.id == id).map(|one| one.title.clone());
    let items = edition.opening.iter().chain(edition.on_form(assessment.form));
    let wording = items.map(|item| Worded {
        item: item.id.clone(),
        no: item.no.clone(),
        section: title(&item.section).unwrap_or_default(),
        label: item.label.clone(),
    });
    let signed = Signed {
        by: "髙橋 美咲".to_owned(),
        role: "管理責任者".to_owned(),
        on: day(on),
        title: edition.title.clone(),
        wording: wording.collect(),
    };
    Assessment { signed: Some(signed), ..assessment }
}

/// A ledger with these rounds, each entered on the day it was begun.
fn ledger(rounds: Vec<Assessment>) -> (TempDir, Vault, Vec<AssessmentId>) {
    let home = tempfile::tempdir().unwrap();
    let mut vault = empty(home.path(), noon(day("2024-04-01")));
    let ids = rounds.iter().map(|round| {
        let at = Stamp::at(noon(round.begun_on));
        vault.transact::<_, VaultError>(at, |tx| tx.add(round)).unwrap()
    });
    let ids = ids.collect();
    (home, vault, ids)
}

fn r6() -> &'static Edition {
    Edition::of("mhlw-cyber", "r6").unwrap()
}

fn r7() -> &'static Edition {
    Edition::of("mhlw-cyber", "r7").unwrap()
}

/// Two rounds of 令和6年度, one of 令和7年度 signed off, one of 令和8年度 that goes on.
fn story() -> Vec<Assessment> {
    let mut first = begun(r6(), EditionForm::Institution, 1, "2024-09-02");
    for item in r6().opening.iter().chain(&r6().items) {
        first.put(answer(&item.id, Answer::Yes, "2024-09-02"));
    }
    let mut backup = answer("backup", Answer::No, "2024-09-02");
    backup.target_on = Some(day("2025-01-31"));
    first.put(backup);
    let mut second = begun(r6(), EditionForm::Institution, 2, "2025-02-03");
    second.put(answer("backup", Answer::Yes, "2025-02-03"));
    let mut third = begun(r7(), EditionForm::Institution, 1, "2025-06-02");
    for item in &r7().items {
        third.put(answer(&item.id, Answer::Yes, "2025-06-02"));
    }
    let mut two_factor = answer("2-10", Answer::No, "2025-06-02");
    two_factor.target_on = Some(day("2026-02-27"));
    two_factor.note = "電子カルテの更新に合わせる".to_owned();
    third.put(two_factor);
    let mut remote = answer("2-02", Answer::NotApplicable, "2025-06-02");
    remote.reason = "保守の契約がない".to_owned();
    third.put(remote);
    let mut accounts = answer("2-05", Answer::Yes, "2025-06-02");
    accounts.against = vec!["退職した1人のIDが残っている".to_owned()];
    accounts.reason = "事業者に停止を頼み、翌日に止まった".to_owned();
    third.put(accounts);
    let mut open = begun(r7(), EditionForm::Institution, 1, "2026-11-16");
    open.put(answer("1-01", Answer::Yes, "2026-11-16"));
    vec![signed(first, r6(), "2024-09-03"), signed(second, r6(), "2025-02-04"), signed(third, r7(), "2025-06-05"), open]
}

const TODAY: &str = "2026-11-20";

fn sheet(vault: &Vault, name: &'static str, subject: Option<AssessmentId>, as_of: Option<&str>) -> Layout {
    page(vault, name, subject.map(RecordId::from), as_of.map(day), day(TODAY))
}

#[test]
fn the_newest_year_is_printed_and_earlier_ones_as_of_their_day() {
    let (_home, vault, ids) = ledger(story());
    let now = sheet(&vault, "checklist-institution", None, None);
    let told = joined(&now);
    for words in
        ["チェックリスト（医療機関確認用）", "令和8年度1回目", "点検中", "はい1いいえ0対象外0まだ17（全18項目）"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("点検した責任者") && told.contains("新しい版令和8年度版（2026年6月）が出ています"), "{told}");
    keep("checklist-open", &now);
    let year = sheet(&vault, "checklist-round", Some(ids[2]), None);
    let told = joined(&year);
    for words in [
        "令和7年度1回目",
        "はい16いいえ1対象外1まだ0（全18項目）",
        "R8.2.27過ぎています",
        "電子カルテの更新に合わせる",
        "対象外の理由保守の契約がない",
        "「はい」のうち、台帳の記録と合わないもの",
        "退職した1人のIDが残っている",
        "事業者に停止を頼み、翌日に止まった",
        "1回目を終えた人令和7年6月5日管理責任者髙橋美咲",
        "運用14⑤、運用14.1.1",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains(&r7().hash[..8]) && told.contains(&r7().hash[56..]), "the edition can be compared");
    assert!(!told.contains("点検した責任者") && !told.contains("点検中"), "it is signed off");
    keep("checklist-r7", &year);
    let then = joined(&sheet(&vault, "checklist-institution", None, Some("2025-12-01")));
    assert!(then.contains("令和7年度1回目") && then.contains("令和7年12月1日現在"), "{then}");
    assert!(then.contains("R8.2.27") && !then.contains("過ぎています"), "on that day it was still to come");
}

#[test]
fn r6_shows_its_rounds_side_by_side_and_keeps_the_first() {
    let (_home, vault, ids) = ledger(story());
    let year = sheet(&vault, "checklist-round", Some(ids[0]), None);
    let told = joined(&year);
    for words in
        ["1回目", "2回目", "3回目", "R6.9.2", "R7.1.31", "R7.2.3", "1回目を終えた人", "2回目を終えた人", "全15項目"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("すべての項目サイバーセキュリティ対策チェックリスト"), "they all follow the same: {told}");
    assert!(told.contains("はい・いいえ"), "the third round is left for the pen");
    assert!(year.pages[0].width > year.pages[0].height, "three rounds need a wide page");
    keep("checklist-r6", &year);
    // A fourth and a fifth round: the first one stays on the sheet.
    let mut rounds = story();
    rounds.truncate(2);
    for (round, on) in [(3, "2025-02-10"), (4, "2025-02-17"), (5, "2025-03-03")] {
        let mut more = begun(r6(), EditionForm::Institution, round, on);
        more.put(answer("backup", Answer::Yes, on));
        rounds.push(signed(more, r6(), on));
    }
    let (_home, vault, _) = ledger(rounds);
    let told = joined(&sheet(&vault, "checklist-institution", None, None));
    for (words, stands) in
        [("R6.9.2", true), ("R7.2.3", false), ("R7.2.10", false), ("R7.2.17", true), ("R7.3.3", true)]
    {
        let place = told.split("点検を終えた確認").next().unwrap();
        assert_eq!(place.contains(words), stands, "{words}: {place}");
    }
}

#[test]
fn what_was_signed_stays_as_it_read() {
    let mut rounds = story();
    let signed = rounds[2].signed.as_mut().unwrap();
    signed.wording[0].label = "そのときの言葉で尋ねている".to_owned();
    rounds[2].hash = "0".repeat(64);
    let (_home, vault, ids) = ledger(rounds);
    let told = joined(&sheet(&vault, "checklist-round", Some(ids[2]), None));
    assert!(told.contains("そのときの言葉で尋ねている") && !told.contains("安全管理責任者を置いている"), "{told}");
    assert!(told.contains("00000000") && told.contains("注意書きなどが違います"), "{told}");
}

#[test]
fn without_a_round_the_sheet_is_for_the_pen() {
    let (_home, vault, _) = ledger(Vec::new());
    for name in ["checklist-institution", "checklist-pharmacy", "checklist-blank"] {
        let layout = sheet(&vault, name, None, None);
        let told = joined(&layout);
        assert!(told.contains("記入用") && told.contains("令和年度回目") && told.contains("全18項目"), "{told}");
        for item in &r7().items {
            assert!(told.contains(&item.no) && told.contains(&item.label.replace(' ', "")), "{name} {}", item.no);
        }
        // はい and いいえ for each, 対象外 where it can be.
        assert_eq!(told.matches('□').count(), 18 * 2 + 1, "{told}");
        assert!(!told.contains('○'), "nothing is answered by itself");
    }
    let told = joined(&sheet(&vault, "checklist-pharmacy", None, None));
    assert!(told.contains("薬局確認用は医療機関確認用と同じ項目と見ていますが"), "{told}");
    keep("checklist-blank", &sheet(&vault, "checklist-blank", None, None));
    let print = PrintContext { printed_at: noon(day(TODAY)), operator: String::new() };
    let order = daichoban::desk::SheetOrder {
        subject: Some(RecordId::fresh()),
        ..daichoban::desk::SheetOrder::today("checklist-round")
    };
    assert_eq!(daichoban::inspection::make(&order, &vault.reader(), &print).unwrap_err().code, "S-030");
}

#[test]
fn an_own_checklist_is_printed_too() {
    let edition = Edition::current("kihon-shishin").unwrap();
    let mut own = begun(edition, EditionForm::Own, 1, "2026-10-01");
    own.put(answer("3-c-1", Answer::Yes, "2026-10-01"));
    let (_home, vault, ids) = ledger(vec![own]);
    let layout = sheet(&vault, "checklist-round", Some(ids[0]), None);
    let told = joined(&layout);
    assert!(told.contains("施設内の点検用") && told.contains("（全37項目）"), "{told}");
    assert!(told.contains("第23条（当時は第20条）"), "the law by its number of now and then: {told}");
    keep("checklist-own", &layout);
}

#[test]
fn one_edition_stands_beside_the_next() {
    let (_home, vault, _) = ledger(Vec::new());
    let layout = sheet(&vault, "checklist-changes", None, None);
    let told = joined(&layout);
    assert!(told.contains("サイバーセキュリティ対策令和6年度からサイバーセキュリティ対策令和7年度へ"), "{told}");
    assert!(told.contains("新しい項目5変わった項目3同じ項目10なくなった項目0"), "{told}");
    for item in r6().items.iter().chain(&r7().items) {
        assert!(told.contains(&item.label.replace(' ', "")), "{}", item.label);
    }
    keep("checklist-changes", &layout);
}

#[test]
fn the_years_are_drawn_and_counted() {
    let (_home, vault, _) = ledger(story());
    let layout = sheet(&vault, "checklist-years", None, None);
    let told = joined(&layout);
    for words in ["令和6年度", "令和7年度", "令和8年度", "15/15", "16/18", "1/18"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // The bars: two of はい alone … はい with 対象外 and いいえ … はい with what is open.
    let bars = layout.pages[0].items.iter().filter_map(|item| match item {
        Item::Rect { w, h, fill: Some(ink), .. } if *h > 10.0 && *h < 20.0 => Some((*w, ink.r)),
        _ => None,
    });
    let bars: Vec<(f32, u8)> = bars.filter(|(_, shade)| [0x4A, 0xA8, 0xDC, 0xFF].contains(shade)).collect();
    let shades: Vec<u8> = bars.iter().map(|(_, shade)| *shade).collect();
    assert_eq!(shades[..6], [0x4A, 0x4A, 0xA8, 0xDC, 0x4A, 0xFF], "the years, then each by its sections");
    let longest: f32 = bars[1..4].iter().map(|(width, _)| width).sum();
    assert!((bars[0].0 / longest - 15.0 / 18.0).abs() < 0.01, "one item is as long in every year");
    keep("checklist-years", &layout);
}
