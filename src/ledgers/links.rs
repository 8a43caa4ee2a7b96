//! Which records point at another one: nobody's record is pulled from under somebody else's.

use crate::base::{Kind, RecordId, StaffId};
use crate::vault::{Reader, VaultError};

use super::account::record::Account;
use super::attendance::record::Attendance;
use super::backup_plan::record::BackupPlan;
use super::contract::record::Contract;
use super::device::record::Device;
use super::disclosure::record::Disclosure;
use super::disposal::record::Disposal;
use super::incident::record::Incident;
use super::log_review::record::LogReview;
use super::passage::record::Passage;
use super::pledge::record::Pledge;
use super::policy_read::record::PolicyRead;
use super::remedy::record::Remedy;
use super::remote::record::Remote;
use super::restore_test::record::RestoreTest;
use super::role::record::Role;
use super::self_check::record::SelfCheck;
use super::takeout::record::Takeout;
use super::training::record::Training;
use super::vendor_sheet::record::VendorSheet;

/// How many records point at this one.
///
/// # Errors
/// The ledger cannot be read.
pub fn pointing_at(read: &Reader<'_>, kind: Kind, id: RecordId) -> Result<usize, VaultError> {
    Ok(others(read, kind, id)? + incidents(read, id)?)
}

/// The incidents that name it, and what is to prevent it where it is an incident.
fn incidents(read: &Reader<'_>, id: RecordId) -> Result<usize, VaultError> {
    let is_named = |incident: &Incident| {
        incident.staff.map(RecordId::from) == Some(id)
            || incident.vendor.map(RecordId::from) == Some(id)
            || incident.takeout.map(RecordId::from) == Some(id)
            || incident.devices.iter().any(|device| RecordId::from(*device) == id)
            || incident.systems.iter().any(|system| RecordId::from(*system) == id)
    };
    let n_incidents = read.list::<Incident>()?.iter().filter(|kept| is_named(&kept.record)).count();
    let prevents = |remedy: &Remedy| remedy.incident.map(RecordId::from) == Some(id);
    Ok(n_incidents + read.list::<Remedy>()?.iter().filter(|kept| prevents(&kept.record)).count())
}

/// The records of every other kind.
fn others(read: &Reader<'_>, kind: Kind, id: RecordId) -> Result<usize, VaultError> {
    match kind {
        Kind::Staff => {
            let n_subjects = read.by_subject::<Account>(id)?.len()
                + read.by_subject::<Role>(id)?.len()
                + read.by_subject::<Attendance>(id)?.len()
                + read.by_subject::<PolicyRead>(id)?.len()
                + read.by_subject::<Pledge>(id)?.len()
                + read.by_subject::<SelfCheck>(id)?.len()
                + read.by_subject::<Remedy>(id)?.len();
            let n_subjects = n_subjects
                + read.by_subject::<Passage>(id)?.len()
                + read.list::<Training>()?.iter().filter(|kept| kept.record.attendees.contains(&id.into())).count()
                + read.list::<Disposal>()?.iter().filter(|kept| is_of(&kept.record, id.into())).count();
            let n_subjects = n_subjects
                + read.list::<BackupPlan>()?.iter().filter(|kept| kept.record.owner == Some(id.into())).count();
            let n_takeouts = read.list::<Takeout>()?.iter().filter(|kept| kept.record.names(id.into())).count();
            let n_subjects = n_subjects + n_takeouts;
            let devices = read.list::<Device>()?;
            Ok(n_subjects + devices.iter().filter(|device| device.record.users.contains(&id.into())).count())
        }
        Kind::System => {
            let accounts = read.list::<Account>()?;
            let contracts = read.list::<Contract>()?;
            let remotes = read.list::<Remote>()?;
            let sheets = read.list::<VendorSheet>()?;
            let n_lists = contracts.iter().filter(|kept| kept.record.systems.contains(&id.into())).count()
                + remotes.iter().filter(|kept| kept.record.systems.contains(&id.into())).count()
                + sheets.iter().filter(|kept| kept.record.systems.contains(&id.into())).count();
            let n_accounts = accounts.iter().filter(|account| account.record.system == id.into()).count();
            let n_subjects = read.by_subject::<Disclosure>(id)?.len()
                + read.by_subject::<BackupPlan>(id)?.len()
                + read.by_subject::<LogReview>(id)?.len();
            Ok(n_accounts + n_lists + n_subjects)
        }
        Kind::Device => {
            let checks = read.list::<SelfCheck>()?;
            let remedies = read.list::<Remedy>()?;
            let remotes = read.list::<Remote>()?;
            let takeouts = read.list::<Takeout>()?;
            Ok(checks.iter().filter(|kept| kept.record.device == id.into()).count()
                + remotes.iter().filter(|kept| kept.record.devices.contains(&id.into())).count()
                + read.by_subject::<Disposal>(id)?.len()
                + takeouts.iter().filter(|kept| kept.record.devices.contains(&id.into())).count()
                + remedies.iter().filter(|kept| kept.record.device == Some(id.into())).count())
        }
        Kind::Clinic
        | Kind::Role
        | Kind::Account
        | Kind::Attendance
        | Kind::PolicyRead
        | Kind::Pledge
        | Kind::SelfCheck
        | Kind::Remedy
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Incident
        | Kind::Takeout => Ok(0),
        Kind::BackupPlan => Ok(read.by_subject::<RestoreTest>(id)?.len()),
        Kind::Contract | Kind::Remote | Kind::Disclosure | Kind::VendorSheet => Ok(0),
        Kind::Vendor => {
            let disclosures = read.list::<Disclosure>()?;
            Ok(read.by_subject::<Contract>(id)?.len()
                + read.by_subject::<Remote>(id)?.len()
                + read.by_subject::<VendorSheet>(id)?.len()
                + disclosures.iter().filter(|kept| kept.record.vendor == Some(id.into())).count())
        }
        Kind::Training => {
            let lessons = read.list::<Attendance>()?;
            Ok(lessons.iter().filter(|kept| kept.record.training == Some(id.into())).count())
        }
    }
}

fn is_of(disposal: &Disposal, person: StaffId) -> bool {
    disposal.from == Some(person) || disposal.to_staff == Some(person)
}
