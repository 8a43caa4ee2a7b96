//! What was typed is what is stored: no list, calendar or input method puts another value in its place.

use daichoban::base::{Day, Draft, Field, Input};
use daichoban::ledgers::registry::LEDGERS;
use daichoban::ledgers::staff::record::Staff;
use daichoban::widgets::field::blank;
use daichoban::widgets::form::{Choosable, Form, Plan};
use egui::{Event, ImeEvent, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::source;
use crate::support::desk::Seat;
use crate::support::dice::Dice;
use crate::support::picture::harness;

const ABOVE: Field = Field::new("above", "上の欄", Input::Line);
const BELOW: Field = Field::new("below", "下の欄", Input::Line);

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

/// Every field of the program that offers words, whatever record it belongs to.
fn suggesting() -> Vec<(Field, &'static [&'static str])> {
    let all = LEDGERS.iter().flat_map(|ledger| (ledger.fields)().iter());
    all.filter_map(|field| match field.input {
        Input::Suggest(words) => Some((*field, words)),
        _ => None,
    })
    .collect()
}

/// A form that has the field in its middle.
fn form(field: Field) -> Harness<'static, Draft> {
    let mut form = Form::new("typed");
    let fields = [ABOVE, field, BELOW];
    let mut window = harness(640.0, 700.0).build_ui_state(
        move |ui, draft: &mut Draft| {
            let options = |_: &Field| Choosable::default();
            let plan = Plan {
                fields: &fields,
                breaches: &[],
                options: &options,
                today: today(),
                save: "登録する",
                is_dirty: false,
                is_busy: false,
            };
            form.ui(ui, &plan, draft);
        },
        Draft::new(),
    );
    window.run();
    window
}

/// How typing ends.
#[derive(Debug, Clone, Copy)]
enum End {
    Enter,
    Tab,
    EscapeAndEnter,
    /// A composition whose last Enter reaches the program beside what it stands for.
    Composed,
    /// The same, and the Enter arrives a frame before.
    ComposedLate,
    ClickElsewhere,
}

const ENDS: [End; 6] =
    [End::Enter, End::Tab, End::EscapeAndEnter, End::Composed, End::ComposedLate, End::ClickElsewhere];

/// How a word is taken.
#[derive(Debug, Clone, Copy)]
enum Take {
    Arrows,
    Mouse,
}

fn focus(window: &mut Harness<'_, Draft>, label: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
}

/// Empties the field as a person does.
fn clear(window: &mut Harness<'_, Draft>, label: &str) {
    window.key_press(Key::Escape);
    window.run();
    focus(window, label);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.key_press(Key::Backspace);
    window.run();
    focus(window, ABOVE.label);
    focus(window, label);
}

fn type_out(window: &mut Harness<'_, Draft>, text: &str) {
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.run();
    }
}

fn compose(window: &mut Harness<'_, Draft>, text: &str) {
    let mut so_far = String::new();
    for letter in text.chars() {
        so_far.push(letter);
        window.event(Event::Ime(ImeEvent::Preedit { text: so_far.clone(), active_range_chars: None }));
        window.run();
    }
}

fn type_and_end(window: &mut Harness<'_, Draft>, label: &str, text: &str, end: End) {
    focus(window, label);
    match end {
        End::Composed | End::ComposedLate => compose(window, text),
        End::Enter | End::Tab | End::EscapeAndEnter | End::ClickElsewhere => type_out(window, text),
    }
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let commit = || Event::Ime(ImeEvent::Commit(text.to_owned()));
    match end {
        End::Enter => window.key_press(Key::Enter),
        End::Tab => window.key_press(Key::Tab),
        End::EscapeAndEnter => {
            window.key_press(Key::Escape);
            window.run();
            window.key_press(Key::Enter);
        }
        End::Composed => {
            // In one frame, as a slow PC hands them over.
            window.input_mut().events.extend([enter(true), commit(), enter(false)]);
            window.step();
        }
        End::ComposedLate => {
            window.input_mut().events.push(enter(true));
            window.step();
            window.input_mut().events.extend([commit(), enter(false)]);
            window.step();
        }
        End::ClickElsewhere => window.get_by_role_and_label(Role::TextInput, ABOVE.label).click(),
    }
    window.run();
}

fn rows(window: &Harness<'_, Draft>) -> Vec<String> {
    window.query_all_by_role(Role::ListBoxOption).filter_map(|row| row.accesskit_node().label()).collect()
}

/// Words of the list, beginnings and middles of words, words inside longer text, free text, nothing.
fn texts(words: &[&str], dice: &mut Dice) -> Vec<String> {
    let mut texts = vec![String::new(), "自由に書いたこと".to_owned()];
    // The last word of the list, and one that a longer word of the list holds, where there is one.
    texts.extend(words.last().map(|word| (*word).to_owned()));
    let inside = words.iter().find(|word| words.iter().any(|other| other != *word && other.contains(**word)));
    texts.extend(inside.map(|word| (*word).to_owned()));
    for _ in 0..3 {
        let word = words[dice.below(words.len())];
        let letters: Vec<char> = word.chars().collect();
        let from = dice.below(letters.len());
        let until = from + 1 + dice.below(letters.len() - from);
        texts.push(word.to_owned());
        texts.push(letters[..until].iter().collect());
        texts.push(letters[from..until].iter().collect());
        texts.push(format!("{word}のほか"));
    }
    texts
}

#[test]
fn the_property_holds_for_every_field_there_is() {
    let found = suggesting();
    assert!(found.iter().any(|(field, _)| field.label == "職種") && found.len() >= 6, "{}", found.len());
    // A field that is declared beside the records, where the list above would not see it.
    let mut n_declared = 0;
    for path in source::files("src") {
        let text = source::read(&path);
        let named = text.split("Input::Suggest(").skip(1).filter(|rest| rest.starts_with(char::is_uppercase));
        n_declared += named.count();
        let is_form = path.ends_with("widgets/form.rs");
        assert!(is_form || !text.contains(".suggest("), "words are offered through the form only: {path:?}");
    }
    assert_eq!(n_declared, found.len(), "each declaration belongs to a record's fields");
}

#[test]
fn profession_kangoshi_typed_and_enter_is_kangoshi() {
    let mut dice = Dice::new();
    for (field, words) in suggesting() {
        let mut window = form(field);
        for text in texts(words, &mut dice) {
            for end in ENDS {
                clear(&mut window, field.label);
                type_and_end(&mut window, field.label, &text, end);
                assert_eq!(window.state().get(field.key), text, "{} {text} {end:?}", field.label);
                assert_eq!(rows(&window), Vec::<String>::new(), "the list is closed: {} {text} {end:?}", field.label);
            }
        }
    }
}

#[test]
fn a_word_is_taken_only_with_the_arrows_or_the_mouse() {
    let mut dice = Dice::new();
    for (field, words) in suggesting() {
        let mut window = form(field);
        for text in texts(words, &mut dice) {
            for take in [Take::Arrows, Take::Mouse] {
                clear(&mut window, field.label);
                type_out(&mut window, &text);
                if text.is_empty() {
                    window.get_by_label(&format!("{}の候補", field.label)).click();
                    window.run();
                }
                let offered = rows(&window);
                if offered.is_empty() {
                    continue;
                }
                let first = offered.iter().position(|row| *row == text).unwrap_or(0);
                let goal = first + dice.below(offered.len() - first);
                match take {
                    Take::Arrows => {
                        for _ in first..=goal {
                            window.key_press(Key::ArrowDown);
                            window.run();
                        }
                        assert_eq!(window.state().get(field.key), text, "nothing is taken on the way");
                        window.key_press(Key::Enter);
                    }
                    Take::Mouse => window.get_by_role_and_label(Role::ListBoxOption, &offered[goal]).click(),
                }
                window.run();
                assert_eq!(window.state().get(field.key), offered[goal], "{} {text} {take:?}", field.label);
                assert!(window.get_by_role_and_label(Role::TextInput, field.label).is_focused());
            }
        }
    }
}

#[test]
fn a_nurse_whose_profession_was_typed_is_stored_as_a_nurse() {
    let mut seat = Seat::opened();
    seat.begin_person("佐藤 花子");
    seat.focus_field("職種");
    for letter in ["看", "護", "師"] {
        seat.type_here(letter);
    }
    seat.key(Key::Enter);
    seat.ctrl(Key::Enter);
    let professions = seat.ledger(|vault| {
        let all = vault.reader().list::<Staff>().unwrap();
        all.into_iter()
            .filter(|kept| kept.record.name == "佐藤 花子")
            .map(|kept| kept.record.profession)
            .collect::<Vec<_>>()
    });
    assert_eq!(professions, ["看護師"]);
}

#[derive(Default)]
struct Chosen {
    text: String,
}

fn drop_down() -> Harness<'static, Chosen> {
    let items: Vec<(String, String)> = (1..30).map(|n| (format!("id-{n}"), format!("タブレット-{n:02}"))).collect();
    let mut window = harness(500.0, 500.0).build_ui_state(
        move |ui, state: &mut Chosen| {
            let items: Vec<(&str, &str)> = items.iter().map(|item| (item.0.as_str(), item.1.as_str())).collect();
            blank("利用端末").pick(ui, &items, &mut state.text);
        },
        Chosen::default(),
    );
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "利用端末").focus();
    window.run();
    window.key_press(Key::Space);
    window.run();
    window
}

#[test]
fn enter_after_a_search_takes_what_stands_alone_and_never_one_of_several() {
    let mut window = drop_down();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().text, "", "nothing was gone to");
    window.get_by_label("利用端末を探す").type_text("タブレット");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().text, "", "several fit");
    window.get_by_label("利用端末を探す").type_text("-17");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().text, "id-17");
}

#[test]
fn the_enter_that_ends_a_composition_chooses_nothing_from_a_drop_down() {
    let mut window = drop_down();
    for text in ["た", "たぶれっと", "タブレット-17"] {
        window.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
        window.run();
    }
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    window.input_mut().events.extend([enter(true), Event::Ime(ImeEvent::Commit("タブレット-17".to_owned()))]);
    window.step();
    window.event(enter(false));
    window.run();
    assert_eq!(window.state().text, "");
    assert!(window.query_by_label("利用端末を探す").is_some(), "the list is still open");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().text, "id-17", "a second Enter takes what stands alone");
}

fn day_field() -> Harness<'static, Chosen> {
    let mut window = harness(500.0, 600.0).build_ui_state(
        |ui, state: &mut Chosen| {
            blank("開始日").day(ui, &mut state.text, today());
            let mut other = String::new();
            blank("次の欄").line(ui, &mut other);
        },
        Chosen::default(),
    );
    window.run();
    window.get_by_label("開始日").focus();
    window.run();
    window
}

#[test]
fn a_day_typed_under_an_open_calendar_is_the_day_that_is_kept() {
    for by_mouse in [true, false] {
        let mut window = day_field();
        if by_mouse {
            window.get_by_label("開始日のカレンダー").click();
        } else {
            window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
        }
        window.run();
        assert!(window.query_by_label("今日").is_some(), "the calendar is open");
        window.event(Event::Text("R8.4.1".to_owned()));
        window.run();
        window.key_press(Key::Enter);
        window.run();
        assert_eq!(window.state().text, "R8.4.1");
        assert!(window.query_by_label("今日").is_none(), "the calendar is closed");
        assert!(window.get_by_label("次の欄").is_focused());
    }
}

#[test]
fn the_enter_that_ends_a_composition_takes_no_day() {
    let mut window = day_field();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    window.event(Event::Ime(ImeEvent::Preedit { text: "れいわ".to_owned(), active_range_chars: None }));
    window.run();
    let enter =
        Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    window.input_mut().events.extend([enter, Event::Ime(ImeEvent::Commit("令和".to_owned()))]);
    window.step();
    window.run();
    assert_eq!(window.state().text, "令和");
}
