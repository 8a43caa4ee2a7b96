//! Every screen of the ledgers with a lifelike clinic, to look at (`DAICHOBAN_PICTURES`), and to see that
//! nothing panics, no glyph is missing and no input is without a name.

use daichoban::base::{Kind, RecordId};
use daichoban::desk::Route;
use daichoban::ledgers::device::record::{Device, DeviceKind};
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::VaultError;
use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::support::clinic::{Ledger, Office, complete, device, empty, person, sakura};
use crate::support::picture::{harness, picture};

pub fn office<'a>(vault: Ledger, route: Route) -> Harness<'a, Office> {
    let mut office =
        harness::<Office>(1064.0, 720.0).build_ui_state(|ui, office| office.ui(ui), Office::open(vault, route));
    office.run();
    office
}

pub fn person_named(vault: &Ledger, name: &str) -> RecordId {
    let people = vault.reader().list::<Staff>().unwrap();
    people.into_iter().find(|kept| kept.record.name == name).unwrap().id.into()
}

fn device_numbered(vault: &Ledger, number: &str) -> RecordId {
    let devices = vault.reader().list::<Device>().unwrap();
    devices.into_iter().find(|kept| kept.record.control_number == number).unwrap().id.into()
}

fn shot(vault: Ledger, route: Route, name: &str) {
    picture(&mut office(vault, route), name);
}

#[test]
fn lists() {
    for kind in [Kind::Staff, Kind::Device, Kind::System, Kind::Role, Kind::Clinic] {
        shot(sakura(), Route::List(kind), &format!("screen-list-{}", kind.code()));
        shot(empty(), Route::List(kind), &format!("screen-empty-{}", kind.code()));
    }
}

#[test]
fn pages() {
    let vault = sakura();
    let (person, device) = (person_named(&vault, "髙橋 美咲"), device_numbered(&vault, "TAB-01"));
    shot(vault, Route::Page(Kind::Staff, person), "screen-page-staff");
    let vault = sakura();
    let new = person_named(&vault, "森 一");
    shot(vault, Route::Page(Kind::Staff, new), "screen-page-staff-bare");
    let vault = sakura();
    let _ = device;
    let device = device_numbered(&vault, "TAB-01");
    shot(vault, Route::Page(Kind::Device, device), "screen-page-device");
}

#[test]
fn forms() {
    let vault = sakura();
    let person = person_named(&vault, "髙橋 美咲");
    shot(vault, Route::Edit(Kind::Staff, person), "screen-form-staff");
    let vault = sakura();
    let person = person_named(&vault, "髙橋 美咲");
    shot(vault, Route::New(Kind::Device, Some(person)), "screen-form-device");
    let vault = sakura();
    let person = person_named(&vault, "髙橋 美咲");
    shot(vault, Route::New(Kind::Account, Some(person)), "screen-form-account");
    shot(sakura(), Route::New(Kind::System, None), "screen-form-system");
    shot(sakura(), Route::New(Kind::Role, None), "screen-form-role");
}

#[test]
fn homes() {
    shot(sakura(), Route::Home, "screen-home");
    shot(empty(), Route::Home, "screen-home-empty");
    shot(complete(), Route::Home, "screen-home-calm");
}

#[test]
fn questions() {
    let vault = sakura();
    let device = vault.reader().list::<Device>().unwrap()[0].id.into();
    let mut office = office(vault, Route::Page(Kind::Device, device));
    office.get_by_label("利用終了…").click();
    office.run();
    picture(&mut office, "screen-dialog-end");
}

/// 500 people and 2,000 devices.
pub fn hospital() -> Ledger {
    let mut vault = empty();
    let kana = ["アオキ", "カトウ", "サイトウ", "タカハシ", "ナカムラ", "ハヤシ", "マツモト", "ヤマダ", "ワタナベ"];
    let names = ["青木", "加藤", "齋藤", "髙橋", "中村", "林", "松本", "山田", "渡邉"];
    let written: Result<(), VaultError> = vault.transact(|tx| {
        for n in 0..500 {
            let name = format!("{} {n:03}", names[n % names.len()]);
            let mut staff = person(&name, &format!("{} {n:03}", kana[n % kana.len()]), "看護部", "看護師");
            if n == 0 {
                staff.name = "ジャン・クリストフ・アレクサンドル・ド・ラ・フォンテーヌ・タカハシ".to_owned();
                staff.department = "地域連携・在宅医療支援センター 訪問看護ステーション さくら 宮崎出張所".to_owned();
            }
            let id: RecordId = tx.add(&staff)?.into();
            for m in 0..4 {
                let number = format!("PC-{:04}", n * 4 + m);
                tx.add(&device(&number, DeviceKind::Pc, "DELL OptiPlex 7020", &[id]))?;
            }
        }
        Ok(())
    });
    written.unwrap();
    vault
}

#[test]
fn five_hundred_people() {
    let vault = hospital();
    let mut office = office(vault, Route::List(Kind::Staff));
    picture(&mut office, "screen-list-500");
    office.get_by_role_and_label(Part::TextInput, "検索").focus();
    office.run();
    office.get_by_role_and_label(Part::TextInput, "検索").type_text("PC-1999");
    office.run();
    office.get_by_role_and_label(Part::Cell, "中村 499").click();
    office.run();
    assert!(matches!(office.state().route, Route::Page(Kind::Staff, _)));
}
