//! Adding an edition to the ledger (点検表の追加): the file stays in it, and with it in every backup.

use crate::base::{Day, Kind};
use crate::checklists::{ADDED, Added, Effect, Judged, Proposal, added, broken, held, judge};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::{Detail, Tx, VaultError};

/// Adds an edition, or puts right one that was added before.
pub struct AddEdition {
    /// What the file is called.
    pub file: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Command for AddEdition {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { file, bytes } = *self;
        // Judged again: the ledger may hold more than when the file was looked at.
        let proposal = match judge(&file, &bytes, &held(&tx.reader())?)? {
            Judged::Sound(proposal) => *proposal,
            Judged::Broken(faults) => return Err(broken(&faults).into()),
        };
        let Proposal { file, text, edition, effect } = proposal;
        let hash = tx.attach("text/plain; charset=utf-8", text.as_bytes())?;
        let mut all = added(&tx.reader())?;
        all.retain(|one| one.name != edition.name());
        all.push(Added { name: edition.name(), hash, file, on: today });
        let list = serde_json::to_string(&all).map_err(|_| VaultError::Database(-3))?;
        let said = match effect {
            Effect::New => format!("点検表「{}」を追加しました", edition.title),
            Effect::Corrects { .. } => format!("点検表「{}」を直したものに替えました", edition.title),
        };
        tx.decide(ADDED, &list, Detail::said(&said))?;
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}

impl AddEdition {
    /// Looks at the file without adding it.
    ///
    /// # Errors
    /// It is no edition, or nothing would be added by it.
    pub fn try_out(&self, read: &crate::vault::Reader<'_>) -> Result<Proposal, Problem> {
        match judge(&self.file, &self.bytes, &held(read)?)? {
            Judged::Sound(proposal) => Ok(*proposal),
            Judged::Broken(faults) => Err(broken(&faults)),
        }
    }
}
