//! A new recovery sheet for an open ledger, and what every change of keys needs.

use super::entry::Detail;
use super::error::VaultError;
use super::hex::{Hex, HexBytes};
use super::keyfile::{Grant, Holder, HolderType, KeySheet, MAIN_KEY};
use super::recovery::RecoveryCode;
use super::suite::{GrantBinding, HolderSecret, Key32, public_key};
use super::vault::Vault;
use crate::base::{Moment, Progress};

impl Vault {
    /// Makes a new recovery sheet and a new data key in one step: the old sheet opens nothing here any more, neither with
    /// the key file nor with its own record. The new one is to be confirmed again.
    ///
    /// # Errors
    /// There is no room, or the user stopped it; the old sheet still counts then.
    pub fn renew_recovery(&mut self, at: Moment, progress: &Progress) -> Result<RecoveryCode, VaultError> {
        self.ready()?;
        let code = RecoveryCode::fresh()?;
        let mut sheet = self.sheet.clone();
        let secret = code.secret(&sheet.vault.0)?;
        let pk = public_key(&secret.sk)?;
        let n_sheets = sheet.generation + 1;
        let id = self.next_holder().map_err(|error| self.give_up(error))?;
        sheet.holders.retain(|holder| holder.holder_type != HolderType::Recovery);
        sheet.holders.push(Holder {
            id: id.clone(),
            holder_type: HolderType::Recovery,
            user: None,
            label: format!("復旧シート {} No.{n_sheets}", at.day().iso()),
            pk: Hex(pk),
            grants: Vec::new(),
        });
        self.keep_pin(&id, &secret)?;
        self.rotate_to(sheet, &Detail::said("復旧シートを作り直し、鍵を作り直した"), at, progress)?;
        Ok(code)
    }
}

/// Seals the data key to a holder's new keys.
pub(super) fn grant(sheet: &mut KeySheet, id: &str, secret: &HolderSecret, dek: &Key32) -> Result<(), VaultError> {
    let pk = public_key(&secret.sk)?;
    let (enc, ct) = GrantBinding { vault: &sheet.vault.0, key: MAIN_KEY, epoch: sheet.epoch, holder: id, pk: &pk }
        .seal(&secret.pin, dek)?;
    let grant = Grant { key: MAIN_KEY.to_owned(), epoch: sheet.epoch, enc: Hex(enc), ct: HexBytes(ct) };
    let holder = sheet.holders.iter_mut().find(|holder| holder.id == id).ok_or(VaultError::KeysDamaged)?;
    holder.pk = Hex(pk);
    holder.grants = vec![grant];
    Ok(())
}

/// The id after the highest in use: `u02` after `u01`.
pub(super) fn next_id<'a>(letter: char, ids: impl Iterator<Item = &'a str>) -> String {
    let highest = ids.filter_map(|id| id.strip_prefix(letter)?.parse::<u32>().ok()).max().unwrap_or_default();
    format!("{letter}{:02}", highest + 1)
}
