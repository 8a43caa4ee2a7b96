//! The read-only inspector (閲覧): sees every page, is offered nothing that writes, prints or lets anything out, and
//! no key does it either.

use daichoban::base::{Coded, Day, Kind, RecordId};
use daichoban::demo;
use daichoban::desk::{Command, Done, Refusal, Right, Route, SheetOrder};
use daichoban::inspection::sheets;
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::assessment::record::Assessment;
use daichoban::ledgers::attendance::record::Attendance;
use daichoban::ledgers::backup_plan::record::BackupPlan;
use daichoban::ledgers::clinic::record::Clinic;
use daichoban::ledgers::contact::record::Contact;
use daichoban::ledgers::contract::record::Contract;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::disclosure::record::Disclosure;
use daichoban::ledgers::disposal::record::Disposal;
use daichoban::ledgers::document::record::Document;
use daichoban::ledgers::incident::record::{FlowKind, Incident};
use daichoban::ledgers::log_review::record::LogReview;
use daichoban::ledgers::passage::record::Passage;
use daichoban::ledgers::pledge::record::Pledge;
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::ledgers::remote::record::Remote;
use daichoban::ledgers::restore_test::record::RestoreTest;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::self_check::record::SelfCheck;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::System;
use daichoban::ledgers::takeout::record::Takeout;
use daichoban::ledgers::training::record::Training;
use daichoban::ledgers::vendor::record::Vendor;
use daichoban::ledgers::vendor_sheet::record::VendorSheet;
use daichoban::vault::{Act, Detail, Reader, Tx};
use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, Seat};

/// The sample clinic with an inspector at the window.
fn inspector() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    sit_down(&mut seat);
    seat
}

fn sit_down(seat: &mut Seat) {
    seat.seat_operator("保健所 一郎", "閲覧（検査用）", NEW_PASSPHRASE);
}

/// One record of a kind.
fn any(read: &Reader<'_>, kind: Kind) -> Option<RecordId> {
    macro_rules! first {
        ($record:ty) => {
            read.list::<$record>().unwrap().first().map(|kept| kept.id.into())
        };
    }
    match kind {
        Kind::Clinic => first!(Clinic),
        Kind::Role => first!(Role),
        Kind::Staff => first!(Staff),
        Kind::System => first!(System),
        Kind::Account => first!(Account),
        Kind::Device => first!(Device),
        Kind::Attendance => first!(Attendance),
        Kind::PolicyRead => first!(PolicyRead),
        Kind::Pledge => first!(Pledge),
        Kind::SelfCheck => first!(SelfCheck),
        Kind::Remedy => first!(Remedy),
        Kind::Training => first!(Training),
        Kind::Disposal => first!(Disposal),
        Kind::Passage => first!(Passage),
        Kind::Assessment => first!(Assessment),
        Kind::Document => first!(Document),
        Kind::Contact => first!(Contact),
        Kind::BackupPlan => first!(BackupPlan),
        Kind::RestoreTest => first!(RestoreTest),
        Kind::LogReview => first!(LogReview),
        Kind::Vendor => first!(Vendor),
        Kind::Contract => first!(Contract),
        Kind::Remote => first!(Remote),
        Kind::Disclosure => first!(Disclosure),
        Kind::VendorSheet => first!(VendorSheet),
        Kind::Incident => first!(Incident),
        Kind::Takeout => first!(Takeout),
    }
}

/// Every place there is; a new one makes this fail to compile until it is thought of here.
fn places(seat: &mut Seat) -> (Vec<Route>, Vec<Route>) {
    let ids = seat.ledger(|vault| Kind::ALL.map(|kind| any(&vault.reader(), kind)));
    let (mut open, mut closed) = (vec![Route::Home, Route::Sheets, Route::Log, Route::About, Route::Own], Vec::new());
    open.extend([Route::Profiles, Route::Matrix, Route::Chart, Route::Emergency]);
    closed.extend([Route::Import, Route::Backups, Route::Operators, Route::Setup, Route::Chair]);
    for (kind, id) in Kind::ALL.into_iter().zip(ids) {
        let id = id.unwrap_or_else(|| panic!("the sample holds no {}", kind.label()));
        open.extend([Route::List(kind), Route::Page(kind, id), Route::History(kind, id)]);
        closed.extend([Route::New(kind, None), Route::New(kind, Some(id)), Route::Edit(kind, id)]);
        closed.push(Route::NewAs(kind, "responsible".to_owned()));
    }
    open.extend([Route::Assessments, Route::Assess(ids_of(seat, Kind::Assessment).into())]);
    closed.extend([Route::Alarm, Route::Respond(ids_of(seat, Kind::Incident).into())]);
    closed.push(Route::LeakReport(ids_of(seat, Kind::Incident).into()));
    let person = ids_of_staff(seat);
    let device = ids_of(seat, Kind::Device);
    closed.extend([Route::SelfCheck(person.into(), device.into()), Route::Sign(person.into())]);
    closed.extend([Route::Policy(person.into()), Route::Lesson(person.into()), Route::Farewell(person.into())]);
    closed.extend([
        Route::Password(person.into(), ids_of(seat, Kind::Account).into()),
        Route::TakeOut(person.into()),
        Route::Welcome,
    ]);
    closed.extend([Route::Steps(person.into()), Route::Leaving(person.into())]);
    for kind in sheets() {
        let subject = kind.needs_subject.map(|kind| ids_of(seat, kind));
        open.push(Route::Sheet(SheetOrder { subject, ..SheetOrder::today(kind.name) }));
    }
    for route in open.iter().chain(&closed) {
        let is_open = match route {
            Route::Home | Route::List(_) | Route::Page(..) | Route::History(..) | Route::Sheets | Route::Sheet(_) => {
                true
            }
            Route::Assessments | Route::Assess(_) => true,
            Route::Log | Route::About | Route::Profiles | Route::Own | Route::OwnPassphrase => true,
            Route::Matrix | Route::Chart | Route::Emergency => true,
            Route::New(..) | Route::NewAs(..) | Route::Edit(..) | Route::Import => false,
            Route::Backups | Route::Operators | Route::Setup | Route::Chair => false,
            Route::SelfCheck(..) | Route::Policy(_) | Route::Lesson(_) | Route::Sign(_) => false,
            Route::Farewell(_) | Route::Password(..) | Route::TakeOut(_) => false,
            Route::Steps(_) | Route::Leaving(_) | Route::Welcome => false,
            Route::Alarm | Route::Respond(_) | Route::LeakReport(_) => false,
        };
        assert_eq!(open.contains(route), is_open, "{route:?}");
    }
    (open, closed)
}

fn ids_of_staff(seat: &mut Seat) -> RecordId {
    ids_of(seat, Kind::Staff)
}

fn ids_of(seat: &mut Seat, kind: Kind) -> RecordId {
    seat.ledger(move |vault| any(&vault.reader(), kind)).unwrap()
}

/// The entries of the menu an inspector has.
const MENU: &[&str] = &[
    "事故・紛失が起きたら",
    "ホーム",
    "利用者",
    "端末",
    "システム",
    "事業者",
    "自己評価",
    "対応事項",
    "事故",
    "持出し",
    "規程・文書",
    "バックアップ計画",
    "連絡先",
    "役割",
    "施設",
    "印刷",
    "操作記録",
    "台帳の情報",
    "自分の手続き",
    "ロック",
];

/// What only looks.
const LOOK: &[&str] = &[
    "メニューを細くする",
    "メニューに名前を出す",
    "戻る",
    "履歴",
    "検索",
    "すべて表示",
    "たたむ",
    "一覧へ戻る",
    "全体",
    "幅に合わせる",
    "実際の大きさ",
    "縮小",
    "拡大",
    "ページを作る",
    "記録のない項目を隠す",
    "前任を隠す",
    "期間の初め",
    "期間の終わり",
    "カテゴリ",
    "操作者",
    "言葉で探す",
    "探す",
    "さらに前の記録を見る",
    "今すぐ点検",
    "照合文字",
    "照合",
    "照合する",
    "合言葉を変更…",
    "USBキーを作る…",
    "6桁のコードを使う…",
    "いつの時点の台帳ですか",
    "利用者個票の利用者",
    "スタッフ誓約書の利用者",
    "自己点検票の利用者",
    "自己点検票（記入用）の利用者",
    "研修記録の研修",
    "自己評価の記録の自己評価",
    "個人別受講履歴の利用者",
    "利用開始チェックシートの利用者",
    "退職時チェックシートの利用者",
    "退職後の守秘に関する確認書の利用者",
    "データ消去記録の端末",
    "事業者の点検表（記入用）の事業者",
    "事業者の点検表の事業者の点検表",
    "漏えい等報告 下書きの事故",
    "本人への通知文 下書きの事故",
    "事故報告書の事故",
    "事故報告書の段階",
    "紛失・盗難届の事故",
    "経過記録の事故",
    "事故台帳の氏名",
    "報告待ち",
    "終結",
    "今年度",
    "前年度",
    "取引中",
    "方針の一覧",
    "対応中",
    "完了",
    "終結",
    "利用中",
    "終了",
    "すべて",
    "全員",
    "全台",
    "不足あり",
    "種類",
    "連携ネットワーク",
    "院内のシステム",
    "利用者向け",
    "管理者向け",
    "規程の対応表",
    "状態",
    "持出し",
    "持出し申請書の持出し",
    "連絡体制図",
    "緊急時対応シート",
    "シートを印刷…",
    "PDFを保存…",
    "使用中",
    "実施中",
    "点検表が求める6区分",
    "そのほか",
    "絞り込みを外す",
    "閉じる",
    "前の項目",
    "次の項目",
    "自己評価に戻る",
    "国の点検表",
    "ガイドライン第7.0版",
    "MICT",
    "京あんしんネット",
    "JAHIS",
    "安全管理指針",
];

/// What an inspector may use: ways to look, and what concerns the own seat.
fn is_harmless(name: &str) -> bool {
    MENU.contains(&name)
        || LOOK.contains(&name)
        || name.ends_with("を開く")
        || name.ends_with("のカレンダー")
        || ["未回答", "書き足し待ち", "はい", "いいえ", "対象外"]
            .iter()
            .any(|state| name.ends_with(&format!(" {state}")))
        || name.ends_with("を確認")
        || FlowKind::ALL.iter().any(|kind| kind.label() == name)
        || name.starts_with("記録のない項目も表示")
        || name.starts_with("前任も表示")
        || ["今日やること ", "確認すること ", "見せられるもの ", "利用者 ", "端末 "]
            .iter()
            .any(|tile| name.starts_with(tile))
        || (name.starts_with("ほか") && name.ends_with("件を表示"))
}

#[test]
fn no_page_offers_an_inspector_anything_but_looking() {
    let mut seat = inspector();
    let (open, closed) = places(&mut seat);
    let before = written(&mut seat);
    let mut odd = Vec::new();
    for route in &open {
        seat.go(route.clone());
        let links = seat.links();
        let is_new = |name: &String| !is_harmless(name) && !links.contains(name);
        let strange: Vec<String> = seat.controls().into_iter().filter(is_new).collect();
        if !strange.is_empty() {
            odd.push(format!("{route:?}: {strange:?}"));
        }
        for link in links {
            seat.go(route.clone());
            seat.follow(&link);
            let refused = ["はできません", "の訂正", "の登録"];
            if let Some(word) = seat.words().iter().find(|word| refused.iter().any(|one| word.contains(one))) {
                odd.push(format!("{route:?}: {link} leads where an inspector may not be: {word}"));
            }
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    for route in closed {
        seat.go(route.clone());
        let is_refused = match route.person() {
            Some(_) => seat.sees("ほかの人の手続きは開けません"),
            None => seat.sees("の操作者には、") && seat.sees("はできません"),
        };
        assert!(is_refused, "{route:?}");
        seat.press("閉じる");
    }
    assert_eq!(new(&mut seat, &before), Vec::<String>::new());
}

/// The entries that are more than looks.
fn written(seat: &mut Seat) -> Vec<String> {
    // The clock of these tests stands still, but not the one by which an operator is added.
    let quiet = [Some(Act::Viewed), Some(Act::ClockBack)];
    let lines = seat.log().into_iter().filter(|line| !quiet.contains(&line.act));
    lines.map(|line| format!("{} {} {}", line.at.rfc3339(), line.category, line.information)).collect()
}

/// The entries that are more than looks, beyond these.
fn new(seat: &mut Seat, before: &[String]) -> Vec<String> {
    written(seat).split_off(before.len())
}

#[test]
fn no_key_does_for_an_inspector_what_no_button_offers() {
    let mut seat = inspector();
    let (open, _) = places(&mut seat);
    let before = written(&mut seat);
    // Not these: L locks, and what marks, copies and types text has nothing to do it to.
    let keys = [Key::N, Key::P, Key::S, Key::E, Key::D, Key::Z, Key::Y, Key::O, Key::I, Key::B, Key::R, Key::Delete];
    for route in open {
        seat.go(route.clone());
        let words = seat.words();
        seat.all_with_ctrl(&keys);
        seat.key(Key::Delete);
        assert_eq!(seat.words(), words, "{route:?}");
    }
    assert_eq!(new(&mut seat, &before), Vec::<String>::new());
}

/// What a screen with a fault in it might ask for.
struct Wanted(Right);

impl Command for Wanted {
    fn needs(&self) -> Right {
        self.0
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.note(Act::Settings, &Detail::said("書けてしまった"))?;
        Ok(Done { touched: Vec::new(), said: "書けました".to_owned(), next: None })
    }
}

#[test]
fn even_a_screen_that_asked_would_be_refused() {
    let mut seat = inspector();
    let before = written(&mut seat);
    for right in [Right::Write, Right::Manage, Right::Print, Right::Export, Right::Keys] {
        seat.run(Wanted(right));
        assert!(seat.sees("「閲覧（検査用）」の操作者には、") && !seat.sees("書けました"), "{right:?}");
        seat.press("閉じる");
    }
    assert_eq!(new(&mut seat, &before), Vec::<String>::new());
}

#[test]
fn home_leads_an_inspector_to_records_and_to_no_refusal() {
    let mut seat = Seat::opened();
    sit_down(&mut seat);
    seat.picture("inspector_home");
    assert!(seat.sees("確認すること") && seat.sees("選ぶと、その記録が開きます"));
    assert!(!seat.sees("台帳を印刷") && !seat.sees("利用者を登録"));
    let links: Vec<String> = seat.links();
    assert!(links.iter().any(|name| name.starts_with("髙橋 美咲")), "{links:?}");
    assert!(!links.iter().any(|name| name.starts_with("施設管理者")), "leads nowhere: plain words");
    assert!(seat.sees("施設管理者"));
    for link in links {
        seat.go(Route::Home);
        seat.follow(&link);
        assert!(!seat.sees("確認すること"), "{link} leads on");
        assert!(!seat.sees("できません") && !seat.sees("の訂正") && !seat.sees("の登録"), "{link}");
    }
    seat.picture("inspector_page_from_home");
}
