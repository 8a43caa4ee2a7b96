//! The proof that timelines only grow (経過記録の点検): in the history of each incident, every version begins with all
//! lines of the version before, unchanged.

use crate::base::{Kind, Record, RecordId};
use crate::vault::{Reader, VaultError};

use super::record::Incident;

/// A timeline that lost or changed a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The number of the entry in which it did.
    pub seq: u64,
    /// What the incident is called; empty where it cannot be read.
    pub title: String,
    /// The first line that is not what it was; 0 where the record cannot be read at all.
    pub no: u32,
}

impl Cut {
    /// What is said of it.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { seq, title, no } = self;
        match no {
            0 => format!("事故の記録が、記録番号 {seq} で読めなくなっています。"),
            _ => format!("事故「{title}」の経過記録の {no} 行目が、記録番号 {seq} で消えたか書き換えられています。"),
        }
    }
}

/// Every incident there ever was, taken back ones too, version by version.
///
/// # Errors
/// The ledger cannot be read.
pub fn cuts(read: &Reader<'_>) -> Result<Vec<Cut>, VaultError> {
    let mut cuts = Vec::new();
    for id in read.ever(Kind::Incident)? {
        of_one(read, id, &mut cuts)?;
    }
    Ok(cuts)
}

fn of_one(read: &Reader<'_>, id: RecordId, cuts: &mut Vec<Cut>) -> Result<(), VaultError> {
    let mut before: Option<Incident> = None;
    for entry in read.history(Kind::Incident, id)? {
        // A taken back one has no version; what comes after it goes on from the one before.
        let Some(body) = entry.body else { continue };
        let Ok(version) = serde_json::from_value::<Incident>(body) else {
            cuts.push(Cut { seq: entry.seq, title: String::new(), no: 0 });
            continue;
        };
        if let Some(before) = before.filter(|before| !version.continues(before)) {
            let kept = before.lines.iter().zip(&version.lines).take_while(|(old, new)| old == new).count();
            let no = before.lines.get(kept).map_or(0, |line| line.no);
            cuts.push(Cut { seq: entry.seq, title: version.title(), no });
        }
        before = Some(version);
    }
    Ok(())
}
