//! `current`: the newest version of every record, ready for the screens; always rebuildable from the journal.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::error::VaultError;
use super::schema::{PROJECTION, set_meta};
use crate::base::{Index, Kind};

/// How the ledgers' registry tells the vault what a stored body is found by.
#[derive(Debug, Clone, Copy)]
pub struct Indexer {
    /// The index columns of a body; `None` where it cannot be read.
    pub index: fn(Kind, &Value) -> Option<Index>,
    /// A body read and written again, so that only the fields this program knows remain.
    pub known: fn(Kind, &Value) -> Option<Value>,
    /// One more whenever any record is found by something else: the projection is then rebuilt.
    pub edition: u32,
}

impl Indexer {
    pub(crate) fn stamp(self) -> String {
        format!("{PROJECTION}.{}", self.edition)
    }
}

const PUT: &str = "
INSERT INTO current(kind, record, seq, version, subject, on_day, due_day, is_active, sort_key, search, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT(kind, record) DO UPDATE SET seq = excluded.seq, version = excluded.version,
  subject = excluded.subject, on_day = excluded.on_day, due_day = excluded.due_day,
  is_active = excluded.is_active, sort_key = excluded.sort_key, search = excluded.search, body = excluded.body";
const TAKE: &str = "DELETE FROM current WHERE kind = ?1 AND record = ?2";
const NEWEST: &str = "
SELECT kind, record, seq, version, body FROM entry
WHERE seq IN (SELECT max(seq) FROM entry WHERE record IS NOT NULL GROUP BY kind, record) AND body IS NOT NULL";
const SETTINGS: &str = "SELECT detail FROM entry WHERE act = 'settings' ORDER BY seq";

/// A row of the projection before it is written.
pub(crate) struct Row<'a> {
    pub kind: &'a str,
    pub record: &'a str,
    pub seq: i64,
    pub version: i64,
    pub body: Option<&'a [u8]>,
}

/// Brings `current` up to one entry.
pub(crate) fn apply(db: &Connection, indexer: Indexer, row: &Row<'_>) -> Result<(), VaultError> {
    let Some(body) = row.body else {
        db.prepare_cached(TAKE)?.execute(params![row.kind, row.record])?;
        return Ok(());
    };
    let index = index_of(indexer, row.kind, body);
    db.prepare_cached(PUT)?.execute(params![
        row.kind,
        row.record,
        row.seq,
        row.version,
        index.subject.map(|id| id.to_string()),
        index.on_day.map(crate::base::Day::iso),
        index.due_day.map(crate::base::Day::iso),
        index.is_active,
        index.sort_key,
        index.search,
        body,
    ])?;
    Ok(())
}

/// The index columns of a stored body. One nobody can read stays visible.
pub(crate) fn index_of(indexer: Indexer, kind: &str, body: &[u8]) -> Index {
    let value = serde_json::from_slice(body).ok();
    Kind::from_code(kind)
        .zip(value)
        .and_then(|(kind, value)| (indexer.index)(kind, &value))
        .unwrap_or_else(|| Index { is_active: true, ..Index::default() })
}

/// Makes `current` and `setting` anew from the journal, in the caller's transaction.
pub(crate) fn rebuild(db: &Connection, indexer: Indexer) -> Result<(), VaultError> {
    db.execute("DELETE FROM current", [])?;
    let mut statement = db.prepare(NEWEST)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        apply(
            db,
            indexer,
            &Row {
                kind: row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
                record: row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?,
                seq: row.get(2)?,
                version: row.get::<_, Option<i64>>(3)?.unwrap_or(1),
                body: Some(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?),
            },
        )?;
    }
    db.execute("DELETE FROM setting", [])?;
    let mut statement = db.prepare(SETTINGS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let detail: Option<String> = row.get(0)?;
        if let Some((key, value)) = detail.as_deref().and_then(setting_of) {
            put_setting(db, &key, &value)?;
        }
    }
    set_meta(db, "projection", &indexer.stamp())
}

/// The setting an entry made.
pub(crate) fn setting_of(detail: &str) -> Option<(String, String)> {
    let detail: super::entry::Detail = serde_json::from_str(detail).ok()?;
    let data = detail.data?;
    Some((data.get("key")?.as_str()?.to_owned(), data.get("value")?.as_str()?.to_owned()))
}

pub(crate) fn put_setting(db: &Connection, key: &str, value: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "INSERT INTO setting(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}
