//! The day turns while somebody looks at a page: what it says is true of the new day, and nothing typed is lost.

use daichoban::base::{Day, Moment};
use daichoban::demo;
use daichoban::desk::Route;

use crate::support::desk::{Seat, now};

/// Two minutes before the end of the tests' day: sooner than a ledger locks itself.
fn before_midnight() -> Moment {
    Moment::in_japan(now().day(), 23, 58).unwrap()
}

/// So many minutes after the midnight that follows the tests' day.
fn after_midnight(n_minutes: u32) -> Moment {
    Moment::in_japan(now().day().plus_days(1), 0, n_minutes).unwrap()
}

#[test]
fn past_midnight_the_open_page_says_what_is_true_of_the_new_day() {
    let (mut seat, hand) = Seat::with_sample().with_hand(before_midnight());
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("今日は3日目です") && seat.sees("令和8年11月20日"));
    hand.move_to(after_midnight(1));
    seat.settle();
    assert!(seat.sees("令和8年11月21日") && seat.sees("今日は4日目です"), "the page was read anew");
    assert!(!seat.sees("今日は3日目です"), "nothing of yesterday is left");
    // A clock that was a day ahead and is put right turns the page back as well.
    hand.move_to(before_midnight());
    seat.settle();
    assert!(seat.sees("今日は3日目です") && !seat.sees("今日は4日目です"));
}

#[test]
fn what_was_typed_before_midnight_is_still_there_after_it() {
    let (mut seat, hand) = Seat::opened().with_hand(before_midnight());
    seat.unlock(crate::support::desk::PASSPHRASE);
    seat.begin_person("渡邉 翔太");
    hand.move_to(after_midnight(1));
    seat.settle();
    assert_eq!(seat.value("氏名"), "渡邉 翔太");
}

#[test]
fn a_sheet_left_open_over_midnight_is_one_of_the_new_day() {
    let (mut seat, hand) = Seat::with_sample().with_hand(before_midnight());
    seat.unlock(demo::PASSPHRASE);
    seat.go(Route::Sheet(daichoban::desk::SheetOrder::today("todo")));
    assert!(seat.sees("令和8年11月20日"));
    hand.move_to(after_midnight(1));
    seat.settle();
    assert!(seat.sees("令和8年11月21日") && !seat.sees("令和8年11月20日"));
}

#[test]
fn the_hand_of_the_clock_says_how_long_the_day_still_lasts() {
    let day = Day::new(2028, 2, 29).unwrap();
    let at = |hour, minute| Moment::in_japan(day, hour, minute).unwrap().until_tomorrow().as_secs();
    assert_eq!((at(0, 0), at(12, 0), at(23, 59)), (86_400, 43_200, 60));
}
