//! The full check (点検): every page, every hash, and the lists against the journal.

use rusqlite::Connection;

use super::entry::{Columns, Head, chain, genesis};
use super::error::VaultError;
use super::journal::{number, signed};
use super::projection::{Indexer, index_of};
use crate::base::Progress;

const ENTRIES: &str = "
SELECT seq, at, mono, operator, enterer, act, kind, record, version, batch, detail, body, salt, ph, h
FROM entry ORDER BY seq";
const LISTS: &str = "
SELECT n.kind, n.record, n.seq, n.version, n.body, c.seq, c.version, c.body,
  c.subject, c.on_day, c.due_day, c.is_active, c.sort_key, c.search
FROM (SELECT kind, record, seq, version, body FROM entry
      WHERE seq IN (SELECT max(seq) FROM entry WHERE record IS NOT NULL GROUP BY kind, record) AND body IS NOT NULL) AS n
LEFT JOIN current AS c ON c.kind = n.kind AND c.record = n.record";

/// Something the check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A page of the file is damaged; what the engine says.
    Page(String),
    /// This entry, or the chain up to it, was changed.
    Entry(u64),
    /// A record in the lists differs from the journal's entry of this number.
    List(u64),
    /// The lists hold so many records more or less than the journal.
    ListCount(u64),
}

/// What the full check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Entries read.
    pub n_entries: u64,
    /// Records in the lists.
    pub n_records: u64,
    /// The newest entry.
    pub head: Head,
    /// What is wrong; empty when all is well. At most a hundred are listed.
    pub faults: Vec<Fault>,
}

impl CheckReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

const MOST_FAULTS: usize = 100;

pub(crate) fn run(
    db: &Connection,
    vault: &[u8; 16],
    indexer: Indexer,
    progress: &Progress,
) -> Result<CheckReport, VaultError> {
    // The page check reads the file alone: whatever still waits beside it must be inside first.
    let folded = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let mut report =
        CheckReport { n_entries: 0, n_records: 0, head: Head { seq: 0, hash: genesis(vault) }, faults: Vec::new() };
    report.faults.extend(folded.err().map(|error| said(&error)));
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA quick_check"] {
        if let Err(error) = pages(db, pragma, &mut report) {
            report.faults.push(said(&error));
        }
    }
    if report.is_sound() {
        let total: i64 = db.query_row("SELECT coalesce(max(seq), 0) FROM entry", [], |row| row.get(0))?;
        let total = number(total);
        entries(db, total, progress, &mut report)?;
        lists(db, indexer, &mut report)?;
    }
    report.faults.truncate(MOST_FAULTS);
    Ok(report)
}

fn pages(db: &Connection, pragma: &str, report: &mut CheckReport) -> rusqlite::Result<()> {
    let mut statement = db.prepare(pragma)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" && report.faults.len() < MOST_FAULTS {
            report.faults.push(Fault::Page(said));
        }
    }
    Ok(())
}

/// What the engine says of a page it could not work with: the kind of error, never content.
fn said(error: &rusqlite::Error) -> Fault {
    Fault::Page(error.sqlite_error_code().map_or_else(String::new, |code| format!("{code:?}")))
}

fn entries(db: &Connection, total: u64, progress: &Progress, report: &mut CheckReport) -> Result<(), VaultError> {
    let mut statement = db.prepare(ENTRIES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq = number(row.get(0)?);
        let text = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_str_or_null().ok()).flatten();
        let blob = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_blob_or_null().ok()).flatten();
        let stored_ph: [u8; 32] = row.get(13)?;
        let stored: [u8; 32] = row.get(14)?;
        // An erased entry has neither salt nor body; its content hash stays and the chain still holds.
        let ph = blob(12).map_or(stored_ph, |salt| {
            Columns {
                at: text(1).unwrap_or_default(),
                mono: row.get(2).unwrap_or_default(),
                operator: text(3).unwrap_or_default(),
                enterer: text(4),
                act: text(5).unwrap_or_default(),
                kind: text(6),
                record: text(7),
                version: row.get(8).unwrap_or_default(),
                batch: row.get(9).unwrap_or_default(),
                detail: text(10),
                body: blob(11),
            }
            .ph(salt)
        });
        let expected = chain(&report.head.hash, seq, &ph);
        let is_sound = seq == report.head.seq + 1 && ph == stored_ph && expected == stored;
        if !is_sound && report.faults.len() < MOST_FAULTS {
            report.faults.push(Fault::Entry(seq));
        }
        report.head = Head { seq, hash: stored };
        report.n_entries += 1;
        if seq.is_multiple_of(4096) {
            progress.report(seq, total).map_err(|_| VaultError::Cancelled)?;
        }
    }
    Ok(())
}

fn lists(db: &Connection, indexer: Indexer, report: &mut CheckReport) -> Result<(), VaultError> {
    let mut statement = db.prepare(LISTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        report.n_records += 1;
        let kind: String = row.get(0)?;
        let seq: i64 = row.get(2)?;
        let body: Vec<u8> = row.get(4)?;
        let index = index_of(indexer, &kind, &body);
        let is_same = row.get::<_, Option<i64>>(5)? == Some(seq)
            && row.get::<_, Option<i64>>(6)? == row.get::<_, Option<i64>>(3)?
            && row.get::<_, Option<Vec<u8>>>(7)?.as_deref() == Some(body.as_slice())
            && row.get::<_, Option<String>>(8)? == index.subject.map(|id| id.to_string())
            && row.get::<_, Option<String>>(9)? == index.on_day.map(crate::base::Day::iso)
            && row.get::<_, Option<String>>(10)? == index.due_day.map(crate::base::Day::iso)
            && row.get::<_, Option<bool>>(11)? == Some(index.is_active)
            && row.get::<_, Option<String>>(12)?.as_deref() == Some(index.sort_key.as_str())
            && row.get::<_, Option<String>>(13)?.as_deref() == Some(index.search.as_str());
        if !is_same && report.faults.len() < MOST_FAULTS {
            report.faults.push(Fault::List(number(seq)));
        }
    }
    let n_lists: i64 = db.query_row("SELECT count(*) FROM current", [], |row| row.get(0))?;
    let odd = n_lists.abs_diff(signed(report.n_records));
    if odd != 0 {
        report.faults.push(Fault::ListCount(odd));
    }
    Ok(())
}
