//! Writing (書き込み): one transaction, its journal entries, and nothing else.

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::entry::{Act, Detail, Head};
use super::error::VaultError;
use super::hex::to_hex;
use super::journal::{NewEntry, Progress, Writer, number, signed};
use super::projection::put_setting;
use super::reader::Reader;
use super::schema::set_meta;
use super::suite::sha256;
use crate::base::{Kind, Moment, Record, RecordId};

const TOUCHED: &str = "
SELECT kind, record, min(version), max(version) FROM entry WHERE batch = ?1 AND record IS NOT NULL GROUP BY kind, record
ORDER BY max(seq) DESC";
const NEWEST: &str = "SELECT batch, version FROM entry WHERE record = ?1 AND kind = ?2 ORDER BY seq DESC LIMIT 1";
const LAST_BODY: &str =
    "SELECT body FROM entry WHERE record = ?1 AND kind = ?2 AND body IS NOT NULL ORDER BY seq DESC LIMIT 1";
const BEFORE: &str = "SELECT body FROM entry WHERE record = ?1 AND kind = ?2 AND seq < ?3 ORDER BY seq DESC LIMIT 1";

/// A transaction. Only [`super::Vault::transact`] makes one.
pub struct Tx<'a> {
    writer: Writer<'a>,
    step: Progress,
    act: Option<Act>,
}

impl<'a> Tx<'a> {
    pub(crate) const fn new(writer: Writer<'a>, step: Progress) -> Self {
        Self { writer, step, act: None }
    }

    pub(crate) const fn has_written(&self) -> bool {
        self.step.batch.is_some()
    }

    /// The newest entry of this transaction.
    pub(crate) const fn head(&self) -> Option<Head> {
        self.step.head()
    }

    const fn db(&self) -> &'a Connection {
        self.writer.db
    }

    /// What this transaction reads, its own writing included.
    #[must_use]
    pub const fn reader(&self) -> Reader<'a> {
        Reader::new(self.writer.db, self.writer.vault)
    }

    /// When it is written.
    #[must_use]
    pub const fn at(&self) -> Moment {
        self.writer.at
    }

    /// Who answers for what is written: the operator.
    #[must_use]
    pub const fn operator(&self) -> &'a str {
        self.writer.operator
    }

    /// Who has typed it, where that is a member of staff for themselves (職員モード, 職員): it waits to be confirmed.
    #[must_use]
    pub const fn enterer(&self) -> Option<&'a str> {
        self.writer.enterer
    }

    /// Keeps something beside the journal that is no record and no setting.
    pub(super) fn keep(&self, key: &str, value: &str) -> Result<(), VaultError> {
        set_meta(self.db(), key, value)
    }

    /// Number of this step: what an undo names. `None` before the first entry.
    #[must_use]
    pub const fn batch(&self) -> Option<u64> {
        self.step.batch
    }

    /// Opens a step of many records (取り込み) with an entry that says what it is.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(&mut self, act: Act, detail: &Detail) -> Result<u64, VaultError> {
        self.note(act, detail)?;
        self.act = Some(act);
        self.step.batch.ok_or(VaultError::EmptyTransaction)
    }

    /// Adds a record under a new id.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add<R: Record>(&mut self, record: &R) -> Result<R::Id, VaultError> {
        let id = RecordId::fresh();
        self.add_with_id(id.into(), record)?;
        Ok(id.into())
    }

    /// Adds a record under a given id.
    ///
    /// A record that was taken back before goes on counting its versions.
    ///
    /// # Errors
    /// The id is in use, or the file cannot be written.
    pub fn add_with_id<R: Record>(&mut self, id: R::Id, record: &R) -> Result<(), VaultError> {
        let body = to_body(to_value(record)?)?;
        if self.reader().body(R::KIND, id.into())?.is_some() {
            return Err(VaultError::AlreadyThere);
        }
        let version = self.newest_version(R::KIND, id.into())?.map_or(1, |version| version + 1);
        self.append(Act::Created, R::KIND, id.into(), version, &Detail::default(), Some(&body))
    }

    /// Saves a corrected version.
    ///
    /// # Errors
    /// No such record, or the file cannot be written.
    pub fn correct<R: Record>(&mut self, id: R::Id, record: &R, reason: Option<&str>) -> Result<(), VaultError> {
        self.next_version(Act::Corrected, id, record, reason)
    }

    /// Saves the version that ends a record's use.
    ///
    /// # Errors
    /// No such record, or the file cannot be written.
    pub fn retire<R: Record>(&mut self, id: R::Id, record: &R, reason: Option<&str>) -> Result<(), VaultError> {
        self.next_version(Act::Retired, id, record, reason)
    }

    /// Takes a record back that was entered by mistake. It leaves the lists, not the journal.
    ///
    /// # Errors
    /// No such record, or the file cannot be written.
    pub fn void(&mut self, kind: Kind, id: RecordId, reason: &str) -> Result<(), VaultError> {
        let (version, _) = self.reader().body(kind, id)?.ok_or(VaultError::NoSuchRecord)?;
        self.append(Act::Voided, kind, id, version + 1, &Detail::reason(Some(reason)), None)
    }

    /// Brings a record back that was taken back, as it last was.
    ///
    /// # Errors
    /// It was never there or is there now, or the file cannot be written.
    pub fn restore(&mut self, kind: Kind, id: RecordId, reason: &str) -> Result<(), VaultError> {
        if self.reader().body(kind, id)?.is_some() {
            return Err(VaultError::AlreadyThere);
        }
        let version = self.newest_version(kind, id)?.ok_or(VaultError::NoSuchRecord)?;
        let last: Option<Vec<u8>> = self
            .db()
            .prepare_cached(LAST_BODY)?
            .query_row([id.to_string().as_str(), kind.code()], |row| row.get(0))
            .optional()?;
        let body = last.ok_or(VaultError::NoSuchRecord)?;
        self.append(Act::Restored, kind, id, version + 1, &Detail::reason(Some(reason)), Some(&body))
    }

    fn newest_version(&self, kind: Kind, id: RecordId) -> Result<Option<u32>, VaultError> {
        let mut statement = self.db().prepare_cached(NEWEST)?;
        Ok(statement.query_row([id.to_string().as_str(), kind.code()], |row| row.get(1)).optional()?)
    }

    /// An entry about no record: 印刷, 書き出し …
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn note(&mut self, act: Act, detail: &Detail) -> Result<(), VaultError> {
        let entry = NewEntry { act, record: None, detail, body: None };
        self.writer.append(&mut self.step, &entry)?;
        Ok(())
    }

    /// Changes a setting.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), VaultError> {
        self.decide(key, value, Detail::default())
    }

    /// Changes a setting, with what the journal says of it and why.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn decide(&mut self, key: &str, value: &str, words: Detail) -> Result<(), VaultError> {
        let detail = words.with(serde_json::json!({ "key": key, "value": value }));
        self.note(Act::Settings, &detail)?;
        put_setting(self.db(), key, value)
    }

    /// Keeps bytes in the encrypted file; gives the name by which an entry refers to them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn attach(&mut self, media_type: &str, bytes: &[u8]) -> Result<String, VaultError> {
        let hash = to_hex(&sha256(bytes));
        let sql = "INSERT INTO attachment(hash, media_type, bytes) VALUES (?1, ?2, ?3) ON CONFLICT(hash) DO NOTHING";
        self.db().prepare_cached(sql)?.execute(rusqlite::params![hash, media_type, bytes])?;
        Ok(hash)
    }

    /// Undoes a whole step: new records are taken back, corrected ones get their former version.
    /// Gives how many records it touched.
    ///
    /// # Errors
    /// Records were changed since (how many), or there is nothing to undo.
    pub fn undo_batch(&mut self, batch: u64, reason: &str) -> Result<usize, VaultError> {
        let touched = self.touched(batch)?;
        if touched.is_empty() || self.reader().is_undone(batch)? {
            return Err(VaultError::NothingToUndo);
        }
        let mut n_changed = 0;
        for (kind, id) in &touched {
            let newest: Option<i64> = self
                .db()
                .prepare_cached(NEWEST)?
                .query_row([id.to_string().as_str(), kind.code()], |row| row.get(0))
                .optional()?;
            n_changed += usize::from(newest.map(number) != Some(batch));
        }
        if n_changed > 0 {
            return Err(VaultError::ChangedSince(n_changed));
        }
        let detail = Detail::reason(Some(reason)).with(serde_json::json!({ "batch": batch }));
        self.begin(Act::Undo, &detail)?;
        for (kind, id) in &touched {
            self.undo_one(batch, *kind, *id)?;
        }
        Ok(touched.len())
    }

    fn touched(&self, batch: u64) -> Result<Vec<(Kind, RecordId)>, VaultError> {
        let mut statement = self.db().prepare_cached(TOUCHED)?;
        let mut rows = statement.query([signed(batch)])?;
        let mut touched = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = Kind::from_code(row.get_ref(0)?.as_str().unwrap_or_default());
            let id = row.get_ref(1)?.as_str().ok().and_then(|id| id.parse().ok());
            touched.push(kind.zip(id).ok_or(VaultError::UnreadableRecord(batch))?);
        }
        Ok(touched)
    }

    fn undo_one(&mut self, batch: u64, kind: Kind, id: RecordId) -> Result<(), VaultError> {
        let key = id.to_string();
        let version: u32 =
            self.db().prepare_cached(NEWEST)?.query_row([key.as_str(), kind.code()], |row| row.get(1))?;
        let before: Option<Option<Vec<u8>>> = self
            .db()
            .prepare_cached(BEFORE)?
            .query_row(rusqlite::params![key, kind.code(), signed(batch)], |row| row.get(0))
            .optional()?;
        let before = before.flatten();
        let act = if before.is_some() { Act::Corrected } else { Act::Voided };
        self.append(act, kind, id, version + 1, &Detail::default(), before.as_deref())
    }

    fn next_version<R: Record>(
        &mut self,
        act: Act,
        id: R::Id,
        record: &R,
        reason: Option<&str>,
    ) -> Result<(), VaultError> {
        let (version, before) = self.reader().body(R::KIND, id.into())?.ok_or(VaultError::NoSuchRecord)?;
        let mut body = to_value(record)?;
        self.keep_unknown(R::KIND, &before, &mut body);
        let body = to_body(body)?;
        self.append(act, R::KIND, id.into(), version + 1, &Detail::reason(reason), Some(&body))
    }

    /// Fields of a newer program that this one does not know stay in the record.
    fn keep_unknown(&self, kind: Kind, before: &Value, body: &mut Value) {
        let known = (self.writer.indexer.known)(kind, before);
        keep_beyond(body, before, known.as_ref());
    }

    fn append(
        &mut self,
        act: Act,
        kind: Kind,
        id: RecordId,
        version: u32,
        detail: &Detail,
        body: Option<&[u8]>,
    ) -> Result<(), VaultError> {
        let entry = NewEntry { act, record: Some((kind, id, version)), detail, body };
        self.writer.append(&mut self.step, &entry)?;
        Ok(())
    }
}

/// Copies into `new` what `before` holds beyond `known`, at any depth of objects.
fn keep_beyond(new: &mut Value, before: &Value, known: Option<&Value>) {
    let (Value::Object(new), Value::Object(before)) = (new, before) else { return };
    let known = known.and_then(Value::as_object);
    for (key, value) in before {
        let known = known.and_then(|known| known.get(key));
        match new.get_mut(key) {
            Some(kept) => keep_beyond(kept, value, known),
            // A known field that is absent now was emptied on purpose.
            None if known.is_some() => {}
            None => {
                new.insert(key.clone(), value.clone());
            }
        }
    }
}

fn to_value<R: Record>(record: &R) -> Result<Value, VaultError> {
    serde_json::to_value(record).map_err(|_| VaultError::Database(-3))
}

/// The stored body. What was never filled in is left out: a field that is absent reads as empty, and most fields of
/// most devices are.
fn to_body(mut body: Value) -> Result<Vec<u8>, VaultError> {
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|_, value| !is_empty(value));
    }
    serde_json::to_vec(&body).map_err(|_| VaultError::Database(-3))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}
