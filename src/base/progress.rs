//! How far long work has come, and whether the user asked to stop it. Shared between a thread and the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Progress of one piece of long work; clones show the same work.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    is_cancelled: AtomicBool,
}

/// The user asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

impl Progress {
    /// New work, nothing done.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells how much is done of how much.
    ///
    /// # Errors
    /// The user asked to stop; the work should undo itself and end.
    pub fn report(&self, done: u64, total: u64) -> Result<(), Cancelled> {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    /// The part done, 0 to 1; `None` while it is not known.
    #[must_use]
    pub fn share(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        let done = self.0.done.load(Ordering::Relaxed);
        #[allow(clippy::cast_precision_loss)] // a progress bar
        (total > 0).then(|| (done as f32 / total as f32).clamp(0.0, 1.0))
    }
}
