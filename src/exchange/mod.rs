//! Excel and CSV books in and out: read, mapped, previewed, committed as one step, and written.

mod belongings;
pub mod book;
pub mod columns;
pub mod commit;
mod composite;
pub mod facts;
mod gadgets;
mod ledger_form;
mod lexicon;
mod pairs;
mod people;
pub mod plan;
mod records;
pub mod report;
mod roles;
pub mod screen;
mod settle;
pub mod table;
mod undrawn;
mod values;
pub mod vendor_sheet;
pub mod write;

pub use book::{Book, BookFault, BookFormat, MAX_BYTES, read_book};
pub use columns::{TableKind, Target, targets};
pub use commit::{TakeOver, Taken, UndoImport, take, take_over};
pub use facts::{Facts, Known};
pub use plan::{Change, Counts, Plan, PlanItem, State, Stopped, plan};
pub use report::{ImportReport, ReportItem, Source, Unread};
pub use table::{Column, SheetChoice, Table, propose, table_at};
pub use write::write_book;
