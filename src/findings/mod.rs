//! Findings (指摘): what is missing or out of order across the ledgers. One rule, one file, one line in [`RULES`].
//!
//! A rule is a pure function of the facts and the day, and names the document it comes from. It tells what it looked at
//! too, so that finding nothing can be told from knowing nothing ([`Fact`]).

mod backup_few;
mod backup_offline;
mod backup_old;
mod basis;
mod clinic_fields;
mod contact_chart;
mod contact_old;
mod default_password;
mod device_antivirus;
mod device_apps;
mod device_fields;
mod device_lock;
mod device_os;
mod device_outside;
mod device_usb;
mod disclosure_missing;
mod disclosure_unhandled;
mod document_review;
mod document_section;
mod fact;
mod granted_reason;
mod incident_no_prevention;
mod incident_open_old;
mod leaver_account;
mod log_thin;
mod log_unseen;
mod no_continuity;
mod no_diagram;
mod no_facility_admin;
mod no_responsible;
mod no_safety_officer;
mod password_age;
mod patch_old;
mod patch_undecided;
mod plan_offline;
mod plan_thin;
mod private_device;
pub mod public_wifi;
mod remedy_late;
mod remote_unasked;
mod restore_untested;
mod rotation_open;
mod self_answers;
mod self_check_due;
mod shared_id;
mod sight;
mod source_limit;
mod staff_fields;
mod staff_id;
mod staff_lesson;
mod staff_pledge;
mod staff_policy;
mod system_backup;
mod takeout_overdue;
mod takeout_unchecked;
mod takeout_unregistered;
mod two_factor;
mod unconfirmed;
mod vendor_no_target;
mod vendor_says;
mod vendor_sheet_missing;
mod vendor_unnamed;

use crate::base::{Day, Kept};
use crate::desk::Route;
use crate::ledgers::device::record::Device;
use crate::ledgers::due::{self, Due, Owed};
use crate::ledgers::facts::Facts;

pub use basis::{BASES, Basis};
pub use fact::{Fact, Verdict, all_facts};
pub use leaver_account::{LiveAccount, live_accounts};
pub use self_answers::ASKED;
pub use sight::Sight;

/// How pressing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Something is out of order now.
    Now,
    /// Something the ledger asks for is not recorded.
    Missing,
    /// Something an inspector may ask to see is not there yet. What there is to show tells it (見せられるもの), the yearly
    /// check and the list of findings do too; it is not among what home asks to be put right.
    ToShow,
}

/// A rule across ledgers (決まり).
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable name.
    pub id: &'static str,
    /// What it finds, as a heading.
    pub title: &'static str,
    /// The document that asks for it, by its id among the requirements.
    pub source: &'static str,
    /// The same as people call it.
    pub cites: &'static str,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What holds of all it looked at where it finds nothing: 「OSのサポート期間内です」.
    pub good: &'static str,
    /// Finds it.
    pub check: Check,
}

/// How a rule finds what it looks for.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// In the facts.
    Facts {
        /// What it looks at, and how much of that is known.
        sight: fn(&Facts, Day) -> Sight,
        /// What of it is missing or out of order.
        find: fn(&Facts, Day) -> Vec<Finding>,
    },
    /// Among what people have to do.
    Dues {
        /// What of: 「利用中の利用者の講習」.
        of: &'static str,
        /// The words for an open step, where the step is this rule's.
        find: fn(&Due) -> Option<String>,
    },
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whom or what it is about.
    pub about: String,
    /// What is missing or out of order.
    pub what: String,
    /// Where it is put right.
    pub route: Route,
}

/// What one rule found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The rule.
    pub rule: &'static Rule,
    /// What it found, never empty.
    pub findings: Vec<Finding>,
}

/// Every rule, the most pressing first.
pub const RULES: &[Rule] = &[
    leaver_account::RULE,
    no_responsible::RULE,
    no_safety_officer::RULE,
    no_facility_admin::RULE,
    backup_old::RULE,
    remedy_late::RULE,
    takeout_overdue::RULE,
    device_lock::RULE,
    device_antivirus::RULE,
    device_apps::RULE,
    default_password::RULE,
    public_wifi::RULE,
    shared_id::RULE,
    self_answers::LOCK_POLICY,
    self_answers::REUSED,
    private_device::RULE,
    device_os::RULE,
    patch_old::RULE,
    unconfirmed::RULE,
    self_check_due::RULE,
    password_age::RULE,
    rotation_open::RULE,
    two_factor::RULE,
    source_limit::RULE,
    staff_id::RULE,
    staff_pledge::RULE,
    staff_lesson::RULE,
    staff_policy::RULE,
    staff_fields::RULE,
    device_fields::RULE,
    device_outside::RULE,
    takeout_unregistered::RULE,
    takeout_unchecked::RULE,
    granted_reason::RULE,
    clinic_fields::RULE,
    backup_few::RULE,
    backup_offline::RULE,
    incident_open_old::RULE,
    incident_no_prevention::RULE,
    no_continuity::RULE,
    contact_chart::RULE,
    contact_old::RULE,
    system_backup::RULE,
    plan_thin::RULE,
    plan_offline::RULE,
    restore_untested::RULE,
    log_unseen::RULE,
    log_thin::RULE,
    device_usb::RULE,
    no_diagram::RULE,
    document_review::RULE,
    document_section::RULE,
    vendor_unnamed::RULE,
    remote_unasked::RULE,
    disclosure_missing::RULE,
    disclosure_unhandled::RULE,
    patch_undecided::RULE,
    vendor_sheet_missing::RULE,
    vendor_no_target::RULE,
    vendor_says::PASSWORD,
    vendor_says::REUSE,
    vendor_says::USB,
    two_factor::ADVICE,
    two_factor::CHECKLIST,
];

/// What every rule finds; rules that find nothing are left out.
#[must_use]
pub fn all(facts: &Facts, today: Day) -> Vec<Found> {
    of(facts, &due::all(facts, today), today)
}

/// The same where what everybody has to do is known already.
#[must_use]
pub fn of(facts: &Facts, owed: &[Owed<'_>], today: Day) -> Vec<Found> {
    let found = RULES.iter().map(|rule| {
        let findings = match rule.check {
            Check::Facts { find, .. } => find(facts, today),
            Check::Dues { find, .. } => owed.iter().filter_map(|owed| open(owed, find)).collect(),
        };
        Found { rule, findings }
    });
    found.filter(|found| !found.findings.is_empty()).collect()
}

/// The same out of what every rule says, where that is known already.
#[must_use]
pub fn found(said: &[Fact]) -> Vec<Found> {
    let told = said.iter().filter(|fact| !fact.findings.is_empty()).filter_map(|fact| {
        let rule = RULES.iter().find(|rule| rule.id == fact.rule)?;
        Some(Found { rule, findings: fact.findings.clone() })
    });
    told.collect()
}

/// What only waits to be confirmed has a rule of its own.
fn open((person, due): &Owed<'_>, what: fn(&Due) -> Option<String>) -> Option<Finding> {
    let what = due.state.is_open().then(|| what(due))??;
    Some(Finding { about: person.record.name.clone(), what, route: Route::Steps(person.id) })
}

/// The devices in use that people work on (S000-L4.9 to L4.11).
fn terminals(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<Device>> {
    facts.devices_in_use(today).filter(|kept| kept.record.kind.is_terminal())
}

/// The labels of fields, as one line.
fn labels(fields: &[crate::base::Field]) -> String {
    fields.iter().map(|field| field.label).collect::<Vec<_>>().join("・")
}
