//! Nothing is lost in a small window: every page at four sizes and three scales, as the sample has it and with names as
//! long as the records take them.

use std::collections::BTreeMap;
use std::time::Instant;

use daichoban::demo;
use daichoban::desk::Route;
use egui::{Vec2, vec2};

use crate::layout_faults::{faults, place};
use crate::layout_places::{lengthen, routes};
use crate::support::desk::Seat;

/// A laptop at 150 %, two usual windows, a big screen; in points.
const SIZES: [Vec2; 4] =
    [vec2(910.0 + RAIL, 512.0), vec2(1024.0 + RAIL, 640.0), vec2(1366.0, 768.0), vec2(1920.0, 1080.0)];

/// What a sidebar without words leaves more.
const RAIL: f32 = 152.0;

/// High enough to see a whole page at once.
const TALL: f32 = 6000.0;

#[derive(Clone, Copy, PartialEq)]
enum Names {
    Usual,
    Long,
}

fn seat(names: Names) -> Seat {
    let mut seat = Seat::with_sample();
    seat.watch();
    seat.unlock(demo::PASSPHRASE);
    if names == Names::Long {
        seat.write(crate::support::desk::now(), lengthen);
    }
    seat
}

/// Draws every place; gives what is wrong, each fault once with where it was met first and how often.
fn look(names: Names, n_pixels: f32) {
    let began = Instant::now();
    let mut seat = seat(names);
    seat.scale(n_pixels);
    let wanted = seat.ledger(|vault| routes(&vault.reader()));
    let n_places = wanted.len();
    println!("{} places, ready after {:?}", n_places, began.elapsed());
    let mut all: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let only = std::env::var("DAICHOBAN_ONLY").unwrap_or_default();
    for route in wanted {
        if !format!("{route:?}").contains(&only) {
            continue;
        }
        let name = format!("{route:?}");
        seat.hurry(route.clone());
        for size in SIZES {
            for height in [size.y, TALL] {
                seat.resize(vec2(size.x, height));
                if !seat.is_in() {
                    all.insert(format!("broken off: {name} at {}x{height}", size.x), (String::new(), 1));
                    seat.settle();
                    seat.press("閉じる");
                    seat.unlock(demo::PASSPHRASE);
                    seat.hurry(route.clone());
                    continue;
                }
                if names == Names::Long && n_pixels == 1.0 && height < TALL && (size.y < 600.0 || size.x == 1366.0) {
                    seat.picture(&picture_name(&route, size));
                }
                for fault in faults(&seat.drawn()) {
                    let at = format!("{name} at {}x{height}", size.x);
                    all.entry(fault).or_insert_with(|| (at, 0)).1 += 1;
                }
            }
            if n_pixels == 1.0 {
                seat.resize(size);
                for control in seat.out_of_reach() {
                    let at = format!("{name} at {}x{}", size.x, size.y);
                    let fault = format!("out of reach: “{}” at {}", control.name, place(control.rect));
                    all.entry(fault).or_insert_with(|| (at, 0)).1 += 1;
                }
            }
        }
    }
    println!("drawn after {:?}", began.elapsed());
    let told: Vec<String> =
        all.iter().map(|(fault, (at, n_times))| format!("{fault}\n    {at}, {n_times} times")).collect();
    assert!(told.is_empty(), "{} faults on {n_places} places:\n{}", told.len(), told.join("\n"));
}

/// `page-staff-910`
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
