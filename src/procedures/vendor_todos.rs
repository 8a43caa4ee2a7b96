//! 今日やること with the vendors: forms to hand out and to get back, contracts near their end, papers to ask for again.

use crate::base::{Day, Kept, Kind, Record};
use crate::desk::Route;
use crate::ledgers::contract::record::Contract;
use crate::ledgers::facts::Facts;
use crate::ledgers::vendors::{DisclosureState, SheetState, disclosure_of, sheet_state};

use super::todo::{Pressing, Todo};

/// So long before its end a contract is looked at: to give notice, to ask for an offer, to plan for another system.
const NOTICE_DAYS: i64 = 90;

/// All of it.
pub(super) fn all(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let mut all = contracts(facts, today, until);
    all.extend(sheets(facts, today));
    all.extend(disclosures(facts, today, until));
    all
}

/// The forms of this fiscal year that are not out or not back, one line a vendor.
fn sheets(facts: &Facts, today: Day) -> Vec<Todo> {
    let year = today.fiscal_year().label();
    let open = facts.vendors_in_use(today).filter_map(|vendor| {
        let (what, route) = match sheet_state(facts, vendor, today) {
            SheetState::NotNeeded | SheetState::Back(_) => return None,
            SheetState::NotHandedOut(None) => {
                (format!("{year}分をまだ渡していません"), Route::Page(Kind::Vendor, vendor.id.into()))
            }
            SheetState::NotHandedOut(Some(sheet)) => {
                (format!("{year}分を用意して、まだ渡していません"), Route::Page(Kind::VendorSheet, sheet.id.into()))
            }
            SheetState::Out(sheet) => {
                let day = sheet.record.handed_on.map(Day::short).unwrap_or_default();
                (format!("{day}に渡して、返ってきていません"), Route::Page(Kind::VendorSheet, sheet.id.into()))
            }
        };
        Some(Todo {
            due_on: None,
            code: "vendor-sheet",
            kind: Kind::VendorSheet.label(),
            about: vendor.record.name.clone(),
            what,
            pressing: Pressing::Missing,
            route,
        })
    });
    open.collect()
}

/// Contracts near their end, and those that have run out with nothing in their place.
fn contracts(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let notice = today.plus_days(NOTICE_DAYS).max(until);
    let near = facts.contracts.iter().filter_map(|kept| {
        let contract = &kept.record;
        let ends_on = contract.decides_on().filter(|day| *day <= notice)?;
        let vendor = facts.vendor(contract.vendor).filter(|vendor| vendor.record.is_active_on(today))?;
        let has_run_out = ends_on < today;
        if has_run_out && (contract.is_in_force(today) || is_followed(facts, kept)) {
            return None;
        }
        let what = match (has_run_out, contract.is_in_force(ends_on.plus_days(1))) {
            (true, _) => format!("{}の期間が過ぎています", contract.title()),
            (false, true) => format!("{}が自動更新されます。内容を確かめます", contract.title()),
            (false, false) => format!("{}が終わります。続けるかを決めます", contract.title()),
        };
        Some(Todo {
            due_on: Some(ends_on),
            code: "contract",
            kind: Kind::Contract.label(),
            about: vendor.record.name.clone(),
            what,
            pressing: Pressing::of(ends_on, today),
            route: Route::Page(Kind::Contract, kept.id.into()),
        })
    });
    near.collect()
}

/// Whether another contract with the same vendor goes on where this one ends.
fn is_followed(facts: &Facts, kept: &Kept<Contract>) -> bool {
    let old = &kept.record;
    facts.contracts.iter().any(|other| {
        let new = &other.record;
        let is_for_same = old.systems.iter().all(|system| new.systems.contains(system));
        other.id != kept.id && new.vendor == old.vendor && is_for_same && new.until_on > old.until_on
    })
}

/// Papers that are to be asked for again.
fn disclosures(facts: &Facts, today: Day, until: Day) -> Vec<Todo> {
    let again = facts.systems_in_use(today).filter_map(|system| {
        let DisclosureState::Here(paper) = disclosure_of(facts, system.id, today) else { return None };
        let next_on = paper.record.next_on.filter(|day| *day <= until)?;
        // One that was asked for since then is on its way.
        let asked = facts.disclosures.iter().map(|kept| &kept.record);
        let is_asked = asked
            .filter(|other| other.system == system.id)
            .any(|other| other.requested_on.is_some_and(|day| Some(day) > paper.record.received_on));
        (!is_asked).then(|| Todo {
            due_on: Some(next_on),
            code: "disclosure",
            kind: Kind::Disclosure.label(),
            about: system.record.name.clone(),
            what: "新しいMDS・SDSを事業者に頼みます".to_owned(),
            pressing: Pressing::of(next_on, today),
            route: Route::Page(Kind::Disclosure, paper.id.into()),
        })
    });
    again.collect()
}
