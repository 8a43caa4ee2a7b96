//! Inspection (検査): the catalogue of sheets, and the sheets that look across ledgers.

mod asset_ledger;
mod catalogue;
mod change_notice;
mod checklist;
mod checklist_changes;
mod checklist_notes;
mod checklist_table;
mod checklist_years;
mod device_ledger;
mod frame;
mod looking;
mod mict_ledger;
mod operation_log;
mod passage;
mod pledge;
mod policy_list;
mod print_match;
mod printing;
mod recovery;
mod role_list;
mod screen;
mod self_check;
mod staff_card;
mod system_list;
mod todo;
mod training;
mod vendor_forms;
mod vendors;
mod wipe;

pub use catalogue::{SheetKind, Span, make, settled, sheet_kind, sheets};
pub use frame::PrintContext;
pub use looking::{Look, Looked, Looks};
pub use print_match::{Match, PrintMark, match_print};
pub use printing::Printed;
pub use recovery::{recovery_addendum, recovery_sheet};
pub use screen::{choose, preview};
