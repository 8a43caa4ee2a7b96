//! Nothing is lost in a small window: every page and every question at four sizes and three scales, as the sample has it
//! and with names as long as the records take them.

use std::collections::BTreeMap;

use daichoban::demo;
use daichoban::desk::Route;
use egui::{Vec2, vec2};

use crate::layout_faults::{faults, place};
use crate::layout_places::{lengthen, routes};
use crate::support::desk::{Seat, now};

/// A laptop at 150 %, two usual windows, a big screen; in points.
const SIZES: [Vec2; 4] = [vec2(910.0, 512.0), vec2(1024.0, 640.0), vec2(1366.0, 768.0), vec2(1920.0, 1080.0)];

/// High enough to see a whole page at once.
const TALL: f32 = 6000.0;

#[derive(Clone, Copy, PartialEq)]
enum Names {
    Usual,
    Long,
}

/// What is wrong where, each fault once with how often.
#[derive(Default)]
pub struct Looked {
    all: BTreeMap<String, (String, usize)>,
    n_looks: usize,
}

/// What is known to be wrong still, a fault a line: the sort of page, and what is wrong there. Only ever taken out of.
const KNOWN: &str = include_str!("../data/layout-known.txt");

impl Looked {
    /// Looks at what is in sight, at all sizes; whole pages too.
    pub fn look(&mut self, seat: &mut Seat, name: &str) {
        for size in SIZES {
            for height in [size.y, TALL] {
                self.look_at(seat, name, vec2(size.x, height));
            }
        }
    }

    /// Looks at a question that is asked, at all sizes.
    fn look_at_question(&mut self, seat: &mut Seat, name: &str) {
        for size in SIZES {
            self.look_at(seat, name, size);
        }
    }

    fn look_at(&mut self, seat: &mut Seat, name: &str, size: Vec2) {
        seat.at_size(size);
        self.n_looks += 1;
        for fault in faults(&seat.drawn()) {
            self.note(fault, name, size);
        }
    }

    fn note(&mut self, fault: String, name: &str, size: Vec2) {
        let sort = name.split(['(', '#']).next().unwrap_or_default();
        let what = fault.split(" at ").next().unwrap_or_default();
        // A star stands for what is on every page: the sidebar.
        if KNOWN.lines().any(|line| line == format!("{sort}: {what}") || line == format!("*: {what}")) {
            return;
        }
        let at = format!("{name} at {}x{}", size.x, size.y);
        self.all.entry(fault).or_insert_with(|| (at, 0)).1 += 1;
    }

    /// Nothing was wrong.
    pub fn end(self) {
        let Self { all, n_looks } = self;
        let told: Vec<String> =
            all.iter().map(|(fault, (at, n_times))| format!("{fault}\n    {at}, {n_times} times")).collect();
        assert!(n_looks > 0 && told.is_empty(), "{} faults in {n_looks} looks:\n{}", told.len(), told.join("\n"));
    }
}

fn seat(names: Names) -> Seat {
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.unlock(demo::PASSPHRASE);
    if names == Names::Long {
        seat.write(now(), lengthen);
    }
    seat
}

/// Does something at every place. `DAICHOBAN_ONLY` names those of interest while something is mended.
fn everywhere(seat: &mut Seat, mut work: impl FnMut(&mut Seat, &Route, &str)) {
    let only = std::env::var("DAICHOBAN_ONLY").unwrap_or_default();
    for route in seat.ledger(|vault| routes(&vault.reader())) {
        let name = format!("{route:?}");
        if name.contains(&only) {
            seat.hurry(route.clone());
            work(seat, &route, &name);
            assert!(seat.is_in(), "{name} breaks off");
        }
    }
}

/// Draws every place.
fn look(names: Names, n_pixels: f32) {
    let mut seat = seat(names);
    seat.scale(n_pixels);
    let mut looked = Looked::default();
    everywhere(&mut seat, |seat, route, name| {
        looked.look(seat, name);
        if names == Names::Long && n_pixels == 1.0 {
            show(seat, route);
        }
    });
    looked.end();
}

/// Keeps pictures of a page in a small window and on a usual one, for those who look.
fn show(seat: &mut Seat, route: &Route) {
    if std::env::var_os("DAICHOBAN_PICTURES").is_none() {
        return;
    }
    for size in [SIZES[0], SIZES[2]] {
        seat.at_size(size);
        seat.picture(&picture_name(route, size));
    }
}

/// `layout-page-staff-910`
fn picture_name(route: &Route, size: Vec2) -> String {
    let words = format!("{route:?}");
    let words = words.split(['(', ' ', ',', ')', '"', '{']).filter(|word| !word.is_empty() && word.len() < 20);
    format!("layout-{}-{}", words.take(3).collect::<Vec<_>>().join("-").to_lowercase(), size.x)
}

#[test]
fn usual_names_at_one_pixel_a_point() {
    look(Names::Usual, 1.0);
}

#[test]
fn long_names_at_one_pixel_a_point() {
    look(Names::Long, 1.0);
}

#[test]
fn long_names_at_one_and_a_half_pixels_a_point() {
    look(Names::Long, 1.5);
}

#[test]
fn long_names_at_two_pixels_a_point() {
    look(Names::Long, 2.0);
}

#[test]
fn every_control_can_be_brought_into_sight() {
    let mut seat = seat(Names::Long);
    let mut looked = Looked { n_looks: 1, ..Looked::default() };
    everywhere(&mut seat, |seat, _, name| {
        seat.at_size(SIZES[0]);
        for control in seat.out_of_reach() {
            let fault = format!("out of reach: “{}” at {}", control.name, place(control.rect));
            looked.note(fault, name, SIZES[0]);
        }
    });
    looked.end();
}

#[test]
fn every_question_that_a_button_asks_is_whole() {
    let mut seat = seat(Names::Long);
    let mut looked = Looked::default();
    let mut known = std::collections::BTreeSet::new();
    everywhere(&mut seat, |seat, route, name| {
        for button in seat.askers() {
            // The same question of another record is the same question.
            let word = button.rsplit(['を', 'の']).next().unwrap_or_default().to_owned();
            let sort = name.split(['(', '#']).take(2).collect::<String>();
            if known.insert((sort, word)) && seat.ask_by(&button) {
                looked.look_at_question(seat, &format!("{name} {button}"));
                seat.hurry(route.clone());
            }
        }
    });
    assert!(looked.n_looks >= 8 * SIZES.len(), "only {} questions", looked.n_looks / SIZES.len());
    looked.end();
}
