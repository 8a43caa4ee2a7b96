//! The shell: owns the window, the ledger and the page in sight; draws, then answers what was asked.

mod answer;
mod away;
mod drafts;
mod draw;
mod files;
mod keys;
mod leave;
mod menu;
mod midnight;
mod missing;
mod notices;
mod overlay;
pub mod panic;
mod parting;
mod picture;
mod places;
mod print;
mod profile;
mod replace;
mod session;
mod shell;
mod shown;
mod side;
mod stand;
pub mod start;
mod threads;
mod travel;
mod viewer;
pub mod window;

pub use away::Bell;
pub use places::Place;
pub use shell::{App, Setup};
pub use viewer::{Seen, Viewer};
