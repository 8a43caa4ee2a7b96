//! The window: the normal one drawn with OpenGL, and one drawn by ourselves where there is no graphics driver.
//!
//! What is shown knows of neither: it is a [`Body`] that draws into an [`egui::Ui`].

use std::ffi::OsString;
use std::fmt;

mod choose;
mod gl;
mod place;
pub mod raster;
mod scan;
mod soft;

pub use choose::Renderer;
pub use place::{Placed, Wanted};

/// What a window shows.
pub trait Body {
    /// Draws one frame. It runs when something happened, not all the time, and may run twice in a frame.
    fn ui(&mut self, ui: &mut egui::Ui);

    /// Asked when the person closes the window. `false` keeps it open (something is not saved yet);
    /// the next frame can then ask them.
    fn may_close(&mut self) -> bool {
        true
    }

    /// Told whenever the window was moved, resized or maximised, so that it comes back where it was left.
    fn placed(&mut self, _placed: Placed) {}

    /// Called once when the window is gone: lock, wipe, release.
    fn on_exit(&mut self) {}
}

/// Makes the body once there is a window. Keep the context to ask for a new frame from another thread.
pub type MakeBody = Box<dyn FnOnce(&egui::Context) -> Box<dyn Body>>;

/// How the window begins.
#[derive(Clone, Debug)]
pub struct WindowOptions {
    /// The title, Japanese.
    pub title: String,
    /// How to draw.
    pub renderer: Renderer,
    /// Where it begins.
    pub wanted: Wanted,
    /// The words that start this program again, drawn by itself, where OpenGL fails.
    pub again: Vec<OsString>,
}

impl WindowOptions {
    /// A window of the usual size, drawn the best way this PC can.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), renderer: Renderer::Auto, wanted: Wanted::First, again: Vec::new() }
    }

    /// Drawn in a given way.
    #[must_use]
    pub const fn renderer(mut self, renderer: Renderer) -> Self {
        self.renderer = renderer;
        self
    }
}

/// The window was closed; what the shell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended(pub u8);

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowFault {
    /// OpenGL was asked for and is not there.
    Graphics(String),
    /// The system gave no window.
    System(String),
    /// OpenGL failed, and the program could not start itself again without it.
    Restart(String),
}

impl WindowFault {
    /// What the system said, for 「詳しい情報」 and the telephone.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Graphics(detail) | Self::System(detail) | Self::Restart(detail) => detail,
        }
    }
}

impl fmt::Display for WindowFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Graphics(_) => "このパソコンの描画機能では画面を開けません。台帳の内容は無事です。",
            Self::System(_) => "画面を開けません。台帳の内容は無事です。",
            Self::Restart(_) => "画面を開き直せませんでした。台帳の内容は無事です。",
        })
    }
}

impl std::error::Error for WindowFault {}

/// Opens the window and stays until it is closed; gives what the shell is told.
///
/// # Errors
/// Where no window can be opened in any way allowed. Tell the person: a program must not end in silence.
pub fn run(options: WindowOptions, make: MakeBody) -> Result<Ended, WindowFault> {
    const WELL: Ended = Ended(0);
    let again = options.again.clone();
    match options.renderer.settle() {
        Renderer::Software => soft::run(options, make).map(|()| WELL),
        Renderer::Gl if options.renderer == Renderer::Gl => gl::run(options, make).map(|()| WELL),
        // A process has one event loop, and a failed OpenGL window has used it up: begin again in a new one.
        Renderer::Gl | Renderer::Auto => match gl::run(options, make) {
            Err(WindowFault::Graphics(why)) => choose::start_again(&again, &why),
            other => other.map(|()| WELL),
        },
    }
}
