//! What a clinic can show besides its people and devices: rules and where items are written in them, contacts, backups
//! that were brought back, looks into the access logs; entered through the real screens.

use daichoban::base::{Kind, Record, RecordId};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::contact::record::Slot;
use daichoban::ledgers::document::record::DocumentSort;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::log_review::record::LogPoint;
use daichoban::ledgers::restore_test::record::RestoreResult;

use crate::support::desk::Seat;

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn facts(seat: &mut Seat) -> Facts {
    seat.ledger(|vault| Facts::load(&vault.reader()).unwrap())
}

fn system(seat: &mut Seat, name: &str) -> RecordId {
    let facts = facts(seat);
    facts.systems.iter().find(|kept| kept.record.name == name).unwrap().id.into()
}

#[test]
fn a_document_is_registered_its_copy_kept_and_an_item_is_placed_in_it() {
    let mut seat = open();
    seat.go(Route::List(Kind::Document));
    assert!(seat.sees("サイバー攻撃を想定した事業継続計画") && seat.sees("見直しの時期"));
    seat.picture("documents");
    seat.press("文書を登録");
    seat.fill("文書名", "パスワードの決まり");
    seat.pick("文書の種類", "事業継続計画（BCP）");
    assert!(seat.sees("計画に書かれていること"), "asked of a plan alone");
    seat.pick("文書の種類", "パスワードの決まり");
    assert!(!seat.sees("計画に書かれていること"));
    seat.fill("版", "第1版");
    seat.fill("決めた日", "R8.12.1");
    seat.reach("登録する");
    assert!(seat.sees("今日より後の日付です"));
    seat.fill("決めた日", "R8.11.1");
    seat.fill("次の見直し", "R8.10.1");
    seat.reach("登録する");
    assert!(seat.sees("決めた日・見直した日より後の日付を入力してください"));
    seat.fill("次の見直し", " ");
    seat.picture("document_form");
    seat.reach("登録する");
    assert!(seat.sees("規程・文書「パスワードの決まり」を登録しました"));

    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("決まり.pdf");
    std::fs::write(&copy, b"%PDF-1.7\nrules").unwrap();
    seat.press("文書の写し（PDF）を付ける…");
    seat.typed_path("ファイルの場所", &copy);
    assert!(seat.sees("文書の写し「決まり.pdf」を付けました"));
    seat.picture("document_page");

    seat.go(Route::Matrix);
    assert!(seat.sees("17項目のうち14項目に、書かれている所があります"));
    seat.reach("2-⑩を登録…");
    seat.fill("パスワードの決まり", "3条");
    seat.picture("matrix_dialog");
    seat.press("登録する");
    assert!(seat.sees("2-⑩ が書かれている所を1件記録しました"));
    assert!(seat.sees("17項目のうち15項目に、書かれている所があります"));
    seat.picture("matrix");
    // The same again changes nothing, and an empty place takes the item out.
    let head = seat.head().seq;
    seat.reach("2-⑩を直す…");
    seat.press("登録する");
    assert_eq!(seat.head().seq, head, "nothing changed, nothing is written");
    seat.reach("2-⑩を直す…");
    seat.fill("パスワードの決まり", " ");
    seat.press("登録する");
    assert!(seat.sees("2-⑩ は、どの文書にも書かれていないと記録しました"));

    let facts = facts(&mut seat);
    let kept = facts.documents.iter().find(|kept| kept.record.sort == DocumentSort::Passwords).unwrap();
    assert!(kept.record.sections.is_empty() && kept.record.scan.is_some(), "a correction keeps the copy");
    assert_eq!(kept.record.review_due(), kept.record.decided_on.map(|day| day.plus_months(12)));
}

#[test]
fn a_contact_is_offered_with_its_source_and_is_unchecked_until_the_clinic_says_so() {
    let mut seat = open();
    seat.go(Route::List(Kind::Contact));
    assert!(seat.sees("確認の時期") && seat.sees("未確認"));
    seat.picture("contacts");
    seat.press("連絡先を登録");
    seat.picture("contact_form");
    seat.press("厚生労働省医政局 特定医薬品開発支援・医療情報担当参事官室");
    assert_eq!(seat.value("電話番号"), "03-6812-7837");
    assert!(seat.value("どこで確かめたか").contains("手引き") && seat.value("確認日").is_empty());
    seat.fill("連絡する順", "百");
    seat.reach("登録する");
    assert!(seat.sees("0から99までの数字で入力してください"));
    seat.fill("連絡する順", "１");
    seat.reach("登録する");
    assert!(seat.sees("未確認"), "the ledger never says it was checked");
    seat.picture("contact_page");
    seat.press("今日確認したと記録…");
    seat.picture("contact_check");
    seat.press("今日確認したと記録する");
    assert!(seat.sees("令和8年11月20日に確認") && seat.sees("次は令和9年11月20日までに"));
    let facts = facts(&mut seat);
    let kept = facts.contacts.iter().find(|kept| kept.record.phone == "03-6812-7837").unwrap();
    assert_eq!(
        (kept.record.slot, kept.record.checked_on.is_some(), kept.record.place),
        (Slot::Ministry, true, Some(1))
    );
}

#[test]
fn a_plan_is_entered_from_its_system_and_brought_back() {
    let mut seat = open();
    let id = system(&mut seat, "みほん訪看ノート");
    seat.go(Route::Page(Kind::System, id));
    seat.picture("system_page");
    seat.reach("バックアップ計画を登録");
    seat.fill("診療を続けるのに要る情報", "訪問看護の記録");
    seat.check("クラウド");
    seat.fill("残している世代数", "30");
    seat.picture("plan_form");
    seat.reach("登録する");
    assert!(seat.sees("バックアップ計画「訪問看護の記録」を登録しました"));
    seat.reach("復元の確認を記録");
    seat.fill("実施した人", "渡邊 直樹");
    seat.check("一部だけ戻せた");
    seat.fill("かかった時間（分）", "40");
    seat.reach("登録する");
    assert!(seat.sees("戻せなかったものと、これからどうするかを入力してください"));
    seat.fill("内容・気づいたこと", "写真だけ戻らなかった。事業者に尋ねる");
    seat.reach("登録する");
    assert!(seat.sees("一部だけ戻せた") && seat.sees("40分"), "back on the plan's page");
    seat.picture("plan_page");
    seat.go(Route::List(Kind::BackupPlan));
    seat.picture("plans");
    let facts = facts(&mut seat);
    let plan = facts.backup_plans.iter().find(|kept| kept.record.what == "訪問看護の記録").unwrap();
    let test = facts.restore_tests.iter().find(|kept| kept.record.plan == plan.id).unwrap();
    assert_eq!((test.record.result, test.record.minutes), (RestoreResult::Partly, Some(40)));
    // What is used is not taken back from under what uses it.
    seat.go(Route::Page(Kind::System, id));
    seat.reach("登録の取り消し…");
    seat.fill("取り消しの理由", "誤り");
    seat.press("取り消す");
    assert!(seat.sees("を使っている記録が"));
}

#[test]
fn a_log_is_looked_through_and_the_next_time_knows_what_it_holds() {
    let mut seat = open();
    let id = system(&mut seat, "みほんカルテ");
    seat.go(Route::Page(Kind::System, id));
    seat.reach("ログの点検を記録");
    assert_eq!(seat.value("点検日"), "令和8年11月20日");
    assert!(seat.value("ログを表示する手順").contains("操作履歴"), "taken over from the last time");
    seat.fill("点検した人", "濵田 誠一郎");
    seat.check("気になる点あり");
    seat.picture("log_form");
    seat.reach("登録する");
    assert!(seat.sees("気づいたことか、見られなかった理由と、したことを入力してください"));
    seat.fill("気づいたこと・したこと", "退職した人のIDでの失敗が1件。停止済みと確かめた");
    seat.reach("登録する");
    assert!(seat.sees("気になる点あり") && seat.sees("令和8年11月20日のログの点検"), "back on the system's page");
    seat.picture("system_page_logs");
    let facts = facts(&mut seat);
    let newest = facts.log_reviews.iter().map(|kept| &kept.record).max_by_key(|review| review.reviewed_on).unwrap();
    assert!(newest.holds.contains(&LogPoint::Patient) && newest.missing_points().is_empty());
    assert_eq!(newest.title(), "令和8年11月20日のログの点検");
}
