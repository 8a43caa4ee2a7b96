//! Looks along the journal (操作記録): page by page, by period, act and operator; who wrote; which entry a print names.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use super::entry::{Act, EntryView};
use super::error::VaultError;
use super::hex::{HexBytes, to_hex};
use super::journal::{number, signed};
use super::profile::short_id;
use super::reader::{ENTRY, Reader, view};
use crate::base::{Day, Progress};

/// Rows that are looked at between two reports of progress.
const CHUNK: u64 = 20_000;

/// Every operator opens the ledger before writing, so these acts name them all; the index of acts finds them.
const OPERATORS: &str =
    "SELECT DISTINCT operator FROM entry WHERE act IN ('founded', 'unlocked', 'recovery-confirmed') ORDER BY operator";
const BOUNDS: &str = "SELECT count(*), coalesce(min(seq), 0), coalesce(max(seq), 0) FROM entry";
const BY_HASH: &str = "SELECT seq FROM entry WHERE seq > ?1 AND seq <= ?2 AND h >= ?3 AND h <= ?4 LIMIT 1";
const HASH: &str = "SELECT h FROM entry WHERE seq = ?1";
const RAW: &str = "
SELECT seq, at, mono, operator, enterer, act, kind, record, version, batch, detail, body, salt, ph, h
FROM entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";

/// Which entries of the journal are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// From this day.
    pub from: Option<Day>,
    /// To the end of this day.
    pub until: Option<Day>,
    /// Only these acts; all when empty.
    pub acts: Vec<Act>,
    /// Only what this person did or typed.
    pub operator: Option<String>,
    /// Only entries below this number (the next page).
    pub before: Option<u64>,
    /// Only entries above this number (what is new).
    pub after: Option<u64>,
    /// At most so many; all when `None`.
    pub limit: Option<usize>,
}

/// Which end of the journal comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As on the screen.
    Newest,
    /// As on paper.
    Oldest,
}

/// An entry as it is stored, for a checker of its own; bytes as hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RawEntry {
    seq: u64,
    at: String,
    mono: i64,
    operator: String,
    enterer: Option<String>,
    act: String,
    kind: Option<String>,
    record: Option<String>,
    version: Option<i64>,
    batch: i64,
    detail: Option<String>,
    body_hex: Option<HexBytes>,
    salt_hex: Option<HexBytes>,
    ph_hex: HexBytes,
    h_hex: HexBytes,
}

/// The numbers between which a filter's entries lie, and how many of the period there are.
#[derive(Clone, Copy)]
struct Bounds {
    n: u64,
    lowest: u64,
    highest: u64,
}

impl Reader<'_> {
    /// The journal, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<EntryView>, VaultError> {
        let mut all = Vec::new();
        if filter.limit == Some(0) {
            return Ok(all);
        }
        self.walk(filter, Order::Newest, &Progress::new(), |entry| {
            all.push(entry);
            Ok::<_, VaultError>(going(filter.limit.is_none_or(|limit| all.len() < limit)))
        })?;
        Ok(all)
    }

    /// Shows the entries one by one until there are no more or `visit` has seen enough. The filter's limit does not
    /// count here.
    ///
    /// # Errors
    /// The file cannot be read, the user stopped it, or what `visit` gave.
    pub fn walk<E: From<VaultError>>(
        &self,
        filter: &LogFilter,
        order: Order,
        progress: &Progress,
        mut visit: impl FnMut(EntryView) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let bounds = self.bounds(filter)?;
        let (sql, values) = self.chunk(filter, order);
        let mut statement = self.db.prepare_cached(&sql).map_err(VaultError::from)?;
        let total = bounds.highest.saturating_sub(bounds.lowest) + 1;
        let mut n_done = 0;
        while bounds.n > 0 && n_done < total {
            let n = CHUNK.min(total - n_done);
            let above = match order {
                Order::Newest => bounds.highest.saturating_sub(n_done + n),
                Order::Oldest => bounds.lowest.saturating_sub(1) + n_done,
            };
            let ends = [signed(above).into(), signed(above + n).into()];
            let all = params_from_iter(ends.into_iter().chain(values.iter().cloned()));
            let mut rows = statement.query(all).map_err(VaultError::from)?;
            while let Some(row) = rows.next().map_err(VaultError::from)? {
                if visit(view(row).map_err(VaultError::from)?)?.is_break() {
                    return Ok(());
                }
            }
            n_done += n;
            progress.report(n_done, total).map_err(|_| VaultError::Cancelled)?;
        }
        Ok(())
    }

    /// How many entries fit; `None` where only a walk along all of them would tell.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn log_count(&self, filter: &LogFilter) -> Result<Option<u64>, VaultError> {
        let has_period = filter.from.is_some() || self.end(filter).is_some();
        if filter.operator.is_some() || (has_period && !filter.acts.is_empty()) {
            return Ok(None);
        }
        let bounds = self.bounds(filter)?;
        if has_period || filter.acts.is_empty() {
            return Ok(Some(bounds.n));
        }
        let sql = format!("SELECT count(*) FROM entry WHERE act IN ({})", marks(filter.acts.len()));
        let acts = params_from_iter(filter.acts.iter().map(|act| act.code()));
        let n: i64 = self.db.prepare_cached(&sql)?.query_row(acts, |row| row.get(0))?;
        Ok(Some(number(n)))
    }

    /// Everybody who ever opened the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn operators(&self) -> Result<Vec<String>, VaultError> {
        let mut statement = self.db.prepare_cached(OPERATORS)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The number of the entry whose hash begins with these bytes, sought from the newest on.
    ///
    /// # Errors
    /// The file cannot be read, or the user stopped it.
    pub fn entry_by_hash(&self, start: &[u8], progress: &Progress) -> Result<Option<u64>, VaultError> {
        let filled = |fill: u8| {
            let mut end = start.to_vec();
            end.resize(32, fill);
            end
        };
        let (lowest, highest) = (filled(0), filled(0xFF));
        let total = self.head()?.seq;
        let mut statement = self.db.prepare_cached(BY_HASH)?;
        let mut top = total;
        while top > 0 {
            let above = top.saturating_sub(CHUNK);
            let mut rows = statement.query(rusqlite::params![signed(above), signed(top), lowest, highest])?;
            if let Some(row) = rows.next()? {
                return Ok(Some(number(row.get(0)?)));
            }
            top = above;
            progress.report(total - top, total).map_err(|_| VaultError::Cancelled)?;
        }
        Ok(None)
    }

    /// The hash of an entry.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn entry_hash(&self, seq: u64) -> Result<Option<[u8; 32]>, VaultError> {
        let mut statement = self.db.prepare_cached(HASH)?;
        let mut rows = statement.query([signed(seq)])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// Every entry up to a number as it is stored, oldest first.
    ///
    /// # Errors
    /// The file cannot be read, or what `visit` gave.
    pub fn raw_entries<E: From<VaultError>>(
        &self,
        up_to: u64,
        mut visit: impl FnMut(&RawEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.db.prepare_cached(RAW).map_err(VaultError::from)?;
        let mut rows = statement.query([0, signed(up_to)]).map_err(VaultError::from)?;
        while let Some(row) = rows.next().map_err(VaultError::from)? {
            visit(&raw(row).map_err(VaultError::from)?)?;
        }
        Ok(())
    }

    /// The ledger's id as 32 hex digits.
    #[must_use]
    pub fn vault_id(&self) -> String {
        to_hex(self.vault)
    }

    /// The first 8 hex digits of the ledger's id, as printed on sheets.
    #[must_use]
    pub fn short_id(&self) -> String {
        short_id(self.vault)
    }

    fn end(&self, filter: &LogFilter) -> Option<Day> {
        filter.until.or(self.as_of)
    }

    /// Where the period begins and ends in the journal. A clock that was set back mixes the days, so the days are
    /// compared as well while walking between the bounds.
    fn bounds(&self, filter: &LogFilter) -> Result<Bounds, VaultError> {
        let mut sql = BOUNDS.to_owned();
        let mut values: Vec<Value> = Vec::new();
        period(filter.from, self.end(filter), "at", &mut sql, &mut values);
        let found = if values.is_empty() {
            let highest = self.head()?.seq;
            Bounds { n: highest, lowest: highest.min(1), highest }
        } else {
            self.db.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| {
                Ok(Bounds { n: number(row.get(0)?), lowest: number(row.get(1)?), highest: number(row.get(2)?) })
            })?
        };
        let lowest = found.lowest.max(filter.after.map_or(0, |after| after.saturating_add(1)));
        let highest = found.highest.min(filter.before.map_or(u64::MAX, |before| before.saturating_sub(1)));
        let n = if lowest > highest { 0 } else { found.n };
        Ok(Bounds { n, lowest, highest })
    }

    /// The query for a run of numbers, and the values behind the two that are the run's ends.
    fn chunk(&self, filter: &LogFilter, order: Order) -> (String, Vec<Value>) {
        let mut sql = format!("SELECT {ENTRY} FROM entry WHERE seq > ? AND seq <= ?");
        let mut values: Vec<Value> = Vec::new();
        // The sign keeps the engine from walking by day: the order is that of the numbers.
        period(filter.from, self.end(filter), "+at", &mut sql, &mut values);
        if !filter.acts.is_empty() {
            sql.push_str(&format!(" AND act IN ({})", marks(filter.acts.len())));
            values.extend(filter.acts.iter().map(|act| act.code().to_owned().into()));
        }
        if let Some(operator) = &filter.operator {
            sql.push_str(" AND (operator = ? OR enterer = ?)");
            values.extend([operator.clone().into(), operator.clone().into()]);
        }
        sql.push_str(match order {
            Order::Newest => " ORDER BY seq DESC",
            Order::Oldest => " ORDER BY seq",
        });
        (sql, values)
    }
}

/// Adds a period to a query.
fn period(from: Option<Day>, until: Option<Day>, column: &str, sql: &mut String, values: &mut Vec<Value>) {
    let ends = [(from, ">="), (until.map(|until| until.plus_days(1)), "<")];
    for (day, sign) in ends {
        let Some(day) = day else { continue };
        let word = if sql.contains(" WHERE ") { "AND" } else { "WHERE" };
        sql.push_str(&format!(" {word} {column} {sign} ?"));
        values.push(day.iso().into());
    }
}

fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}

const fn going(is_wanted: bool) -> ControlFlow<()> {
    if is_wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn raw(row: &Row<'_>) -> rusqlite::Result<RawEntry> {
    let bytes = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Vec<u8>>>(column)?.map(HexBytes));
    Ok(RawEntry {
        seq: number(row.get(0)?),
        at: row.get(1)?,
        mono: row.get(2)?,
        operator: row.get(3)?,
        enterer: row.get(4)?,
        act: row.get(5)?,
        kind: row.get(6)?,
        record: row.get(7)?,
        version: row.get(8)?,
        batch: row.get(9)?,
        detail: row.get(10)?,
        body_hex: bytes(11)?,
        salt_hex: bytes(12)?,
        ph_hex: HexBytes(row.get(13)?),
        h_hex: HexBytes(row.get(14)?),
    })
}
