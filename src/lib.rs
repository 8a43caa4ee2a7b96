//! 台帳番: keeps a small Japanese clinic ready for inspection, offline, in one encrypted file.
//!
//! # The map
//! A folder names only folders below it; `tests/all/architecture.rs` holds the table and reads every file.
//!
//! | Layer | Folder | What it is for |
//! |---|---|---|
//! | L0 | [`base`] | days, ids, record kinds, fields, drafts, Japanese text |
//! | L0 | [`calendar`] | holidays and the days on which authorities are closed, read from `assets/holidays.toml` |
//! | L0 | [`profiles`] | the numbers documents disagree about, read from `assets/profiles` |
//! | L1 | [`vault`] | the encrypted file: keys, journal, projection, drafts, attachments |
//! | L1 | `paper` | blocks → pages → PDF; knows no record |
//! | L1 | `widgets` | the look of the screen; knows no record |
//! | L2 | [`desk`] | contracts between the screens, which ask, and the app, which acts |
//! | L3 | [`ledgers`] | one folder a record kind: `record` thinks, `commands` acts, `screen` shows, `sheet` prints |
//! | L4 | [`flows`] | what is to be done in an incident, step by step, read from `assets/flows` |
//! | L4 | `findings` | rules that look across ledgers, one file a rule |
//! | L5 | [`checklists`] | self-check, pledge, quiz and yearly checklist: what is read from `assets/`, and what an answer settles |
//! | L6 | [`procedures`] | guided steps: who has what to do, self-check, signing, the chair handed over |
//! | L7 | `overview` | home: counts, and what is missing |
//! | L7 | `inspection` | the catalogue of sheets, the print preview, the journal's printed form |
//! | L7 | `exchange` | Excel and CSV in and out |
//! | L8 | `custody` | first run, unlock, recovery |
//! | L9 | `app` | the shell: owns vault, route and screen; draws, then answers the asks |
//! | L10 | `cli` | the same operations without a window |
//! | L8 | `demo` | a lifelike sample clinic |
//!
//! # The road from a click to a page
//! A button pushes a [`desk::Ask`] → the app checks the operator's right and runs the [`desk::Command`] in one
//! transaction → [`base::Record::check`] reports every breach at once or gives a sound record → the journal appends
//! one chained entry and the projection follows → after the commit the screens that read the touched kinds reload.
//! Later a sheet turns records into blocks, `paper` lays them out, and one file writes the PDF.
//!
//! # Invariants, as absences
//! - No record is deleted: it is corrected, retired or taken back, and every version stays in the journal.
//! - No write outside `Vault::transact`; no transaction without a journal entry; no entry is ever updated.
//! - No screen reads the vault while drawing; no screen holds another screen.
//! - `paper` and `widgets` have never heard of a device.
//! - No text, date or number of an authority is compiled into logic.
//! - Nothing opens a network connection.
//! - A damaged file is never repaired in place, recreated or removed by the program.
//! - No secret of another system (a Man・Go! password …) is ever stored; only dates and confirmations.

pub mod app;
pub mod base;
pub mod calendar;
pub mod checklists;
pub mod cli;
pub mod custody;
pub mod demo;
pub mod desk;
pub mod exchange;
pub mod findings;
pub mod flows;
pub mod inspection;
pub mod ledgers;
pub mod overview;
pub mod paper;
pub mod procedures;
pub mod profiles;
pub mod vault;
pub mod widgets;
