//! The tables of a ledger file. Whatever changes here changes [`SCHEMA`].

use rusqlite::Connection;

use super::error::VaultError;

/// Number of this layout; a higher one in the file means a newer program wrote it.
pub(crate) const SCHEMA: i64 = 1;
/// Number of what the projection holds; a different one in the file means: rebuild.
pub(crate) const PROJECTION: i64 = 1;

const TABLES: &str = "
CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE holder_pin(holder TEXT NOT NULL, pk BLOB NOT NULL, pin BLOB NOT NULL, PRIMARY KEY(holder, pk)) STRICT;
CREATE TABLE entry(
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, mono INTEGER NOT NULL, operator TEXT NOT NULL, enterer TEXT,
  act TEXT NOT NULL, kind TEXT, record TEXT, version INTEGER, batch INTEGER NOT NULL, detail TEXT, body BLOB,
  salt BLOB, ph BLOB NOT NULL, h BLOB NOT NULL, seal BLOB) STRICT;
CREATE INDEX entry_record ON entry(record, seq) WHERE record IS NOT NULL;
CREATE INDEX entry_as_of ON entry(kind, record, seq, at) WHERE record IS NOT NULL;
CREATE INDEX entry_batch ON entry(batch, seq);
CREATE INDEX entry_act ON entry(act, seq);
CREATE INDEX entry_at ON entry(at, seq);
CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TABLE current(
  kind TEXT NOT NULL, record TEXT NOT NULL, seq INTEGER NOT NULL, version INTEGER NOT NULL, subject TEXT,
  on_day TEXT, due_day TEXT, is_active INTEGER NOT NULL, sort_key TEXT NOT NULL, search TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY(kind, record)) STRICT;
CREATE INDEX current_sorted ON current(kind, is_active, sort_key, record);
CREATE INDEX current_subject ON current(subject, kind) WHERE subject IS NOT NULL;
CREATE INDEX current_due ON current(due_day, kind) WHERE due_day IS NOT NULL;
CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft(operator TEXT NOT NULL, form TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(operator, form)) STRICT;
CREATE TABLE attachment(hash TEXT PRIMARY KEY NOT NULL, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment BEGIN SELECT RAISE(ABORT, 'append only'); END;
";

/// Makes the tables in a new file.
pub(crate) fn create(db: &Connection) -> Result<(), VaultError> {
    Ok(db.execute_batch(TABLES)?)
}

/// A value of `meta`.
pub(crate) fn meta(db: &Connection, key: &str) -> Result<Option<String>, VaultError> {
    let mut statement = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let mut rows = statement.query([key])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get(0)?),
        None => None,
    })
}

/// Sets a value of `meta`.
pub(crate) fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), VaultError> {
    db.prepare_cached(
        "INSERT INTO meta(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}
