//! Leaving the PC (離席): when the system's own screen lock or sleep comes, the ledger is locked with it, at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use egui::Context;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use self::linux::listen;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use self::windows::listen;

/// Rings when the PC is left; the window hears it at its next frame, and a frame is asked for.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<Rung>);

#[derive(Debug, Default)]
struct Rung {
    is_rung: AtomicBool,
    window: OnceLock<Context>,
}

impl Bell {
    /// The screen was locked, or the PC goes to sleep.
    pub fn ring(&self) {
        self.0.is_rung.store(true, Ordering::Release);
        if let Some(window) = self.0.window.get() {
            window.request_repaint();
        }
    }

    /// Whether it rang since it was last asked.
    pub(super) fn take(&self, window: &Context) -> bool {
        self.0.window.get_or_init(|| window.clone());
        self.0.is_rung.swap(false, Ordering::AcqRel)
    }
}

/// From now on the bell rings when the system says that the PC is left. Where it never says so, the ledger is still
/// locked by its own clock ([`super::leave`]).
pub fn watch(bell: Bell) {
    let listening = thread::Builder::new().name("screen-lock".to_owned()).spawn(move || listen(&bell));
    // Without the thread the clock remains.
    drop(listening);
}

/// No other system tells us yet (macOS would: `com.apple.screenIsLocked`); the ledger's own clock remains.
#[cfg(not(any(target_os = "linux", windows)))]
fn listen(_bell: &Bell) {}
