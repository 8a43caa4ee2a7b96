//! Midnight (日付が変わる): the page in sight is read anew, so that what it says is true of the day it shows.

use egui::Context;

use crate::desk::Route;

use super::shell::{App, Stage};

impl App {
    /// Reads the page anew when the day is no longer the one it was read on: past midnight, after a sleep, or when the
    /// PC's clock was set. What is typed on it and not saved stays.
    pub(super) fn turn_the_day(&mut self, ctx: &Context) {
        let now = self.setup.clock.now();
        // Somebody who reads a page and touches nothing sees the new day too.
        ctx.request_repaint_after(now.until_tomorrow());
        let Stage::Open(session) = &mut self.stage else { return };
        // While a thread has the ledger there is nothing to read; the next frame after it looks again.
        if session.vault.is_none() || session.shown_on == now.day() {
            return;
        }
        // A sheet in preview carries the moment it is made at: it is made anew.
        let is_sheet = matches!(session.route, Route::Sheet(_));
        let read = if is_sheet { session.show(now.day()) } else { session.reload(now.day()) };
        if let Err(problem) = read {
            self.tell(problem);
        }
    }
}
