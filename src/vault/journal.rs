//! Appending to the journal: number, hash, projection, all in the caller's transaction.

use std::sync::OnceLock;
use std::time::Instant;

use rusqlite::{Connection, OptionalExtension, params};

use super::cipher;
use super::entry::{Act, Columns, Detail, Head, chain, genesis};
use super::error::VaultError;
use super::projection::{Indexer, Row, apply};
use super::secret::random;
use crate::base::{Kind, Moment, RecordId};

const HEAD: &str = "SELECT seq, h, at FROM entry ORDER BY seq DESC LIMIT 1";
const APPEND: &str = "
INSERT INTO entry(seq, at, mono, operator, enterer, act, kind, record, version, batch, detail, body, salt, ph, h, seal)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, NULL)";

/// A clock may be put right by so much without anybody wondering.
const SMALL_STEP_MILLIS: i64 = 5 * 60 * 1000;

/// Who writes, and when.
#[derive(Debug, Clone)]
pub(crate) struct Writer<'a> {
    pub db: &'a Connection,
    pub indexer: Indexer,
    pub vault: &'a [u8; 16],
    pub operator: &'a str,
    /// The operator's place in the key file, which nobody else ever gets: names may come again.
    pub user: Option<&'a str>,
    pub enterer: Option<&'a str>,
    pub at: Moment,
}

/// A new entry.
pub(crate) struct NewEntry<'a> {
    pub act: Act,
    pub record: Option<(Kind, RecordId, u32)>,
    pub detail: &'a Detail,
    pub body: Option<&'a [u8]>,
}

/// Where a transaction stands: the newest entry and the step's number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    head: Option<Head>,
    pub batch: Option<u64>,
}

impl Progress {
    /// The newest entry of the step; `None` before the first.
    pub const fn head(&self) -> Option<Head> {
        self.head
    }
}

/// The newest entry, or number 0 and the hash before the first.
pub(crate) fn head(db: &Connection, vault: &[u8; 16]) -> Result<Head, VaultError> {
    Ok(newest(db)?.map_or(Head { seq: 0, hash: genesis(vault) }, |(head, _)| head))
}

fn newest(db: &Connection) -> Result<Option<(Head, Option<Moment>)>, VaultError> {
    let row = db
        .prepare_cached(HEAD)?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, String>(2)?)))
        .optional()?;
    Ok(row.map(|(seq, hash, at)| (Head { seq: number(seq), hash }, Moment::read(&at))))
}

impl Writer<'_> {
    /// Appends an entry and brings the projection up to it.
    ///
    /// The time stays as told. A small step back (the clock was put right) is written as the time of the entry
    /// before; a large one stays and is an entry of its own.
    pub(crate) fn append(&mut self, progress: &mut Progress, entry: &NewEntry<'_>) -> Result<u64, VaultError> {
        let db = self.db;
        self.append_next(progress, entry).map_err(|error| cipher::cause(db, error))
    }

    fn append_next(&mut self, progress: &mut Progress, entry: &NewEntry<'_>) -> Result<u64, VaultError> {
        let head = match progress.head {
            Some(head) => head,
            None => self.first_of_step(progress)?,
        };
        let seq = head.seq + 1;
        let batch = *progress.batch.get_or_insert(seq);
        let hash = self.insert(head, seq, batch, entry)?;
        progress.head = Some(Head { seq, hash });
        Ok(seq)
    }

    fn first_of_step(&mut self, progress: &mut Progress) -> Result<Head, VaultError> {
        let Some((head, Some(before))) = newest(self.db)? else { return head(self.db, self.vault) };
        let back = before.millis() - self.at.millis();
        if back <= 0 {
            return Ok(head);
        }
        if back <= SMALL_STEP_MILLIS {
            self.at = before;
            return Ok(head);
        }
        let detail = Detail::default().with(serde_json::json!({ "before": before.rfc3339() }));
        let seq = head.seq + 1;
        progress.batch = None;
        let note = NewEntry { act: Act::ClockBack, record: None, detail: &detail, body: None };
        let hash = self.insert(head, seq, seq, &note)?;
        Ok(Head { seq, hash })
    }

    fn insert(&self, head: Head, seq: u64, batch: u64, entry: &NewEntry<'_>) -> Result<[u8; 32], VaultError> {
        let salt = random::<16>()?;
        let at = self.at.rfc3339();
        let detail = entry.detail.by(self.user).json();
        let record = entry.record.map(|(_, id, _)| id.to_string());
        let kind = entry.record.map(|(kind, _, _)| kind.code());
        let version = entry.record.map(|(_, _, version)| i64::from(version));
        let columns = Columns {
            at: &at,
            mono: mono(),
            operator: self.operator,
            enterer: self.enterer,
            act: entry.act.code(),
            kind,
            record: record.as_deref(),
            version,
            batch: signed(batch),
            detail: detail.as_deref(),
            body: entry.body,
        };
        let ph = columns.ph(salt.as_slice());
        let hash = chain(&head.hash, seq, &ph);
        self.db.prepare_cached(APPEND)?.execute(params![
            signed(seq),
            columns.at,
            columns.mono,
            columns.operator,
            columns.enterer,
            columns.act,
            columns.kind,
            columns.record,
            columns.version,
            columns.batch,
            columns.detail,
            columns.body,
            salt.as_slice(),
            ph,
            hash,
        ])?;
        if let (Some(kind), Some(record), Some(version)) = (kind, record.as_deref(), version) {
            apply(self.db, self.indexer, &Row { kind, record, seq: signed(seq), version, body: entry.body })?;
        }
        Ok(hash)
    }
}

/// Milliseconds since this program first asked; unlike the clock it only goes forward.
fn mono() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    i64::try_from(START.get_or_init(Instant::now).elapsed().as_millis()).unwrap_or(i64::MAX)
}

/// SQLite's numbers are signed; ours are never negative.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// See [`signed`].
pub(crate) fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}
