//! What time it is (時計): the one place that asks the PC. A program makes a clock and hands it down.

use std::sync::{Mutex, PoisonError};

use super::{Day, Moment};

/// What tells the time to everything below a program: to a window, to an errand of the command line, to a test.
///
/// It is a small handle that can be copied into a thread, so that long work is dated when it is done and not when it was
/// asked for.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Source);

#[derive(Debug, Clone, Copy)]
enum Source {
    Pc,
    Still(Moment),
    Hand(&'static Hand),
}

/// The hand of a clock that moves only when it is moved: a day that turns, a sleep, a clock that is set back.
#[derive(Debug)]
pub struct Hand(Mutex<Moment>);

impl Hand {
    /// A hand that stands at a moment, and stays in memory until the program ends.
    #[must_use]
    pub fn at(moment: Moment) -> &'static Self {
        Box::leak(Box::new(Self(Mutex::new(moment))))
    }

    /// Moves it to another moment, ahead or back.
    pub fn move_to(&self, moment: Moment) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }

    fn now(&self) -> Moment {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock {
    /// The PC's clock. Only a program makes one: what is below takes the clock it is given.
    #[must_use]
    pub const fn of_this_pc() -> Self {
        Self(Source::Pc)
    }

    /// A clock that stands still.
    #[must_use]
    pub const fn fixed(at: Moment) -> Self {
        Self(Source::Still(at))
    }

    /// A clock whose hand is moved by whoever holds it.
    #[must_use]
    pub const fn moved_by(hand: &'static Hand) -> Self {
        Self(Source::Hand(hand))
    }

    /// Now.
    #[must_use]
    pub fn now(self) -> Moment {
        match self.0 {
            Source::Pc => Moment::of_this_pc(),
            Source::Still(at) => at,
            Source::Hand(hand) => hand.now(),
        }
    }

    /// Today, where the clock hangs.
    #[must_use]
    pub fn today(self) -> Day {
        self.now().day()
    }
}
