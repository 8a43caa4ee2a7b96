//! The registry: one line a record kind. What works for any kind (history, export, search, form) starts here.

use serde_json::Value;

use crate::base::{Breach, Day, Draft, Field, Index, Kind, Record};
use crate::vault::Indexer;

use super::account::record::Account;
use super::attendance::record::Attendance;
use super::clinic::record::Clinic;
use super::device::record::Device;
use super::pledge::record::Pledge;
use super::policy_read::record::PolicyRead;
use super::role::record::Role;
use super::staff::record::Staff;
use super::system::record::System;

/// What can be asked of a record kind without knowing its type.
#[derive(Debug, Clone, Copy)]
pub struct Ledger {
    /// The kind.
    pub kind: Kind,
    /// Its fields, in the order of the form.
    pub fields: fn() -> &'static [Field],
    /// The index columns of a stored body; `None` where the body cannot be read.
    pub index: fn(&Value) -> Option<Index>,
    /// A stored body read and written again: only what this program knows.
    pub known: fn(&Value) -> Option<Value>,
    /// What a stored body is called.
    pub title: fn(&Value) -> Option<String>,
    /// A stored body as it would be typed.
    pub draft: fn(&Value) -> Option<Draft>,
    /// Reads what was typed into a body.
    pub check: fn(&Draft, Day) -> Result<Value, Vec<Breach>>,
}

const fn ledger<R: Record>() -> Ledger {
    Ledger {
        kind: R::KIND,
        fields: R::fields,
        index: |body| read::<R>(body).map(|record| record.index()),
        known: |body| read::<R>(body).and_then(|record| serde_json::to_value(record).ok()),
        title: |body| read::<R>(body).map(|record| record.title()),
        draft: |body| read::<R>(body).map(|record| record.draft()),
        check: |draft, today| {
            let record = R::check(draft, today)?;
            serde_json::to_value(record).map_err(|_| Vec::new())
        },
    }
}

fn read<R: Record>(body: &Value) -> Option<R> {
    R::deserialize(body).ok()
}

/// Every ledger, one line each, in the order of [`Kind::ALL`].
pub const LEDGERS: [Ledger; 9] = [
    ledger::<Clinic>(),
    ledger::<Role>(),
    ledger::<Staff>(),
    ledger::<System>(),
    ledger::<Account>(),
    ledger::<Device>(),
    ledger::<Attendance>(),
    ledger::<PolicyRead>(),
    ledger::<Pledge>(),
];

/// The ledger of a kind.
#[must_use]
pub fn of(kind: Kind) -> &'static Ledger {
    match kind {
        Kind::Clinic => &LEDGERS[0],
        Kind::Role => &LEDGERS[1],
        Kind::Staff => &LEDGERS[2],
        Kind::System => &LEDGERS[3],
        Kind::Account => &LEDGERS[4],
        Kind::Device => &LEDGERS[5],
        Kind::Attendance => &LEDGERS[6],
        Kind::PolicyRead => &LEDGERS[7],
        Kind::Pledge => &LEDGERS[8],
    }
}

/// What the vault needs to find records again and to keep fields it does not know.
/// Raise `edition` whenever any record is found by something else.
pub const INDEXER: Indexer =
    Indexer { index: |kind, body| (of(kind).index)(body), known: |kind, body| (of(kind).known)(body), edition: 1 };
