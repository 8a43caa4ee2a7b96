//! The window: the normal one drawn with OpenGL, and one drawn by ourselves where there is no graphics driver.
//!
//! What is shown knows of neither: it is a [`Body`] that draws into an [`egui::Ui`].

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
}

impl WindowOptions {
    /// A window of the usual size, drawn the best way this PC can.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), renderer: Renderer::Auto, wanted: Wanted::First }
    }

    /// Drawn in a given way.
    #[must_use]
    pub const fn renderer(mut self, renderer: Renderer) -> Self {
        self.renderer = renderer;
        self
    }
}

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

/// Opens the window and stays until it is closed.
///
/// # Errors
/// Where no window can be opened in any way allowed. Tell the person: a program must not end in silence.
pub fn run(options: WindowOptions, make: MakeBody) -> Result<(), WindowFault> {
    match options.renderer.settle() {
        Renderer::Software => soft::run(options, make),
        Renderer::Gl if options.renderer == Renderer::Gl => gl::run(options, make),
        // A process has one event loop, and a failed OpenGL window has used it up: begin again in a new one.
        Renderer::Gl | Renderer::Auto => match gl::run(options, make) {
            Err(WindowFault::Graphics(why)) => choose::start_again(&why),
            other => other,
        },
    }
}
