//! Fields: found by their Japanese label, kind to the input method, honest about dates.

use daichoban::base::{Breach, Day, Draft, Field, Input, Kind, Need};
use daichoban::widgets::field::blank;
use daichoban::widgets::form::{Form, FormEvent, Plan};
use egui::{Event, ImeEvent, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::support::picture::harness;

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

#[derive(Default)]
struct Typed {
    text: String,
    n_changes: usize,
    n_left: usize,
    n_entered: usize,
}

fn one_field<'a>(show: impl Fn(&mut egui::Ui, &mut Typed) + 'a) -> Harness<'a, Typed> {
    let mut harness = harness(500.0, 420.0).build_ui_state(move |ui, typed| show(ui, typed), Typed::default());
    harness.run();
    harness
}

fn line_field<'a>(label: &'a str) -> Harness<'a, Typed> {
    one_field(move |ui, typed| {
        let answer = blank(label).required().line(ui, &mut typed.text);
        typed.n_changes += usize::from(answer.changed);
        typed.n_left += usize::from(answer.left);
        typed.n_entered += usize::from(answer.entered);
        let mut other = String::new();
        blank("次の欄").line(ui, &mut other);
    })
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn a_field_is_found_by_its_label_and_says_what_it_is() {
    let mut harness = line_field("氏名");
    let field = harness.get_by_role_and_label(Role::TextInput, "氏名");
    assert!(field.accesskit_node().is_required());
    field.focus();
    harness.run();
    harness.get_by_label("氏名").type_text("山田");
    harness.run();
    assert_eq!(harness.state().text, "山田");
    assert_eq!(harness.state().n_changes, 1);
}

#[test]
fn while_text_is_being_composed_nothing_counts_as_changed() {
    let mut harness = line_field("氏名");
    harness.get_by_label("氏名").focus();
    harness.run();
    for text in ["た", "たｋ", "たか", "高橋"] {
        harness.event(preedit(text));
        harness.run();
    }
    assert_eq!(harness.state().n_changes, 0, "half a word is not a change");
    harness.event(Event::Ime(ImeEvent::Commit("高橋".to_owned())));
    harness.run();
    assert_eq!(harness.state().text, "高橋");
    assert_eq!(harness.state().n_changes, 1);
}

#[test]
fn an_abandoned_composition_is_told_once_and_leaves_the_field_alone() {
    let mut harness = line_field("氏名");
    harness.get_by_label("氏名").focus();
    harness.run();
    harness.event(preedit("たか"));
    harness.run();
    harness.event(preedit(""));
    harness.run();
    assert_eq!(harness.state().text, "");
}

#[test]
fn the_kana_field_is_not_rewritten_before_it_is_left() {
    let mut harness = one_field(|ui, typed| {
        blank("ふりがな").kana(ui, &mut typed.text);
        let mut other = String::new();
        blank("次の欄").line(ui, &mut other);
    });
    harness.get_by_label("ふりがな").focus();
    harness.run();
    harness.event(preedit("たかはし"));
    harness.run();
    assert_eq!(harness.state().text, "たかはし");
    harness.event(Event::Ime(ImeEvent::Commit("たかはし".to_owned())));
    harness.run();
    assert_eq!(harness.state().text, "たかはし", "the person may still correct it");
    harness.get_by_label("次の欄").focus();
    harness.run();
    assert_eq!(harness.state().text, "タカハシ");
}

#[test]
fn half_a_deletion_leaves_no_stray_selector_behind() {
    let mut harness = line_field("氏名");
    harness.get_by_label("氏名").focus();
    harness.run();
    harness.get_by_label("氏名").type_text("葛\u{E0100}");
    harness.run();
    harness.key_press(Key::Home);
    harness.key_press(Key::Delete);
    harness.run();
    harness.get_by_label("次の欄").focus();
    harness.run();
    assert_eq!(harness.state().text, "");
}

#[test]
fn enter_goes_to_the_next_field() {
    let mut harness = line_field("氏名");
    harness.get_by_label("氏名").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().n_entered, 1);
    assert!(harness.get_by_label("次の欄").is_focused());
}

#[test]
fn every_usual_way_to_write_a_day_is_read_back() {
    for (typed, shown) in [
        ("R8.11.20", "令和8年11月20日(金)"),
        ("令和8年11月20日", "令和8年11月20日(金)"),
        ("2026-11-20", "令和8年11月20日(金)"),
        ("2026/11/20", "令和8年11月20日(金)"),
        ("20261120", "令和8年11月20日(金)"),
    ] {
        let mut harness = one_field(|ui, state| {
            blank("開始日").need(Need::Required).day(ui, &mut state.text, today());
        });
        harness.get_by_label("開始日").focus();
        harness.run();
        harness.get_by_label("開始日").type_text(typed);
        harness.run();
        assert!(harness.query_by_label(shown).is_some(), "{typed}");
    }
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_told_after_the_field_is_left() {
    let mut harness = one_field(|ui, state| {
        blank("開始日").day(ui, &mut state.text, today());
        let mut other = String::new();
        blank("次の欄").line(ui, &mut other);
    });
    harness.get_by_label("開始日").focus();
    harness.run();
    harness.get_by_label("開始日").type_text("R8.2.30");
    harness.run();
    assert!(harness.query_by_label_contains("暦にない日付").is_none(), "not while it is being typed");
    harness.get_by_label("次の欄").focus();
    harness.run();
    harness.get_by_label_contains("暦にない日付");
}

#[test]
fn a_day_is_taken_from_the_calendar_with_the_keyboard_alone() {
    let mut harness = one_field(|ui, state| {
        blank("開始日").day(ui, &mut state.text, today());
    });
    harness.get_by_label("開始日").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    harness.run();
    harness.get_by_label("令和8年11月20日(金)");
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().text, "令和8年11月28日");
}

#[test]
fn a_drop_down_is_worked_with_the_keyboard_alone() {
    let items: Vec<(String, String)> = (1..30).map(|n| (format!("id-{n}"), format!("タブレット-{n:02}"))).collect();
    let mut harness = one_field(move |ui, state| {
        let items: Vec<(&str, &str)> = items.iter().map(|item| (item.0.as_str(), item.1.as_str())).collect();
        blank("利用端末").pick(ui, &items, &mut state.text);
    });
    harness.get_by_role_and_label(Role::ComboBox, "利用端末").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.get_by_label("利用端末を探す").type_text("ﾀﾌﾞﾚｯﾄ-2");
    harness.run();
    // Nothing is gone to before the first arrow: it goes to the first that was found.
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().text, "id-21");
    assert!(harness.query_by_label("利用端末を探す").is_none(), "the list is closed");
    assert!(harness.get_by_label("利用端末").is_focused());
}

#[test]
fn a_passphrase_is_hidden_until_it_is_to_be_seen() {
    let mut harness = one_field(|ui, state| {
        blank("合言葉").passphrase(ui, &mut state.text);
    });
    harness.get_by_label("合言葉").focus();
    harness.run();
    harness.get_by_label("合言葉").type_text("hitsuji");
    harness.run();
    assert_ne!(harness.get_by_label("合言葉").value().as_deref(), Some("hitsuji"));
    harness.get_by_label("合言葉を表示").click();
    harness.run();
    assert_eq!(harness.get_by_label("合言葉").value().as_deref(), Some("hitsuji"));
}

const FIELDS: &[Field] = &[
    Field::new("name", "氏名", Input::Line).required(),
    Field::new("place", "保管場所", Input::Suggest(&["受付", "診察室"])),
];

#[derive(Default)]
struct FormState {
    draft: Draft,
    breaches: Vec<Breach>,
    events: Vec<FormEvent>,
    is_dirty: bool,
}

fn form<'a>(state: FormState) -> Harness<'a, FormState> {
    let mut form = Form::new("test");
    let mut harness = harness(640.0, 480.0).build_ui_state(
        move |ui, state: &mut FormState| {
            let options = |_: Kind| -> &[(String, String)] { &[] };
            let plan = Plan {
                fields: FIELDS,
                breaches: &state.breaches,
                options: &options,
                today: today(),
                save: "保存",
                is_dirty: state.is_dirty,
                is_busy: false,
            };
            let event = form.ui(ui, &plan, &mut state.draft);
            if event != FormEvent::None {
                state.events.push(event);
            }
        },
        state,
    );
    harness.run();
    harness
}

#[test]
fn a_form_is_filled_and_saved_without_the_mouse() {
    let mut harness = form(FormState::default());
    assert!(harness.get_by_label("氏名").is_focused(), "typing can begin at once");
    harness.get_by_label("氏名").type_text("山田 花子");
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert_eq!(harness.state().draft.get("name"), "山田 花子");
    assert_eq!(harness.state().events.last(), Some(&FormEvent::Save));
}

#[test]
fn what_is_wrong_stands_at_the_top_and_leads_to_the_field() {
    let why = "氏名を入力してください".to_owned();
    let breaches = vec![Breach { field: "name", label: "氏名", why: why.clone() }];
    let mut harness = form(FormState { breaches, ..FormState::default() });
    harness.get_by_label(&why);
    harness.get_by_label("保管場所").focus();
    harness.run();
    harness.get_by_label("氏名へ移動").click();
    harness.run();
    assert!(harness.get_by_label("氏名").is_focused());
}

#[test]
fn escape_asks_before_what_was_typed_is_lost() {
    let mut harness = form(FormState { is_dirty: true, ..FormState::default() });
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().events.is_empty());
    harness.get_by_label("入力した内容を破棄しますか");
    harness.get_by_label("入力に戻る").click();
    harness.run();
    assert!(harness.state().events.is_empty());
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("破棄して閉じる").click();
    harness.run();
    assert_eq!(harness.state().events, [FormEvent::Cancel]);
}

#[test]
fn words_offered_can_be_taken_with_the_arrows() {
    let mut harness = form(FormState::default());
    harness.get_by_label("保管場所").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().draft.get("place"), "診察室");
}

#[test]
fn a_question_begins_on_the_safe_answer_wherever_the_keyboard_was() {
    let mut harness = form(FormState { is_dirty: true, ..FormState::default() });
    assert!(harness.get_by_label("氏名").is_focused());
    harness.get_by_label("閉じる").click();
    harness.run();
    assert!(harness.get_by_label("入力に戻る").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("破棄して閉じる").is_none());
    assert!(harness.state().events.is_empty());
    assert!(harness.get_by_label("氏名").is_focused(), "typing goes on where it stopped");
}

/// What goes into the clipboard when all of the field is marked and copied, and then cut.
fn copied(harness: &mut Harness<'_, Typed>, label: &str) -> Vec<String> {
    let is_field = |role| matches!(role, Role::TextInput | Role::PasswordInput);
    harness.get_by(|node| is_field(node.role()) && node.label().as_deref() == Some(label)).focus();
    harness.run_steps(2);
    let mut copied = Vec::new();
    for event in [Event::Copy, Event::Cut] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_steps(1);
        harness.event(event);
        harness.step();
        let commands = &harness.output().platform_output.commands;
        copied.extend(commands.iter().filter_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    copied
}

#[test]
fn passphrases_and_recovery_digits_never_reach_the_clipboard() {
    let with = |show: fn(&mut egui::Ui, &mut String)| {
        let mut harness = one_field(move |ui, typed| show(ui, &mut typed.text));
        harness.state_mut().text = "481516".to_owned();
        harness.run();
        harness
    };
    let mut plain = with(|ui, text| drop(blank("氏名").line(ui, text)));
    assert_eq!(copied(&mut plain, "氏名"), ["481516", "481516"], "the test would see it");
    let mut digits = with(|ui, text| drop(blank("第3組").code(ui, text)));
    assert!(copied(&mut digits, "第3組").is_empty());
    assert_eq!(digits.state().text, "481516", "nothing is cut away");
    let mut passphrase = with(|ui, text| drop(blank("合言葉").passphrase(ui, text)));
    assert!(copied(&mut passphrase, "合言葉").is_empty());
    passphrase.get_by_label("合言葉を表示").click();
    passphrase.run();
    assert!(copied(&mut passphrase, "合言葉").is_empty(), "in sight is not for copying either");
    assert_eq!(passphrase.state().text, "481516");
}
