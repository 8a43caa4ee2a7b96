//! Choosers offer only what will be accepted, and say why the rest is not there.

use std::collections::BTreeSet;

use daichoban::base::{Breach, Day, Draft, Field, Input, Kind};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::attendance::record::Attendance;
use daichoban::ledgers::backup_plan::record::BackupPlan;
use daichoban::ledgers::contract::record::Contract;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::disclosure::record::Disclosure;
use daichoban::ledgers::disposal::record::Disposal;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::incident::record::Incident;
use daichoban::ledgers::log_review::record::LogReview;
use daichoban::ledgers::passage::record::Passage;
use daichoban::ledgers::pledge::record::Pledge;
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::registry::{self, LEDGERS};
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::ledgers::remote::record::Remote;
use daichoban::ledgers::restore_test::record::RestoreTest;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::self_check::record::SelfCheck;
use daichoban::ledgers::shelf::{Offers, Shown};
use daichoban::ledgers::takeout::record::{Takeout, field as takeout};
use daichoban::ledgers::training::record::Training;
use daichoban::ledgers::vendor_sheet::record::VendorSheet;
use daichoban::vault::Reader;

use super::sheets_support::{sample, sample_day};
use super::support::desk::Seat;

/// What is wrong with a new record of this draft, by field.
fn wrong<R: Shown>(draft: &Draft, read: &Reader<'_>, today: Day) -> Vec<Breach> {
    match R::check(draft, today) {
        Ok(record) => record.across(None, read, today).unwrap(),
        Err(breaches) => breaches,
    }
}

/// Fields that speak of what was chosen in another one.
const ABOUT_A_CHOICE: [(&str, &str); 2] = [("way", "staff"), ("fiscal_year", "vendor")];

/// The numbers of a line like 「利用終了日のある人（3人）、…（1件）は出ません」, added up.
fn n_said(missing: &str) -> usize {
    let numbers = missing.split('（').skip(1);
    numbers
        .map(|part| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>().unwrap())
        .sum()
}

/// A sound beginning: what a new form of the kind asks for.
fn base<R: Shown>(record: &R) -> Draft {
    let draft = record.draft();
    if R::KIND != Kind::Takeout {
        return draft;
    }
    let mut asked = Draft::new();
    for field in takeout::ASKED {
        asked.set(field.key, draft.get(field.key));
    }
    asked
}

/// Tries every item of every chooser of a kind, and every one that was left out though it is in use.
fn try_all<R: Shown>(read: &Reader<'_>, tried: &mut BTreeSet<&'static str>, n_barred: &mut usize) {
    let today = sample_day();
    // What is decided of a take-out is not asked for when it begins.
    let is_asked = |field: &&Field| R::KIND != Kind::Takeout || takeout::ASKED.iter().any(|one| one.key == field.key);
    let is_link = |field: &&Field| matches!(field.input, Input::Link(_) | Input::Links(_));
    let links: Vec<Field> = R::fields().iter().filter(is_link).filter(is_asked).copied().collect();
    assert!(!links.is_empty(), "{} has no chooser", R::KIND.code());
    let records = read.list::<R>().unwrap();
    assert!(!records.is_empty(), "the sample has no {}", R::KIND.code());
    tried.insert(R::KIND.code());
    // The newest ones: they are like what is entered next.
    for kept in records.iter().rev().take(6) {
        let draft = base(&kept.record);
        let before = wrong::<R>(&draft, read, today);
        let mut offers = Offers::default();
        offers.load::<R>(&links, None, read, today).unwrap();
        offers.fit(&links, &draft);
        for field in &links {
            let (Input::Link(kind) | Input::Links(kind)) = field.input else { continue };
            let own: Vec<&str> = draft.lines(field.key).collect();
            let offer = offers.choosable(field);
            let all = (registry::of(kind).options)(read).unwrap();
            let n_missing = all.len() - offer.items.len();
            assert_eq!(n_said(offer.missing), n_missing, "{} {}: {}", R::KIND.code(), field.label, offer.missing);
            assert_eq!(offer.missing.ends_with("は出ません"), n_missing > 0, "{}", offer.missing);
            let try_one = |id: &str| {
                let mut chosen = draft.clone();
                chosen.set(field.key, id);
                wrong::<R>(&chosen, read, today)
            };
            let is_new = |breach: &&Breach| {
                let stood = before.iter().any(|old| old.field == breach.field);
                breach.field == field.key || !stood || ABOUT_A_CHOICE.contains(&(breach.field, field.key))
            };
            for (id, title) in offer.items.iter().filter(|(id, _)| !own.contains(&id.as_str())).take(40) {
                let after = try_one(id);
                let new: Vec<&Breach> = after.iter().filter(is_new).collect();
                assert!(new.is_empty(), "{} {}: {title} is offered and refused: {new:?}", R::KIND.code(), field.label);
            }
            for option in all.iter().filter(|option| option.is_active) {
                let id = option.id.to_string();
                if offer.items.iter().any(|(other, _)| *other == id) {
                    continue;
                }
                *n_barred += 1;
                let after = try_one(&id);
                let is_refused = after.iter().any(|one| is_new(&one));
                assert!(is_refused, "{} {}: {} is left out for nothing", R::KIND.code(), field.label, option.title);
            }
        }
    }
}

#[test]
fn everything_a_chooser_offers_is_accepted_and_what_it_leaves_out_is_said() {
    let vault = sample();
    let read = vault.reader();
    let (mut tried, mut n_barred) = (BTreeSet::new(), 0);
    let (t, n) = (&mut tried, &mut n_barred);
    try_all::<VendorSheet>(&read, t, n);
    try_all::<Attendance>(&read, t, n);
    try_all::<RestoreTest>(&read, t, n);
    try_all::<Training>(&read, t, n);
    try_all::<PolicyRead>(&read, t, n);
    try_all::<Takeout>(&read, t, n);
    try_all::<BackupPlan>(&read, t, n);
    try_all::<Incident>(&read, t, n);
    try_all::<Account>(&read, t, n);
    try_all::<Contract>(&read, t, n);
    try_all::<Disposal>(&read, t, n);
    try_all::<Passage>(&read, t, n);
    try_all::<Remote>(&read, t, n);
    try_all::<SelfCheck>(&read, t, n);
    try_all::<Role>(&read, t, n);
    try_all::<LogReview>(&read, t, n);
    try_all::<Device>(&read, t, n);
    try_all::<Remedy>(&read, t, n);
    try_all::<Disclosure>(&read, t, n);
    try_all::<Pledge>(&read, t, n);
    let has_link = |field: &Field| matches!(field.input, Input::Link(_) | Input::Links(_));
    for ledger in LEDGERS.iter().filter(|ledger| (ledger.fields)().iter().any(has_link)) {
        assert!(tried.contains(ledger.kind.code()), "{} was not tried", ledger.kind.code());
    }
    assert!(n_barred > 5, "{n_barred} are left out though they are in use");
}

#[test]
fn who_has_left_is_not_offered_and_the_form_says_so() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let n_left = facts.staff.iter().filter(|kept| kept.record.ended_on.is_some()).count();
    assert!(n_left > 0);
    seat.go(Route::New(Kind::Account, None));
    assert!(seat.sees(&format!("利用終了日のある人（{n_left}人）は出ません")));
    seat.picture("chooser_missing");
    let leaver = facts.staff.iter().find(|kept| kept.record.ended_on.is_some()).unwrap();
    seat.focus_list("利用者");
    seat.key(egui::Key::Enter);
    seat.fill("利用者を探す", &leaver.record.name);
    assert!(!seat.controls().iter().any(|name| name.starts_with(&leaver.record.name)));
}

#[test]
fn a_system_without_a_contract_is_offered_again_once_the_contract_is_over() {
    let vault = sample();
    let read = vault.reader();
    let today = sample_day();
    let systems = &[daichoban::ledgers::contract::record::field::SYSTEMS];
    let mut offers = Offers::default();
    offers.load::<Contract>(systems, None, &read, today).unwrap();
    let n_offered = |offers: &mut Offers, draft: &Draft| {
        offers.fit(systems, draft);
        let offer = offers.choosable(&systems[0]);
        (offer.items.len(), offer.missing.contains("保守契約が「無」のシステム"))
    };
    let (n_now, is_said) = n_offered(&mut offers, &Draft::new());
    let over = Draft::new().with(&daichoban::ledgers::contract::record::field::UNTIL_ON, "R8.3.31");
    let (n_then, is_still_said) = n_offered(&mut offers, &over);
    assert!(is_said && !is_still_said && n_then > n_now, "{n_now} {n_then}");
}
