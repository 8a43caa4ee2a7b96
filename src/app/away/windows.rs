//! Windows: once a second, whether the session is locked or was taken from this screen.

use std::thread::sleep;
use std::time::Duration;

use crate::base::windows::is_session_away;

use super::Bell;

const BETWEEN: Duration = Duration::from_secs(1);

/// Rings at every lock. A system that does not answer is asked no more.
pub(super) fn listen(bell: &Bell) {
    let mut was_away = false;
    while let Some(is_away) = is_session_away() {
        if is_away && !was_away {
            bell.ring();
        }
        was_away = is_away;
        sleep(BETWEEN);
    }
}
