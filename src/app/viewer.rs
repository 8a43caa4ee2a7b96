//! Files and folders handed to the system's own programs: done beside the window, and said only as far as it is known.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A launcher that has not failed by then runs the viewer itself, which stays until it is closed.
const PATIENCE: Duration = Duration::from_secs(4);
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// What is known of something that was to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A program has taken it.
    Opened,
    /// It was handed on, and nobody says what became of it.
    HandedOn,
    /// No program opens it.
    NotOpened,
}

/// Who opens files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// The system's own program for the kind of file.
    System,
    /// Nobody; it is told as if (tests).
    Told(Seen),
}

/// A file or folder on its way to a program.
#[derive(Debug)]
pub struct Opening {
    /// Which.
    pub path: PathBuf,
    receiver: Receiver<Seen>,
}

impl Opening {
    /// Begins to open it.
    #[must_use]
    pub fn begin(path: PathBuf, viewer: Viewer, ctx: &egui::Context) -> Self {
        let (sender, receiver) = channel();
        let (wanted, ctx) = (path.clone(), ctx.clone());
        // Windows may take seconds over it, and a launcher on Linux is waited for.
        let started = thread::Builder::new().name("open-file".to_owned()).spawn(move || {
            let _ = sender.send(match viewer {
                Viewer::System => open(&wanted),
                Viewer::Told(seen) => seen,
            });
            ctx.request_repaint();
        });
        drop(started);
        Self { path, receiver }
    }

    /// What became of it, as soon as that is known.
    pub fn collect(&self) -> Option<Seen> {
        match self.receiver.try_recv() {
            Ok(seen) => Some(seen),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Seen::NotOpened),
        }
    }
}

/// Windows and macOS say whether a program was found and started.
#[cfg(any(windows, target_os = "macos"))]
fn open(path: &Path) -> Seen {
    if opener::open(path).is_ok() { Seen::Opened } else { Seen::NotOpened }
}

/// The desktop's launcher says it by its exit code, which the crate does not wait for.
#[cfg(not(any(windows, target_os = "macos")))]
fn open(path: &Path) -> Seen {
    match launch(Command::new("xdg-open").arg(path)) {
        Some(seen) => seen,
        // There is no launcher; the crate brings one that tells nothing.
        None if opener::open(path).is_ok() => Seen::HandedOn,
        None => Seen::NotOpened,
    }
}

/// Runs a launcher; nothing where it is not there.
#[cfg(not(any(windows, target_os = "macos")))]
fn launch(command: &mut Command) -> Option<Seen> {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = silent.spawn().ok()?;
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(if status.success() { Seen::Opened } else { Seen::NotOpened }),
            Ok(None) if began.elapsed() < PATIENCE => thread::sleep(LOOK_EVERY),
            Ok(None) => break,
            Err(_) => return Some(Seen::HandedOn),
        }
    }
    // It ends with the viewer; nobody else waits for it.
    let waiting = thread::Builder::new().name("viewer".to_owned()).spawn(move || child.wait());
    drop(waiting);
    Some(Seen::Opened)
}

#[cfg(not(any(windows, target_os = "macos")))]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_launcher_that_fails_has_opened_nothing() {
        assert_eq!(launch(&mut Command::new("true")), Some(Seen::Opened));
        assert_eq!(launch(&mut Command::new("false")), Some(Seen::NotOpened));
        // xdg-open: no program for this kind of file.
        assert_eq!(launch(Command::new("sh").args(["-c", "sleep 0.2; exit 3"])), Some(Seen::NotOpened));
        assert_eq!(launch(&mut Command::new("no-such-launcher-anywhere")), None);
    }

    #[test]
    fn a_viewer_that_stays_is_open() {
        let mut viewer = Command::new("sleep");
        assert_eq!(launch(viewer.arg("5")), Some(Seen::Opened));
    }
}
