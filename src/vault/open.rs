//! Opening a ledger (解錠): passphrase or recovery code to data key to file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use subtle::ConstantTimeEq;

use super::attempts::{Attempts, Seen};
use super::cipher::{self, Expect, RawKey};
use super::entry::{Act, Detail};
use super::error::VaultError;
use super::folder::{HolderNote, Place};
use super::hex::{Hex, HexBytes, from_hex, to_hex};
use super::journal::{self, NewEntry, Progress as Step, Writer};
use super::kdf::KdfParams;
use super::key_copies;
use super::keyfile::{Holder, HolderType, KeySheet, Unlock};
use super::mirror;
use super::operators;
use super::profile::Witness;
use super::projection::{self, Indexer};
use super::recovery::RecoveryCode;
use super::schema::{SCHEMA, meta};
use super::second;
use super::secret::{Secret, random};
use super::suite::{HolderSecret, Key32, public_key, stretch, unwrap_secret, wrap};
use super::token::{Token, TokenId};
use super::vault::{Notice, Older, Vault};
use crate::base::Moment;

/// Factors of a slot: a passphrase, and a USB key beside it.
const PASSPHRASE: &str = "password";
const TOKEN: &str = "keyfile";
/// Under these names failures of the recovery code and of unknown names are counted; no holder is called so.
const RECOVERY: &str = "recovery";
const UNKNOWN: &str = "unknown";

/// What opens a ledger.
pub enum Key<'a> {
    /// An operator's passphrase.
    Passphrase {
        /// The name as [`peek`] lists it.
        operator: &'a str,
        /// What was typed.
        secret: &'a Secret,
    },
    /// An operator's passphrase with what else they have.
    Factors {
        /// The name as [`peek`] lists it.
        operator: &'a str,
        /// What was typed.
        secret: &'a Secret,
        /// The USB key, where there is one.
        token: Option<&'a Token>,
        /// The one-time code, where one was typed.
        code: Option<&'a str>,
    },
    /// The code of the recovery sheet.
    Recovery(&'a RecoveryCode),
}

impl Key<'_> {
    const fn token(&self) -> Option<&Token> {
        match self {
            Key::Factors { token, .. } => *token,
            Key::Passphrase { .. } | Key::Recovery(_) => None,
        }
    }

    const fn code(&self) -> Option<&str> {
        match self {
            Key::Factors { code, .. } => *code,
            Key::Passphrase { .. } | Key::Recovery(_) => None,
        }
    }

    fn token_of(&self, id: TokenId) -> Result<&Token, VaultError> {
        let token = self.token().ok_or(VaultError::TokenWanted(id))?;
        if token.id() == id { Ok(token) } else { Err(VaultError::WrongToken) }
    }
}

/// Who in a key file opens with which USB key.
pub(crate) fn tokens(sheet: &KeySheet) -> Vec<(String, TokenId)> {
    let with = |unlock: &Unlock| Some((sheet.holder(&unlock.holder)?.label.clone(), unlock.keyfile?));
    sheet.unlocks.iter().filter_map(with).collect()
}

/// A missing USB key is no wrong try: it is told before anything is counted.
fn refuse_without_token(sheet: &KeySheet, key: &Key<'_>) -> Result<(), VaultError> {
    let (Key::Passphrase { operator, .. } | Key::Factors { operator, .. }) = key else { return Ok(()) };
    match tokens(sheet).iter().find(|(name, _)| name == operator) {
        Some((_, id)) => key.token_of(*id).map(drop),
        None => Ok(()),
    }
}

/// Under which name an operator's failures are counted.
fn counted_as<'s>(sheet: &'s KeySheet, operator: &str) -> &'s str {
    let holder = sheet.holders.iter().find(|holder| holder.holder_type == HolderType::User && holder.label == operator);
    holder.map_or(UNKNOWN, |holder| holder.id.as_str())
}

/// What can be told of a ledger before anybody has unlocked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// First 8 hex of the vault's id.
    pub vault_id: String,
    /// Operators by name.
    pub operators: Vec<String>,
    /// Who opens with which USB key beside the passphrase.
    pub tokens: Vec<(String, TokenId)>,
    /// Rotation epoch.
    pub epoch: u32,
    /// Which copy of the key file was read.
    pub notices: Vec<Notice>,
    /// Who has it open right now, where somebody has.
    pub open_at: Option<HolderNote>,
}

/// Looks at a ledger without opening it.
///
/// # Errors
/// Not a ledger; key file missing, damaged, newer or unacceptable; ledger file missing.
pub fn peek(place: &Place) -> Result<Face, VaultError> {
    place.refuse_missing()?;
    let (keys, notices) = key_copies::load(place)?;
    let users = keys.sheet.holders.iter().filter(|holder| holder.holder_type == HolderType::User);
    Ok(Face {
        vault_id: super::profile::short_id(&keys.sheet.vault.0),
        operators: users.map(|holder| holder.label.clone()).collect(),
        tokens: tokens(&keys.sheet),
        epoch: keys.sheet.epoch,
        notices,
        open_at: place.busy(),
    })
}

/// How long an operator must still wait after failures; `None` when an opening may be tried.
#[must_use]
pub fn wait(place: &Place, operator: Option<&str>, at: Moment) -> Option<Duration> {
    let sheet = key_copies::load(place).ok()?.0.sheet;
    Attempts::read(&place.attempts()).wait(operator.map_or(RECOVERY, |name| counted_as(&sheet, name)), at)
}

/// What a slot is to be opened with.
pub(crate) struct Lock<'a> {
    pub passphrase: &'a Secret,
    pub token: Option<&'a Token>,
    pub kdf: KdfParams,
}

/// A slot for a holder that stands in the sheet already.
pub(crate) fn slot(
    sheet: &KeySheet,
    id: &str,
    holder: &str,
    lock: &Lock<'_>,
    secret: &HolderSecret,
) -> Result<Unlock, VaultError> {
    let Lock { passphrase, token, kdf } = lock;
    let factors: Vec<String> =
        [Some(PASSPHRASE), token.map(|_| TOKEN)].into_iter().flatten().map(str::to_owned).collect();
    let holder = sheet.holder(holder).ok_or(VaultError::KeysDamaged)?;
    let mut unlock = Unlock {
        id: id.to_owned(),
        holder: holder.id.clone(),
        factors,
        keyfile: token.map(Token::id),
        m: kdf.m,
        t: kdf.t,
        p: kdf.p,
        salt: Hex(*random::<16>()?),
        nonce: Hex(*random::<24>()?),
        ct: HexBytes(Vec::new()),
    };
    let sealed = {
        let factors = unlock.factors.join("+");
        let binding = unlock.binding(&sheet.vault.0, holder, &factors);
        wrap(&binding.kek(passphrase, token.map(Token::secret))?, &unlock.nonce.0, secret, &binding.aad())?
    };
    unlock.ct = HexBytes(sealed);
    Ok(unlock)
}

/// Opens a ledger. On a full disk the ballast makes room for the entry that says so.
pub(crate) fn unlock(place: &Place, key: &Key<'_>, indexer: Indexer, at: Moment) -> Result<Vault, VaultError> {
    place.refuse_unsafe()?;
    place.refuse_missing()?;
    match unlock_once(place, key, indexer, at) {
        Err(VaultError::DiskFull) if place.drop_ballast() => unlock_once(place, key, indexer, at),
        // To the engine a disk that stumbled looks like damage; nobody is told so before the file was read as a whole.
        Err(VaultError::LedgerDamaged | VaultError::Mismatched | VaultError::ReadFailed) => {
            place.read_through()?;
            unlock_once(place, key, indexer, at)
        }
        other => other,
    }
}

fn unlock_once(place: &Place, key: &Key<'_>, indexer: Indexer, at: Moment) -> Result<Vault, VaultError> {
    let (keys, mut notices) = key_copies::load(place)?;
    let mut sheet = keys.sheet.clone();
    let path = place.ledger(&sheet.db.file);
    if !path.exists() {
        // Of other keys than the file that is there, or there is none.
        return Err(if place.has_ledger_file() { VaultError::Mismatched } else { VaultError::LedgerMissing });
    }
    let lock = place.lock(at)?;
    place.sweep();
    let tried = match key {
        Key::Passphrase { operator, .. } | Key::Factors { operator, .. } => counted_as(&keys.sheet, operator),
        Key::Recovery(_) => RECOVERY,
    };
    refuse_without_token(&sheet, key)?;
    let mut attempts = Attempts::read(&place.attempts());
    if let Some(left) = attempts.wait(tried, at) {
        attempts.restart(&place.attempts(), tried, at)?;
        return Err(VaultError::LockedOut(left));
    }
    let n_fails = attempts.fails(tried);
    let before = attempts.clone();
    attempts.count(&place.attempts(), tried, sheet.generation, at)?;
    let (holder, secret) = holder_secret(&keys.sheet, key)?;
    let dek = holder.open(&sheet, &secret).ok_or(VaultError::KeysTampered)?;
    keys.verify(&dek)?;
    // The key was right: a damaged ledger file must not lock anybody out.
    before.save(&place.attempts())?;
    let mut db = open_ledger(&path, &sheet, &dek).map_err(|error| spoiled(error, &path))?;
    let accepted = accept(&db, place, &sheet).map_err(|error| spoiled(error, &path));
    let older = match accepted {
        Ok(older) => older,
        // The recovery sheet, or a 管理責任者 who has chosen this copy, opens a ledger beside an older key file; the journal
        // says so, and the ledger brings the newest one back.
        Err(VaultError::RolledBack { seen, live }) if may_be_older(&db, place, key, &holder.id)? => {
            sheet = mirror::newest(&db, &sheet)?;
            Some(Older { seen, live })
        }
        Err(error) => return Err(error),
    };
    bring_up(&mut db, &sheet, indexer, &holder.label, at).map_err(|error| spoiled(error, &path))?;
    cipher::guard(&mut db)?;
    if let Key::Passphrase { .. } | Key::Factors { .. } = key
        && second::wants_code(&db, &holder.id).map_err(|error| spoiled(error, &path))?
    {
        let code = key.code().ok_or(VaultError::CodeWanted)?;
        // A wrong code is a wrong try: counted again before it is looked at.
        attempts.save(&place.attempts())?;
        second::take_code(&db, &holder.id, code, at).map_err(|error| spoiled(error, &path))?;
    }
    let counts = attempts.clear(&place.attempts(), tried, &db).map_err(|error| spoiled(error, &path))?;
    if n_fails > 0 {
        notices.push(Notice::FailedBefore(n_fails));
    }
    let origin = place.read_origin().and_then(|origin| Moment::read(&origin.made_at));
    match origin {
        // A ledger that was brought back is expected to be older than what this PC has seen.
        Some(made_at) => notices.push(Notice::BroughtBack(made_at)),
        // The copy that was chosen is told already, and that it may be older.
        None if place.chosen().is_some() => {}
        None => {
            notices.extend(older.map(Notice::OlderState));
            notices.extend((counts == Seen::Replaced).then_some(Notice::AttemptsLost));
        }
    }
    let bytes = sheet.write(&dek)?;
    let label = holder.label.clone();
    let mut vault = Vault::assemble(db, place, sheet, dek, &label, indexer, lock).with_token(key.token().cloned());
    vault.save_copies(&bytes)?;
    vault.open_entries(at, &notices, &attempts.note()).map_err(|error| spoiled(error, &path))?;
    if origin.is_some() {
        fs::remove_file(place.origin())?;
    }
    vault.set_notices(notices, at.day());
    vault.remember();
    vault.sweep_rotation();
    place.load_ballast();
    Ok(vault)
}

/// Whether an older key file may open this ledger: with the recovery sheet, or as a copy that one who answers for the
/// ledger has chosen.
fn may_be_older(db: &Connection, place: &Place, key: &Key<'_>, holder: &str) -> Result<bool, VaultError> {
    match key {
        Key::Recovery(_) => Ok(true),
        Key::Passphrase { .. } | Key::Factors { .. } => {
            Ok(place.chosen().is_some() && operators::is_chief(db, holder)?)
        }
    }
}

/// After a page that does not decrypt the engine also says "read only"; a file that can be written is damaged then.
fn spoiled(error: VaultError, path: &Path) -> VaultError {
    match error {
        VaultError::ReadFailed => VaultError::LedgerDamaged,
        VaultError::ReadOnlyFolder if !super::durable::is_read_only(path) => VaultError::LedgerDamaged,
        other => other,
    }
}

/// The holder whom a passphrase or a code opens, with its secret.
pub(crate) fn holder_secret<'s>(sheet: &'s KeySheet, key: &Key<'_>) -> Result<(&'s Holder, HolderSecret), VaultError> {
    match key {
        Key::Recovery(code) => {
            let secret = code.secret(&sheet.vault.0)?;
            let pk = public_key(&secret.sk)?;
            let holder = sheet
                .holders
                .iter()
                .find(|holder| holder.holder_type == HolderType::Recovery && bool::from(holder.pk.0.ct_eq(&pk)));
            holder.map(|holder| (holder, secret)).ok_or(VaultError::WrongRecoveryCode)
        }
        Key::Passphrase { operator, secret } | Key::Factors { operator, secret, .. } => {
            let slots = sheet.unlocks.iter().filter_map(|unlock| Some((unlock, sheet.holder(&unlock.holder)?)));
            let mut is_known = false;
            for (unlock, holder) in slots.filter(|(_, holder)| holder.label == *operator) {
                is_known = true;
                let factors = unlock.factors.join("+");
                let binding = unlock.binding(&sheet.vault.0, holder, &factors);
                let token = match unlock.keyfile {
                    Some(id) => Some(key.token_of(id)?),
                    None => None,
                };
                let kek = binding.kek(secret, token.map(Token::secret))?;
                if let Some(opened) = unwrap_secret(&kek, &unlock.nonce.0, &unlock.ct.0, &binding.aad()) {
                    return Ok((holder, opened));
                }
            }
            if !is_known && let Some(any) = sheet.unlocks.first() {
                // An unknown name costs the same time as a wrong passphrase.
                stretch(secret, &any.salt.0, any.kdf())?;
            }
            Err(VaultError::WrongPassphrase)
        }
    }
}

/// The key is proven by now: what cannot be opened is damaged, or belongs to another key file.
fn open_ledger(path: &PathBuf, sheet: &KeySheet, dek: &Key32) -> Result<Connection, VaultError> {
    let raw = RawKey::of(dek, &sheet.db.id.0)?;
    if fs::metadata(path)?.len() < 4096 {
        return Err(VaultError::LedgerDamaged); // the engine would make a new file of an empty one
    }
    let has_own_salt = fs::File::open(path)
        .and_then(|mut file| {
            let mut first = [0_u8; 16];
            std::io::Read::read_exact(&mut file, &mut first).map(|()| first)
        })
        .is_ok_and(|first| *raw.salt_hex() == to_hex(&first));
    let opened = cipher::open(path, &raw, Expect::Existing);
    match opened {
        Err(VaultError::ReadFailed | VaultError::Database(_)) if has_own_salt => Err(VaultError::LedgerDamaged),
        Err(VaultError::ReadFailed | VaultError::Database(_)) => Err(another_or_damaged(path)),
        other => other,
    }
}

/// A whole SQLCipher file with another salt belongs to another key file; a short or odd one is damaged.
fn another_or_damaged(path: &PathBuf) -> VaultError {
    let length = fs::metadata(path).map(|meta| meta.len()).unwrap_or_default();
    if length >= 4096 && length.is_multiple_of(4096) { VaultError::Mismatched } else { VaultError::LedgerDamaged }
}

/// Same ledger, a format we know, and a key file no older than the ledger. A ledger older than this PC has seen
/// (a copy of the folder was put back) opens, but the user and the journal are told.
pub(super) fn accept(db: &Connection, place: &Place, sheet: &KeySheet) -> Result<Option<Older>, VaultError> {
    let damaged = |error| match error {
        VaultError::ReadFailed | VaultError::Database(_) => VaultError::LedgerDamaged,
        other => other,
    };
    let value = |name| meta(db, name).map_err(damaged)?.ok_or(VaultError::LedgerDamaged);
    let number = |name| value(name)?.parse::<u64>().map_err(|_| VaultError::LedgerDamaged);
    if number("schema")? > SCHEMA.unsigned_abs() {
        return Err(VaultError::NewerFormat);
    }
    if from_hex::<16>(&value("vault")?) != Some(sheet.vault.0) {
        return Err(VaultError::Mismatched);
    }
    let head = journal::head(db, &sheet.vault.0).map_err(damaged)?;
    if head.seq == 0 || is_cut_short(db, &place.ledger(&sheet.db.file)).map_err(damaged)? {
        return Err(VaultError::LedgerDamaged);
    }
    let keys_gen = number("keys_gen")?;
    if sheet.generation < keys_gen {
        return Err(VaultError::RolledBack { seen: keys_gen, live: sheet.generation });
    }
    let Some(Witness { seq, head: seen, .. }) = place.profile().witness(&sheet.vault.0) else { return Ok(None) };
    let hash: Option<[u8; 32]> = db
        .query_row("SELECT h FROM entry WHERE seq = ?1", [journal::signed(seq)], |row| row.get(0))
        .map(Some)
        .or_else(|error| if error == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(error) })
        .map_err(|error| damaged(error.into()))?;
    let is_known = hash.is_some_and(|hash| to_hex(&hash) == seen);
    Ok((!is_known).then_some(Older { seen: seq, live: head.seq }))
}

/// A file shorter than it says of itself; while a write-ahead file waits beside it, only the full check can tell.
fn is_cut_short(db: &Connection, path: &Path) -> Result<bool, VaultError> {
    let n_pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let has_wal = fs::metadata(path.with_extension("db-wal")).is_ok_and(|wal| wal.len() > 0);
    Ok(!has_wal && fs::metadata(path)?.len() < journal::number(n_pages) * 4096)
}

/// A ledger whose lists were made by another edition of the program gets them anew; a change of keys that was cut off
/// between the key file and the journal gets its entry.
pub(super) fn bring_up(
    db: &mut Connection,
    sheet: &KeySheet,
    indexer: Indexer,
    operator: &str,
    at: Moment,
) -> Result<(), VaultError> {
    let is_current = meta(db, "projection")?.is_some_and(|stamp| stamp == indexer.stamp());
    let seen = meta(db, "keys_gen")?.and_then(|text| text.parse::<u64>().ok());
    if is_current && mirror::is_kept(db, sheet)? {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    if !is_current {
        projection::rebuild(&tx, indexer)?;
    }
    if seen.is_some_and(|seen| seen < sheet.generation) {
        let user = sheet.id_of(operator);
        let mut writer = Writer { db: &tx, indexer, vault: &sheet.vault.0, operator, user, enterer: None, at };
        let detail = Detail::said("鍵ファイルは変わったのに記録の前に止まっていたため、開いたときに書いた記録");
        writer.append(&mut Step::default(), &NewEntry { act: Act::Keys, record: None, detail: &detail, body: None })?;
    }
    mirror::keep(&tx, sheet)?;
    Ok(tx.commit()?)
}
