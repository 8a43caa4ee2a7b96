//! Vendors and what the clinic has from them go out to Excel and into another ledger whole; a vendor's form goes out and
//! comes back by the command line.

use daichoban::base::{Clock, Draft, Kind, Progress, Record};
use daichoban::exchange::{State, take_over, write_book};
use daichoban::ledgers::contract::record::{Contract, field as contract};
use daichoban::ledgers::disclosure::record::{Disclosure, field as disclosure};
use daichoban::ledgers::remote::record::{Remote, field as remote};
use daichoban::ledgers::system::record::{System, SystemKind};
use daichoban::ledgers::vendor::record::Vendor;
use daichoban::ledgers::vendor_sheet::record::{VendorSheet, field as sheet};
use daichoban::vault::{Stamp, Vault, VaultError};

use crate::cli_commands::{copy, run};
use crate::exchange_commit::{facts, ledger};
use crate::exchange_support::{now, read_plan, today};

/// A vendor with one of everything.
fn fill(vault: &mut Vault) {
    vault
        .transact::<_, VaultError>(Stamp::at(now()), |tx| {
            let name = "株式会社みほんシステム".to_owned();
            let vendor = tx.add(&Vendor { name, phone: "0985-00-0110".to_owned(), ..Vendor::default() })?;
            let system = tx.add(&System::named("電子カルテ", SystemKind::Records))?;
            let of = |field| Draft::new().with_link(field, Some(vendor));
            let draft = of(&contract::VENDOR).with_links(&contract::SYSTEMS, &[system]);
            let draft = draft.with(&contract::UNTIL_ON, "R9.3.31").with(&contract::ALL_PATCHES, "no");
            tx.add(&Contract::check(&draft, today()).unwrap())?;
            let draft = of(&remote::VENDOR).with(&remote::IS_USED, "yes").with(&remote::WAY, "vpn");
            let draft = draft.with(&remote::ASKED_ON, "R8.11.1").with_links(&remote::SYSTEMS, &[system]);
            tx.add(&Remote::check(&draft, today()).unwrap())?;
            let draft = of(&disclosure::VENDOR).with_link(&disclosure::SYSTEM, Some(system));
            let draft = draft.with(&disclosure::PAPER, "mds").with(&disclosure::RECEIVED_ON, "R8.10.1");
            tx.add(&Disclosure::check(&draft.with(&disclosure::N_NO, "3"), today()).unwrap())?;
            let draft =
                of(&sheet::VENDOR).with(&sheet::FISCAL_YEAR, "令和8年度").with_links(&sheet::SYSTEMS, &[system]);
            tx.add(&VendorSheet::check(&draft, today()).unwrap()).map(drop)
        })
        .unwrap();
}

#[test]
fn an_export_brings_vendors_into_another_ledger_with_everything_that_hangs_on_them() {
    let (_dir, mut vault) = ledger();
    fill(&mut vault);
    let book = write_book(&facts(&vault)).unwrap();
    let again = read_plan("export.xlsx", &book, &facts(&vault));
    assert!(again.items.iter().all(|item| item.state == State::Same), "{:?}", again.items);
    let (_other_dir, mut other) = ledger();
    let plan = read_plan("export.xlsx", &book, &facts(&other));
    assert!(plan.unread.is_empty(), "{:?}", plan.unread);
    take_over(&mut other, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let [before, after] = [&vault, &other].map(|vault| {
        let read = vault.reader();
        let bodies = |kind: Kind| facts(vault).all(kind).iter().map(|known| known.draft.clone()).collect::<Vec<_>>();
        let kinds = [Kind::Vendor, Kind::Contract, Kind::Remote, Kind::Disclosure, Kind::VendorSheet];
        (kinds.map(bodies), read.list::<Contract>().unwrap().pop().unwrap().record)
    });
    assert_eq!(before, after);
    // What points at a vendor that is left out is left out too.
    let (_third_dir, third) = ledger();
    let mut plan = read_plan("export.xlsx", &book, &facts(&third));
    let at = plan.items.iter().position(|item| item.kind == Kind::Vendor).unwrap();
    plan.set_include(at, false);
    let taken: Vec<Kind> = plan.items.iter().filter(|item| item.include).map(|item| item.kind).collect();
    assert_eq!(taken, [Kind::System]);
}

#[test]
fn a_form_goes_out_and_comes_back_by_the_command_line() {
    let folder = copy();
    let with = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend(["--passphrase-file", "pw"]);
        run(folder.path(), &all)
    };
    let said = with(&["vendor-sheet", "ledger", "みやこ回線", "out.xlsx"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("みやこ回線サービス株式会社") && folder.path().join("out.xlsx").is_file());
    let said = with(&["vendor-answers", "ledger", "out.xlsx"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("答え0件 未回答13件") && said.out.contains("回答が1つもないため"), "{}", said.out);
    let todo = with(&["todo", "ledger"]).out;
    assert!(todo.contains("みやこ回線サービス株式会社") && todo.contains("に渡して、返ってきていません"), "{todo}");
    let said = with(&["vendor-answers", "ledger", "pw"]);
    assert!(said.code == 1 && said.err.contains("X-40"), "{}", said.err);
    let said = with(&["vendor-sheet", "ledger", "だれか"]);
    assert!(said.code == 1 && said.err.contains("Z-035"), "{}", said.err);
    let said = with(&["vendor-sheet", "ledger", "事務局"]);
    assert!(said.code == 1 && said.err.contains("Z-036"), "{}", said.err);
    assert_eq!(with(&["vendor-sheet", "ledger"]).code, 2);
}
