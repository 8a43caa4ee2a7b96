//! Where the keyboard is, what Enter and Esc do, and that a double click is one click, at the real screens.

use daichoban::base::Kind;
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::device::record::{Device, field as device};
use daichoban::ledgers::staff::record::Staff;
use egui::Key;
use egui::accesskit::Role;

use crate::source;
use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat, now};

#[test]
fn the_passphrase_has_the_keyboard_whenever_it_is_awaited() {
    let mut seat = Seat::opened();
    seat.ctrl(Key::L);
    assert_eq!(seat.focused(), "合言葉", "after the lock");
    seat.type_here("ちがう合言葉です。ほんとうに");
    seat.key(Key::Enter);
    assert!(seat.sees("合言葉を忘れたとき"));
    assert_eq!(seat.focused(), "合言葉", "after a wrong one and Enter");
    seat.type_here("ちがう合言葉です。ほんとうに");
    seat.press("開く");
    assert_eq!(seat.focused(), "合言葉", "after a wrong one and a click");
    seat.press(Route::Alarm.label());
    assert_ne!(seat.focused(), "合言葉");
    seat.press("戻る");
    assert_eq!(seat.focused(), "合言葉", "after the red sheet");
    seat.press(Route::Alarm.label());
    seat.key(Key::Escape);
    assert_eq!(seat.focused(), "合言葉", "after the red sheet was left with Esc");
    seat.type_here(PASSPHRASE);
    seat.key(Key::Enter);
    assert!(seat.sees("ホーム"), "and it opens");
}

#[test]
fn the_passphrase_has_the_keyboard_after_the_pc_was_left_and_after_a_restart() {
    let mut seat = Seat::opened();
    seat.lock_pc();
    seat.settle();
    assert_eq!(seat.focused(), "合言葉");
    let seat = seat.restarted();
    assert_eq!(seat.focused(), "合言葉");
}

#[test]
fn the_first_run_begins_each_step_in_its_first_field_and_enter_goes_on() {
    let mut seat = Seat::new();
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "施設名");
    seat.type_here("さくら内科クリニック");
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "施設名フリガナ", "in a step of several fields Enter goes through them");
    seat.fill("電話番号", "03-0000-0000");
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "氏名", "and from the last one to the next step");
    seat.type_here("髙橋 美咲");
    seat.focus_field("職種");
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "新しい合言葉");
    seat.type_here(PASSPHRASE);
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "新しい合言葉（もう一度）");
    seat.type_here(PASSPHRASE);
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "台帳のフォルダー");
    seat.press("戻る");
    assert_eq!(seat.focused(), "新しい合言葉", "also where a step is gone back to");
    seat.press("次へ");
    let folder = seat.folder().display().to_string();
    seat.fill("台帳のフォルダー", &folder);
    seat.key(Key::Enter);
    let groups = seat.digits();
    assert_eq!(groups.len(), 8);
    seat.press("保管しました");
    assert_eq!(seat.focused(), "第3組");
    seat.type_here(&groups[2]);
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "第7組");
    seat.type_here(&groups[6]);
    seat.key(Key::Enter);
    assert!(seat.sees("使っている連携ネットワークを選んでください"));
}

#[test]
fn a_forgotten_passphrase_begins_with_the_first_digits_and_ends_with_enter() {
    let (seat, groups) = Seat::opened_with_digits();
    let mut seat = seat.restarted();
    seat.press("合言葉を忘れたとき");
    for (n, group) in groups.iter().enumerate() {
        assert_eq!(seat.focused(), format!("第{}組", n + 1));
        seat.type_here(group);
        seat.key(Key::Enter);
    }
    for label in ["新しい合言葉", "新しい合言葉（もう一度）"] {
        assert_eq!(seat.focused(), label);
        seat.type_here(NEW_PASSPHRASE);
        seat.key(Key::Enter);
    }
    assert!(seat.sees("新しい合言葉を登録しました"));
}

#[test]
fn wherever_a_passphrase_is_asked_for_in_the_ledger_it_has_the_keyboard() {
    let mut seat = Seat::with_sample();
    assert_eq!(seat.focused(), "合言葉");
    seat.unlock(demo::PASSPHRASE);
    let people = seat.ledger(|vault| vault.reader().list::<Staff>().unwrap());
    let other = people.iter().find(|kept| kept.record.name != demo::OPERATOR).unwrap();
    seat.go(Route::Own);
    assert_ne!(seat.focused(), "新しい合言葉", "nothing is asked for yet");
    seat.reach("合言葉を変更…");
    assert_eq!(seat.focused(), "新しい合言葉");
    seat.reach("やめる");
    let stick = tempfile::tempdir().unwrap();
    seat.reach("USBキーを作る…");
    assert_eq!(seat.focused(), "フォルダーの場所", "a dialog begins in its field");
    seat.type_here(&stick.path().display().to_string());
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "今の合言葉");
    seat.type_here("ちがう合言葉です。ほんとうに");
    seat.key(Key::Enter);
    seat.press("閉じる");
    assert_eq!(seat.focused(), "今の合言葉", "after a wrong one");
    seat.reach("やめる");
    seat.hand_chair(other.id);
    assert_eq!(seat.focused(), "席を渡した人の合言葉");
    seat.type_here("ちがう合言葉です。ほんとうに");
    seat.key(Key::Enter);
    seat.key(Key::Enter);
    assert_eq!(seat.focused(), "席を渡した人の合言葉", "after a wrong one");
    seat.type_here(demo::PASSPHRASE);
    seat.key(Key::Enter);
    assert!(seat.sees("ホーム"));
    let name = other.record.name.clone();
    let first = seat.add_operator(&name, "職員（自分の手続き）");
    seat.ctrl(Key::L);
    seat.unlock_as(&name, &first);
    assert_eq!(seat.focused(), "新しい合言葉", "at the first opening");
    for _ in 0..2 {
        seat.type_here(NEW_PASSPHRASE);
        seat.key(Key::Enter);
    }
    assert!(seat.sees("あなたの登録") && !seat.sees("自分の合言葉を決めてください"));
}

#[test]
fn tab_does_not_stop_at_the_eye_and_f4_shows_what_was_typed() {
    let mut seat = Seat::opened().restarted();
    seat.type_here("hitsuji");
    seat.key(Key::Tab);
    assert_eq!(seat.focused(), "開く");
    seat.focus_field("合言葉");
    seat.key(Key::F4);
    assert_eq!(seat.value("合言葉"), "hitsuji");
    assert_eq!(seat.focused(), "合言葉");
    seat.by_assistance("合言葉を隠す");
    assert_ne!(seat.value("合言葉"), "hitsuji");
}

#[test]
fn esc_closes_a_list_or_a_calendar_and_leaves_the_form() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.focus_field("職種");
    seat.key(Key::ArrowDown);
    assert!(seat.sees("歯科医師"));
    seat.key(Key::Escape);
    assert!(!seat.sees("歯科医師"), "the list is closed");
    assert_eq!((seat.value("氏名").as_str(), seat.focused().as_str()), ("渡邉 翔太", "職種"));
    seat.focus_field("利用開始日");
    seat.alt(Key::ArrowDown);
    assert!(seat.sees("年度の初め"));
    seat.key(Key::Escape);
    assert!(!seat.sees("年度の初め"), "the calendar is closed");
    assert_eq!((seat.value("氏名").as_str(), seat.focused().as_str()), ("渡邉 翔太", "利用開始日"));
    seat.key(Key::Escape);
    assert!(seat.sees("入力した内容を破棄しますか"), "only now it is the form's");
    seat.key(Key::Escape);
    assert!(!seat.sees("入力した内容を破棄しますか"));
    assert_eq!((seat.value("氏名").as_str(), seat.focused().as_str()), ("渡邉 翔太", "利用開始日"));
}

#[test]
fn esc_in_the_choosers_of_the_operation_record_stays_on_it() {
    let mut seat = Seat::opened();
    seat.press("操作記録");
    seat.open_list("カテゴリ");
    assert!(seat.sees("復旧シートの確認"));
    seat.key(Key::Escape);
    assert!(seat.sees("新しい順に") || seat.sees("全 "), "still there");
    seat.focus_field("期間の終わり");
    seat.alt(Key::ArrowDown);
    assert!(seat.sees("年度の初め"));
    seat.key(Key::Escape);
    assert!(!seat.sees("年度の初め"));
    assert_eq!(seat.focused(), "期間の終わり");
    seat.fill("言葉で探す", "試験");
    seat.key(Key::Escape);
    assert_eq!((seat.value("言葉で探す").as_str(), seat.focused().as_str()), ("", "言葉で探す"));
    seat.key(Key::Escape);
    assert!(!seat.sees("言葉で探す"), "then it leads back");
}

#[test]
fn esc_closes_a_list_before_its_dialog_and_the_dialog_before_its_page() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let devices = seat.ledger(|vault| vault.reader().list_active::<Device>().unwrap());
    seat.go(Route::Page(Kind::Device, devices[0].id.into()));
    seat.reach("利用終了…");
    let day = device::ENDED_ON.label;
    assert_eq!(seat.focused(), day, "a dialog begins in its first field");
    seat.alt(Key::ArrowDown);
    assert!(seat.sees("年度の初め"));
    seat.key(Key::Escape);
    assert!(!seat.sees("年度の初め") && seat.sees("を記録します"));
    seat.key(Key::Escape);
    assert!(!seat.has(Role::TextInput, day) && seat.sees("利用終了…"), "the page is still there");
    assert_eq!(seat.focused(), "利用終了…", "and the keyboard is where it was");
}

#[test]
fn esc_held_down_closes_one_thing() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.focus_field("職種");
    seat.key(Key::ArrowDown);
    seat.hold(Key::Escape);
    assert!(!seat.sees("歯科医師") && !seat.sees("入力した内容を破棄しますか"));
    assert_eq!(seat.value("氏名"), "渡邉 翔太");
}

#[test]
fn a_double_click_on_a_row_opens_its_page_and_presses_nothing_there() {
    let (mut once, mut twice) = (Seat::with_sample(), Seat::with_sample());
    for seat in [&mut once, &mut twice] {
        seat.unlock(demo::PASSPHRASE);
        seat.go(Route::List(Kind::Staff));
    }
    let name = once.ledger(|vault| vault.reader().list::<Staff>().unwrap().remove(0).record.name);
    once.click(Role::Cell, &name);
    twice.double_click(Role::Cell, &name);
    assert_eq!(twice.words(), once.words());
}

#[test]
fn a_double_click_on_the_button_that_saves_saves_once_and_answers_nothing_after_it() {
    let (mut once, mut twice) = (Seat::opened(), Seat::opened());
    once.begin_person("渡邉 翔太");
    twice.begin_person("渡邉 翔太");
    once.click(Role::Button, "登録する");
    twice.double_click(Role::Button, "登録する");
    assert_eq!(twice.words(), once.words());
    let n = |seat: &mut Seat| seat.ledger(|vault| vault.reader().list::<Staff>().unwrap().len());
    assert_eq!(n(&mut twice), n(&mut once));
}

#[test]
fn a_double_click_on_next_goes_one_step_and_on_a_switch_turns_it_once() {
    let mut seat = Seat::new();
    seat.double_click(Role::Button, "新しい台帳を作る");
    assert_eq!(seat.focused(), "施設名");
    seat.fill("施設名", "さくら内科クリニック");
    seat.double_click(Role::Button, "次へ");
    assert_eq!(seat.focused(), "氏名");
    seat.fill("氏名", "髙橋 美咲");
    seat.press("次へ");
    seat.type_here("hitsuji");
    seat.double_click(Role::Button, "新しい合言葉を表示");
    assert_eq!(seat.value("新しい合言葉"), "hitsuji");
}

#[test]
fn a_double_click_still_marks_a_word_and_turns_two_months() {
    let mut seat = Seat::opened();
    seat.begin_person("hitsuji");
    seat.double_click(Role::TextInput, "氏名");
    seat.type_here("ushi");
    assert_eq!(seat.value("氏名"), "ushi");
    seat.focus_field("利用開始日");
    seat.alt(Key::ArrowDown);
    seat.double_click(Role::Button, "次の月");
    let month = now().day().plus_months(2).wareki();
    assert!(seat.sees(month.split('月').next().unwrap()));
}

#[test]
fn pages_open_at_their_top_and_a_list_that_is_come_back_to_is_where_it_was() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let people = seat.ledger(|vault| vault.reader().list::<Staff>().unwrap());
    let page = |n: usize| Route::Page(Kind::Staff, people[n].id.into());
    seat.go(page(0));
    let top = seat.top_of("基本情報");
    seat.wheel(-300.0);
    assert!(seat.top_of("基本情報") < top - 50.0, "the test scrolls");
    seat.go(page(1));
    assert_eq!(seat.top_of("基本情報"), top, "another record begins at its top");
    seat.go(page(0));
    assert_eq!(seat.top_of("基本情報"), top, "and the one that was scrolled as well");
    seat.wheel(-300.0);
    seat.go(page(1));
    seat.key(Key::Escape);
    assert!(seat.top_of("基本情報") < top - 50.0, "what is come back to is where it was left");
}

#[test]
fn tab_does_not_leave_an_open_question() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.key(Key::Escape);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..6 {
        seen.insert(seat.focused());
        seat.key(Key::Tab);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["入力に戻る", "破棄して閉じる"]);
    assert!(seat.has_dialog("入力した内容を破棄しますか"));
}

#[test]
fn tab_closes_an_open_list_or_calendar_and_goes_on_from_its_field() {
    let mut seat = Seat::opened();
    seat.begin_person("渡邉 翔太");
    seat.focus_field("職種");
    seat.key(Key::Tab);
    let next = seat.focused();
    seat.focus_field("職種");
    seat.key(Key::ArrowDown);
    assert!(seat.has(Role::ListBox, "職種の一覧"));
    seat.key(Key::Tab);
    assert!(!seat.has(Role::ListBox, "職種の一覧"));
    assert_eq!((seat.focused(), seat.value("職種").as_str()), (next, ""));
    seat.focus_field("利用開始日");
    seat.key(Key::Tab);
    let next = seat.focused();
    seat.focus_field("利用開始日");
    let before = seat.value("利用開始日");
    seat.alt(Key::ArrowDown);
    assert!(seat.has(Role::Dialog, "利用開始日を選ぶカレンダー"));
    seat.key(Key::Tab);
    assert!(!seat.has(Role::Dialog, "利用開始日を選ぶカレンダー"));
    assert_eq!((seat.focused(), seat.value("利用開始日")), (next, before));
}

#[test]
fn tab_closes_a_drop_down_and_goes_on() {
    let mut seat = Seat::opened();
    seat.press("操作記録");
    seat.focus_list("カテゴリ");
    seat.key(Key::Tab);
    let next = seat.focused();
    seat.open_list("カテゴリ");
    assert!(seat.has(Role::ListBox, "カテゴリの一覧"));
    seat.key(Key::Tab);
    assert!(!seat.has(Role::ListBox, "カテゴリの一覧"));
    assert_eq!(seat.focused(), next);
}

#[test]
fn esc_and_enter_are_read_in_the_few_places_that_know_what_lies_over_what() {
    for (words, places) in [
        ("Key::Escape", ["escape.rs", "hands.rs", "list.rs", "calendar.rs"].as_slice()),
        ("Key::Enter", &["enter.rs", "hands.rs", "list.rs", "calendar.rs", "textbox.rs", "table/keys.rs"]),
    ] {
        for path in source::files("src") {
            let is_known = places.iter().any(|place| path.ends_with(std::path::Path::new("widgets").join(place)));
            assert!(is_known || !source::read(&path).contains(words), "{words} in {path:?}");
        }
    }
}
