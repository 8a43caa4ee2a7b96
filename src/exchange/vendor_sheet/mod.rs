//! 事業者の点検表 as an Excel file: handed out to a vendor, and read back with a look at what came.

mod plan;
mod read;
mod write;

pub use plan::{Line, Plan};
pub use read::sheet_in;
pub use write::{Form, form_of, write};

use crate::base::{RecordId, SystemId};
use crate::checklists::{Edition, EditionForm, EditionItem};
use crate::desk::Problem;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor_sheet::commands::OfEdition;
use crate::ledgers::vendor_sheet::record::VendorSheet;

/// The tab people fill in.
const SHEET: &str = "事業者確認用";
/// The hidden tab by which a file finds its vendor again.
const MARK: &str = "daichoban";
/// What the first cell of that tab says.
const FORMAT: &str = "daichoban vendor sheet 1";
/// Where the name of who answered is written: the label's column and the input's.
const ANSWERED_BY: &str = "答えた人（会社名・氏名）";

/// The columns of the form.
mod column {
    pub const NO: u16 = 0;
    pub const LABEL: u16 = 1;
    pub const REPLY: u16 = 2;
    pub const CHECKED_ON: u16 = 3;
    pub const TARGET_ON: u16 = 4;
    pub const NOTE: u16 = 5;
    /// The ids of the items; hidden.
    pub const ITEM: u16 = 6;
}

/// The lines of the hidden tab: key and value.
mod mark {
    pub const LEDGER: &str = "ledger";
    pub const SHEET: &str = "sheet";
    pub const VENDOR: &str = "vendor";
    pub const VENDOR_NAME: &str = "vendor-name";
    pub const YEAR: &str = "fiscal-year";
    pub const EDITION: &str = "edition";
    pub const HASH: &str = "hash";
}

/// The edition a form is of, the items it asks, and its name with its hash.
///
/// # Errors
/// The program does not hold that edition.
pub fn edition_of(name: &str) -> Result<&'static Edition, Problem> {
    Edition::for_vendors(name).ok_or_else(|| {
        Problem::new(
            "X-45",
            "この点検表の版は、この台帳番には入っていません。台帳は変わっていません。",
            "台帳番を新しくしてから、もう一度行ってください。",
        )
    })
}

/// How a record names an edition.
#[must_use]
pub fn named(edition: &Edition) -> OfEdition {
    OfEdition { name: edition.name(), hash: edition.hash.clone() }
}

/// The items of the form.
#[must_use]
pub fn items(edition: &'static Edition) -> Vec<&'static EditionItem> {
    edition.on_form(EditionForm::Vendor)
}

/// A vendor's form of an earlier year, the newest.
#[must_use]
pub fn earlier(facts: &Facts, record: &VendorSheet) -> Option<VendorSheet> {
    let others = facts.vendor_sheets.iter().map(|kept| &kept.record);
    let earlier = others.filter(|other| other.vendor == record.vendor && other.fiscal_year < record.fiscal_year);
    earlier.max_by_key(|other| other.fiscal_year).cloned()
}

/// The names of systems, in the order they were chosen.
fn names_of(facts: &Facts, systems: &[SystemId]) -> Vec<String> {
    let names = facts.system_names();
    systems.iter().filter_map(|id| names.get(id).map(|name| (*name).to_owned())).collect()
}

/// The sheet a file says it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    /// The form's record.
    sheet: RecordId,
    /// The vendor's record.
    vendor: RecordId,
    /// What the vendor was called.
    vendor_name: String,
    /// 年度
    year: String,
    /// The edition's name and hash.
    edition: OfEdition,
}
