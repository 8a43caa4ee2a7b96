//! Gates (入口): what stands before the ledger is open. First run and unlocking.

use std::path::{Path, PathBuf};

use crate::vault::Vault;

use super::{Desk, Parcel, Route};

/// A ledger that has just been opened, and where to begin.
pub struct Opened {
    /// The ledger.
    pub vault: Vault,
    /// Its folder, remembered by this PC.
    pub folder: PathBuf,
    /// The first page.
    pub route: Route,
    /// What was done, said in passing.
    pub said: String,
    /// What the user must have seen: it stays until it is put away.
    pub warned: String,
    /// What a page of the first setting has to know and nobody else may keep.
    pub luggage: Option<Box<dyn std::any::Any + Send>>,
}

/// Where a gate leads.
pub enum Step {
    /// Into the ledger.
    In(Box<Opened>),
    /// To another gate: make a new ledger.
    FirstRun,
    /// To another gate: open the ledger in this folder.
    Unlock(PathBuf),
    /// To another gate: bring a ledger back from a backup.
    BringBack,
    /// Back to the gate of the ledger used last.
    Back,
}

/// A gate. It draws and asks as a screen does, but has no ledger to read.
pub trait Gate {
    /// Draws the state and pushes asks.
    fn ui(&mut self, ui: &mut egui::Ui, desk: &mut Desk<'_>);
    /// What a thread or a file dialog brought.
    fn delivered(&mut self, parcel: Parcel);
    /// The ledger it stands before, where it stands before one.
    fn folder(&self) -> Option<&Path> {
        None
    }
    /// What lies in memory and waits for a ledger to be opened again; it stays until then.
    fn remind(&mut self, _words: Option<&'static str>) {}
    /// Whether it has come to rest (pictures wait for it).
    fn is_settled(&self) -> bool {
        true
    }
    /// Where it leads, once that is known.
    fn step(&mut self) -> Option<Step>;
}
