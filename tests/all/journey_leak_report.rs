//! 個人情報保護委員会への報告: from home to the page of the report, its answers, texts, papers, and what went out.

use daichoban::base::{At, RecordId};
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::ledgers::incident::record::{FlowKind, Incident, Report, Sure};
use daichoban::vault::VaultError;

use crate::support::desk::{Seat, now};

/// A lost device that became known two days ago, on a Wednesday.
fn begin(seat: &mut Seat) -> RecordId {
    let known_on = now().day().plus_days(-2);
    seat.write(now(), move |tx| {
        let mut incident = Incident::begun(FlowKind::DeviceLoss, At::new(known_on, 17, 40).unwrap());
        incident.serial = 90;
        incident.summary = "試験の端末が見つからない".to_owned();
        tx.add(&incident)?;
        Ok::<(), VaultError>(())
    });
    seat.ledger(|vault| {
        let all = vault.reader().list::<Incident>().unwrap();
        all.into_iter().find(|kept| kept.record.serial == 90).unwrap().id.into()
    })
}

fn kept(seat: &mut Seat, id: RecordId) -> Incident {
    seat.ledger(move |vault| vault.reader().get::<Incident>(id.into()).unwrap().unwrap().record)
}

#[test]
fn home_counts_the_days_until_the_report_is_out() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let id = begin(&mut seat);
    seat.go(Route::Home);
    let row = "R8-90 試験の端末が見つからない 今日は3日目です 速報　いま出す時期です（あと2日） \
               確報　12月17日（木）まで　あと27日";
    assert!(seat.links().iter().any(|link| link == row), "{:?}", seat.links());
    seat.picture("leak-home");
    seat.follow(row);
    assert!(seat.sees("今日は3日目です") && seat.sees("判断に要る答えが足りません"), "{:?}", seat.words());
    seat.picture("leak-open");
    // The number of people answers one question; the clinic answers the others.
    seat.take_of("病歴・診療・薬など、配慮のいる情報が含まれるか", "はい");
    seat.reach("答えを保存");
    assert!(seat.sees("報告の対象です（要配慮個人情報）。"), "{:?}", seat.words());
    assert_eq!(kept(&mut seat, id).sensitive, Some(Sure::Yes));
    assert!(seat.sees("「不正の目的のおそれ」に当たるときは、令和9年1月18日（月）まで"), "{:?}", seat.words());
    // Stolen: an improper purpose, sixty days. The sixtieth is a Saturday.
    seat.take_of("盗難・不正アクセス・ウイルスなど、悪意によるおそれがあるか", "はい");
    seat.reach("答えを保存");
    assert!(seat.sees("令和9年1月18日（月）まで（60日目の1月16日（土）は閉庁日（土曜日）のため、次の開庁日）"));
    seat.picture("leak-sixty");
    seat.fill("二次被害、またはそのおそれ", "いまのところ確認していない");
    seat.reach("報告事項を保存");
    assert_eq!(kept(&mut seat, id).second_damage, "いまのところ確認していない");
    seat.reach("速報を出したことを記録する…");
    seat.fill("出した日時", "あさって");
    seat.reach("速報を出したことを記録");
    assert!(seat.sees("日時の形になっていません"), "{:?}", seat.words());
    seat.fill("出した日時", "昨日 16:30");
    seat.fill("受付番号", "受付 12-345");
    seat.picture("leak-record");
    seat.reach("速報を出したことを記録");
    assert!(seat.sees("R8.11.19 16:30"), "{:?}", seat.words());
    let incident = kept(&mut seat, id);
    let line = incident.report(Report::Prompt).unwrap();
    assert!(line.words().contains("受付番号 受付 12-345"), "{}", line.words());
    // Said again it is a correction: the first line stays.
    seat.reach("速報を出したことを記録を訂正…");
    seat.fill("出した日時", "昨日 16:45");
    seat.reach("速報を出したことを記録");
    let incident = kept(&mut seat, id);
    assert_eq!((incident.lines.len(), incident.lines[1].corrects), (2, Some(incident.lines[0].no)));
    seat.go(Route::Home);
    assert!(seat.links().iter().any(|link| link.contains("速報　R8.11.19に提出")), "{:?}", seat.links());
    seat.picture("leak-home-sent");
}

#[test]
fn the_encryption_clause_is_only_ever_a_question() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let id = begin(&mut seat);
    seat.go(Route::LeakReport(id.into()));
    assert!(seat.sees("どちらも「はい」とわかるまで、除外は考えません") && !seat.sees("該当する可能性があります"));
    seat.take_of("病歴・診療・薬など、配慮のいる情報が含まれるか", "はい");
    seat.take_of("暗号化されていたか", "はい");
    seat.take_of("暗号の鍵・パスワードは守られているか", "わからない");
    assert!(!seat.sees("該当する可能性があります"));
    seat.take_of("暗号の鍵・パスワードは守られているか", "はい");
    assert!(seat.sees("該当する可能性があります。判断が必要です。"), "{:?}", seat.words());
    seat.reach("答えを保存");
    assert!(seat.sees("報告の対象です"));
    seat.take_of("暗号化による除外の判断", "報告の対象から外れると判断した");
    seat.fill("除外を判断した人", "濵田 誠一郎");
    seat.fill("除外を判断した日", "R8.11.20");
    seat.fill("除外の判断の理由", "端末の全体が暗号化され、鍵は別に保管している");
    seat.reach("答えを保存");
    assert!(seat.sees("暗号化により対象から外れると判断しています。"), "{:?}", seat.words());
    seat.picture("leak-excluded");
    let lines = kept(&mut seat, id).lines;
    assert_eq!((lines.len(), lines[0].by.as_str()), (1, "濵田 誠一郎"));
    assert!(lines[0].words().contains("理由：端末の全体が暗号化され"), "{}", lines[0].words());
    seat.go(Route::Home);
    assert!(!seat.links().iter().any(|link| link.starts_with("R8-90 ")), "nothing is owed any more");
}

#[test]
fn what_was_typed_stays_through_a_lock() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let id = begin(&mut seat);
    seat.go(Route::LeakReport(id.into()));
    seat.fill("公表の実施状況", "公表しない。本人に直接知らせるため");
    seat.press("ロック");
    seat.unlock(demo::PASSPHRASE);
    seat.go(Route::LeakReport(id.into()));
    assert_eq!(seat.value("公表の実施状況"), "公表しない。本人に直接知らせるため");
    seat.reach("報告事項を保存");
    assert_eq!(kept(&mut seat, id).publication, "公表しない。本人に直接知らせるため");
}

#[test]
fn the_drafts_mark_what_is_missing_and_name_nobody() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let id = begin(&mut seat);
    for (sheet, words) in [
        (
            "leak-report",
            &["下書き", "【未記入】", "まだ書かれていない事項が", "12月17日", "権限の委任", "マイナンバー"][..],
        ),
        ("leak-notice", &["様", "おわびとお知らせ", "を書き入れます", "お問い合わせ先"]),
    ] {
        let order = SheetOrder { subject: Some(id), ..SheetOrder::today(sheet) };
        let text = seat.ledger(move |vault| text_of(&order, vault));
        for word in words {
            assert!(text.contains(word), "{sheet}: {word}: {text}");
        }
    }
}

fn text_of(order: &SheetOrder, vault: &daichoban::vault::Vault) -> String {
    let print = daichoban::inspection::PrintContext { printed_at: now(), operator: "試験".to_owned() };
    let sheet = daichoban::inspection::make(order, &vault.reader(), &print).unwrap();
    format!("{:?}{:?}", sheet.head, sheet.blocks)
}

#[test]
fn what_is_reported_is_no_longer_on_home() {
    // The sample's FAX of spring was reported; its lost phone was not.
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let owed: Vec<String> = seat.links().into_iter().filter(|link| link.contains("確報　")).collect();
    assert!(owed.len() == 1 && owed[0].contains("スマートフォン"), "{owed:?}");
}
