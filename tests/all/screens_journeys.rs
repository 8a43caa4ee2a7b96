//! What a clerk does with the ledgers, through the real screens, by Japanese label.

use daichoban::base::{Kind, RecordId};
use daichoban::desk::Route;
use daichoban::ledgers::device::record::{Device, EndReason};
use daichoban::ledgers::role::record::{Role, RoleKind};
use daichoban::ledgers::staff::record::Staff;
use egui::Key;
use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::screens_gallery::{office, person_named};
use crate::support::clinic::{Ledger, Office, add, empty, person, sakura};
use crate::support::picture::picture;

fn type_into(office: &mut Harness<'_, Office>, label: &str, text: &str) {
    let field = office.get_by_role_and_label(Part::TextInput, label);
    field.focus();
    office.run();
    office.get_by_role_and_label(Part::TextInput, label).type_text(text);
    office.run();
}

fn replace(office: &mut Harness<'_, Office>, label: &str, text: &str) {
    office.get_by_role_and_label(Part::TextInput, label).focus();
    office.run();
    office.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    office.run();
    office.get_by_role_and_label(Part::TextInput, label).type_text(text);
    office.run();
}

fn click(office: &mut Harness<'_, Office>, label: &str) {
    office.get_by_label(label).click_accesskit();
    office.run();
}

fn devices_of(vault: &Ledger, person: RecordId) -> Vec<String> {
    let devices = vault.reader().list::<Device>().unwrap();
    let theirs = devices.into_iter().filter(|kept| kept.record.users.contains(&person.into()));
    theirs.map(|kept| kept.record.model).collect()
}

#[test]
fn a_device_is_added_to_a_person() {
    let mut vault = empty();
    let id = add(&mut vault, &person("髙橋 美咲", "タカハシ ミサキ", "看護部", "看護師"));
    let mut office = office(vault, Route::Page(Kind::Staff, id));
    click(&mut office, "端末を追加");
    assert_eq!(office.state().route, Route::New(Kind::Device, Some(id)));
    type_into(&mut office, "機種", "iPad（第10世代）");
    office.get_by_label("種類").click();
    office.run();
    click(&mut office, "タブレット");
    office.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    office.run();
    assert_eq!(devices_of(&office.state().vault, id), ["iPad（第10世代）"]);
    assert_eq!(office.state().said, ["端末「iPad（第10世代）」を登録しました"]);
    assert_eq!(office.state().route, Route::Page(Kind::Staff, id), "back on the person's page");
}

#[test]
fn a_shared_device_is_given_to_one_more_person() {
    let vault = sakura();
    let id = person_named(&vault, "森 一");
    let mut office = office(vault, Route::Page(Kind::Staff, id));
    click(&mut office, "登録済みから選ぶ…");
    click(&mut office, "端末");
    picture(&mut office, "screen-dialog-assign");
    click(&mut office, "PC-02 NEC Mate（PC）");
    click(&mut office, "この端末を使う");
    assert_eq!(devices_of(&office.state().vault, id), ["NEC Mate"]);
    assert_eq!(office.state().route, Route::Page(Kind::Staff, id), "the person's page stays");
}

#[test]
fn a_corrected_name_leaves_both_versions_in_the_history() {
    let mut vault = empty();
    let id = add(&mut vault, &person("高橋 美咲", "タカハシ ミサキ", "看護部", "看護師"));
    let mut office = office(vault, Route::Page(Kind::Staff, id));
    click(&mut office, "訂正");
    replace(&mut office, "氏名", "佐々木 美咲");
    replace(&mut office, "フリガナ", "ささき みさき");
    type_into(&mut office, "訂正の理由", "改姓");
    click(&mut office, "訂正を保存");
    assert_eq!(office.state().route, Route::Page(Kind::Staff, id));
    click(&mut office, "履歴");
    picture(&mut office, "screen-history");
    for words in ["佐々木 美咲", "ササキ ミサキ", "理由　改姓"] {
        office.get_by_label(words);
    }
    assert!(office.query_all_by_label("高橋 美咲").count() >= 1, "the name before stays in the history");
}

#[test]
fn search_finds_a_name_however_it_is_written() {
    let mut office = office(sakura(), Route::List(Kind::Staff));
    for (typed, found) in [("渡辺", "渡邉 陽子"), ("高橋", "髙橋 美咲"), ("ﾀｶﾊｼ", "髙橋 美咲"), ("よしだ", "𠮷田 翔太")]
    {
        replace(&mut office, "検索", typed);
        office.get_by_role_and_label(Part::Cell, found);
        assert!(office.query_by_role_and_label(Part::Cell, "小川 友里恵").is_none(), "{typed} narrows the list");
    }
    replace(&mut office, "検索", "みつからない");
    office.get_by_label("あてはまるものがありません");
    picture(&mut office, "screen-no-match");
    click(&mut office, "絞り込みを外す");
    office.get_by_role_and_label(Part::Cell, "小川 友里恵");
}

#[test]
fn the_keyboard_alone_finds_and_opens_a_person() {
    let vault = sakura();
    let id = person_named(&vault, "渡邉 陽子");
    let mut office = office(vault, Route::List(Kind::Staff));
    office.key_press_modifiers(egui::Modifiers::COMMAND, Key::F);
    office.run();
    office.get_by_role_and_label(Part::TextInput, "検索").type_text("渡辺");
    office.run();
    office.key_press(Key::Enter);
    office.run();
    office.key_press(Key::Enter);
    office.run();
    assert_eq!(office.state().route, Route::Page(Kind::Staff, id));
    office.key_press(Key::Escape);
    office.run();
    assert_eq!(office.state().route, Route::List(Kind::Staff));
    office.key_press_modifiers(egui::Modifiers::COMMAND, Key::N);
    office.run();
    assert_eq!(office.state().route, Route::New(Kind::Staff, None));
}

#[test]
fn a_form_with_two_mistakes_marks_both_fields() {
    let mut office = office(empty(), Route::New(Kind::Staff, None));
    type_into(&mut office, "フリガナ", "髙橋");
    replace(&mut office, "利用開始日", "令和8年2月30日");
    type_into(&mut office, "氏名", "髙橋 美咲");
    click(&mut office, "登録する");
    picture(&mut office, "screen-form-mistakes");
    office.get_by_label("入力内容を確認してください(2か所)");
    office.get_by_label("カタカナで入力してください。例 タカハシ ミサキ");
    for label in ["フリガナへ移動", "利用開始日へ移動"] {
        office.get_by_label(label);
    }
    assert!(office.state().vault.reader().list::<Staff>().unwrap().is_empty(), "nothing was saved");
    replace(&mut office, "フリガナ", "タカハシ ミサキ");
    replace(&mut office, "利用開始日", "令和8年2月28日");
    click(&mut office, "登録する");
    assert_eq!(office.state().said, ["利用者「髙橋 美咲」を登録しました"]);
}

#[test]
fn what_was_typed_survives_a_lock() {
    let mut office = office(empty(), Route::New(Kind::Staff, None));
    assert!(office.state().screen.unsaved().is_none(), "an untouched form has nothing to keep");
    type_into(&mut office, "氏名", "髙橋 美咲");
    let (form, content) = office.state().screen.unsaved().unwrap();
    assert_eq!(form, "staff/new");
    let mut again = crate::screens_gallery::office(empty(), Route::New(Kind::Staff, None));
    again.state_mut().screen.restore(&content);
    again.run();
    click(&mut again, "登録する");
    assert_eq!(again.state().said, ["利用者「髙橋 美咲」を登録しました"]);
}

#[test]
fn a_second_responsible_person_is_refused_and_a_hand_over_is_not() {
    let vault = sakura();
    let next = person_named(&vault, "髙橋 美咲");
    let mut office = office(vault, Route::New(Kind::Role, Some(next)));
    click(&mut office, "役割");
    click(&mut office, "管理責任者");
    click(&mut office, "登録する");
    let why = "管理責任者は同じ時期に1人だけです。先に山﨑 健一さんの終了日を入力してください";
    office.get_by_label(why);
    picture(&mut office, "screen-form-role-refused");
    let vault = std::mem::replace(&mut office.state_mut().vault, empty());
    let mut office = crate::screens_gallery::office(vault, Route::List(Kind::Role));
    click(&mut office, "交代…");
    click(&mut office, "新しい人");
    click(&mut office, "髙橋 美咲（看護部）");
    picture(&mut office, "screen-dialog-hand-over");
    click(&mut office, "交代を記録する");
    assert_eq!(office.state().said, ["管理責任者の交代を記録しました"]);
    let roles = office.state().vault.reader().list::<Role>().unwrap();
    let now: Vec<RecordId> = roles
        .iter()
        .filter(|kept| kept.record.role == RoleKind::Responsible && kept.record.until_on.is_none())
        .map(|kept| kept.record.staff.into())
        .collect();
    assert_eq!(now, [next], "one person is responsible at a time");
}

#[test]
fn use_ends_with_a_day_and_a_reason() {
    let vault = sakura();
    let id = vault.reader().list::<Device>().unwrap()[0].id.into();
    let mut office = office(vault, Route::Page(Kind::Device, id));
    click(&mut office, "利用終了…");
    click(&mut office, "利用終了を記録する");
    office.get_by_label("終了の理由を選んでください");
    office.get_by_role_and_label(Part::ComboBox, "終了の理由").click();
    office.run();
    office.get_by_role_and_label(Part::ListBoxOption, "紛失・盗難").click();
    office.run();
    office.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    office.run();
    assert!(office.state().said[0].ends_with("の終了を記録しました"), "{:?}", office.state().said);
    let kept = office.state().vault.reader().get::<Device>(id.into()).unwrap().unwrap();
    assert_eq!(kept.record.end_reason, Some(EndReason::Lost));
}

#[test]
fn the_use_of_a_person_ends_by_the_procedure_for_it() {
    let vault = sakura();
    let id = person_named(&vault, "小川 友里恵");
    let mut office = office(vault, Route::Page(Kind::Staff, id));
    click(&mut office, "利用終了…");
    assert_eq!(office.state().route, Route::Leaving(id.into()));
}

#[test]
fn a_mistaken_entry_is_taken_back_with_a_reason() {
    let vault = sakura();
    let id = person_named(&vault, "森 一");
    let mut office = office(vault, Route::Page(Kind::Staff, id));
    click(&mut office, "登録の取り消し…");
    click(&mut office, "取り消す");
    office.get_by_label("取り消しの理由を入力してください");
    type_into(&mut office, "取り消しの理由", "二重に登録したため");
    picture(&mut office, "screen-dialog-take-back");
    click(&mut office, "取り消す");
    assert_eq!(office.state().said, ["利用者の登録を取り消しました"]);
    assert_eq!(office.state().route, Route::List(Kind::Staff));
}

#[test]
fn home_leads_to_where_a_thing_is_put_right() {
    let vault = sakura();
    let id = person_named(&vault, "森 一");
    let mut office = office(vault, Route::Home);
    click(&mut office, "森 一 利用者IDが未登録");
    assert_eq!(office.state().route, Route::New(Kind::Account, Some(id)));
}

#[test]
fn a_device_is_asked_only_for_what_its_kind_has() {
    let mut office = office(empty(), Route::New(Kind::Device, None));
    assert!(office.query_by_label("起動時パスワード").is_none(), "before the kind is chosen");
    click(&mut office, "種類");
    click(&mut office, "タブレット");
    picture(&mut office, "screen-form-device-tablet");
    assert!(office.query_all_by_label("起動時パスワード").count() > 0);
    assert!(office.query_by_label("MACアドレス").is_none(), "a tablet is no router");
    assert!(office.query_by_label("データ消去の記録").is_none(), "its end is recorded when it ends");
}

/// Presses Tab through a whole screen and returns the ids that had the keyboard, each once.
fn tab_stops(office: &mut Harness<'_, Office>) -> usize {
    let mut seen = Vec::new();
    for _ in 0..200 {
        office.key_press(Key::Tab);
        office.run();
        let Some(focused) = office.ctx.memory(egui::Memory::focused) else { continue };
        if seen.contains(&focused) {
            break;
        }
        seen.push(focused);
    }
    seen.len()
}

#[test]
fn every_button_is_reached_with_tab() {
    let mut vault = sakura();
    let id = person_named(&vault, "髙橋 美咲");
    for (route, least) in [
        (Route::List(Kind::Staff), 8),
        (Route::Page(Kind::Staff, id), 20),
        (Route::List(Kind::Role), 8),
        (Route::Home, 20),
        (Route::New(Kind::Staff, None), 8),
    ] {
        let mut office = office(std::mem::replace(&mut vault, empty()), route.clone());
        let n_stops = tab_stops(&mut office);
        assert!(n_stops >= least, "{route:?}: {n_stops} stops");
        vault = std::mem::replace(&mut office.state_mut().vault, empty());
    }
}
