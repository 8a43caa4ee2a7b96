//! The key file's double inside the ledger (鍵ファイルの写し): what stood in the newest key file, so that an older copy of it, or
//! the record on the recovery sheet, brings everybody's way in back. It opens nothing: it lies behind the data key.

use rusqlite::Connection;

use super::error::VaultError;
use super::keyfile::KeySheet;
use super::schema::{meta, set_meta};

const KEY: &str = "keys";
const GENERATION: &str = "keys_gen";

/// Keeps the double of a key file that is being written, and its generation.
pub(super) fn keep(db: &Connection, sheet: &KeySheet) -> Result<(), VaultError> {
    set_meta(db, GENERATION, &sheet.generation.to_string())?;
    set_meta(db, KEY, &text(sheet)?)
}

/// Whether the ledger knows this key file as its newest.
pub(super) fn is_kept(db: &Connection, sheet: &KeySheet) -> Result<bool, VaultError> {
    let is_same_gen = meta(db, GENERATION)?.is_some_and(|kept| kept == sheet.generation.to_string());
    Ok(is_same_gen && meta(db, KEY)?.is_some_and(|kept| text(sheet).is_ok_and(|text| text == kept)))
}

/// The newest key file, by the ledger that an older one has opened; where its double is missing, the older one itself
/// under the next number.
pub(super) fn newest(db: &Connection, older: &KeySheet) -> Result<KeySheet, VaultError> {
    let kept = meta(db, KEY)?.and_then(|text| serde_json::from_str::<KeySheet>(&text).ok());
    let fits =
        |kept: &KeySheet| (kept.vault, kept.epoch) == (older.vault, older.epoch) && kept.generation >= older.generation;
    if let Some(kept) = kept.filter(fits) {
        // The file that was opened is the file it opens, whatever was written when the ledger lay elsewhere.
        return Ok(KeySheet { db: older.db.clone(), ..kept });
    }
    if older.unlocks.is_empty() {
        // Nothing but a recovery sheet would be left: nobody could open it the usual way any more.
        return Err(VaultError::LedgerDamaged);
    }
    let seen = meta(db, GENERATION)?.and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
    Ok(KeySheet { generation: seen.max(older.generation) + 1, ..older.clone() })
}

fn text(sheet: &KeySheet) -> Result<String, VaultError> {
    serde_json::to_string(sheet).map_err(|_| VaultError::Database(-3))
}
