//! Which vendors stand behind a system, and what each of them is still to be asked for: pure functions of the facts and
//! the day, for screens, findings, the list of the day and paper.

use crate::base::{Day, FiscalYear, Kept, SystemId, VendorId};

use super::contract::record::Contract;
use super::disclosure::record::Disclosure;
use super::facts::Facts;
use super::remote::record::Remote;
use super::system::record::{System, YesNo};
use super::vendor::record::Vendor;
use super::vendor_sheet::record::{Standing, VendorSheet};

/// How it stands with the yearly form of a vendor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SheetState<'a> {
    /// No contract asks for one (C-22).
    NotNeeded,
    /// It was not handed out this fiscal year.
    NotHandedOut(Option<&'a Kept<VendorSheet>>),
    /// It was handed out and is not back.
    Out(&'a Kept<VendorSheet>),
    /// It is back.
    Back(&'a Kept<VendorSheet>),
}

/// How it stands with the MDS or SDS of a system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DisclosureState<'a> {
    /// Nobody has asked for it.
    Missing,
    /// Asked for, and not here yet.
    Requested(&'a Kept<Disclosure>),
    /// It is here.
    Here(&'a Kept<Disclosure>),
}

impl Facts {
    /// The vendors the clinic has to do with on a day.
    pub fn vendors_in_use(&self, day: Day) -> impl Iterator<Item = &Kept<Vendor>> {
        self.vendors.iter().filter(move |kept| kept.record.is_active_on(day))
    }

    /// A vendor.
    #[must_use]
    pub fn vendor(&self, id: VendorId) -> Option<&Kept<Vendor>> {
        self.vendors.iter().find(|kept| kept.id == id)
    }

    /// What a vendor is called; empty where it is not there.
    #[must_use]
    pub fn vendor_name(&self, id: VendorId) -> &str {
        self.vendor(id).map_or("", |kept| kept.record.name.as_str())
    }
}

/// The vendors behind a system: those of the contracts that name it, else those it names itself.
#[must_use]
pub fn behind<'a>(facts: &'a Facts, system: &Kept<System>, day: Day) -> Vec<&'a Kept<Vendor>> {
    let named = |vendor: &&Kept<Vendor>| {
        let contracts = facts.contracts.iter().map(|kept| &kept.record);
        contracts
            .filter(|contract| contract.vendor == vendor.id && contract.is_in_force(day))
            .any(|contract| contract.systems.contains(&system.id))
    };
    let by_contract: Vec<_> = facts.vendors_in_use(day).filter(named).collect();
    if !by_contract.is_empty() {
        return by_contract;
    }
    facts.vendors_in_use(day).filter(|vendor| vendor.record.is_called(&system.record.vendor)).collect()
}

/// The systems in use a vendor stands behind.
#[must_use]
pub fn systems_of(facts: &Facts, vendor: VendorId, day: Day) -> Vec<&Kept<System>> {
    let is_behind = |system: &&Kept<System>| behind(facts, system, day).iter().any(|candidate| candidate.id == vendor);
    facts.systems_in_use(day).filter(is_behind).collect()
}

/// A vendor's contracts that hold on a day.
pub fn contracts_of(facts: &Facts, vendor: VendorId, day: Day) -> impl Iterator<Item = &Kept<Contract>> {
    facts.contracts.iter().filter(move |kept| kept.record.vendor == vendor && kept.record.is_in_force(day))
}

/// The contracts that hold for a system on a day.
pub fn contracts_for(facts: &Facts, system: SystemId, day: Day) -> impl Iterator<Item = &Kept<Contract>> {
    facts.contracts.iter().filter(move |kept| kept.record.is_in_force(day) && kept.record.systems.contains(&system))
}

/// Whether a system is under contract on a day: what its own record says goes before what a contract says (C-22).
#[must_use]
pub fn is_under_contract(facts: &Facts, system: &Kept<System>, day: Day) -> bool {
    match system.record.contract {
        Some(YesNo::No) => false,
        Some(YesNo::Yes) => true,
        None => contracts_for(facts, system.id, day).next().is_some(),
    }
}

/// The systems of a vendor that are under contract: what its form is about.
#[must_use]
pub fn contracted(facts: &Facts, vendor: VendorId, day: Day) -> Vec<&Kept<System>> {
    systems_of(facts, vendor, day).into_iter().filter(|system| is_under_contract(facts, system, day)).collect()
}

/// Whether a vendor is bound by a contract, and so is asked for its form and for remote maintenance (C-22).
#[must_use]
pub fn is_bound(facts: &Facts, vendor: &Kept<Vendor>, day: Day) -> bool {
    // A contract that names no system is one about the line, the PCs or the like.
    let is_general = |contract: &Kept<Contract>| contract.record.systems.is_empty();
    vendor.record.is_active_on(day)
        && (!contracted(facts, vendor.id, day).is_empty() || contracts_of(facts, vendor.id, day).any(is_general))
}

/// What a vendor has answered on remote maintenance, as far as it still holds.
pub fn remotes_of(facts: &Facts, vendor: VendorId, day: Day) -> impl Iterator<Item = &Kept<Remote>> {
    facts.remotes.iter().filter(move |kept| {
        let remote = &kept.record;
        remote.vendor == vendor && remote.holds_on(day) && remote.asked_on.is_none_or(|asked| asked <= day)
    })
}

/// The newest MDS or SDS of a system.
#[must_use]
pub fn disclosure_of(facts: &Facts, system: SystemId, day: Day) -> DisclosureState<'_> {
    let own = || facts.disclosures.iter().rev().filter(|kept| kept.record.system == system);
    if let Some(here) = own().find(|kept| kept.record.is_here(day)) {
        return DisclosureState::Here(here);
    }
    own().next().map_or(DisclosureState::Missing, DisclosureState::Requested)
}

/// A vendor's form of a fiscal year.
#[must_use]
pub fn sheet_of(facts: &Facts, vendor: VendorId, year: FiscalYear) -> Option<&Kept<VendorSheet>> {
    facts.vendor_sheets.iter().rev().find(|kept| kept.record.vendor == vendor && kept.record.fiscal_year == year)
}

/// How it stands with a vendor's form of the fiscal year the day lies in.
#[must_use]
pub fn sheet_state<'a>(facts: &'a Facts, vendor: &Kept<Vendor>, day: Day) -> SheetState<'a> {
    let sheet = sheet_of(facts, vendor.id, day.fiscal_year());
    match sheet.map(|kept| (kept, kept.record.standing(day))) {
        Some((kept, Standing::Returned)) => SheetState::Back(kept),
        Some((kept, Standing::HandedOut)) => SheetState::Out(kept),
        _ if !is_bound(facts, vendor, day) => SheetState::NotNeeded,
        Some((kept, Standing::Prepared)) => SheetState::NotHandedOut(Some(kept)),
        None => SheetState::NotHandedOut(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Record, RecordId};
    use crate::ledgers::system::record::SystemKind;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    fn kept<R: Record>(record: R) -> Kept<R> {
        Kept { id: RecordId::fresh().into(), version: 1, record }
    }

    fn contract(vendor: VendorId, systems: &[SystemId]) -> Kept<Contract> {
        let draft = crate::base::Draft::new()
            .with_link(&crate::ledgers::contract::record::field::VENDOR, Some(vendor))
            .with_links(&crate::ledgers::contract::record::field::SYSTEMS, systems);
        kept(Contract::check(&draft, day("R8.11.20")).unwrap())
    }

    /// A vendor and two systems; the second is another's by its own words.
    fn facts() -> Facts {
        let vendor = |name: &str| kept(Vendor { name: name.to_owned(), ..Vendor::default() });
        let mut records = System::named("電子カルテ", SystemKind::Records);
        records.vendor = "（株）みほんシステム".to_owned();
        let mut receipt = System::named("レセコン", SystemKind::Receipt);
        receipt.vendor = "はなみずき情報".to_owned();
        Facts {
            vendors: vec![vendor("株式会社みほんシステム"), vendor("有限会社はなみずき情報")],
            systems: vec![kept(records), kept(receipt)],
            ..Facts::default()
        }
    }

    #[test]
    fn a_contract_names_the_vendor_and_else_the_systems_own_words_do() {
        let mut facts = facts();
        let today = day("R8.11.20");
        let names = |facts: &Facts, at: usize| -> Vec<String> {
            behind(facts, &facts.systems[at], today).iter().map(|kept| kept.record.name.clone()).collect()
        };
        assert_eq!(
            (names(&facts, 0), names(&facts, 1)),
            (vec!["株式会社みほんシステム".to_owned()], vec!["有限会社はなみずき情報".to_owned()],)
        );
        let both = [facts.systems[0].id, facts.systems[1].id];
        facts.contracts = vec![contract(facts.vendors[0].id, &both)];
        assert_eq!(names(&facts, 1), ["株式会社みほんシステム"], "the contract decides");
        facts.contracts[0].record.until_on = Some(day("R8.3.31"));
        assert_eq!(names(&facts, 1), ["有限会社はなみずき情報"], "it has run out");
        facts.contracts[0].record.renews = Some(YesNo::Yes);
        assert_eq!(names(&facts, 1), ["株式会社みほんシステム"], "it has renewed itself");
    }

    #[test]
    fn without_a_contract_a_vendor_is_asked_for_nothing() {
        let mut facts = facts();
        let today = day("R8.11.20");
        assert!(!is_bound(&facts, &facts.vendors[0], today), "a name alone is no contract");
        assert_eq!(sheet_state(&facts, &facts.vendors[0], today), SheetState::NotNeeded);
        facts.systems[0].record.contract = Some(YesNo::Yes);
        assert!(is_bound(&facts, &facts.vendors[0], today));
        facts.systems[0].record.contract = Some(YesNo::No);
        facts.contracts = vec![contract(facts.vendors[0].id, &[facts.systems[0].id])];
        assert!(!is_bound(&facts, &facts.vendors[0], today), "保守契約 無 removes it");
        facts.systems[0].record.contract = None;
        assert_eq!(sheet_state(&facts, &facts.vendors[0], today), SheetState::NotHandedOut(None));
        facts.contracts[0].record.systems.clear();
        assert!(is_bound(&facts, &facts.vendors[0], today), "a contract about the line binds too");
        facts.vendors[0].record.ended_on = Some(day("R8.11.19"));
        assert!(!is_bound(&facts, &facts.vendors[0], today));
    }
}
