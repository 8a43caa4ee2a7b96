//! Where the window stands: remembered on this PC once it has come to rest, not while it is being dragged.

use std::time::{Duration, Instant};

use egui::Context;

use super::profile::Profile;
use super::window::Placed;

/// So long nothing must have moved before it is written down.
const REST: Duration = Duration::from_secs(1);

/// Where the window stands, until it is written down.
#[derive(Debug, Default)]
pub struct Stand {
    moved: Option<(Placed, Instant)>,
    /// A script has given the size: that is not how the person wants it.
    is_forgetful: bool,
}

impl Stand {
    /// Nothing will be remembered.
    pub const fn forget(&mut self) {
        self.is_forgetful = true;
    }

    /// The window was moved, resized or maximised.
    pub fn moved(&mut self, placed: Placed, profile: &Profile) {
        self.moved = (!self.is_forgetful && profile.window() != Some(placed)).then(|| (placed, Instant::now()));
    }

    /// Writes down where the window stands, once it has come to rest; wakes the window for it.
    pub fn rest(&mut self, profile: &mut Profile, ctx: &Context) {
        let Some((_, since)) = self.moved else { return };
        match REST.checked_sub(since.elapsed()) {
            Some(left) if !left.is_zero() => ctx.request_repaint_after(left),
            Some(_) | None => self.write(profile),
        }
    }

    /// Writes it down at once: the window is being closed.
    pub fn write(&mut self, profile: &mut Profile) {
        if let Some((placed, _)) = self.moved.take() {
            profile.set_window(placed);
        }
    }
}
