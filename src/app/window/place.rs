//! Where the window stands: inside the part of a screen that is free for windows, and where it was left if that is there.

use egui_winit::set_maximized;
use serde::{Deserialize, Serialize};
use winit::dpi::{LogicalSize, PhysicalPosition};
use winit::monitor::MonitorHandle;
use winit::window::Window;

/// The smallest window, in points. Below the room a page needs it scrolls both ways, so this is only what can be used.
const LEAST: [f32; 2] = [560.0, 340.0];

/// The size at the first start, in points.
const USUAL: [f32; 2] = [1366.0, 768.0];

/// What the system draws round a window, in points: its borders, and its title bar with them.
const FRAME: [f32; 2] = [16.0, 40.0];

/// Where a window was left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Left and top of its frame, in pixels of the desktop; `None` where the system does not say.
    pub at: Option<[i32; 2]>,
    /// Width and height inside the frame, in points, as they are while it is not maximised.
    pub size: [f32; 2],
    /// Whether it fills the screen.
    pub is_maximized: bool,
}

/// What a window begins with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wanted {
    /// This program was never opened on this PC.
    First,
    /// As it was left.
    Again(Placed),
    /// This size and no other, for a script, in points.
    Size([f32; 2]),
}

impl Wanted {
    /// What a maximised window goes back to, as far as it is known.
    pub(super) const fn before(self) -> Option<Placed> {
        match self {
            Self::Again(placed) => Some(placed),
            Self::First | Self::Size(_) => None,
        }
    }
}

/// The part of a screen that is free for windows, in pixels of the desktop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
    /// Pixels to a point.
    pub scale: f32,
}

impl Area {
    /// The largest inside of a window that lies in it with its frame, in points.
    #[allow(clippy::cast_precision_loss)] // a few thousand pixels
    fn room(&self) -> [f32; 2] {
        let points = |pixels: i32, frame: f32| (pixels as f32 / self.scale - frame).max(1.0).floor();
        let [across, down] = FRAME;
        [points(self.width, across), points(self.height, down)]
    }

    /// A window of this inside with its frame, in pixels.
    #[allow(clippy::cast_possible_truncation)] // a few thousand pixels
    fn outer(&self, size: [f32; 2]) -> [i32; 2] {
        let pixels = |points: f32, frame: f32| ((points + frame) * self.scale).ceil() as i32;
        let ([width, height], [across, down]) = (size, FRAME);
        [pixels(width, across), pixels(height, down)]
    }

    /// Whether a pixel of the desktop lies in it.
    fn holds(&self, [left, top]: [i32; 2]) -> bool {
        let is_in = |at: i32, start: i32, length: i32| at >= start && at < start.saturating_add(length);
        is_in(left, self.left, self.width) && is_in(top, self.top, self.height)
    }

    /// How much of a window that stands there lies in it.
    fn shared(&self, [left, top]: [i32; 2], size: [f32; 2]) -> i64 {
        let [width, height] = self.outer(size);
        let overlap = |from: i32, length: i32, start: i32, room: i32| {
            let end = from.saturating_add(length).min(start.saturating_add(room));
            i64::from(end.saturating_sub(from.max(start)).max(0))
        };
        overlap(left, width, self.left, self.width) * overlap(top, height, self.top, self.height)
    }
}

/// Where a window is put.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Left and top of its frame, in pixels of the desktop; `None` leaves it to the system.
    pub at: Option<[i32; 2]>,
    /// Width and height inside the frame, in points.
    pub size: [f32; 2],
    /// The least it can be made, in points.
    pub least: [f32; 2],
    /// Whether it fills the screen.
    pub is_maximized: bool,
}

/// Puts a window where it is wanted, as far as it lies whole in a part of the desktop that is there; the first one is
/// the screen for new windows. Sizes that make no sense count as none.
pub(super) fn fit(wanted: Wanted, areas: &[Area]) -> Place {
    let (size, at, was_maximized) = match wanted {
        Wanted::First => (USUAL, None, false),
        Wanted::Again(placed) => (placed.size, placed.at, placed.is_maximized),
        // A script has reasons of its own.
        Wanted::Size(size) => return Place { at: None, size, least: size, is_maximized: false },
    };
    let [width, height] = if size.iter().all(|points| points.is_finite() && *points >= 1.0) { size } else { USUAL };
    let size = [width, height];
    // The screen that holds its corner: how large it is in pixels of another one says nothing, where that has another
    // number of pixels to a point. A window whose corner is nowhere belongs to the screen that shows most of it.
    let shown = at.and_then(|at| {
        let shared = areas.iter().map(|area| (area, area.shared(at, size)));
        let most = shared.filter(|(_, shared)| *shared > 0).max_by_key(|(_, shared)| *shared).map(|(area, _)| area);
        areas.iter().find(|area| area.holds(at)).or(most).map(|area| (area, at))
    });
    let Some(area) = shown.map(|(area, _)| area).or(areas.first()) else {
        return Place { at: None, size, least: LEAST, is_maximized: was_maximized };
    };
    let [most_across, most_down] = area.room();
    let [least_across, least_down] = LEAST;
    let least = [least_across.min(most_across), least_down.min(most_down)];
    let size = [width.clamp(least[0], most_across), height.clamp(least[1], most_down)];
    let outer = area.outer(size);
    let free = [(area.left, area.width - outer[0]), (area.top, area.height - outer[1])];
    let at = match shown {
        Some((_, at)) => [within(at[0], free[0]), within(at[1], free[1])],
        None => free.map(|(start, left)| start.saturating_add((left / 2).max(0))),
    };
    // A small screen is used whole at the first start; what was made smaller since is kept.
    let is_large = width > most_across || height > most_down;
    Place { at: Some(at), size, least, is_maximized: was_maximized || (wanted == Wanted::First && is_large) }
}

/// A start that leaves the whole length inside.
fn within(at: i32, (start, left): (i32, i32)) -> i32 {
    at.clamp(start, start.saturating_add(left.max(0)))
}

/// Puts a window that nobody sees yet in its place.
pub(super) fn settle(window: &Window, wanted: Wanted) {
    let place = fit(wanted, &areas(window));
    let logical = |[width, height]: [f32; 2]| LogicalSize::new(width, height);
    window.set_min_inner_size(Some(logical(place.least)));
    if let Some([left, top]) = place.at {
        window.set_outer_position(PhysicalPosition::new(left, top));
    }
    // The system answers with an event of its own where it is done later.
    let _ = window.request_inner_size(logical(place.size));
    if place.is_maximized {
        set_maximized(window, true);
    }
}

/// Where the window is now. What it goes back to when it is no longer maximised is what it was `before`; a window that
/// was put away into the taskbar is nowhere.
pub(super) fn look(window: &Window, before: Option<Placed>) -> Option<Placed> {
    if window.is_minimized() == Some(true) {
        return before;
    }
    let size = window.inner_size().to_logical::<f32>(window.scale_factor());
    let now = Placed {
        at: window.outer_position().ok().map(|at| [at.x, at.y]),
        size: [size.width, size.height],
        is_maximized: false,
    };
    if window.is_maximized() {
        return Some(Placed { is_maximized: true, ..before.unwrap_or(now) });
    }
    Some(now)
}

fn areas(window: &Window) -> Vec<Area> {
    let first = window.primary_monitor();
    let others = window.available_monitors().filter(|monitor| Some(monitor) != first.as_ref());
    first.iter().cloned().chain(others).filter_map(|monitor| area(&monitor)).collect()
}

/// What of a monitor is free for windows: Windows knows where its taskbar is.
#[cfg(windows)]
fn area(monitor: &MonitorHandle) -> Option<Area> {
    use winit::platform::windows::MonitorHandleExtWindows;
    let [left, top, right, bottom] = crate::base::windows::work_area(monitor.hmonitor())?;
    let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
    #[allow(clippy::cast_possible_truncation)]
    let scale = monitor.scale_factor() as f32;
    (width > 0 && height > 0 && scale > 0.0).then_some(Area { left, top, width, height, scale })
}

/// What of a monitor is free for windows: elsewhere nobody says it without more; a bar is left free above and below.
#[cfg(not(windows))]
fn area(monitor: &MonitorHandle) -> Option<Area> {
    const BAR: f32 = 32.0;
    let (at, size) = (monitor.position(), monitor.size());
    #[allow(clippy::cast_possible_truncation)] // a few thousand pixels
    let scale = monitor.scale_factor() as f32;
    #[allow(clippy::cast_possible_truncation)] // a few thousand pixels
    let bar = (BAR * scale).round() as i32;
    let (width, height) = (i32::try_from(size.width).ok()?, i32::try_from(size.height).ok()? - 2 * bar);
    let area = Area { left: at.x, top: at.y.saturating_add(bar), width, height, scale };
    (width > 0 && height > 0 && scale > 0.0).then_some(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Area = Area { left: 0, top: 0, width: 1366, height: 728, scale: 1.0 };
    const LARGE_LETTERS: Area = Area { left: 0, top: 0, width: 1366, height: 708, scale: 1.5 };
    const BESIDE: Area = Area { left: 1366, top: -200, width: 1920, height: 1040, scale: 1.0 };

    fn left_at(at: [i32; 2], size: [f32; 2]) -> Wanted {
        Wanted::Again(Placed { at: Some(at), size, is_maximized: false })
    }

    /// The frame's right and bottom too.
    fn lies_in(place: &Place, area: &Area) -> bool {
        let [left, top] = place.at.unwrap();
        let [width, height] = area.outer(place.size);
        left >= area.left
            && top >= area.top
            && left + width <= area.left + area.width + 1
            && top + height <= area.top + area.height + 1
    }

    #[test]
    fn the_first_start_fills_a_small_laptop_and_its_window_lies_inside_when_it_is_made_smaller() {
        for area in [LAPTOP, LARGE_LETTERS] {
            let place = fit(Wanted::First, &[area]);
            assert!(place.is_maximized && lies_in(&place, &area), "{place:?}");
        }
        let place = fit(Wanted::First, &[BESIDE]);
        assert!(!place.is_maximized && lies_in(&place, &BESIDE), "{place:?}");
        assert_eq!(place.size, USUAL);
        assert_eq!(place.at, Some([1366 + (1920 - 1382) / 2, -200 + (1040 - 808) / 2]), "in the middle");
    }

    #[test]
    fn a_window_comes_back_where_it_was_left() {
        let wanted = left_at([1500, -100], [1000.0, 600.0]);
        let place = fit(wanted, &[LAPTOP, BESIDE]);
        assert_eq!((place.at, place.size, place.is_maximized), (Some([1500, -100]), [1000.0, 600.0], false));
        let full = Placed { at: Some([40, 30]), size: [1000.0, 600.0], is_maximized: true };
        let place = fit(Wanted::Again(full), &[LAPTOP]);
        assert_eq!((place.at, place.size, place.is_maximized), (Some([40, 30]), [1000.0, 600.0], true));
    }

    #[test]
    fn a_window_whose_screen_was_unplugged_comes_to_the_one_that_is_there() {
        let place = fit(left_at([1500, -100], [1900.0, 1000.0]), &[LAPTOP]);
        assert!(lies_in(&place, &LAPTOP) && !place.is_maximized, "{place:?}");
        let place = fit(left_at([-32000, -32000], [1000.0, 600.0]), &[LAPTOP, BESIDE]);
        assert!(lies_in(&place, &LAPTOP), "{place:?}");
    }

    #[test]
    fn a_size_that_was_damaged_in_the_profile_is_none() {
        for size in [[f32::NAN, 600.0], [0.0, 0.0], [-5.0, 1.0], [f32::INFINITY, 9.0]] {
            let place = fit(left_at([0, 0], size), &[BESIDE]);
            assert!(place.size.iter().all(|points| points.is_finite() && *points >= 1.0), "{place:?}");
        }
        let place = fit(left_at([i32::MAX, i32::MIN], [1e9, 1e9]), &[LAPTOP]);
        assert!(lies_in(&place, &LAPTOP), "{place:?}");
    }

    #[test]
    fn whatever_is_wanted_the_window_with_its_frame_lies_in_a_screen_that_is_there() {
        // A plain generator: the same thousands of cases on every PC.
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut dice = move |most: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            i32::try_from(state % most).unwrap()
        };
        for _ in 0..20_000 {
            // Screens stand side by side and never lie over one another.
            let mut free = dice(6000) - 3000;
            let areas: Vec<Area> = (0..1 + dice(3))
                .map(|_| {
                    let (left, width) = (free, 300 + dice(3600));
                    free = left + width + dice(200);
                    let scale = [1.0, 1.25, 1.5, 1.75, 2.0, 3.0][usize::try_from(dice(6)).unwrap()];
                    Area { left, top: dice(4000) - 2000, width, height: 200 + dice(2000), scale }
                })
                .collect();
            let size = [1.0 + dice(5000) as f32, 1.0 + dice(3000) as f32];
            let at = [dice(16_000) - 8000, dice(10_000) - 5000];
            for wanted in [Wanted::First, left_at(at, size)] {
                let place = fit(wanted, &areas);
                assert!(areas.iter().any(|area| lies_in(&place, area)), "{wanted:?} {areas:?} {place:?}");
                assert!(place.least[0] <= place.size[0] && place.least[1] <= place.size[1], "{place:?}");
                let again = left_at(place.at.unwrap(), place.size);
                let then = fit(again, &areas);
                assert_eq!((then.at, then.size), (place.at, place.size), "it does not wander: {areas:?}");
            }
        }
    }
}
