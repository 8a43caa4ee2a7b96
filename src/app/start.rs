//! Starts the window: with nothing said, the ledger used last; for scripts, a ledger, a page, a picture.

use std::path::{Path, PathBuf};

use crate::base::{Clock, Progress};
use crate::custody::{Door, Proof};
use crate::desk::Problem;
use crate::vault::{Kdf, Profile, Secret};

use super::places::Place;
use super::shell::{App, Setup};
use super::window::{self, Body, Placed, Renderer, Wanted, WindowFault, WindowOptions};
use super::{away, files, panic, picture};

/// How the window is started.
#[derive(Debug, Default)]
pub struct Start {
    /// The ledger's folder; the one used last when `None`.
    pub ledger: Option<PathBuf>,
    /// Opens it at once.
    pub passphrase: Option<Secret>,
    /// The page to begin at.
    pub place: Option<Place>,
    /// Width and height in points.
    pub size: Option<[f32; 2]>,
    /// Draws one settled picture into this file instead of opening a window.
    pub shot: Option<PathBuf>,
    /// How to draw.
    pub renderer: Renderer,
    /// Where this PC remembers; the usual place when `None`.
    pub profile: Option<PathBuf>,
}

/// Why the window did not open.
#[derive(Debug)]
pub enum Fault {
    /// The ledger did not open.
    Problem(Problem),
    /// There is no window.
    Window(WindowFault),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "{problem}"),
            Self::Window(fault) => write!(f, "{fault}"),
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Reads 1440x900.
#[must_use]
pub fn read_size(word: &str) -> Option<[f32; 2]> {
    let (width, height) = word.split_once('x')?;
    let read = |word: &str| word.parse::<u16>().ok().filter(|points| *points >= 200).map(f32::from);
    Some([read(width)?, read(height)?])
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// The ledger does not open with the passphrase given, or there is no window.
pub fn run(start: Start) -> Result<(), Fault> {
    let Start { ledger, passphrase, place, size, shot, renderer, profile } = start;
    panic::install();
    // The folder is remembered: it must mean the same from wherever the program is started next.
    let ledger = ledger.map(|folder| std::path::absolute(&folder).unwrap_or(folder));
    let profile = profile.or_else(|| Profile::system().path().map(Path::to_owned)).unwrap_or_else(std::env::temp_dir);
    let setup = Setup {
        profile,
        clock: Clock::of_this_pc(),
        ledger: ledger.clone(),
        kdf: Kdf::Calibrated,
        shows_files: shot.is_none(),
    };
    let opened = match (&ledger, passphrase) {
        (Some(folder), Some(secret)) => {
            let door =
                Door { folder: folder.clone(), profile: setup.profile.clone(), at: setup.clock.now(), keys: None };
            let operator = door.look()?.operators.first().cloned().unwrap_or_default();
            Some(door.unlock(&Proof::of(&operator, &secret), &Progress::new())?)
        }
        (Some(_) | None, _) => None,
    };
    let mut app = App::new(setup);
    if let Some(place) = place {
        app = app.at(place);
    }
    if let Some(opened) = opened {
        app = app.with_open(opened);
    }
    if let Some(path) = shot {
        let bytes = picture::take(&mut app, size.unwrap_or([1440.0, 900.0]));
        app.close();
        return files::save(&path, &bytes).map_err(Fault::Problem);
    }
    let mut options = WindowOptions::new("台帳番").renderer(renderer);
    options.wanted = match (size, app.window_left()) {
        (Some(size), _) => Wanted::Size(size),
        (None, Some(placed)) => Wanted::Again(placed),
        (None, None) => Wanted::First,
    };
    if size.is_some() {
        app = app.forgetting_window();
    }
    away::watch(app.bell());
    window::run(options, Box::new(|_| Box::new(app))).map_err(Fault::Window)
}

impl Body for App {
    fn ui(&mut self, ui: &mut egui::Ui) {
        Self::ui(self, ui);
    }

    fn may_close(&mut self) -> bool {
        Self::may_close(self)
    }

    fn placed(&mut self, placed: Placed) {
        self.stands_at(placed);
    }

    fn on_exit(&mut self) {
        self.close();
    }
}
