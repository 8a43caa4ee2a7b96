//! 事業者の点検表 as an Excel file: handed out to a vendor, and read back with a look at what came.

mod plan;
mod read;
mod write;

pub use plan::{Line, Plan};
pub use read::sheet_in;
pub use write::{Form, form_of, write};

use std::sync::Arc;

use crate::base::{Day, Draft, RecordId, SystemId};
use crate::checklists::{Edition, EditionForm, EditionItem, Held, held};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor_sheet::commands::{OfEdition, Prepare};
use crate::ledgers::vendor_sheet::record::VendorSheet;
use crate::vault::Tx;

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

/// The edition a form is of; the newest at hand where nothing was said yet.
///
/// # Errors
/// It is not at hand.
pub fn edition_of(held: &Held, name: &str) -> Result<Arc<Edition>, Problem> {
    held.for_vendors(name).map(Arc::clone).ok_or_else(|| {
        Problem::new(
            "X-45",
            "この点検表の版は、この台帳番には入っていません。台帳は変わっていません。",
            "台帳番を新しくするか、その版を追加してから、もう一度行ってください。",
        )
    })
}

/// Prepares a form of the newest edition at hand (用意).
pub struct PrepareNewest {
    /// What was typed.
    pub draft: Draft,
}

impl Command for PrepareNewest {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let edition = edition_of(&held(&tx.reader())?, "")?;
        Box::new(Prepare { draft: self.draft, edition: named(&edition) }).run(tx, today)
    }
}

/// How a record names an edition.
#[must_use]
pub fn named(edition: &Edition) -> OfEdition {
    OfEdition { name: edition.name(), hash: edition.hash.clone() }
}

/// The items of the form.
#[must_use]
pub fn items(edition: &Edition) -> Vec<&EditionItem> {
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
