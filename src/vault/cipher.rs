//! The encrypted database connection: its key, its settings, its order of opening.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags, ffi};
use zeroize::Zeroizing;

use super::durable::{self, private};
use super::error::VaultError;
use super::hex::to_hex;
use super::suite::{Key32, derive};

/// `x'` + 96 hex digits + `'`.
const RAW_KEY_CHARS: usize = 99;

/// The raw key of one ledger file: key and salt, as SQLCipher takes it.
pub struct RawKey(Zeroizing<String>);

impl RawKey {
    /// The key of the ledger file with this id.
    ///
    /// # Errors
    /// Never in practice.
    pub fn of(dek: &Key32, db_id: &[u8; 16]) -> Result<Self, VaultError> {
        let mut bytes = Zeroizing::new([0_u8; 48]);
        derive(dek.as_slice(), "db", db_id, bytes.as_mut_slice())?;
        let hex = Zeroizing::new(to_hex(bytes.as_slice()));
        let mut text = Zeroizing::new(String::with_capacity(RAW_KEY_CHARS));
        text.push_str("x'");
        text.push_str(&hex);
        text.push('\'');
        Self::checked(text)
    }

    /// Only 96 hex digits: SQLCipher would take anything else for a passphrase and make another database.
    ///
    /// # Errors
    /// A wrong length or alphabet.
    pub fn checked(text: Zeroizing<String>) -> Result<Self, VaultError> {
        let hex = text.strip_prefix("x'").and_then(|rest| rest.strip_suffix('\''));
        let is_sound = text.len() == RAW_KEY_CHARS
            && hex.is_some_and(|hex| hex.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')));
        if is_sound { Ok(Self(text)) } else { Err(VaultError::Database(-4)) }
    }

    /// The text (test vectors).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The salt that stands in the first 16 bytes of the file.
    pub(crate) fn salt_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.chars().skip(2 + 64).take(32).collect())
    }
}

/// What is expected at the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    New,
    Existing,
}

/// Opens a ledger file with its key and all settings, except the schema and the authorizer.
pub(crate) fn open(path: &Path, key: &RawKey, expect: Expect) -> Result<Connection, VaultError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if expect == Expect::New {
        // Made by us, so that only this user can read it from the first moment on.
        drop(private(path)?);
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)?;
    settle(&db, key).map_err(|error| cause(&db, error))?;
    Ok(db)
}

fn settle(db: &Connection, key: &RawKey) -> Result<(), VaultError> {
    set_key(db, key)?;
    db.pragma_update(None, "cipher_log_level", "NONE").or_else(ignore_rows)?;
    db.pragma_update(None, "locking_mode", "EXCLUSIVE").or_else(ignore_rows)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    let mode: String = db.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(VaultError::ReadOnlyFolder);
    }
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "cache_size", -65536)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "recursive_triggers", true)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024).or_else(ignore_rows)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// A new file with this key and nothing in it, for a copy to be poured in.
pub(crate) fn blank(path: &Path, key: &RawKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    set_key(&db, key)?;
    db.pragma_update(None, "cipher_log_level", "NONE").or_else(ignore_rows)?;
    Ok(db)
}

/// A second look at a ledger file that nobody writes meanwhile: reads alone, and takes no lock of the engine.
pub(crate) fn look(path: &Path, key: &RawKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(format!("{}?immutable=1", uri(path)), flags)?;
    set_key(&db, key)?;
    db.pragma_update(None, "cipher_log_level", "NONE").or_else(ignore_rows)?;
    db.pragma_update(None, "cache_size", -65536)?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    Ok(db)
}

/// `file:` and the path as SQLite reads it there: `/` for `\`, and what has a meaning in a URI written as `%xx`.
fn uri(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = whole.to_string_lossy().replace('\\', "/");
    let lead = if path.starts_with('/') { "" } else { "/" }; // a drive letter: file:///C:/…
    let mut out = format!("file://{lead}");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' => out.push(byte.into()),
            other => out.push_str(&format!("%{other:02x}")),
        }
    }
    out
}

/// Some settings answer with a row; that is no error.
fn ignore_rows(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    }
}

/// Hands the key over without SQL: a failing statement would carry its text into an error value.
#[allow(unsafe_code)]
fn set_key(db: &Connection, key: &RawKey) -> Result<(), VaultError> {
    let length = i32::try_from(key.0.len()).map_err(|_| VaultError::Database(-4))?;
    // SAFETY: the handle is open for the whole call, "main" is NUL-terminated, and the pointer and length
    // describe the live string `key.0`, which SQLCipher copies before it returns.
    let code = unsafe { ffi::sqlite3_key_v2(db.handle(), c"main".as_ptr(), key.0.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(VaultError::Database(code)) }
}

/// What lies below the engine's error. On a full disk it may only say that a file did not open or was not flushed; of a
/// file it can no longer decrypt it says that nothing may be written.
#[allow(unsafe_code)]
pub(crate) fn cause(db: &Connection, error: VaultError) -> VaultError {
    let path = Path::new(db.path().unwrap_or_default());
    match error {
        VaultError::Io(_) => {
            // SAFETY: the handle is open for the whole call, which reads one number from it.
            let code = unsafe { ffi::sqlite3_system_errno(db.handle()) };
            let said = VaultError::from(std::io::Error::from_raw_os_error(code));
            let is_full = said == VaultError::DiskFull || path.parent().is_some_and(durable::is_full);
            if is_full { VaultError::DiskFull } else { error }
        }
        VaultError::ReadOnlyFolder if !durable::is_read_only(path) => VaultError::ReadFailed,
        _ => error,
    }
}

/// Whether the last thing the engine was asked for failed below it: after a page it could not decrypt it works no more.
#[allow(unsafe_code)]
pub(crate) fn has_failed(db: &Connection) -> bool {
    // SAFETY: the handle is open for the whole call, which reads one number from it.
    let code = unsafe { ffi::sqlite3_errcode(db.handle()) };
    use ffi::{SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_IOERR, SQLITE_NOTADB, SQLITE_READONLY};
    [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_READONLY].contains(&code)
}

/// Third layer of append-only: what no statement of the working connection may do.
pub(crate) fn guard(db: &mut Connection) -> Result<(), VaultError> {
    db.authorizer(Some(|context: AuthContext<'_>| judge(context.action)))?;
    Ok(())
}

/// Pragmas the working connection may ask; none of them changes how the file is kept.
const PRAGMAS: [&str; 6] =
    ["wal_checkpoint", "cipher_integrity_check", "integrity_check", "page_count", "data_version", "table_info"];

fn judge(action: AuthAction<'_>) -> Authorization {
    let is_allowed = match action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Function { .. }
        | AuthAction::Recursive
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. } => true,
        AuthAction::Insert { table_name } => !is_schema(table_name),
        AuthAction::Update { table_name, .. } => !is_kept(table_name) && !is_schema(table_name),
        AuthAction::Delete { table_name } => !is_kept(table_name) && !is_schema(table_name),
        AuthAction::Pragma { pragma_name, .. } => PRAGMAS.contains(&pragma_name),
        _ => false,
    };
    if is_allowed { Authorization::Allow } else { Authorization::Deny }
}

fn is_kept(table: &str) -> bool {
    matches!(table, "entry" | "attachment" | "holder_pin")
}

fn is_schema(table: &str) -> bool {
    table.starts_with("sqlite_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::schema;

    /// The working connection of the program on the real schema, with one entry.
    fn guarded(dir: &Path) -> Connection {
        let key = RawKey::of(&Key32::new([7; 32]), &[1; 16]).unwrap();
        let mut db = open(&dir.join("ledger-0001.db"), &key, Expect::New).unwrap();
        schema::create(&db).unwrap();
        db.execute_batch(INSERT).unwrap();
        guard(&mut db).unwrap();
        db
    }

    const INSERT: &str = "INSERT INTO entry(seq, at, mono, operator, act, batch, ph, h)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM entry), 'at', 0, 'o', 'founded', 1, x'00', x'00')";

    #[test]
    fn the_working_connection_can_only_append() {
        let dir = tempfile::tempdir().unwrap();
        let db = guarded(dir.path());
        db.execute_batch(INSERT).unwrap();
        let columns = "at, mono, operator, act, batch, ph, h";
        for sql in [
            "UPDATE entry SET operator = 'x'",
            "DELETE FROM entry",
            "UPDATE attachment SET media_type = 'x'",
            "DELETE FROM attachment",
            &format!("INSERT OR REPLACE INTO entry(seq, {columns}) SELECT seq, {columns} FROM entry WHERE seq = 1"),
            &format!("REPLACE INTO entry(seq, {columns}) SELECT seq, {columns} FROM entry WHERE seq = 2"),
            &format!(
                "INSERT INTO entry(seq, {columns}) SELECT 1, {columns} FROM entry WHERE true
                      ON CONFLICT(seq) DO UPDATE SET act = 'x'"
            ),
            &format!("INSERT INTO entry(seq, {columns}) SELECT 0, {columns} FROM entry LIMIT 1"),
            &format!("INSERT INTO entry(seq, {columns}) SELECT 9, {columns} FROM entry LIMIT 1"),
            "DROP TRIGGER entry_no_update",
            "DROP TRIGGER entry_in_order",
            "DROP TABLE entry",
            "DROP INDEX entry_record",
            "ALTER TABLE entry RENAME TO gone",
            "ALTER TABLE entry ADD COLUMN more TEXT",
            "CREATE TABLE more(a)",
            "CREATE TEMP TABLE entry(a)",
            "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END",
            "CREATE TEMP TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END",
            "CREATE VIEW v AS SELECT 1",
            "ATTACH ':memory:' AS other",
            "VACUUM",
            "VACUUM INTO 'copy.db'",
            "REINDEX",
            "PRAGMA writable_schema = ON",
            "PRAGMA recursive_triggers = OFF",
            "PRAGMA journal_mode = DELETE",
            "PRAGMA synchronous = OFF",
            "PRAGMA rekey = 'x'",
            "PRAGMA user_version = 9",
            "UPDATE sqlite_master SET sql = ''",
            "INSERT INTO sqlite_master VALUES ('table', 't', 't', 0, '')",
            "DELETE FROM sqlite_master",
        ] {
            assert!(db.execute_batch(sql).is_err(), "{sql}");
        }
        let kept: (i64, String) = db
            .query_row("SELECT count(*), max(operator) FROM entry", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(kept, (2, "o".to_owned()));
        db.execute_batch(INSERT).unwrap();
    }

    #[test]
    fn another_key_opens_nothing() {
        let dir = tempfile::tempdir().unwrap();
        drop(guarded(dir.path()));
        let other = RawKey::of(&Key32::new([8; 32]), &[1; 16]).unwrap();
        let path = dir.path().join("ledger-0001.db");
        assert_eq!(open(&path, &other, Expect::Existing).err(), Some(VaultError::ReadFailed));
    }

    #[test]
    fn a_second_look_reads_a_ledger_in_a_folder_with_any_name() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("台帳 100%（仮）#1?");
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("ledger-0001.db");
        let key = RawKey::of(&Key32::new([7; 32]), &[7; 16]).unwrap();
        let db = open(&path, &key, Expect::New).unwrap();
        db.execute_batch("CREATE TABLE one(n); INSERT INTO one VALUES (1)").unwrap();
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        let look = look(&path, &key).unwrap();
        let n: i64 = look.query_row("SELECT n FROM one", [], |row| row.get(0)).unwrap();
        assert_eq!(n, 1);
        assert!(look.execute("INSERT INTO one VALUES (2)", []).is_err());
    }
}
