//! Inspection (検査): the catalogue of sheets, and the sheets that look across ledgers.

mod catalogue;
mod device_ledger;
mod frame;
mod mict_ledger;
mod printing;
mod recovery;
mod role_list;
mod screen;
mod staff_card;
mod system_list;

pub use catalogue::{SheetKind, make, sheet_kind, sheets};
pub use frame::PrintContext;
pub use printing::Printed;
pub use recovery::recovery_sheet;
pub use screen::{choose, preview};
