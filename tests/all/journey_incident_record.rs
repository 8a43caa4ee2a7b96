//! The record of an incident through the real screens: found in the list, filled in, a line corrected, what prevents the
//! next one planned, signed off and gone on with; and the proof that its timeline only grows.

use daichoban::base::{At, Kind, Moment, RecordId};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::incident::grown::cuts;
use daichoban::ledgers::incident::record::{FlowKind, Incident, Outcome, What};
use daichoban::ledgers::incident::state::State;
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::vault::{Key, Place, Profile, Secret, Stamp, Vault, VaultError};

use crate::cli_commands::{copy, now, run};
use crate::sheets_support::{empty, sample_day};
use crate::support::desk::Seat;

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

/// The phone of the sample that was lost.
fn phone(seat: &mut Seat) -> (RecordId, Incident) {
    seat.ledger(|vault| {
        let all = vault.reader().list::<Incident>().unwrap();
        let kept = all.into_iter().find(|kept| kept.record.flow == FlowKind::DeviceLoss).unwrap();
        (kept.id.into(), kept.record)
    })
}

#[test]
fn the_list_is_narrowed_by_state_and_year() {
    let mut seat = open();
    seat.go(Route::List(Kind::Incident));
    seat.picture("incident_list");
    let (lost, fax) = ("業務用スマートフォンが見当たらない", "一つ違う短縮番号");
    assert!(seat.sees(lost) && seat.sees(fax) && seat.sees("2件"));
    seat.check_of("状態", "終結");
    assert!(!seat.sees(lost) && seat.sees(fax));
    seat.check_of("状態", "報告待ち");
    assert!(!seat.sees(lost) && !seat.sees(fax));
    seat.press("絞り込みを外す");
    seat.check_of("年度", "今年度");
    assert!(seat.sees(lost) && !seat.sees(fax));
    seat.check_of("年度", "前年度");
    assert!(!seat.sees(lost) && seat.sees(fax));
    seat.press("いま起きたことを記録");
    assert!(seat.sees("何が起きましたか") || seat.sees("新しく起きたことを記録する"));
}

#[test]
fn an_incident_is_filled_in_corrected_planned_for_and_signed_off() {
    let mut seat = open();
    let (id, before) = phone(&mut seat);
    seat.go(Route::Page(Kind::Incident, id));
    seat.picture("incident_page");
    assert!(seat.sees("確認中") && seat.sees("次は「") && seat.sees("報告がいるかは、まだ決まっていません"));

    seat.press("書き足す・訂正");
    seat.picture("incident_form");
    seat.fill("だれが", "訪問看護師");
    seat.fill("起きた日時", "11/18 25:00");
    seat.reach("訂正を保存");
    assert!(seat.sees("日時の形になっていません"));
    seat.fill("起きた日時", "11/18 16:50");
    seat.reach("訂正を保存");
    assert!(seat.sees("訪問看護師") && seat.sees("令和8年11月18日 16:50"));

    let wrong = before.lines.iter().find(|line| line.text.contains("回線を止めてもらった")).unwrap();
    seat.reach(&format!("{}行目を訂正…", wrong.no));
    seat.press("訂正の行を書き足す");
    assert!(seat.sees("元の行と同じです"), "nothing is written for nothing");
    seat.fill("日時", "11/18 18:35");
    seat.check("できなかった");
    seat.fill("結果", "受付は翌朝からと言われた");
    seat.picture("incident_rectify");
    seat.press("訂正の行を書き足す");
    let (_, after) = phone(&mut seat);
    assert_eq!(after.lines.len(), before.lines.len() + 1);
    assert!(after.continues(&before), "the old lines are as they were");
    let line = after.lines.last().unwrap();
    assert_eq!((line.corrects, line.at.wareki()), (Some(wrong.no), "令和8年11月18日 18:35".to_owned()));
    assert!(matches!(&line.what, What::Step { outcome: Outcome::CouldNot, code, .. } if code == "line"));
    assert!(seat.sees(&format!("{}行目で訂正", line.no)) && seat.sees(&format!("{}行目を訂正", wrong.no)));
    assert!(seat.sees("入力 "), "it was entered long after");
    let is_offered = |seat: &Seat, no: u32| seat.controls().contains(&format!("{no}行目を訂正…"));
    assert!(!is_offered(&seat, wrong.no) && is_offered(&seat, line.no), "the newest is corrected, not the old one");

    seat.reach("計画を登録…");
    seat.press("登録する");
    assert!(seat.sees("担当者を選んでください") && seat.sees("いつまでに行うかを入力してください"));
    seat.fill("内容", "ストラップを付けて持ち出す");
    seat.pick_searched("担当者", "濵田", "濵田 誠一郎");
    seat.fill("目標日", "R8.12.20");
    seat.picture("incident_prevent");
    seat.press("登録する");
    assert!(seat.sees("再発防止「ストラップを付けて持ち出す」を登録しました") && seat.sees("令和8年12月20日 まで"));
    seat.picture("incident_page_planned");
    let remedy = seat.ledger(|vault| {
        vault.reader().list::<Remedy>().unwrap().into_iter().find(|kept| kept.record.incident.is_some())
    });
    let remedy = remedy.unwrap();
    assert_eq!(RecordId::from(remedy.record.incident.unwrap()), id);
    assert_eq!(remedy.record.source, format!("事故 {}", before.number()));
    seat.reach("ストラップを付けて持ち出すの完了を記録…");
    seat.fill("対応の内容", "全員に配った");
    seat.press("完了を記録する");
    assert!(seat.sees("令和8年11月20日 に完了"));

    seat.press("終結する…");
    seat.picture("incident_close");
    assert!(seat.sees("まだ終わっていないことがあります") && seat.sees("・個人情報保護委員会への報告がいるかの判断"));
    assert!(seat.sees("できなかった手順「携帯電話会社に連絡し"));
    seat.press("終結する");
    assert!(seat.sees("残したまま終える理由を入力してください"));
    seat.fill("残したまま終える理由", "端末が翌日に見つかり、使われた跡がないことを確かめた");
    seat.press("終結する");
    let (_, closed) = phone(&mut seat);
    assert_eq!(closed.state(), State::Closed);
    assert!(closing_of(&closed).contains("個人情報保護委員会"));
    assert!(seat.sees("が確かめて終結") && !seat.controls().contains(&"書き足す・訂正".to_owned()));
    seat.picture("incident_closed");

    seat.press("再開する…");
    seat.press("再開する");
    assert!(seat.sees("再開する理由を入力してください"));
    seat.fill("再開する理由", "使われた跡が見つかった");
    seat.press("再開する");
    let (_, again) = phone(&mut seat);
    assert!(again.is_open() && again.continues(&closed) && closed.continues(&after));
    assert!(seat.ledger(|vault| cuts(&vault.reader()).unwrap()).is_empty(), "the history proves it");
}

fn closing_of(incident: &Incident) -> String {
    incident.closing.as_ref().unwrap().left_open.join("、")
}

/// Somebody wrote past the commands: a version that lost its last line, and one whose first line says something else.
fn forge(vault: &mut Vault, at: Moment) {
    let kept = vault.reader().list::<Incident>().unwrap().pop().unwrap();
    let mut shorter = kept.record.clone();
    let last = shorter.lines.pop().unwrap();
    let mut other = shorter.clone();
    other.lines[0].text = "何もなかった".to_owned();
    vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.correct(kept.id, &shorter, None)).unwrap();
    vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.correct(kept.id, &other, None)).unwrap();
    assert!(last.no > 1);
}

#[test]
fn a_timeline_that_lost_or_changed_a_line_is_found_in_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let at = Moment::in_japan(sample_day(), 9, 0).unwrap();
    let mut vault = empty(folder.path(), at);
    let begun = Incident::begun(FlowKind::Spoken, At::of(at));
    let id = vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.add(&begun)).unwrap();
    let mut grown = begun;
    for no in 1..=3 {
        let line = serde_json::json!({
            "no": no, "at": "2026-11-20T09:00", "entered_at": at.rfc3339(), "entered_by": "甲",
            "what": { "sort": "note" }, "text": format!("{no}"),
        });
        grown.lines.push(serde_json::from_value(line).unwrap());
        vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.correct(id, &grown, None)).unwrap();
    }
    assert_eq!(cuts(&vault.reader()).unwrap(), []);
    forge(&mut vault, at);
    let report = vault.check(&daichoban::base::Progress::new()).unwrap();
    assert!(report.is_sound(), "the chain alone does not tell");
    let found: Vec<u32> = cuts(&vault.reader()).unwrap().iter().map(|cut| cut.no).collect();
    assert_eq!(found, [3, 1]);
    // Taken back, it is still looked at.
    vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.void(Kind::Incident, id.into(), "誤り")).unwrap();
    assert_eq!(cuts(&vault.reader()).unwrap().len(), 2);
}

#[test]
fn the_check_tells_of_a_forged_timeline_in_plain_words() {
    let folder = copy();
    let check = ["check", "ledger", "--passphrase-file", "pw"];
    let said = run(folder.path(), &check);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("事故の経過記録は、どの版でも前の版の行がそのまま残っています"), "{}", said.out);
    let secret = Secret::from(demo::PASSPHRASE);
    let key = Key::Passphrase { operator: demo::OPERATOR, secret: &secret };
    let place = Place::new(&folder.path().join("ledger"), Profile::none());
    let mut vault = Vault::unlock(&place, &key, INDEXER, now()).unwrap();
    forge(&mut vault, now());
    vault.lock(now()).unwrap();
    let said = run(folder.path(), &check);
    assert_ne!(said.code, 0);
    assert!(said.err.contains("行目が、記録番号") && said.err.contains("消えたか書き換えられています"), "{}", said.err);
}

#[test]
fn one_that_was_over_before_is_entered_step_by_step() {
    let mut seat = open();
    seat.go(Route::List(Kind::Incident));
    seat.press("終わった事故を登録");
    seat.pick("事故の種類", "話し声・口頭での情報もれ");
    seat.pick_searched("区分", "口頭", "口頭漏えい");
    seat.fill("概要", "待合室で病名を話した");
    seat.picture("incident_new");
    seat.reach("次へ");
    seat.reach("次へ");
    assert!(seat.sees("知った日時") && !seat.sees("どうしたのか"), "what must be known holds the step");
    seat.fill("知った日時", "11/2 10:00");
    for _ in 0..8 {
        if seat.controls().contains(&"登録する".to_owned()) {
            break;
        }
        seat.reach("次へ");
    }
    seat.picture("incident_new_last");
    seat.reach("登録する");
    let all = seat.ledger(|vault| vault.reader().list::<Incident>().unwrap());
    let new = all.iter().find(|kept| kept.record.flow == FlowKind::Spoken).unwrap();
    assert_eq!(new.record.known_at.wareki(), "令和8年11月2日 10:00");
    assert!(seat.sees("待合室で病名を話した") && seat.sees("まだ1行もありません"), "its page");
}
