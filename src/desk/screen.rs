//! What a screen is: it reloads from the vault, draws its state, and asks.

use std::any::Any;

use crate::base::{Day, Kind};
use crate::vault::Reader;

use super::{Desk, Done, Problem, Refusal};

/// A screen (画面).
pub trait Screen {
    /// The kinds whose changes make it reload.
    fn reads(&self) -> &'static [Kind];
    /// The only look into the ledger.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem>;
    /// Draws the state and pushes asks. May run twice in a frame.
    fn ui(&mut self, ui: &mut egui::Ui, desk: &mut Desk<'_>);
    /// A command it asked for has ended: close the form or mark the fields.
    fn settled(&mut self, _outcome: &Result<Done, Refusal>) {}
    /// What a thread or a file dialog brought.
    fn delivered(&mut self, _parcel: Parcel) {}
    /// What was typed and not yet saved, as form name and content: kept encrypted through a lock or a power cut.
    fn unsaved(&self) -> Option<(String, String)> {
        None
    }
    /// Puts back what [`Screen::unsaved`] gave.
    fn restore(&mut self, _content: &str) {}
    /// What stands here for this once and nowhere else, and is not put away yet: leaving asks first.
    fn holds_once(&self) -> Option<Once> {
        None
    }
}

/// Something that is shown once: what is asked before it is left, and what is told after a lock that could not ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The question's heading.
    pub title: String,
    /// What leaving means.
    pub text: String,
    /// After a lock: that it is gone, and how it is made anew.
    pub lost: String,
}

/// What a thread or a file dialog brings to the screen that asked.
pub enum Parcel {
    /// What a job gave.
    Result(Box<dyn Any + Send>),
    /// A file the user chose.
    File {
        /// Its name without the folder.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A folder the user chose.
    Folder(std::path::PathBuf),
    /// A file was saved.
    Saved {
        /// Its name without the folder.
        name: String,
    },
    /// The job failed or was stopped; the app has shown it.
    Failed(Box<Problem>),
}
