//! What time it is: the PC's clock, or a fixed one in tests and pictures.

use crate::base::{Day, Moment};

/// The clock everything in the window reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock(Option<Moment>);

impl Clock {
    /// The PC's clock.
    #[must_use]
    pub const fn real() -> Self {
        Self(None)
    }

    /// A clock that stands still.
    #[must_use]
    pub const fn fixed(at: Moment) -> Self {
        Self(Some(at))
    }

    /// The time it stands at, if it stands still.
    #[must_use]
    pub const fn standing(self) -> Option<Moment> {
        self.0
    }

    /// Now.
    #[must_use]
    pub fn now(self) -> Moment {
        self.0.unwrap_or_else(Moment::now)
    }

    /// Today.
    #[must_use]
    pub fn today(self) -> Day {
        self.now().day()
    }
}
