//! A new data key (鍵の作り直し): the ledger is copied under it beside the old file, checked, and the key file is switched
//! over in one write. Before that write the old ledger is whole, after it the new one.

use std::fs;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::check;
use super::cipher::{self, Expect, RawKey};
use super::durable::{flush_folder, write_atomically};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::hex::Hex;
use super::journal::{self, Progress as Step, Writer};
use super::keyfile::{Grant, HolderType, KeySheet, MAIN_KEY, ledger_name};
use super::mirror;
use super::secret::random;
use super::standing::Standing;
use super::suite::{GrantBinding, Key32};
use super::tx::Tx;
use super::vault::Vault;
use crate::base::{Moment, Progress};

/// What became of a new key file.
pub(super) enum Switch {
    /// It counts, and outlives a power cut.
    Done,
    /// The old one counts.
    Not(VaultError),
    /// Either may count after a power cut.
    Unknown(VaultError),
}

impl Vault {
    /// Makes a new data key; everybody who can open the ledger still can, with what they know.
    ///
    /// # Errors
    /// There is no room, or the user stopped it; the ledger stays as it was.
    pub fn rotate(&mut self, reason: &str, at: Moment, progress: &Progress) -> Result<(), VaultError> {
        let detail = Detail { reason: Some(reason.to_owned()), ..Detail::said("鍵を作り直した") };
        self.rotate_to(self.sheet.clone(), &detail, at, progress)
    }

    /// The same, for those who stand in this sheet.
    pub(super) fn rotate_to(
        &mut self,
        mut sheet: KeySheet,
        detail: &Detail,
        at: Moment,
        progress: &Progress,
    ) -> Result<(), VaultError> {
        self.ready()?;
        let dek: Key32 = Key32::random()?;
        let old_file = self.sheet.db.file.clone();
        sheet.generation += 1;
        sheet.epoch += 1;
        sheet.written = at.rfc3339();
        sheet.db.file = ledger_name(sheet.epoch);
        sheet.db.id = Hex(*random::<16>()?);
        self.grant_all(&mut sheet, &dek)?;
        let bytes = sheet.write(&dek)?;
        let path = self.place.ledger(&sheet.db.file);
        if path.exists() {
            // Half of a rotation that was cut off, most likely; but what is not known is not overwritten.
            self.place.put_aside(&path)?;
        }
        let key = RawKey::of(&dek, &sheet.db.id.0)?;
        let made =
            self.copy_to(&path, &key, progress).and_then(|()| self.finish_copy(&sheet, &key, detail, at, progress));
        let db = match made {
            Ok(db) => db,
            Err(error) => {
                self.remove_ledger_file(&sheet.db.file);
                return Err(error);
            }
        };
        // From this write on the new ledger is the ledger.
        match self.switch_keys(&bytes) {
            Switch::Done => {}
            Switch::Not(error) => {
                drop(db);
                self.remove_ledger_file(&sheet.db.file);
                return Err(error);
            }
            // Nobody can tell which of the two it names: both stay, and nothing goes into either before it is reopened.
            Switch::Unknown(error) => return Err(self.give_up(error)),
        }
        self.db = db;
        self.former.push((self.sheet.epoch, std::mem::replace(&mut self.dek, dek)));
        self.sheet = sheet;
        self.standing = Standing::of(&self.db, &self.place, &self.sheet, at);
        cipher::guard(&mut self.db)?;
        // What the key file says counts; a copy that cannot be written now is written at the next opening.
        drop(self.save_copies(&bytes));
        self.remember();
        self.remove_ledger_file(&old_file);
        Ok(())
    }

    /// Puts a new key file in the old one's place.
    pub(super) fn switch_keys(&self, bytes: &[u8]) -> Switch {
        let Err(error) = write_atomically(&self.place.keys(), bytes) else { return Switch::Done };
        match fs::read(self.place.keys()) {
            // Only the last flush failed.
            Ok(kept) if kept == bytes => {
                flush_folder(self.place.dir()).map_or_else(|error| Switch::Unknown(error.into()), |()| Switch::Done)
            }
            Ok(_) => Switch::Not(error),
            Err(_) => Switch::Unknown(error),
        }
    }

    /// Seals the new data key to everybody in the sheet; their pins stand in the ledger.
    fn grant_all(&self, sheet: &mut KeySheet, dek: &Key32) -> Result<(), VaultError> {
        let (vault, epoch) = (sheet.vault.0, sheet.epoch);
        let mut statement = self.db.prepare_cached("SELECT pin FROM holder_pin WHERE holder = ?1 AND pk = ?2")?;
        for holder in &mut sheet.holders {
            let pin: Option<[u8; 32]> =
                statement.query_row(params![holder.id, holder.pk.0.as_slice()], |row| row.get(0)).optional()?;
            let pin = Key32::new(pin.ok_or(VaultError::KeysDamaged)?);
            let binding = GrantBinding { vault: &vault, key: MAIN_KEY, epoch, holder: &holder.id, pk: &holder.pk.0 };
            let (enc, ct) = binding.seal(&pin, dek)?;
            holder.grants =
                vec![Grant { key: MAIN_KEY.to_owned(), epoch, enc: Hex(enc), ct: super::hex::HexBytes(ct) }];
        }
        Ok(())
    }

    /// Opens the copy as the working ledger, writes down that the keys changed, and checks all of it.
    fn finish_copy(
        &self,
        sheet: &KeySheet,
        key: &RawKey,
        detail: &Detail,
        at: Moment,
        progress: &Progress,
    ) -> Result<Connection, VaultError> {
        let before = self.reader().head()?;
        let path = self.place.ledger(&sheet.db.file);
        let mut db = cipher::open(&path, key, Expect::Existing)?;
        if journal::head(&db, &sheet.vault.0)? != before {
            return Err(VaultError::BackupUnsound);
        }
        self.record_in(&mut db, sheet, detail, at).map_err(|error| cipher::cause(&db, error))?;
        let report = check::run(&db, || cipher::look(&path, key).ok(), &sheet.vault.0, self.indexer, progress)?;
        if report.is_sound() { Ok(db) } else { Err(VaultError::BackupUnsound) }
    }

    fn record_in(&self, db: &mut Connection, sheet: &KeySheet, detail: &Detail, at: Moment) -> Result<(), VaultError> {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        mirror::keep(&tx, sheet)?;
        forget_leavers(&tx, sheet)?;
        let writer = Writer {
            db: &tx,
            indexer: self.indexer,
            vault: &sheet.vault.0,
            operator: &self.operator,
            user: self.sheet.id_of(&self.operator),
            enterer: None,
            at,
        };
        let mut noted = Tx::new(writer, Step::default());
        noted.note(Act::Keys, detail)?;
        if paper(sheet) == paper(&self.sheet) {
            noted.outdate_sheet()?;
        } else {
            noted.open_sheet()?;
        }
        Ok(tx.commit()?)
    }

    /// Removes a ledger file that is not the ledger (any more), with what waits beside it.
    fn remove_ledger_file(&self, name: &str) {
        for ending in ["", "-wal", "-shm"] {
            drop(fs::remove_file(self.place.ledger(&format!("{name}{ending}"))));
        }
    }

    /// After the key file was proven to open the ledger: the file before it, which a rotation that was cut off behind
    /// its last step has left, goes. All it holds is in the new one.
    pub(crate) fn sweep_rotation(&self) {
        if let Some(before) = self.sheet.epoch.checked_sub(1) {
            self.remove_ledger_file(&ledger_name(before));
        }
    }
}

/// The id of the recovery sheet in a key file.
fn paper(sheet: &KeySheet) -> Option<&str> {
    let paper = sheet.holders.iter().find(|holder| holder.holder_type == HolderType::Recovery);
    paper.map(|holder| holder.id.as_str())
}

/// Nobody who is gone keeps a pin here: with it a grant could be forged.
pub(super) fn forget_leavers(db: &Connection, sheet: &KeySheet) -> Result<(), VaultError> {
    let holders: Vec<&str> = sheet.holders.iter().map(|holder| holder.id.as_str()).collect();
    let marks = vec!["?"; holders.len()].join(", ");
    let sql = format!("UPDATE holder_pin SET pin = zeroblob(32) WHERE holder NOT IN ({marks})");
    db.execute(&sql, rusqlite::params_from_iter(holders))?;
    Ok(())
}
