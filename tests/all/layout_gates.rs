//! Nothing is lost in a small window before the ledger is open, in lists and calendars that hang under a field, and in
//! what lies over everything.

use daichoban::base::Kind;
use daichoban::demo;
use daichoban::desk::{Ask, Route};

use crate::layout_pages::Looked;
use crate::support::behind::Work;
use crate::support::desk::Seat;

/// The scales of a gate: how many pixels a point.
const SCALES: [f32; 3] = [1.0, 1.5, 2.0];

fn at_every_scale(looked: &mut Looked, seat: &mut Seat, name: &str) {
    for n_pixels in SCALES {
        seat.scale(n_pixels);
        looked.look(seat, name);
    }
    seat.scale(1.0);
}

#[test]
fn every_step_of_the_first_run_is_whole() {
    let mut looked = Looked::default();
    let mut seat = Seat::new();
    seat.watch();
    let mut look = |seat: &mut Seat, name: &str| at_every_scale(&mut looked, seat, name);
    look(&mut seat, "welcome");
    seat.press("新しい台帳を作る");
    look(&mut seat, "clinic");
    seat.fill("施設名", "医療法人社団 さくら会 地域連携・在宅医療支援センター さくら内科クリニック 宮崎出張所");
    seat.fill("施設名フリガナ", "サクラナイカクリニック");
    seat.press("次へ");
    look(&mut seat, "person");
    seat.fill("氏名", "ジャン・クリストフ・アレクサンドル・ド・ラ・フォンテーヌ・タカハシ");
    seat.fill("フリガナ", "タカハシ ミサキ");
    seat.press("次へ");
    look(&mut seat, "passphrase");
    seat.type_new_passphrase(crate::support::desk::PASSPHRASE);
    look(&mut seat, "passphrase typed");
    seat.press("次へ");
    look(&mut seat, "folder");
    let folder = seat.folder().display().to_string();
    seat.fill("台帳のフォルダー", &folder);
    seat.press("台帳を作る");
    look(&mut seat, "recovery sheet");
    let groups = seat.digits();
    seat.press("保管しました");
    look(&mut seat, "typed back");
    seat.fill("第3組", &groups[2]);
    seat.fill("第7組", &groups[6]);
    seat.press("次へ");
    look(&mut seat, "networks");
    seat.press("あとで登録する");
    look(&mut seat, "books");
    looked.end();
}

#[test]
fn every_gate_is_whole() {
    let mut looked = Looked::default();
    let mut seat = Seat::with_sample();
    seat.watch();
    at_every_scale(&mut looked, &mut seat, "unlock");
    seat.unlock("これは違う合言葉です");
    at_every_scale(&mut looked, &mut seat, "unlock, wrong passphrase");
    seat.press("合言葉を忘れたとき");
    at_every_scale(&mut looked, &mut seat, "recovery");
    let mut seat = Seat::with_ledger(tempfile::tempdir().unwrap().path().join("ない"));
    seat.watch();
    at_every_scale(&mut looked, &mut seat, "no ledger");
    let mut seat = Seat::new();
    seat.watch();
    seat.press("控えから戻す…");
    at_every_scale(&mut looked, &mut seat, "bring back");
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.press(Route::Alarm.label());
    at_every_scale(&mut looked, &mut seat, "emergency");
    looked.end();
}

#[test]
fn what_lies_over_the_page_is_whole() {
    let mut looked = Looked::default();
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.unlock(demo::PASSPHRASE);
    seat.work(Work::Refused);
    at_every_scale(&mut looked, &mut seat, "trouble");
    seat.press("詳しい情報");
    at_every_scale(&mut looked, &mut seat, "trouble, details");
    seat.press("閉じる");
    seat.ask(Ask::ChooseFolder { title: "控えの場所を選ぶ".to_owned() });
    at_every_scale(&mut looked, &mut seat, "typed path");
    seat.press("やめる");
    let running = seat.long_work();
    at_every_scale(&mut looked, &mut seat, "running");
    running.send(()).unwrap();
    seat.settle();
    seat.ask(Ask::Say("「控えの一覧」を保存しました。台帳の外に出たファイルは暗号化されていません".to_owned()));
    at_every_scale(&mut looked, &mut seat, "notice");
    looked.end();
}

#[test]
fn an_open_list_and_an_open_calendar_are_whole() {
    let mut looked = Looked::default();
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.unlock(demo::PASSPHRASE);
    seat.write(crate::support::desk::now(), crate::layout_places::lengthen);
    for kind in [Kind::Account, Kind::Device, Kind::Takeout] {
        for n in 0..seat.openers(&Route::New(kind, None)) {
            for n_pixels in SCALES {
                seat.scale(n_pixels);
                seat.hurry(Route::New(kind, None));
                let name = seat.open_nth(n);
                looked.look(&mut seat, &format!("{kind:?} {name}"));
            }
        }
    }
    looked.end();
}

#[test]
fn a_form_with_every_fault_told_is_whole() {
    let mut looked = Looked::default();
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.unlock(demo::PASSPHRASE);
    for kind in [Kind::Staff, Kind::Device, Kind::System, Kind::Vendor, Kind::Takeout] {
        seat.hurry(Route::New(kind, None));
        seat.ctrl(egui::Key::Enter);
        assert!(seat.sees("入力内容を確認してください"), "{kind:?}");
        looked.look(&mut seat, &format!("{kind:?}"));
    }
    looked.end();
}
