//! What the records that others point at are called.

use crate::base::Field;
use crate::ledgers::registry;
use crate::vault::{Reader, VaultError};

use super::changes::Names;
use super::values::linked_kinds;

/// The titles of every record these fields can point at.
///
/// # Errors
/// The ledger cannot be read.
pub fn all_names(read: &Reader<'_>, fields: &[Field]) -> Result<Names, VaultError> {
    let mut names = Names::new();
    for kind in linked_kinds(fields) {
        let options = (registry::of(kind).options)(read)?;
        names.extend(options.into_iter().map(|option| (option.id, option.name)));
    }
    Ok(names)
}
