//! The overview (ホーム): how the ledger stands today, and what to do next.

pub mod screen;

use crate::desk::Screen;

/// The first page.
#[must_use]
pub fn home() -> Box<dyn Screen> {
    Box::new(screen::Home::default())
}
