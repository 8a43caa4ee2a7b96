//! How broad the sidebar stands: as it was last left on this PC, and never so broad that the page has too little room.

use egui::{Context, LayerId};

use crate::widgets::escape;
use crate::widgets::tokens::size;

use super::profile::Profile;
use super::side::Breadth;

/// The sidebar's breadth while the window is open.
#[derive(Debug, Default)]
pub struct Menu {
    /// In a narrow window the names are in sight only until one of them is chosen.
    is_pulled_out: bool,
}

impl Menu {
    /// How broad it is in a window of this width.
    #[must_use]
    pub const fn breadth(&self, profile: &Profile, width: f32) -> Breadth {
        match (width < size::NARROW, self.is_pulled_out) {
            (false, _) => profile.menu(),
            (true, true) => Breadth::Names,
            (true, false) => Breadth::Icons,
        }
    }

    /// The button was pressed. A choice made in a wide window is remembered on this PC.
    pub fn turn(&mut self, profile: &mut Profile, width: f32) {
        if width < size::NARROW {
            self.is_pulled_out = !self.is_pulled_out;
        } else {
            profile.set_menu(profile.menu().other());
        }
    }

    /// Esc puts back what was pulled out, and reaches nothing below.
    pub fn escape(&mut self, ctx: &Context) {
        if self.is_pulled_out && escape::pressed_on(ctx, LayerId::background()) {
            self.put_back();
        }
    }

    /// The page in sight is another one: what was pulled out goes back.
    pub const fn put_back(&mut self) {
        self.is_pulled_out = false;
    }
}
