//! What the ledger holds already, as an import compares it: every record as a draft.

use std::collections::{BTreeMap, HashMap};

use crate::base::text::{fold, half};
use crate::base::{Day, Draft, Kept, Kind, Record, RecordId};
use crate::ledgers::{
    account, assessment, attendance, backup_plan, clinic, contact, contract, device, disclosure, disposal, document,
    incident, log_review, passage, pledge, policy_read, remedy, remote, restore_test, role, self_check, staff, system,
    takeout, training, vendor, vendor_sheet,
};
use crate::vault::{Reader, VaultError};

/// One record of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its id.
    pub id: RecordId,
    /// Its version.
    pub version: u32,
    /// Its values as they would be typed.
    pub draft: Draft,
    /// What it is called.
    pub title: String,
    /// In use, as against retired.
    pub is_active: bool,
}

/// The whole ledger, for a comparison.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Today.
    pub today: Day,
    known: BTreeMap<Kind, Vec<Known>>,
    by_id: HashMap<RecordId, (Kind, usize)>,
}

impl Facts {
    /// An empty ledger.
    #[must_use]
    pub fn new(today: Day) -> Self {
        Self { today, known: BTreeMap::new(), by_id: HashMap::new() }
    }

    /// Reads the whole ledger.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>, today: Day) -> Result<Self, VaultError> {
        let mut facts = Self::new(today);
        facts.add_all::<clinic::record::Clinic>(read)?;
        facts.add_all::<staff::record::Staff>(read)?;
        facts.add_all::<system::record::System>(read)?;
        facts.add_all::<role::record::Role>(read)?;
        facts.add_all::<account::record::Account>(read)?;
        facts.add_all::<device::record::Device>(read)?;
        facts.add_all::<attendance::record::Attendance>(read)?;
        facts.add_all::<policy_read::record::PolicyRead>(read)?;
        facts.add_all::<pledge::record::Pledge>(read)?;
        facts.add_all::<training::record::Training>(read)?;
        facts.add_all::<self_check::record::SelfCheck>(read)?;
        facts.add_all::<remedy::record::Remedy>(read)?;
        facts.add_all::<disposal::record::Disposal>(read)?;
        facts.add_all::<passage::record::Passage>(read)?;
        facts.add_all::<assessment::record::Assessment>(read)?;
        facts.add_all::<document::record::Document>(read)?;
        facts.add_all::<contact::record::Contact>(read)?;
        facts.add_all::<backup_plan::record::BackupPlan>(read)?;
        facts.add_all::<restore_test::record::RestoreTest>(read)?;
        facts.add_all::<log_review::record::LogReview>(read)?;
        facts.add_all::<vendor::record::Vendor>(read)?;
        facts.add_all::<contract::record::Contract>(read)?;
        facts.add_all::<remote::record::Remote>(read)?;
        facts.add_all::<disclosure::record::Disclosure>(read)?;
        facts.add_all::<vendor_sheet::record::VendorSheet>(read)?;
        facts.add_all::<incident::record::Incident>(read)?;
        facts.add_all::<takeout::record::Takeout>(read)?;
        Ok(facts)
    }

    fn add_all<R: Record>(&mut self, read: &Reader<'_>) -> Result<(), VaultError> {
        read.list::<R>()?.iter().for_each(|kept| self.add(kept));
        Ok(())
    }

    /// Adds a record.
    pub fn add<R: Record>(&mut self, kept: &Kept<R>) {
        let id: RecordId = kept.id.into();
        let (draft, title) = (kept.record.draft(), kept.record.title());
        let is_active = kept.record.index().is_active;
        self.add_known(R::KIND, Known { id, version: kept.version, draft, title, is_active });
    }

    /// Adds a record that has been turned into a draft.
    pub fn add_known(&mut self, kind: Kind, known: Known) {
        let list = self.known.entry(kind).or_default();
        self.by_id.insert(known.id, (kind, list.len()));
        list.push(known);
    }

    /// All records of a kind.
    #[must_use]
    pub fn all(&self, kind: Kind) -> &[Known] {
        self.known.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The record with this id.
    #[must_use]
    pub fn get(&self, id: RecordId) -> Option<&Known> {
        let (kind, place) = self.by_id.get(&id)?;
        self.all(*kind).get(*place)
    }
}

/// The ledger's people, systems and IDs, found by their folded words.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// People by name.
    pub staff: HashMap<String, Vec<RecordId>>,
    /// IDs by their text: the accounts.
    pub logins: HashMap<String, Vec<RecordId>>,
    /// A person's accounts.
    pub accounts_of: HashMap<RecordId, Vec<RecordId>>,
    /// A person's devices, lessons and so on, by kind.
    pub of_person: HashMap<(Kind, RecordId), Vec<RecordId>>,
    /// Devices by control number.
    pub numbers: HashMap<String, Vec<RecordId>>,
}

impl Lookup {
    /// Reads the ledger once.
    pub fn of(facts: &Facts) -> Self {
        let mut lookup = Self::default();
        for known in facts.all(Kind::Staff) {
            lookup.staff.entry(fold(known.draft.get(staff::record::field::NAME.key))).or_default().push(known.id);
        }
        for known in facts.all(Kind::Account) {
            let login = login_key(known.draft.get(account::record::field::LOGIN_ID.key));
            lookup.logins.entry(login).or_default().push(known.id);
            if let Ok(person) = known.draft.get(account::record::field::STAFF.key).parse() {
                lookup.accounts_of.entry(person).or_default().push(known.id);
            }
        }
        for known in facts.all(Kind::Device) {
            let number = fold(known.draft.get("control_number"));
            if !number.is_empty() {
                lookup.numbers.entry(number).or_default().push(known.id);
            }
            for person in known.draft.lines("users").filter_map(|id| id.parse().ok()) {
                lookup.of_person.entry((Kind::Device, person)).or_default().push(known.id);
            }
        }
        for kind in [Kind::Attendance, Kind::PolicyRead, Kind::Pledge, Kind::Role] {
            for known in facts.all(kind) {
                if let Ok(person) = known.draft.get("staff").parse() {
                    lookup.of_person.entry((kind, person)).or_default().push(known.id);
                }
            }
        }
        lookup
    }
}

/// An ID as it is compared: half-width, lower case.
pub(super) fn login_key(login: &str) -> String {
    half(login).trim().to_lowercase()
}
