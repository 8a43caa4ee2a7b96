//! The registry: one line a record kind. What works for any kind (history, export, search, form) starts here.

use serde_json::Value;

use crate::base::{Breach, Day, Draft, Field, Index, Kind, RecordId};
use crate::desk::{Route, Screen};
use crate::vault::{Indexer, Reader, VaultError};

use super::account::record::Account;
use super::assessment::record::Assessment;
use super::attendance::record::Attendance;
use super::backup_plan::record::BackupPlan;
use super::clinic::record::Clinic;
use super::contact::record::Contact;
use super::contract::record::Contract;
use super::device::record::Device;
use super::disclosure::record::Disclosure;
use super::disposal::record::Disposal;
use super::document::record::Document;
use super::facts::Facts;
use super::incident::record::Incident;
use super::log_review::record::LogReview;
use super::passage::record::Passage;
use super::pledge::record::Pledge;
use super::policy_read::record::PolicyRead;
use super::remedy::record::Remedy;
use super::remote::record::Remote;
use super::restore_test::record::RestoreTest;
use super::role::record::Role;
use super::self_check::record::SelfCheck;
use super::shelf::{FormScreen, HistoryScreen, List, Section, Shown};
use super::staff::record::Staff;
use super::system::record::System;
use super::takeout::record::Takeout;
use super::training::record::Training;
use super::vendor::record::Vendor;
use super::vendor_sheet::record::VendorSheet;

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
    /// What can be chosen where a field points at this kind, in the order to show it.
    pub options: fn(&Reader<'_>) -> Result<Vec<Offered>, VaultError>,
    /// What a person's page shows of this kind.
    pub card: fn(RecordId, &Facts, Day) -> Option<Section>,
    /// What its list is made of; `None` for kinds that have no list of their own.
    pub list: fn() -> Option<&'static List>,
    /// The screen of a route of this kind.
    pub screen: fn(&Route) -> Option<Box<dyn Screen>>,
}

/// A record another one can point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// The same with what tells it from others of that name.
    pub title: String,
    /// In use, as against retired.
    pub is_active: bool,
}

const fn ledger<R: Shown>() -> Ledger {
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
        options: offered::<R>,
        card: R::card,
        list: R::list,
        screen: screen::<R>,
    }
}

fn offered<R: Shown>(read: &Reader<'_>) -> Result<Vec<Offered>, VaultError> {
    let offered = read.list::<R>()?.into_iter().map(|kept| Offered {
        id: kept.id.into(),
        name: kept.record.title(),
        title: kept.record.option(),
        is_active: kept.record.index().is_active,
    });
    Ok(offered.collect())
}

fn screen<R: Shown>(route: &Route) -> Option<Box<dyn Screen>> {
    match route {
        Route::List(_) => R::list_screen(),
        Route::Page(_, id) => Some(R::page_screen(*id)),
        Route::New(_, about) => Some(Box::new(FormScreen::<R>::new(*about))),
        Route::NewAs(_, sort) => Some(Box::new(FormScreen::<R>::new_as(sort))),
        Route::Edit(_, id) => Some(Box::new(FormScreen::<R>::edit(*id))),
        Route::History(kind, id) => Some(Box::new(HistoryScreen::new(*kind, *id))),
        Route::Home
        | Route::Sheets
        | Route::Sheet(_)
        | Route::Import
        | Route::Log
        | Route::Backups
        | Route::Operators
        | Route::Own
        | Route::Chair
        | Route::SelfCheck(..)
        | Route::Policy(_)
        | Route::Lesson(_)
        | Route::Sign(_)
        | Route::Farewell(_)
        | Route::Password(..)
        | Route::TakeOut(_)
        | Route::Steps(_)
        | Route::Leaving(_)
        | Route::Welcome
        | Route::Assessments
        | Route::Assess(_)
        | Route::Alarm
        | Route::Respond(_)
        | Route::LeakReport(_)
        | Route::OwnPassphrase
        | Route::About
        | Route::Profiles
        | Route::Setup
        | Route::Matrix
        | Route::Chart
        | Route::Emergency => None,
    }
}

/// The screen of a route, for every route that belongs to a ledger.
#[must_use]
pub fn open(route: &Route) -> Option<Box<dyn Screen>> {
    (of(route.kind()?).screen)(route)
}

fn read<R: crate::base::Record>(body: &Value) -> Option<R> {
    R::deserialize(body).ok()
}

/// Every ledger, one line each, in the order of [`Kind::ALL`].
pub const LEDGERS: [Ledger; 27] = [
    ledger::<Clinic>(),
    ledger::<Role>(),
    ledger::<Staff>(),
    ledger::<System>(),
    ledger::<Account>(),
    ledger::<Device>(),
    ledger::<Attendance>(),
    ledger::<PolicyRead>(),
    ledger::<Pledge>(),
    ledger::<SelfCheck>(),
    ledger::<Remedy>(),
    ledger::<Training>(),
    ledger::<Disposal>(),
    ledger::<Passage>(),
    ledger::<Assessment>(),
    ledger::<Document>(),
    ledger::<Contact>(),
    ledger::<BackupPlan>(),
    ledger::<RestoreTest>(),
    ledger::<LogReview>(),
    ledger::<Vendor>(),
    ledger::<Contract>(),
    ledger::<Remote>(),
    ledger::<Disclosure>(),
    ledger::<VendorSheet>(),
    ledger::<Incident>(),
    ledger::<Takeout>(),
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
        Kind::SelfCheck => &LEDGERS[9],
        Kind::Remedy => &LEDGERS[10],
        Kind::Training => &LEDGERS[11],
        Kind::Disposal => &LEDGERS[12],
        Kind::Passage => &LEDGERS[13],
        Kind::Assessment => &LEDGERS[14],
        Kind::Document => &LEDGERS[15],
        Kind::Contact => &LEDGERS[16],
        Kind::BackupPlan => &LEDGERS[17],
        Kind::RestoreTest => &LEDGERS[18],
        Kind::LogReview => &LEDGERS[19],
        Kind::Vendor => &LEDGERS[20],
        Kind::Contract => &LEDGERS[21],
        Kind::Remote => &LEDGERS[22],
        Kind::Disclosure => &LEDGERS[23],
        Kind::VendorSheet => &LEDGERS[24],
        Kind::Incident => &LEDGERS[25],
        Kind::Takeout => &LEDGERS[26],
    }
}

/// What the vault needs to find records again and to keep fields it does not know.
/// Raise `edition` whenever any record is found by something else.
pub const INDEXER: Indexer =
    Indexer { index: |kind, body| (of(kind).index)(body), known: |kind, body| (of(kind).known)(body), edition: 1 };
