//! A new recovery sheet for an open ledger, and what every change of keys needs. The data key stays.

use super::entry::Detail;
use super::error::VaultError;
use super::hex::{Hex, HexBytes};
use super::keyfile::{Grant, Holder, HolderType, KeySheet, MAIN_KEY};
use super::operators::KeyChange;
use super::recovery::RecoveryCode;
use super::suite::{GrantBinding, HolderSecret, Key32, public_key};
use super::vault::Vault;
use crate::base::Moment;

impl Vault {
    /// Makes a new recovery sheet; the old one opens nothing here any more. The new one is to be confirmed again.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn renew_recovery(&mut self, at: Moment) -> Result<RecoveryCode, VaultError> {
        let code = RecoveryCode::fresh()?;
        let mut sheet = self.sheet.clone();
        let secret = code.secret(&sheet.vault.0)?;
        let n_sheets = sheet.generation + 1;
        let id = next_id('h', sheet.holders.iter().map(|holder| holder.id.as_str()));
        sheet.holders.retain(|holder| holder.holder_type != HolderType::Recovery);
        sheet.holders.push(Holder {
            id: id.clone(),
            holder_type: HolderType::Recovery,
            user: None,
            label: format!("復旧シート {} No.{n_sheets}", at.day().iso()),
            pk: Hex(public_key(&secret.sk)?),
            grants: Vec::new(),
        });
        grant(&mut sheet, &id, &secret, &self.dek)?;
        let detail = Detail::said("復旧シートの作り直し");
        let secret = Some((id.as_str(), &secret));
        self.change_keys(KeyChange { sheet, secret, detail, settings: Vec::new(), meta: Vec::new() }, at)?;
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
