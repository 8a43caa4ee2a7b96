//! New keys for an open ledger (鍵の作り直し): an operator's passphrase, a recovery sheet. The data key stays.

use rusqlite::{TransactionBehavior, params};

use super::durable::write_atomically;
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::hex::{Hex, HexBytes};
use super::journal::{NewEntry, Progress as Step, Writer};
use super::kdf::Kdf;
use super::keyfile::{Grant, Holder, HolderType, KeySheet, MAIN_KEY};
use super::open::slot;
use super::recovery::RecoveryCode;
use super::schema::set_meta;
use super::secret::{Secret, random};
use super::suite::{GrantBinding, HolderSecret, Key32, public_key};
use super::vault::Vault;
use crate::base::Moment;

impl Vault {
    /// Gives an operator a new passphrase, with new keys of their own; the old one opens nothing here any more.
    /// Older copies of the key file (backups) still open with the old one.
    ///
    /// # Errors
    /// The passphrase is refused, nobody has this name, or the folder cannot be written.
    pub fn set_passphrase(&mut self, operator: &str, new: &Secret, kdf: Kdf, at: Moment) -> Result<(), VaultError> {
        if let Some(fault) = new.fault() {
            return Err(VaultError::PassphraseRefused(fault));
        }
        let mut sheet = self.sheet.clone();
        let known = |holder: &&Holder| holder.holder_type == HolderType::User && holder.label == operator;
        let id = sheet.holders.iter().find(known).map(|holder| holder.id.clone()).ok_or(VaultError::NoSuchRecord)?;
        let secret = HolderSecret { sk: random::<32>()?, pin: random::<32>()? };
        grant(&mut sheet, &id, &secret, &self.dek)?;
        let unlock_id = next_id('u', sheet.unlocks.iter().map(|unlock| unlock.id.as_str()));
        let unlock = slot(&sheet, &unlock_id, &id, new, kdf.choose()?, &secret)?;
        sheet.unlocks.retain(|old| old.holder != id);
        sheet.unlocks.push(unlock);
        self.replace_keys(sheet, &id, &secret, &Detail::said("合言葉の変更"), at)
    }

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
        self.replace_keys(sheet, &id, &secret, &Detail::said("復旧シートの作り直し"), at)?;
        Ok(code)
    }

    /// First the key file (from then on the new keys count), then the ledger, then the copies.
    fn replace_keys(
        &mut self,
        mut sheet: KeySheet,
        holder: &str,
        secret: &HolderSecret,
        detail: &Detail,
        at: Moment,
    ) -> Result<(), VaultError> {
        sheet.generation += 1;
        sheet.written = at.rfc3339();
        let bytes = sheet.write(&self.dek)?;
        write_atomically(&self.place.keys(), &bytes)?;
        self.sheet = sheet;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute(
            "INSERT INTO holder_pin(holder, pk, pin) VALUES (?1, ?2, ?3)",
            params![holder, public_key(&secret.sk)?, secret.pin.as_slice()],
        )?;
        set_meta(&tx, "keys_gen", &self.sheet.generation.to_string())?;
        let mut writer = Writer {
            db: &tx,
            indexer: self.indexer,
            vault: &self.sheet.vault.0,
            operator: &self.operator,
            enterer: None,
            at,
        };
        writer.append(&mut Step::default(), &NewEntry { act: Act::Keys, record: None, detail, body: None })?;
        tx.commit()?;
        self.save_copies(&bytes)?;
        self.remember();
        Ok(())
    }
}

/// Seals the data key to a holder's new keys.
fn grant(sheet: &mut KeySheet, id: &str, secret: &HolderSecret, dek: &Key32) -> Result<(), VaultError> {
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
fn next_id<'a>(letter: char, ids: impl Iterator<Item = &'a str>) -> String {
    let highest = ids.filter_map(|id| id.strip_prefix(letter)?.parse::<u32>().ok()).max().unwrap_or_default();
    format!("{letter}{:02}", highest + 1)
}
