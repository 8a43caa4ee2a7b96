//! Which renderer a PC gets, and how the program begins again with the other one.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::{Ended, WindowFault};

/// How the window is drawn (`--renderer auto|gl|software`).
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

/// Starts this program again with these words, which say to draw by ourselves, and waits until that one has ended: the
/// shell waits for this process alone, and what it tells the shell is what the other one said. By now the ledger and
/// the event loop of this process are gone.
pub(super) fn start_again(words: &[OsString], why: &str) -> Result<Ended, WindowFault> {
    let fault = |error: std::io::Error| WindowFault::Restart(format!("{why}; {error}"));
    let program = std::env::current_exe().map_err(fault)?;
    follow(&program, words).map_err(fault)
}

fn follow(program: &Path, words: &[OsString]) -> std::io::Result<Ended> {
    Command::new(program).args(words).status().map(|status| Ended(code(status)))
}

/// What is told to the shell. A code it cannot hold, and an end without a code, is a fault all the same.
fn code(status: ExitStatus) -> u8 {
    const FAULT: u8 = 1;
    status.code().map_or(FAULT, |code| u8::try_from(code).unwrap_or(FAULT))
}

/// Whether the screen is that of a remote desktop, which has OpenGL 1.1 only.
#[cfg(windows)]
fn is_remote() -> bool {
    crate::base::windows::is_remote_session()
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

    #[test]
    fn the_second_start_is_waited_for_and_its_exit_code_is_passed_on() {
        // This program of tests stands for ours: it ends well when asked for its list, and badly with a word it does not
        // know.
        let program = std::env::current_exe().unwrap();
        let end = |words: &[&str]| follow(&program, &words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(end(&["--list", "no test is called this"]).unwrap(), Ended(0));
        let bad = end(&["--no-such-option"]).unwrap();
        assert_eq!(bad, Ended(code(Command::new(&program).arg("--no-such-option").output().unwrap().status)));
        assert_ne!(bad, Ended(0));
        assert!(follow(Path::new("no such program"), &[]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_start_that_was_killed_is_a_fault_and_every_code_is_told_as_it_is() {
        use std::os::unix::process::ExitStatusExt;
        for told in [0, 1, 2, 77, 255] {
            assert_eq!(i32::from(code(ExitStatus::from_raw(told << 8))), told);
        }
        assert_eq!(code(ExitStatus::from_raw(9)), 1, "killed");
    }
}
