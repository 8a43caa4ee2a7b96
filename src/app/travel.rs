//! Small looks into the ledger that the shell itself needs.

use crate::ledgers::clinic::record::Clinic;
use crate::vault::{Reader, VaultError};

/// The clinic's name; empty while none is entered.
///
/// # Errors
/// The ledger cannot be read.
pub fn clinic_name(read: &Reader<'_>) -> Result<String, VaultError> {
    Ok(read.list::<Clinic>()?.into_iter().next().map(|kept| kept.record.name).unwrap_or_default())
}
