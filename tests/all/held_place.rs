//! What turns out to be wrong while somebody types moves nothing under their hand, and goes when it is mended.

use daichoban::base::{Breach, Day, Draft, Field, Input, Kind};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::account::record::{Account, field as account};
use daichoban::ledgers::log_review::record::field as review;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::System;
use daichoban::widgets::form::{Choosable, Form, Plan};
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::support::desk::Seat;
use crate::support::picture::harness;

const FIELDS: [Field; 4] = [
    Field::new("name", "氏名", Input::Line).required(),
    Field::new("place", "保管場所", Input::Suggest(&["受付", "診察室"])).hint("例 受付の棚"),
    Field::new("from", "開始日", Input::Day),
    Field::new("note", "備考", Input::Lines),
];

#[derive(Default)]
struct State {
    draft: Draft,
    breaches: Vec<Breach>,
}

fn form() -> Harness<'static, State> {
    let mut form = Form::new("held");
    let mut window = harness(900.0, 700.0).build_ui_state(
        move |ui, state: &mut State| {
            let options = |_: &Field| Choosable::default();
            let plan = Plan {
                fields: &FIELDS,
                breaches: &state.breaches,
                options: &options,
                today: Day::new(2026, 11, 20).unwrap(),
                save: "登録する",
                is_dirty: true,
                is_busy: false,
            };
            form.ui(ui, &plan, &mut state.draft);
        },
        State::default(),
    );
    window.run();
    window
}

/// How far down each field stands.
fn tops(window: &Harness<'_, State>) -> Vec<f32> {
    let input = |label: &'static str| {
        window.get_by(move |node| node.label().as_deref() == Some(label) && node.role() != egui::Role::Label)
    };
    FIELDS.iter().map(|field| input(field.label).rect().top()).collect()
}

fn from_first(tops: &[f32]) -> Vec<f32> {
    tops.iter().map(|top| top - tops[0]).collect()
}

#[test]
fn a_fault_below_a_field_moves_no_other_field() {
    let mut window = form();
    let before = tops(&window);
    for field in &FIELDS[..3] {
        let why = "入力してください".to_owned();
        window.state_mut().breaches = vec![Breach { field: field.key, label: field.label, why }];
        window.run();
        assert_eq!(from_first(&tops(&window)), from_first(&before), "{}", field.label);
    }
    let marked = tops(&window);
    window.state_mut().breaches.clear();
    window.run();
    assert_eq!(tops(&window), marked, "and nothing moves when the last one is mended");
    assert!(window.query_by_label("入力してください").is_none());
}

#[test]
fn a_long_fault_is_not_cut_and_keeps_its_place_when_it_goes() {
    let mut window = form();
    let why = "とても長い説明です。".repeat(12);
    window.state_mut().breaches = vec![Breach { field: "name", label: "氏名", why: why.clone() }];
    window.run();
    let marked = tops(&window);
    let said = window.query_all_by_label_contains("とても長い説明です。").next().unwrap().rect();
    assert!(said.height() > 30.0 && said.bottom() <= marked[2], "whole, and above the next row: {said:?}");
    window.state_mut().breaches.clear();
    window.run();
    assert_eq!(tops(&window), marked);
}

#[test]
fn a_day_that_is_read_back_or_cannot_be_read_moves_nothing() {
    let mut window = form();
    let before = tops(&window);
    window.get_by_label("開始日").focus();
    window.run();
    window.event(Event::Text("R8.4.1".to_owned()));
    window.run();
    assert!(window.query_by_label("令和8年4月1日(水)").is_some());
    assert_eq!(tops(&window), before);
    window.event(Event::Text("あ".to_owned()));
    window.run();
    window.key_press(Key::Tab);
    window.run();
    assert!(window.query_by_label_contains("日付として読めません").is_some());
    assert_eq!(tops(&window), before);
}

#[test]
fn in_a_real_form_the_text_goes_with_the_fault_and_the_form_stands_still() {
    let mut seat = Seat::opened();
    seat.press("利用者");
    seat.ctrl(Key::N);
    seat.ctrl(Key::Enter);
    assert!(seat.sees("入力内容を確認してください(1か所)"));
    let top = seat.top_of_field("職種");
    seat.type_here("渡");
    assert!(!seat.sees("入力内容を確認してください"), "gone with the first letter");
    assert!(seat.sees("入力内容は直りました"));
    assert!((seat.top_of_field("職種") - top).abs() < 0.5);
}

#[test]
fn a_fault_between_two_days_goes_when_the_other_one_is_mended() {
    let mut seat = Seat::opened();
    seat.go(Route::New(Kind::LogReview, None));
    seat.fill(review::FROM_ON.label, "R8.4.10");
    seat.fill(review::UNTIL_ON.label, "R8.4.1");
    seat.ctrl(Key::Enter);
    let why = "期間の初めより前の日付です";
    assert!(seat.sees(why));
    seat.fill(review::FROM_ON.label, "R8.3.10");
    assert!(!seat.sees(why), "the day that was not marked mended it");
}

#[test]
fn what_the_ledger_refused_loses_its_mark_when_another_field_mends_it() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let (login, person, systems) = seat.ledger(|vault| {
        let read = vault.reader();
        let kept = read.list_active::<Account>().unwrap().remove(0).record;
        let person = read.list_active::<Staff>().unwrap().into_iter().find(|one| one.id != kept.staff).unwrap();
        let systems = read.list_active::<System>().unwrap();
        let other = systems.iter().find(|one| one.id != kept.system).unwrap();
        let same = systems.iter().find(|one| one.id == kept.system).unwrap();
        (kept.login.clone(), person.id, [same.record.name.clone(), other.record.name.clone()])
    });
    seat.go(Route::New(Kind::Account, Some(person.into())));
    seat.choose(account::SYSTEM.label, &systems[0]);
    seat.fill(account::LOGIN_ID.label, &login);
    seat.ctrl(Key::Enter);
    assert!(seat.sees("さんが使っています"));
    seat.choose(account::SYSTEM.label, &systems[1]);
    assert!(!seat.sees("さんが使っています"), "in the other system the ID is free");
}
