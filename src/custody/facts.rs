//! What the open file says of itself; the shell hands it to the pages that show it.

use std::path::PathBuf;

use crate::base::StaffId;
use crate::vault::{BackupPlan, Head, Operator, Record, Vault, VaultError};

/// The facts of an open ledger.
#[derive(Debug, Clone)]
pub struct LedgerFacts {
    /// Its folder.
    pub folder: PathBuf,
    /// Its short number.
    pub short_id: String,
    /// Its size.
    pub n_bytes: u64,
    /// Copies of the key file within reach.
    pub n_key_copies: usize,
    /// The newest entry.
    pub head: Head,
    /// Who can open it.
    pub operators: Vec<Operator>,
    /// Who has opened it.
    pub me: Operator,
    /// Whose own record it is that is shown to who sits here.
    pub person: Option<StaffId>,
    /// Where backups go.
    pub plan: BackupPlan,
    /// The record of the recovery sheet as it stands now.
    pub record: Option<Record>,
    /// Whether this session has made the keys anew and can still open what is under those of before.
    pub has_former_keys: bool,
}

impl LedgerFacts {
    /// Looks at the open file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of(vault: &Vault) -> Result<Self, VaultError> {
        Ok(Self {
            folder: vault.dir().to_owned(),
            short_id: vault.short_id(),
            n_bytes: vault.size(),
            n_key_copies: vault.n_key_copies(),
            head: vault.reader().head()?,
            operators: vault.operators()?,
            me: vault.me()?,
            person: None,
            plan: BackupPlan::read(&vault.reader(), vault.dir())?,
            record: vault.recovery_record(),
            has_former_keys: vault.has_former_keys(),
        })
    }
}
