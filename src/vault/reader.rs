//! Reading (閲覧): records as they are, or as they were at the end of a day; history, drafts, attachments.
//! The operation record is read in `log`.

use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde_json::Value;

use super::entry::{Act, Detail, EntryView, Head};
use super::error::VaultError;
use super::hex::to_hex;
use super::journal::{self, number, signed};
use super::log::LogFilter;
use crate::base::{Day, Index, Kept, Kind, Moment, Record, RecordId};

const LIST: &str = "SELECT record, version, body, seq FROM current WHERE kind = ?1 ORDER BY sort_key, record";
const LIST_ACTIVE: &str =
    "SELECT record, version, body, seq FROM current WHERE kind = ?1 AND is_active = 1 ORDER BY sort_key, record";
const GET: &str = "SELECT record, version, body, seq FROM current WHERE kind = ?1 AND record = ?2";
const BY_SUBJECT: &str =
    "SELECT record, version, body, seq FROM current WHERE kind = ?1 AND subject = ?2 ORDER BY sort_key, record";
const SEARCH: &str = "SELECT record, version, body, seq FROM current WHERE kind = ?1 AND instr(search, ?2) > 0 ORDER BY sort_key, record";
const AS_OF: &str = "
SELECT e.record, e.version, e.body, e.seq
FROM (SELECT max(seq) AS seq FROM entry WHERE kind = ?1 AND record IS NOT NULL AND at < ?2 GROUP BY record) AS newest
JOIN entry AS e ON e.seq = newest.seq WHERE e.body IS NOT NULL";
const AS_OF_ONE: &str = "
SELECT record, version, body, seq FROM (
  SELECT record, version, body, seq FROM entry WHERE kind = ?1 AND record = ?2 AND at < ?3 ORDER BY seq DESC LIMIT 1)
WHERE body IS NOT NULL";
const STEP_RECORDS: &str = "SELECT count(DISTINCT record) FROM entry WHERE batch = ?1 AND record IS NOT NULL";
const EVER: &str = "SELECT DISTINCT record FROM entry WHERE kind = ?1 AND record IS NOT NULL ORDER BY record";
const COUNT: &str = "SELECT count(*) FROM current WHERE kind = ?1";
const COUNT_ACTIVE: &str = "SELECT count(*) FROM current WHERE kind = ?1 AND is_active = 1";
pub(super) const ENTRY: &str = "seq, at, operator, enterer, act, kind, record, version, batch, detail, body";

/// What is not worth a new backup by itself.
const QUIET: [Act; 7] =
    [Act::Unlocked, Act::Locked, Act::Viewed, Act::BackedUp, Act::Drilled, Act::Checked, Act::UnlockFailed];

/// Which records a count takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In use.
    Active,
    /// Retired ones too.
    All,
}

/// A step that took in a file (取り込み).
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Its number: what an undo names.
    pub batch: u64,
    /// When.
    pub at: Moment,
    /// Who.
    pub operator: String,
    /// What was said about it.
    pub detail: Detail,
    /// Records it touched.
    pub n_records: usize,
    /// Taken back already.
    pub is_undone: bool,
}

/// What a ledger holds beyond an earlier state of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Whether that state is one of this ledger's own.
    pub is_same_ledger: bool,
    /// Entries after it.
    pub n_entries: u64,
    /// Records touched after it, by kind.
    pub records: Vec<(Kind, u64)>,
}

/// A look into the ledger.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub(super) db: &'a Connection,
    pub(super) vault: &'a [u8; 16],
    pub(super) as_of: Option<Day>,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(db: &'a Connection, vault: &'a [u8; 16]) -> Self {
        Self { db, vault, as_of: None }
    }

    /// The same ledger as it was at the end of a day.
    #[must_use]
    pub const fn as_of(self, day: Day) -> Self {
        Self { as_of: Some(day), ..self }
    }

    /// Every record of a kind in the order of its list, retired ones too; taken-back ones are gone.
    ///
    /// # Errors
    /// The file cannot be read, or a record by this program.
    pub fn list<R: Record>(&self) -> Result<Vec<Kept<R>>, VaultError> {
        match self.as_of {
            None => self.kept(LIST, &[R::KIND.code()]),
            Some(day) => self.list_as_of(day),
        }
    }

    /// Every record of a kind that is in use.
    ///
    /// # Errors
    /// See [`Self::list`].
    pub fn list_active<R: Record>(&self) -> Result<Vec<Kept<R>>, VaultError> {
        match self.as_of {
            None => self.kept(LIST_ACTIVE, &[R::KIND.code()]),
            Some(_) => self.filtered(|index| index.is_active),
        }
    }

    /// One record.
    ///
    /// # Errors
    /// See [`Self::list`].
    pub fn get<R: Record>(&self, id: R::Id) -> Result<Option<Kept<R>>, VaultError> {
        let record: RecordId = id.into();
        match self.as_of {
            None => Ok(self.kept(GET, &[R::KIND.code(), &record.to_string()])?.into_iter().next()),
            Some(day) => {
                let values = [R::KIND.code(), &record.to_string(), &day.plus_days(1).iso()];
                Ok(self.kept(AS_OF_ONE, &values)?.into_iter().next())
            }
        }
    }

    /// The records about another one (a person's IDs).
    ///
    /// # Errors
    /// See [`Self::list`].
    pub fn by_subject<R: Record>(&self, subject: RecordId) -> Result<Vec<Kept<R>>, VaultError> {
        match self.as_of {
            None => self.kept(BY_SUBJECT, &[R::KIND.code(), &subject.to_string()]),
            Some(_) => self.filtered(|index| index.subject == Some(subject)),
        }
    }

    /// The records whose search key holds this text, which must be folded ([`crate::base::text::fold`]).
    ///
    /// # Errors
    /// See [`Self::list`].
    pub fn search<R: Record>(&self, folded: &str) -> Result<Vec<Kept<R>>, VaultError> {
        match self.as_of {
            None => self.kept(SEARCH, &[R::KIND.code(), folded]),
            Some(_) => self.filtered(|index| index.search.contains(folded)),
        }
    }

    /// How many records of a kind there are now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count(&self, kind: Kind, scope: Scope) -> Result<usize, VaultError> {
        let sql = match scope {
            Scope::Active => COUNT_ACTIVE,
            Scope::All => COUNT,
        };
        let n: i64 = self.db.prepare_cached(sql)?.query_row([kind.code()], |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// Every record of a kind there ever was, taken-back ones too.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn ever(&self, kind: Kind) -> Result<Vec<RecordId>, VaultError> {
        let mut statement = self.db.prepare_cached(EVER)?;
        let mut rows = statement.query([kind.code()])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.extend(row.get_ref(0)?.as_str().ok().and_then(|id| id.parse::<RecordId>().ok()));
        }
        Ok(all)
    }

    /// Every version of a record, oldest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn history(&self, kind: Kind, id: RecordId) -> Result<Vec<EntryView>, VaultError> {
        let sql = format!("SELECT {ENTRY} FROM entry WHERE record = ?1 AND kind = ?2 AND at < ?3 ORDER BY seq");
        let until = self.as_of.map_or_else(|| "9999".to_owned(), |day| day.plus_days(1).iso());
        self.entries(&sql, &[&id.to_string(), &kind.code(), &until])
    }

    /// The entries of one step (an import), oldest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn step(&self, batch: u64) -> Result<Vec<EntryView>, VaultError> {
        let sql = format!("SELECT {ENTRY} FROM entry WHERE batch = ?1 ORDER BY seq");
        self.entries(&sql, &[&signed(batch)])
    }

    /// The steps that took in a file, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn imports(&self) -> Result<Vec<Batch>, VaultError> {
        let undone = self.undone()?;
        let mut counting = self.db.prepare_cached(STEP_RECORDS)?;
        let imports = self.log(&LogFilter { acts: vec![Act::Import], ..LogFilter::default() })?;
        imports
            .into_iter()
            .map(|entry| {
                let n_records: i64 = counting.query_row([signed(entry.batch)], |row| row.get(0))?;
                Ok(Batch {
                    batch: entry.batch,
                    at: entry.at,
                    operator: entry.operator,
                    detail: entry.detail,
                    n_records: usize::try_from(n_records).unwrap_or(0),
                    is_undone: undone.contains(&entry.batch),
                })
            })
            .collect()
    }

    pub(crate) fn is_undone(&self, batch: u64) -> Result<bool, VaultError> {
        Ok(self.undone()?.contains(&batch))
    }

    fn undone(&self) -> Result<Vec<u64>, VaultError> {
        let undos = self.log(&LogFilter { acts: vec![Act::Undo], ..LogFilter::default() })?;
        Ok(undos.iter().filter_map(|entry| entry.detail.data.as_ref()?.get("batch")?.as_u64()).collect())
    }

    /// What was recorded after an entry, which must stand in this ledger with this hash (in hex).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn since(&self, seq: u64, head: &str) -> Result<Since, VaultError> {
        let mut statement = self.db.prepare_cached("SELECT h FROM entry WHERE seq = ?1")?;
        let stored: Option<[u8; 32]> = statement.query_row([signed(seq)], |row| row.get(0)).optional()?;
        let mut counting = self.db.prepare_cached(
            "SELECT kind, count(DISTINCT record) FROM entry WHERE seq > ?1 AND record IS NOT NULL GROUP BY kind",
        )?;
        let counted = counting
            .query_map([signed(seq)], |row| Ok((Kind::from_code(&row.get::<_, String>(0)?), row.get::<_, i64>(1)?)))?;
        let counted: Vec<(Option<Kind>, i64)> = counted.collect::<Result<_, _>>()?;
        let n_entries: i64 = self
            .db
            .prepare_cached("SELECT count(*) FROM entry WHERE seq > ?1")?
            .query_row([signed(seq)], |row| row.get(0))?;
        Ok(Since {
            is_same_ledger: stored.is_some_and(|hash| to_hex(&hash) == head),
            n_entries: number(n_entries),
            records: counted.into_iter().filter_map(|(kind, n)| Some((kind?, number(n)))).collect(),
        })
    }

    /// Whether anything was recorded since the last backup that would be lost with this disk.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn wants_backup(&self) -> Result<bool, VaultError> {
        let newest = |acts: Vec<Act>| -> Result<u64, VaultError> {
            Ok(self.log(&LogFilter { acts, limit: Some(1), ..LogFilter::default() })?.first().map_or(0, |one| one.seq))
        };
        let loud = Act::ALL.into_iter().filter(|act| !QUIET.contains(act)).collect();
        Ok(newest(loud)? > newest(vec![Act::BackedUp])?)
    }

    /// The newest entry: what stands at the foot of every sheet.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn head(&self) -> Result<Head, VaultError> {
        journal::head(self.db, self.vault)
    }

    /// An attachment by its SHA-256 in hex: its media type and bytes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn attachment(&self, hash: &str) -> Result<Option<(String, Vec<u8>)>, VaultError> {
        let mut statement = self.db.prepare_cached("SELECT media_type, bytes FROM attachment WHERE hash = ?1")?;
        Ok(statement.query_row([hash], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// A setting.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, VaultError> {
        let mut statement = self.db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The stored body of a record with its version, for work that does not know its type.
    pub(crate) fn body(&self, kind: Kind, id: RecordId) -> Result<Option<(u32, Value)>, VaultError> {
        let mut statement = self.db.prepare_cached(GET)?;
        let row = statement
            .query_row([kind.code(), &id.to_string()], |row| {
                Ok((row.get::<_, u32>(1)?, row.get::<_, Vec<u8>>(2)?, row.get::<_, i64>(3)?))
            })
            .optional()?;
        let Some((version, body, seq)) = row else { return Ok(None) };
        let body = serde_json::from_slice(&body).map_err(|_| VaultError::UnreadableRecord(number(seq)))?;
        Ok(Some((version, body)))
    }

    fn kept<R: Record>(&self, sql: &str, values: &[&str]) -> Result<Vec<Kept<R>>, VaultError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(read_kept(row)?);
        }
        Ok(kept)
    }

    fn list_as_of<R: Record>(&self, day: Day) -> Result<Vec<Kept<R>>, VaultError> {
        let mut statement = self.db.prepare_cached(AS_OF)?;
        let mut rows = statement.query(params![R::KIND.code(), day.plus_days(1).iso()])?;
        let mut kept: Vec<Kept<R>> = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(read_kept(row)?);
        }
        kept.sort_by_cached_key(|kept| (kept.record.index().sort_key, kept.id));
        Ok(kept)
    }

    fn filtered<R: Record>(&self, keep: impl Fn(&Index) -> bool) -> Result<Vec<Kept<R>>, VaultError> {
        let mut kept = self.list::<R>()?;
        kept.retain(|kept| keep(&kept.record.index()));
        Ok(kept)
    }

    fn entries(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<EntryView>, VaultError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(values, view)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn read_kept<R: Record>(row: &Row<'_>) -> Result<Kept<R>, VaultError> {
    let seq: i64 = row.get(3)?;
    let unreadable = || VaultError::UnreadableRecord(number(seq));
    let id: RecordId = row.get_ref(0)?.as_str().ok().and_then(|id| id.parse().ok()).ok_or_else(unreadable)?;
    let body = row.get_ref(2)?.as_blob().map_err(|_| unreadable())?;
    let record = serde_json::from_slice(body).map_err(|_| unreadable())?;
    Ok(Kept { id: id.into(), version: row.get(1)?, record })
}

pub(super) fn view(row: &Row<'_>) -> rusqlite::Result<EntryView> {
    let seq: i64 = row.get(0)?;
    let at: String = row.get(1)?;
    let detail: Option<String> = row.get(9)?;
    let body: Option<Vec<u8>> = row.get(10)?;
    let text = |column: usize| row.get::<_, Option<String>>(column);
    Ok(EntryView {
        seq: number(seq),
        at: Moment::read(&at).ok_or(rusqlite::Error::InvalidQuery)?,
        operator: row.get(2)?,
        enterer: text(3)?,
        act: Act::from_code(&row.get::<_, String>(4)?),
        kind: text(5)?.and_then(|code| Kind::from_code(&code)),
        record: text(6)?.and_then(|id| id.parse().ok()),
        version: row.get(7)?,
        batch: number(row.get(8)?),
        detail: detail.and_then(|json| serde_json::from_str::<Detail>(&json).ok()).unwrap_or_default(),
        body: body.and_then(|body| serde_json::from_slice(&body).ok()),
    })
}
