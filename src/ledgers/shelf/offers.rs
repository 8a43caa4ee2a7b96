//! What the choosers of a form offer: only what will be accepted, and in a short line why the rest is not there.

use std::collections::HashMap;

use crate::base::{Day, Draft, Field, Input, Kind, RecordId};
use crate::ledgers::registry::{self, Offered};
use crate::vault::{Reader, VaultError};
use crate::widgets::form::Choosable;

use super::shown::Shown;
use super::values::linked_kinds;

/// What cannot be chosen in a field as the rest of the form stands, though it is in use.
pub type Bars = Box<dyn Fn(&Field, &Draft) -> Vec<Barred>>;

/// A record that cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Barred {
    /// The record.
    pub id: RecordId,
    /// What all that are left out for this reason are called: 保守契約が「無」のシステム.
    pub what: &'static str,
}

impl Barred {
    /// A record and what it is called for being left out.
    #[must_use]
    pub fn new(id: impl Into<RecordId>, what: &'static str) -> Self {
        Self { id: id.into(), what }
    }
}

/// What each chooser of a form offers.
#[derive(Default)]
pub struct Offers {
    all: HashMap<Kind, Vec<Offered>>,
    bars: Option<Bars>,
    of: HashMap<&'static str, Offer>,
}

/// What one chooser offers: ids and titles; and the line about the rest.
#[derive(Default)]
struct Offer {
    items: Vec<(String, String)>,
    missing: String,
}

impl Offers {
    /// Reads what there is to choose from.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn load<R: Shown>(
        &mut self,
        fields: &[Field],
        id: Option<RecordId>,
        read: &Reader<'_>,
        today: Day,
    ) -> Result<(), VaultError> {
        self.all.clear();
        for kind in linked_kinds(fields) {
            self.all.insert(kind, (registry::of(kind).options)(read)?);
        }
        self.bars = R::bars(id, read, today)?;
        Ok(())
    }

    /// Finds what fits what was typed so far.
    pub fn fit(&mut self, fields: &[Field], draft: &Draft) {
        for field in fields {
            if let Input::Link(kind) | Input::Links(kind) = field.input {
                let barred = self.bars.as_ref().map(|bars| bars(field, draft)).unwrap_or_default();
                let all = self.all.get(&kind).map(Vec::as_slice).unwrap_or_default();
                self.of.insert(field.key, offer(kind, all, &barred, draft.get(field.key)));
            }
        }
    }

    /// What a field's chooser offers.
    #[must_use]
    pub fn choosable(&self, field: &Field) -> Choosable<'_> {
        self.of
            .get(field.key)
            .map_or_else(Choosable::default, |offer| Choosable { items: &offer.items, missing: &offer.missing })
    }
}

/// What stands in the field already is always there: it was accepted before, or is told what is wrong with it.
fn offer(kind: Kind, all: &[Offered], barred: &[Barred], chosen: &str) -> Offer {
    let mut left_out: Vec<(&str, usize)> = Vec::new();
    let mut items = Vec::new();
    for option in all {
        let id = option.id.to_string();
        let why = if option.is_active {
            barred.iter().find(|barred| barred.id == option.id).map(|barred| barred.what)
        } else {
            Some(ended(kind))
        };
        let is_chosen = chosen.lines().any(|line| line.trim() == id);
        match why.filter(|_| !is_chosen) {
            None => items.push((id, option.title.clone())),
            Some(what) => match left_out.iter_mut().find(|(known, _)| *known == what) {
                Some((_, n)) => *n += 1,
                None => left_out.push((what, 1)),
            },
        }
    }
    Offer { items, missing: missing(kind, &left_out) }
}

/// 利用終了日のある人（3人）は出ません
#[must_use]
pub fn missing(kind: Kind, left_out: &[(&str, usize)]) -> String {
    if left_out.is_empty() {
        return String::new();
    }
    let unit = if kind == Kind::Staff { "人" } else { "件" };
    let named: Vec<String> = left_out.iter().map(|(what, n)| format!("{what}（{n}{unit}）")).collect();
    format!("{}は出ません", named.join("、"))
}

/// The same where nothing but what has ended is left out.
#[must_use]
pub fn without_ended(kind: Kind, n_ended: usize) -> String {
    if n_ended == 0 { String::new() } else { missing(kind, &[(ended(kind), n_ended)]) }
}

/// What records of a kind are called whose use has ended or ends on a day that is known.
#[must_use]
pub const fn ended(kind: Kind) -> &'static str {
    match kind {
        Kind::Staff => "利用終了日のある人",
        Kind::System => "利用終了日のあるシステム",
        Kind::Device => "利用終了日のある端末・媒体",
        Kind::Vendor => "取引を終えた事業者",
        Kind::BackupPlan => "終えた計画",
        Kind::Clinic
        | Kind::Role
        | Kind::Account
        | Kind::Attendance
        | Kind::PolicyRead
        | Kind::Pledge
        | Kind::SelfCheck
        | Kind::Remedy
        | Kind::Training
        | Kind::Disposal
        | Kind::Passage
        | Kind::Assessment
        | Kind::Document
        | Kind::Contact
        | Kind::RestoreTest
        | Kind::LogReview
        | Kind::Contract
        | Kind::Remote
        | Kind::Disclosure
        | Kind::VendorSheet
        | Kind::Incident
        | Kind::Takeout => "終わった記録",
    }
}
