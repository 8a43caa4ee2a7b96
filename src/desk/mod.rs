//! The desk: contracts between the screens, which ask, and the app, which acts.

pub mod ask;
pub mod command;
pub mod explain;
pub mod gate;
pub mod problem;
pub mod rights;
pub mod route;
pub mod screen;
pub mod setting;

pub use ask::{Ask, Desk, FileKind, Job, Posting, VaultJob, unpack};
pub use command::{Command, Done, Refusal};
pub use explain::lasting;
pub use gate::{Gate, Opened, Step};
pub use problem::Problem;
pub use rights::{Right, Sitter, allow};
pub use route::{Extent, Listed, ListedRows, Route, SheetOrder};
pub use screen::{Once, Parcel, Screen};
pub use setting::Setting;
