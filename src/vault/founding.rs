//! Making a ledger (作成): its keys, its recovery sheet, its first entry.

use std::fs;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::cipher::{self, Expect, RawKey};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::folder::{FolderLock, Place};
use super::hex::{Hex, HexBytes, to_hex};
use super::journal::{NewEntry, Progress as Step, Writer};
use super::kdf::Kdf;
use super::keyfile::{DbRef, Grant, Holder, HolderType, KeySheet, MAIN_KEY};
use super::mirror;
use super::open::{Lock, slot};
use super::policy::Policy;
use super::projection::Indexer;
use super::recovery::RecoveryCode;
use super::schema::{self, SCHEMA, set_meta};
use super::secret::{PassphraseFault, Secret, random};
use super::suite::{GrantBinding, HolderSecret, Key32, public_key};
use super::vault::Vault;
use crate::base::Moment;

/// The file of a ledger whose data key was never made anew.
const FIRST_FILE: &str = "ledger-0001.db";

/// What a new ledger starts with.
pub struct NewLedger<'a> {
    /// The operator's name, shown before unlocking.
    pub operator: &'a str,
    /// The operator's passphrase.
    pub passphrase: &'a Secret,
    /// How slow it is made.
    pub kdf: Kdf,
    /// How records are found.
    pub indexer: Indexer,
    /// Now.
    pub at: Moment,
}

/// Makes a ledger in a folder that has none.
pub(crate) fn create(place: &Place, new: &NewLedger<'_>) -> Result<(Vault, RecoveryCode), VaultError> {
    place.refuse_unsafe()?;
    if let Some(fault) = new.passphrase.fault(<&Policy>::default().least(false)) {
        return Err(VaultError::PassphraseRefused(fault));
    }
    if new.passphrase.is_guessable(&[new.operator]) {
        return Err(VaultError::PassphraseRefused(PassphraseFault::Guessable));
    }
    super::durable::make_folder(place.dir())?;
    if place.is_half_founded() {
        clear(place);
    }
    if place.keys().exists() || place.second_keys().exists() || place.has_ledger_file() {
        return Err(VaultError::AlreadyALedger);
    }
    let lock = place.lock(new.at)?;
    super::durable::write_atomically(&place.founding(), b"")?;
    let made = build(place, new, lock);
    if made.is_err() {
        clear(place);
    }
    drop(fs::remove_file(place.founding()));
    made
}

/// Takes away what making a ledger has left, and nobody has ever seen.
fn clear(place: &Place) {
    for path in [place.keys(), place.second_keys(), place.ledger(FIRST_FILE), place.ledger("ledger-0001.db-wal")] {
        drop(fs::remove_file(path));
    }
}

fn build(place: &Place, new: &NewLedger<'_>, lock: FolderLock) -> Result<(Vault, RecoveryCode), VaultError> {
    let dek: Key32 = Key32::random()?;
    let vault = *random::<16>()?;
    let db_id = *random::<16>()?;
    let code = RecoveryCode::fresh()?;
    let mut sheet = KeySheet {
        v: 1,
        suite: "D1".to_owned(),
        vault: Hex(vault),
        generation: 1,
        epoch: 1,
        written: new.at.rfc3339(),
        db: DbRef { file: FIRST_FILE.to_owned(), id: Hex(db_id), fmt: "sqlcipher4-4096".to_owned() },
        holders: Vec::new(),
        unlocks: Vec::new(),
    };
    let secret = HolderSecret { sk: Key32::random()?, pin: Key32::random()? };
    let user = Person { holder: "h01", label: new.operator.to_owned(), kind: HolderType::User };
    sheet.holders.push(user.granted(&sheet, &secret, &dek)?);
    let unlock =
        slot(&sheet, "u01", "h01", &Lock { passphrase: new.passphrase, token: None, kdf: new.kdf.choose()? }, &secret)?;
    sheet.unlocks.push(unlock);
    let recovery_secret = code.secret(&vault)?;
    let label = format!("復旧シート {} No.1", new.at.day().iso());
    let paper = Person { holder: "h02", label, kind: HolderType::Recovery };
    sheet.holders.push(paper.granted(&sheet, &recovery_secret, &dek)?);

    let mut db = cipher::open(&place.ledger(FIRST_FILE), &RawKey::of(&dek, &db_id)?, Expect::New)?;
    found(&mut db, &sheet, new, &[("h01", &secret), ("h02", &recovery_secret)])?;
    cipher::guard(&mut db)?;
    let bytes = sheet.write(&dek)?;
    super::durable::write_atomically(&place.keys(), &bytes)?;
    let vault = Vault::assemble(db, place, sheet, dek, new.operator, new.indexer, lock);
    vault.save_copies(&bytes)?;
    vault.remember();
    place.load_ballast();
    Ok((vault, code))
}

fn found(
    db: &mut Connection,
    sheet: &KeySheet,
    new: &NewLedger<'_>,
    pins: &[(&str, &HolderSecret)],
) -> Result<(), VaultError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    schema::create(&tx)?;
    set_meta(&tx, "vault", &to_hex(&sheet.vault.0))?;
    set_meta(&tx, "schema", &SCHEMA.to_string())?;
    mirror::keep(&tx, sheet)?;
    set_meta(&tx, "projection", &new.indexer.stamp())?;
    for (holder, secret) in pins {
        tx.execute(
            "INSERT INTO holder_pin(holder, pk, pin) VALUES (?1, ?2, ?3)",
            params![holder, public_key(&secret.sk)?, secret.pin.as_slice()],
        )?;
    }
    let mut writer = Writer {
        db: &tx,
        indexer: new.indexer,
        vault: &sheet.vault.0,
        operator: new.operator,
        user: sheet.id_of(new.operator),
        enterer: None,
        at: new.at,
    };
    let detail = Detail::default();
    writer.append(&mut Step::default(), &NewEntry { act: Act::Founded, record: None, detail: &detail, body: None })?;
    Ok(tx.commit()?)
}

/// Somebody who is to hold the data key.
struct Person {
    holder: &'static str,
    label: String,
    kind: HolderType,
}

impl Person {
    fn granted(self, sheet: &KeySheet, secret: &HolderSecret, dek: &Key32) -> Result<Holder, VaultError> {
        let Self { holder, label, kind } = self;
        let pk = public_key(&secret.sk)?;
        let binding = GrantBinding { vault: &sheet.vault.0, key: MAIN_KEY, epoch: sheet.epoch, holder, pk: &pk };
        let (enc, ct) = binding.seal(&secret.pin, dek)?;
        let grant = Grant { key: MAIN_KEY.to_owned(), epoch: sheet.epoch, enc: Hex(enc), ct: HexBytes(ct) };
        Ok(Holder {
            id: holder.to_owned(),
            holder_type: kind,
            user: (kind == HolderType::User).then(|| Uuid::new_v4().to_string()),
            label,
            pk: Hex(pk),
            grants: vec![grant],
        })
    }
}
