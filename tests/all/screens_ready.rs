//! 見せられるもの: the eighteen things, by what the ledger holds; never ticked by hand, never blamed for what it cannot hold.

use daichoban::base::{Kept, Record, RecordId};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::inspection::sheets;
use daichoban::ledgers::due;
use daichoban::ledgers::facts::Facts;
use daichoban::procedures::ready::{self, Readiness, Ready, n_shown};
use serde_json::json;

use crate::sheets_support::{page, sample, sample_day, text};
use crate::support::clinic::{complete, today};
use crate::support::desk::Seat;

fn stands(facts: &Facts) -> Vec<Ready> {
    ready::ready(facts, &due::all(facts, today()), today())
}

fn one(facts: &Facts, no: usize) -> Ready {
    stands(facts).remove(no - 1)
}

fn kept<R: Record>(n: u8, body: serde_json::Value) -> Kept<R> {
    Kept { id: RecordId::from_bytes([n; 16]).into(), version: 1, record: R::deserialize(body).unwrap() }
}

#[test]
fn every_rule_and_every_sheet_that_a_thing_names_exists() {
    assert_eq!(ready::unknown_rules(), [""; 0]);
    for name in ready::sheets() {
        assert!(sheets().iter().any(|sheet| sheet.name == name), "{name}");
    }
    assert_eq!(stands(&Facts::default()).len(), 18);
}

#[test]
fn an_empty_ledger_shows_nothing_and_says_why() {
    let all = stands(&Facts::default());
    assert_eq!(n_shown(&all), 0);
    assert!(all.iter().all(|one| !one.why.is_empty()), "each says why");
}

#[test]
fn a_thing_is_shown_only_when_all_of_it_is_there() {
    let mut facts = Facts::load(&complete().reader()).unwrap();
    assert_eq!((one(&facts, 12).state, one(&facts, 14).state), (Readiness::Missing, Readiness::Missing));
    let slots = ["inside", "vendor", "security-vendor", "expert", "police", "ministry"];
    facts.contacts = (1..)
        .zip(slots)
        .map(|(n, slot)| kept(n, json!({ "name": slot, "slot": slot, "phone": "1", "checked_on": "2026-11-01" })))
        .collect();
    assert_eq!(one(&facts, 12).state, Readiness::Shown);
    facts.contacts[5].record.checked_on = None;
    let partly = one(&facts, 12);
    assert_eq!(partly.state, Readiness::Partly);
    assert_eq!(partly.why, ["使っている連絡先6件のうち1件　連絡先を1年以上確かめていない"]);
    assert!(matches!(partly.route, Route::Edit(..)), "the only one that is wrong is a click away");
    let points = ["decision", "criteria", "work"];
    facts.documents = vec![kept(9, json!({ "title": "BCP", "sort": "continuity", "continuity": points }))];
    assert_eq!(one(&facts, 14).why, ["訓練をした日の記録がありません"]);
    facts.documents[0].record.drill_on = Some(today().plus_months(-12));
    assert_eq!(one(&facts, 14).state, Readiness::Shown);
}

#[test]
fn home_tells_how_many_can_be_shown_and_leads_to_the_first_gap_and_to_the_sheet() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let all = seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        ready::ready(&facts, &due::all(&facts, today()), today())
    });
    let n = n_shown(&all);
    let tile = seat.controls().into_iter().find(|name| name.starts_with("見せられるもの ")).unwrap();
    assert!(tile.starts_with(&format!("見せられるもの {n}/ 18 ")), "{tile}");
    seat.press(&tile);
    seat.picture("ready_card");
    let gap = all.iter().find(|one| one.state == Readiness::Partly).unwrap();
    assert!(seat.links().iter().any(|link| link.starts_with(gap.title)), "{:?}", seat.links());
    seat.reach("見せるものを印刷");
    assert!(seat.sees("立入検査で見せるもの"));
}

#[test]
fn the_sheets_of_an_inspection_say_what_is_there_what_is_not_and_by_when() {
    let (vault, today) = (sample(), sample_day());
    let said = |name: &'static str| text(&page(&vault, name, None, None, today)).replace(['\n', ' '], "");
    let ready = said("ready");
    for words in ["18のもののうち", "運用管理規程", "事故台帳", "規程の対応表", "証明ではありません"]
    {
        assert!(ready.contains(words), "{words}: {ready}");
    }
    let findings = said("findings");
    for words in ["台帳からわかる指摘", "サイバーセキュリティ対策チェックリスト3-②", "改善計画", "対応中の事項"]
    {
        assert!(findings.contains(words), "{words}: {findings}");
    }
    let matrix = said("rules-matrix");
    assert!(
        matrix.contains("17項目のうち、14項目に") && matrix.contains("2-⑥") && matrix.contains("未記入"),
        "{matrix}"
    );
    let contacts = said("contact-list");
    assert!(contacts.contains("6区分のうち5区分に") && contacts.contains("情報セキュリティの事業者"), "{contacts}");
    assert!(said("backup-plan-list").contains("95分") && said("log-review-list").contains("操作履歴"));
    assert!(said("document-list").contains("訓練R7.8.15"), "{}", said("document-list"));
}

#[test]
fn what_is_to_be_checked_can_be_read_document_by_document() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let shown = |seat: &Seat| {
        let links = seat.links();
        let has = |about: &str, what: &str| links.iter().any(|link| link.starts_with(about) && link.contains(what));
        (has("厚生労働省", "確かめ"), has("TB-08", "ウイルス対策ソフト"))
    };
    assert_eq!(shown(&seat), (true, true), "at first all of it is in sight: {:?}", seat.links());
    seat.check("国の点検表");
    assert_eq!(shown(&seat), (true, false));
    seat.picture("home-by-document");
    seat.check("MICT");
    assert_eq!(shown(&seat), (false, true));
    seat.check("すべて");
    assert_eq!(shown(&seat), (true, true));
}
