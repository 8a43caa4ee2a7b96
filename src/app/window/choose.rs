//! Which renderer a PC gets, and how the program begins again with the other one.

use std::process::Command;

use super::WindowFault;

/// How the window is drawn (`--renderer=auto|gl|software`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL, and by ourselves over a remote desktop or where OpenGL fails.
    #[default]
    Auto,
    /// OpenGL or nothing.
    Gl,
    /// By ourselves.
    Software,
}

/// The argument that says how to draw.
const FLAG: &str = "--renderer=software";

impl Renderer {
    /// Reads the value of `--renderer`.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "gl" => Some(Self::Gl),
            "software" => Some(Self::Software),
            _ => None,
        }
    }

    /// What `auto` means on this PC.
    pub(super) fn settle(self) -> Self {
        match self {
            Self::Auto if is_remote() => Self::Software,
            Self::Auto => Self::Gl,
            Self::Gl | Self::Software => self,
        }
    }
}

/// Starts this program again without OpenGL, with the same arguments otherwise.
pub(super) fn start_again(why: &str) -> Result<(), WindowFault> {
    let fault = |error: std::io::Error| WindowFault::Restart(format!("{why}; {error}"));
    let program = std::env::current_exe().map_err(fault)?;
    let others = std::env::args_os().skip(1).filter(|word| !word.to_string_lossy().starts_with("--renderer"));
    Command::new(program).args(others).arg(FLAG).spawn().map_err(fault)?;
    Ok(())
}

/// Whether the screen is that of a remote desktop, which has OpenGL 1.1 only.
#[cfg(windows)]
#[allow(unsafe_code)]
fn is_remote() -> bool {
    #[link(name = "user32")]
    unsafe extern "system" {
        fn GetSystemMetrics(index: i32) -> i32;
    }
    const SM_REMOTESESSION: i32 = 0x1000;
    // SAFETY: GetSystemMetrics takes any index, has no preconditions and touches no memory of ours.
    unsafe { GetSystemMetrics(SM_REMOTESESSION) != 0 }
}

/// Whether the screen is that of a remote desktop, which has OpenGL 1.1 only.
#[cfg(not(windows))]
const fn is_remote() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_command_line_are_read() {
        assert_eq!(Renderer::read("software"), Some(Renderer::Software));
        assert_eq!(Renderer::read("gl"), Some(Renderer::Gl));
        assert_eq!(Renderer::read("auto"), Some(Renderer::Auto));
        assert_eq!(Renderer::read("wgpu"), None);
    }
}
