//! The full check (点検): every page, every hash, and the lists against the journal.

use std::sync::mpsc;
use std::thread;

use rusqlite::{Connection, Row};

use super::attempts;
use super::cipher;
use super::entry::{Act, Columns, Head, OPENING, chain, genesis};
use super::error::VaultError;
use super::hex::to_hex;
use super::journal::{number, signed};
use super::projection::{Indexer, index_of};
use super::schema::meta;
use super::suite::sha256;
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
    /// The attachment of this name (first 8 hex) is not what was attached.
    Attachment(String),
    /// What is kept beside the journal (keys, one-time codes, counts of wrong tries) is of an earlier opening.
    Beside,
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

/// Runs the check. `look` opens further connections to the same file, on which the pages and the indexes are checked
/// while the journal is read; where it cannot, one connection does all.
pub(crate) fn run(
    db: &Connection,
    look: impl Fn() -> Option<Connection>,
    vault: &[u8; 16],
    indexer: Indexer,
    progress: &Progress,
) -> Result<CheckReport, VaultError> {
    // The page check reads the file alone: whatever still waits beside it must be inside first.
    let folded = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let folded = match folded.map_err(|error| (said(&error), cipher::cause(db, error.into()))) {
        // A disk without room or without an answer is no damage.
        Err((_, error @ (VaultError::DiskFull | VaultError::Io(_)))) => return Err(error),
        other => other.map_err(|(fault, _)| fault),
    };
    let is_folded = folded.is_ok();
    let first = once(db, is_folded.then_some(&look), vault, indexer, progress);
    match (&first, if is_folded { look() } else { None }) {
        // A disk that stumbled once looks like damage, and a connection that met it reads no more. Damage stays.
        (Ok(CheckReport { faults, .. }), Some(again)) if !faults.is_empty() => {
            once(&again, Some(&look), vault, indexer, progress)
        }
        (Err(VaultError::ReadFailed), Some(again)) => once(&again, Some(&look), vault, indexer, progress),
        _ => first.map(|mut report| {
            report.faults.splice(0..0, folded.err());
            report
        }),
    }
}

fn once(
    db: &Connection,
    look: Option<&impl Fn() -> Option<Connection>>,
    vault: &[u8; 16],
    indexer: Indexer,
    progress: &Progress,
) -> Result<CheckReport, VaultError> {
    let mut report =
        CheckReport { n_entries: 0, n_records: 0, head: Head { seq: 0, hash: genesis(vault) }, faults: Vec::new() };
    let looks = ENGINE_CHECKS.map(|pragma| (pragma, look.and_then(|look| look())));
    let mut found: Vec<Fault> = Vec::new();
    let read = thread::scope(|scope| {
        let running = looks.map(|(pragma, look)| match look {
            Some(look) => Ok(scope.spawn(move || pages(&look, pragma))),
            None => Err(pages(db, pragma)),
        });
        let read = contents(db, indexer, progress, &mut report);
        let broke_off = |_| vec![Fault::Page("broken off".to_owned())];
        for faults in running {
            found.extend(faults.map_or_else(|done| done, |thread| thread.join().unwrap_or_else(broke_off)));
        }
        read
    });
    match read {
        // A damaged page also breaks the reading of the journal: the page is what there is to tell.
        Err(error) if found.is_empty() || error == VaultError::Cancelled => return Err(error),
        Ok(()) | Err(_) => {}
    }
    report.faults.splice(0..0, found);
    report.faults.truncate(MOST_FAULTS);
    Ok(report)
}

/// Every page is what was written; every index says what its table says.
const ENGINE_CHECKS: [&str; 2] = ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"];

fn contents(
    db: &Connection,
    indexer: Indexer,
    progress: &Progress,
    report: &mut CheckReport,
) -> Result<(), VaultError> {
    let total: i64 = db.query_row("SELECT coalesce(max(seq), 0) FROM entry", [], |row| row.get(0))?;
    entries(db, number(total), progress, report)?;
    lists(db, indexer, report)?;
    openings(db, report)?;
    attachments(db, report)
}

/// Each opening is numbered in its entry and in `meta`: an older page of `meta` that was put back names an earlier one.
fn openings(db: &Connection, report: &mut CheckReport) -> Result<(), VaultError> {
    let mut statement = db.prepare("SELECT detail FROM entry WHERE act = ?1 ORDER BY seq")?;
    let details = statement.query_map([Act::Unlocked.code()], |row| row.get::<_, Option<String>>(0))?;
    let mut last = 0;
    for detail in details {
        let opening = detail?.and_then(|text| {
            let detail: serde_json::Value = serde_json::from_str(&text).ok()?;
            detail.get("data")?.get(OPENING)?.as_u64()
        });
        let Some(opening) = opening else { continue };
        if opening <= last {
            report.faults.push(Fault::Beside);
        }
        last = opening;
    }
    let kept = meta(db, attempts::EPOCH)?.and_then(|text| text.parse().ok()).unwrap_or(0_u64);
    if last != 0 && kept != last {
        report.faults.push(Fault::Beside);
    }
    Ok(())
}

/// What a check of the engine finds; empty when all is well.
fn pages(db: &Connection, pragma: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    if let Err(error) = page_faults(db, pragma, &mut found) {
        found.push(said(&error));
    }
    found
}

fn page_faults(db: &Connection, pragma: &str, found: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut statement = db.prepare(pragma)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" && found.len() < MOST_FAULTS {
            found.push(Fault::Page(said));
        }
    }
    Ok(())
}

/// What the engine says of a page it could not work with: the kind of error, never content.
fn said(error: &rusqlite::Error) -> Fault {
    Fault::Page(error.sqlite_error_code().map_or_else(String::new, |code| format!("{code:?}")))
}

/// Entries that are read while the ones before them are hashed.
#[derive(Default)]
struct Chunk {
    /// What the entries' content hashes are made of, one behind the other.
    bytes: Vec<u8>,
    entries: Vec<Stored>,
}

/// An entry as it is stored; `end` is where its part of the chunk's bytes ends.
struct Stored {
    seq: u64,
    end: usize,
    /// Without its salt nobody can tell whether an entry still says what it said. Erasing after the retention period
    /// will leave such entries; nothing in this version does.
    has_salt: bool,
    ph: [u8; 32],
    hash: [u8; 32],
}

/// About a megabyte of entries.
const CHUNK: usize = 2048;

fn entries(db: &Connection, total: u64, progress: &Progress, report: &mut CheckReport) -> Result<(), VaultError> {
    let (sender, receiver) = mpsc::sync_channel::<Chunk>(4);
    thread::scope(|scope| {
        // The reading thread ends when the receiver goes away, so a panic here is not waited for.
        let hashing = scope.spawn(move || receiver.iter().for_each(|chunk| verify(&chunk, report)));
        let read = read_entries(db, total, progress, &sender);
        drop(sender);
        match hashing.join() {
            Ok(()) => read,
            Err(_) => Err(VaultError::ReadFailed),
        }
    })
}

fn read_entries(
    db: &Connection,
    total: u64,
    progress: &Progress,
    sender: &mpsc::SyncSender<Chunk>,
) -> Result<(), VaultError> {
    let mut statement = db.prepare(ENTRIES)?;
    let mut rows = statement.query([])?;
    let mut chunk = Chunk::default();
    while let Some(row) = rows.next()? {
        push(&mut chunk, row)?;
        if chunk.entries.len() >= CHUNK {
            let seq = chunk.entries.last().map_or(0, |entry| entry.seq);
            let next = Chunk { bytes: Vec::with_capacity(chunk.bytes.capacity()), entries: Vec::new() };
            // A hashing thread that is gone is told by its join.
            drop(sender.send(std::mem::replace(&mut chunk, next)));
            progress.report(seq, total).map_err(|_| VaultError::Cancelled)?;
        }
    }
    drop(sender.send(chunk));
    Ok(())
}

fn push(chunk: &mut Chunk, row: &Row<'_>) -> Result<(), VaultError> {
    let text = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_str_or_null().ok()).flatten();
    let blob = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_blob_or_null().ok()).flatten();
    let salt = blob(12);
    if let Some(salt) = salt {
        let columns = Columns {
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
        };
        columns.write(salt, &mut chunk.bytes);
    }
    chunk.entries.push(Stored {
        seq: number(row.get(0)?),
        end: chunk.bytes.len(),
        has_salt: salt.is_some(),
        ph: row.get(13)?,
        hash: row.get(14)?,
    });
    Ok(())
}

fn verify(chunk: &Chunk, report: &mut CheckReport) {
    let mut start = 0;
    for entry in &chunk.entries {
        let content = chunk.bytes.get(start..entry.end).unwrap_or_default();
        start = entry.end;
        let is_itself = entry.has_salt && sha256(content) == entry.ph;
        let expected = chain(&report.head.hash, entry.seq, &entry.ph);
        let is_sound = is_itself && entry.seq == report.head.seq + 1 && expected == entry.hash;
        if !is_sound && report.faults.len() < MOST_FAULTS {
            report.faults.push(Fault::Entry(entry.seq));
        }
        report.head = Head { seq: entry.seq, hash: entry.hash };
        report.n_entries += 1;
    }
}

/// An attachment is named by the hash of its bytes.
fn attachments(db: &Connection, report: &mut CheckReport) -> Result<(), VaultError> {
    let mut statement = db.prepare("SELECT hash, bytes FROM attachment")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let is_itself = row.get_ref(1)?.as_blob().is_ok_and(|bytes| to_hex(&sha256(bytes)) == name);
        if !is_itself && report.faults.len() < MOST_FAULTS {
            report.faults.push(Fault::Attachment(name.chars().take(8).collect()));
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
