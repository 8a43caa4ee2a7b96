//! Small windows: the sidebar narrows, what does not fit is scrolled to, and a notice lies over nothing.

use daichoban::base::Kind;
use daichoban::demo;
use daichoban::desk::{Ask, Problem, Route};
use egui::{Key, Rangef, Rect, vec2};

use crate::support::desk::Seat;

const ALARM: &str = "事故・紛失が起きたら";
const NARROWER: &str = "メニューを細くする";
const BROADER: &str = "メニューに名前を出す";

/// A screen of 1366 by 768 at 150 %, what a taskbar leaves of it, and smaller ones still.
const SMALL: [(f32, f32); 4] = [(910.0, 512.0), (910.0, 432.0), (640.0, 400.0), (560.0, 340.0)];

/// What the sidebar offers an owner.
fn entries() -> Vec<&'static str> {
    let lists = [
        Kind::Staff,
        Kind::Device,
        Kind::System,
        Kind::Vendor,
        Kind::Remedy,
        Kind::Incident,
        Kind::Takeout,
        Kind::Document,
        Kind::BackupPlan,
        Kind::Contact,
        Kind::Role,
        Kind::Clinic,
    ];
    let others = [
        Route::Home,
        Route::Assessments,
        Route::Chair,
        Route::Import,
        Route::Sheets,
        Route::Log,
        Route::Backups,
        Route::Operators,
        Route::About,
        Route::Own,
    ];
    lists.map(Route::List).into_iter().chain(others).map(|route| route.label()).collect()
}

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn is_inside(part: Rect, whole: Rect) -> bool {
    whole.expand(0.5).contains_rect(part)
}

#[test]
fn on_a_small_screen_every_entry_of_the_menu_the_red_button_and_the_lock_are_within_reach() {
    let mut seat = open();
    for (width, height) in SMALL {
        seat.resize(width, height);
        let whole = seat.whole();
        for entry in entries() {
            seat.focus_button(entry);
            let place = seat.place_of(entry);
            assert!(is_inside(place, whole), "{entry} at {place:?} of {width} x {height}");
            for always in [ALARM, "ロック", BROADER] {
                let other = seat.place_of(always);
                assert!(is_inside(other, whole), "{always} at {other:?} of {width} x {height}");
                assert!(!other.shrink(0.5).intersects(place), "{entry} at {place:?} under {always} at {other:?}");
            }
            seat.press(entry);
            assert!(seat.is_here(entry), "{entry} of {width} x {height}");
        }
        seat.picture(&format!("window_{width}x{height}"));
        seat.press(ALARM);
        assert!(seat.is_here(ALARM));
    }
    seat.press("ロック");
    assert!(seat.sees("台帳を開く"));
}

#[test]
fn the_menu_made_narrow_by_hand_is_narrow_again_at_the_next_start() {
    let mut seat = open();
    assert!(seat.place_of("利用者").width() > 150.0);
    seat.press(NARROWER);
    assert!(seat.place_of("利用者").width() < 60.0);
    let mut seat = seat.restarted();
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.place_of("利用者").width() < 60.0);
    seat.focus_button(BROADER);
    seat.key(Key::Enter);
    assert!(seat.place_of("利用者").width() > 150.0, "by the keyboard too");
}

#[test]
fn in_a_narrow_window_the_names_come_out_until_one_is_chosen_and_the_page_stays_whole() {
    let mut seat = open();
    seat.resize(910.0, 512.0);
    seat.press(BROADER);
    assert!(seat.place_of("利用者").width() > 150.0);
    seat.picture("window_pulled_out");
    seat.press("利用者");
    assert!(seat.is_here("利用者") && seat.place_of("利用者").width() < 60.0);
    seat.press(BROADER);
    seat.key(Key::Escape);
    assert!(seat.is_here("利用者") && seat.place_of("利用者").width() < 60.0, "Esc puts it back and goes nowhere");
    seat.resize(1366.0, 768.0);
    assert!(seat.place_of("利用者").width() > 150.0, "a wide window is as it was left");
}

/// Whole, or as much as goes into the window of what is larger than half of it.
fn is_in_sight(part: Rangef, whole: Rangef) -> bool {
    let seen = part.intersection(whole).span();
    seen >= part.span() - 4.0 || seen >= whole.span() / 2.0
}

/// Follows Tab round the window; what has the keyboard must be in sight, and outside of `nowhere`.
fn follow_tab(seat: &mut Seat, told: &str, before: impl Fn(&mut Seat), nowhere: impl Fn(&Seat) -> Rect) -> usize {
    let mut stops: Vec<(String, Rect)> = Vec::new();
    for _ in 0..120 {
        before(seat);
        seat.key(Key::Tab);
        let Some((place, name)) = seat.focused_place() else { continue };
        let whole = seat.whole();
        let is_seen = is_in_sight(place.x_range(), whole.x_range()) && is_in_sight(place.y_range(), whole.y_range());
        assert!(is_seen, "{told}: Tab leads out of sight to {name} at {place:?}");
        let under = nowhere(seat);
        let is_free = name == "お知らせを閉じる" || !under.intersects(place.shrink(0.5));
        assert!(is_free, "{told}: {name} at {place:?} lies under {under:?}");
        if stops.iter().filter(|(before, _)| *before == name).count() > 3 {
            break;
        }
        stops.push((name, place));
    }
    stops.len()
}

#[test]
fn in_a_window_smaller_than_a_page_needs_tab_brings_everything_into_sight() {
    let mut seat = open();
    for (width, height) in [(910.0, 512.0), (640.0, 400.0)] {
        seat.resize(width, height);
        for route in [Route::Home, Route::New(Kind::Staff, None), Route::Backups, Route::About] {
            let told = format!("{route:?} {width} x {height}");
            seat.go(route);
            assert!(follow_tab(&mut seat, &told, |_| (), |_| Rect::NOTHING) > 20, "{told}");
        }
    }
}

#[test]
fn a_gate_in_a_small_window_keeps_its_red_button_and_scrolls_its_card() {
    let mut seat = open();
    seat.ctrl(Key::L);
    let mut first = Seat::new();
    for (width, height) in SMALL {
        for seat in [&mut seat, &mut first] {
            seat.resize(width, height);
            let whole = seat.whole();
            follow_tab(seat, &format!("{width} x {height}"), |_| (), |_| Rect::NOTHING);
            let alarm = seat.place_of(ALARM);
            assert!(is_inside(alarm, whole), "{alarm:?} of {width} x {height}");
            seat.picture(&format!("window_gate_{width}x{height}"));
        }
        let last = "新しい台帳を作る";
        seat.focus_button(last);
        let (place, alarm) = (seat.place_of(last), seat.place_of(ALARM));
        assert!(place.bottom() < alarm.top(), "{place:?} {alarm:?} of {width} x {height}");
    }
}

#[test]
fn a_notice_never_lies_over_what_can_be_pressed() {
    let mut seat = open();
    for (width, height) in [(1366.0, 768.0), (910.0, 512.0), (640.0, 400.0)] {
        seat.resize(width, height);
        for route in [Route::New(Kind::Staff, None), Route::Backups, Route::Own, Route::Alarm] {
            let told = format!("{route:?} {width} x {height}");
            seat.go(route);
            say(&mut seat);
            seat.settle();
            seat.picture(&format!("window_notice_{width}"));
            assert!(follow_tab(&mut seat, &told, say, notice) > 20, "{told}");
        }
    }
    seat.ctrl(Key::L);
    for (width, height) in [(1366.0, 768.0), (910.0, 512.0)] {
        seat.resize(width, height);
        say(&mut seat);
        seat.settle();
        assert!(follow_tab(&mut seat, "gate", say, notice) > 5);
        let alarm = seat.place_of(ALARM);
        assert!(!notice(&seat).intersects(alarm));
        seat.picture(&format!("window_notice_gate_{width}"));
    }
}

const NOTICE: &str = "「利用者」の記録を保存しました";

/// Says it again: with so many keys pressed, its time would be over.
fn say(seat: &mut Seat) {
    seat.send(Ask::Say(NOTICE.to_owned()));
}

/// The coloured bar, round its words.
fn notice(seat: &Seat) -> Rect {
    seat.words_at(NOTICE).expand2(vec2(40.0, 12.0))
}

#[test]
fn when_a_notice_goes_nothing_moves_under_the_hand() {
    let mut seat = open();
    // Large enough that the page does not scroll: its buttons stand where the room ends.
    seat.resize(1024.0, 700.0);
    seat.go(Route::New(Kind::Staff, None));
    say(&mut seat);
    seat.settle();
    let before = seat.place_of("登録する");
    seat.press("お知らせを閉じる");
    assert!(!seat.sees(NOTICE));
    assert_eq!(seat.place_of("登録する"), before);
    say(&mut seat);
    seat.settle();
    seat.wait_minutes(1);
    assert!(!seat.sees(NOTICE));
    assert_eq!(seat.place_of("登録する"), before, "by itself too");
    seat.go(Route::List(Kind::Staff));
    seat.go(Route::New(Kind::Staff, None));
    assert!(seat.place_of("登録する").bottom() > before.bottom() + 30.0, "the next page has the room again");
}

#[test]
fn a_dialog_higher_than_the_window_scrolls_and_its_buttons_are_within_reach() {
    let mut seat = open();
    seat.resize(560.0, 340.0);
    seat.send(Ask::Tell(long_problem()));
    seat.settle();
    let whole = seat.whole();
    follow_tab(&mut seat, "dialog", |_| (), |_| Rect::NOTHING);
    seat.focus_button("閉じる");
    assert!(is_inside(seat.place_of("閉じる"), whole));
    seat.picture("window_dialog");
    seat.press("閉じる");
    assert!(!seat.sees("台帳は変わっていません"));
}

fn long_problem() -> Problem {
    let happened = "ファイルを読めませんでした。台帳は変わっていません。".repeat(5);
    Problem::new("A-201", happened, "別のファイルを選んで、もう一度実行してください。".repeat(6))
}
