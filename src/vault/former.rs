//! Passphrases an operator had before (前の合言葉): their old slots are kept in the ledger, so that a new passphrase that
//! opens one of them is refused. An old slot opens nothing else: its keys were replaced with it.

use serde::{Deserialize, Serialize};

use super::error::VaultError;
use super::keyfile::{Holder, Unlock};
use super::operators::FOUNDER;
use super::schema::{meta, set_meta};
use super::secret::Secret;
use super::suite::unwrap_secret;
use super::vault::Vault;
use crate::base::{Day, Moment};

/// So many are remembered (S002-5: the last ones are not taken again).
const MOST: usize = 3;

/// A slot that was replaced, and its holder as it was bound to.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Former {
    unlock: Unlock,
    holder: Holder,
    /// The day the passphrase of the slot after it was chosen, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_chosen_on: Option<Day>,
}

fn key(holder: &str) -> String {
    format!("former.{holder}")
}

impl Vault {
    /// Whether this passphrase is an operator's present one or one of the last. Slow on purpose: one Argon2 each.
    pub(super) fn has_used(&self, holder: &str, passphrase: &Secret) -> Result<bool, VaultError> {
        let mut all = self.former(holder)?;
        all.extend(self.present(holder));
        for Former { unlock, holder, next_chosen_on: _ } in &all {
            let factors = unlock.factors.join("+");
            let binding = unlock.binding(&self.sheet.vault.0, holder, &factors);
            let token = match unlock.keyfile {
                // A slot of a USB key that is not here cannot be tried.
                Some(id) => match self.token.as_ref().filter(|token| token.id() == id) {
                    Some(token) => Some(token.secret()),
                    None => continue,
                },
                None => None,
            };
            let kek = binding.kek(passphrase, token)?;
            if unwrap_secret(&kek, &unlock.nonce.0, &unlock.ct.0, &binding.aad()).is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps the present slot of an operator who is about to get another, whose passphrase was chosen that day.
    pub(super) fn remember_slot(&self, holder: &str, chosen_on: Option<Day>) -> Result<(), VaultError> {
        let mut all = self.former(holder)?;
        all.extend(self.present(holder).map(|present| Former { next_chosen_on: chosen_on, ..present }));
        let n_old = all.len().saturating_sub(MOST);
        all.drain(..n_old);
        let text = serde_json::to_string(&all).map_err(|_| VaultError::Database(-3))?;
        set_meta(&self.db, &key(holder), &text)
    }

    /// The day an operator chose the passphrase they have now; `None` where the ledger does not say.
    pub(super) fn chosen_on(&self, holder: &str) -> Result<Option<Day>, VaultError> {
        let salt = self.present(holder).map(|present| present.unlock.salt);
        // A change that came to nothing has left the present slot among the former.
        let before = self.former(holder)?.into_iter().rfind(|former| Some(former.unlock.salt) != salt);
        match before {
            Some(former) => Ok(former.next_chosen_on),
            None if holder == FOUNDER => {
                let at: String = self.db.query_row("SELECT at FROM entry WHERE seq = 1", [], |row| row.get(0))?;
                Ok(Moment::read(&at).map(Moment::day))
            }
            None => Ok(None),
        }
    }

    fn former(&self, holder: &str) -> Result<Vec<Former>, VaultError> {
        let text = meta(&self.db, &key(holder))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    fn present(&self, holder: &str) -> Option<Former> {
        let unlock = self.sheet.unlocks.iter().find(|unlock| unlock.holder == holder)?.clone();
        let holder = Holder { grants: Vec::new(), ..self.sheet.holder(holder)?.clone() };
        Some(Former { unlock, holder, next_chosen_on: None })
    }
}
