//! Every place of the window, and the sample clinic with names as long as the records take them.

use daichoban::base::{AccountId, Input, Kind, Record, RecordId};
use daichoban::desk::{Route, SheetOrder};
use daichoban::inspection::sheets;
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::assessment::record::Assessment;
use daichoban::ledgers::attendance::record::Attendance;
use daichoban::ledgers::backup_plan::record::BackupPlan;
use daichoban::ledgers::clinic::record::Clinic;
use daichoban::ledgers::contact::record::Contact;
use daichoban::ledgers::contract::record::Contract;
use daichoban::ledgers::device::record::Device;
use daichoban::ledgers::disclosure::record::Disclosure;
use daichoban::ledgers::disposal::record::Disposal;
use daichoban::ledgers::document::record::Document;
use daichoban::ledgers::incident::record::Incident;
use daichoban::ledgers::log_review::record::LogReview;
use daichoban::ledgers::passage::record::Passage;
use daichoban::ledgers::pledge::record::Pledge;
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::remedy::record::Remedy;
use daichoban::ledgers::remote::record::Remote;
use daichoban::ledgers::restore_test::record::RestoreTest;
use daichoban::ledgers::role::record::Role;
use daichoban::ledgers::self_check::record::SelfCheck;
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::System;
use daichoban::ledgers::takeout::record::Takeout;
use daichoban::ledgers::training::record::Training;
use daichoban::ledgers::vendor::record::Vendor;
use daichoban::ledgers::vendor_sheet::record::VendorSheet;
use daichoban::vault::{Reader, Tx, VaultError};

use crate::support::desk::now;

/// Every sort of route has a number; a new one has to be given one, and a place in [`routes`].
const N_SORTS: usize = 37;

const fn sort(route: &Route) -> usize {
    match route {
        Route::Home => 0,
        Route::List(_) => 1,
        Route::Page(..) => 2,
        Route::New(..) => 3,
        Route::NewAs(..) => 4,
        Route::Edit(..) => 5,
        Route::History(..) => 6,
        Route::Sheets => 7,
        Route::Sheet(_) => 8,
        Route::Import => 9,
        Route::Log => 10,
        Route::Backups => 11,
        Route::Operators => 12,
        Route::Own => 13,
        Route::Chair => 14,
        Route::SelfCheck(..) => 15,
        Route::Policy(_) => 16,
        Route::Lesson(_) => 17,
        Route::Sign(_) => 18,
        Route::Farewell(_) => 19,
        Route::Password(..) => 20,
        Route::TakeOut(_) => 21,
        Route::Steps(_) => 22,
        Route::Leaving(_) => 23,
        Route::Welcome => 24,
        Route::Assessments => 25,
        Route::Assess(_) => 26,
        Route::Alarm => 27,
        Route::Respond(_) => 28,
        Route::LeakReport(_) => 29,
        Route::OwnPassphrase => 30,
        Route::About => 31,
        Route::Profiles => 32,
        Route::Setup => 33,
        Route::Matrix => 34,
        Route::Chart => 35,
        Route::Emergency => 36,
    }
}

/// All places of a ledger; of records the first, one from the middle and the last.
pub fn routes(read: &Reader<'_>) -> Vec<Route> {
    let mut all = vec![
        Route::Home,
        Route::Sheets,
        Route::Import,
        Route::Log,
        Route::Backups,
        Route::Operators,
        Route::Own,
        Route::Chair,
        Route::Welcome,
        Route::Assessments,
        Route::Alarm,
        Route::OwnPassphrase,
        Route::About,
        Route::Profiles,
        Route::Setup,
        Route::Matrix,
        Route::Chart,
        Route::Emergency,
        Route::NewAs(Kind::Role, "deputy".to_owned()),
    ];
    for kind in Kind::ALL {
        of_kind(kind, &ids(read, kind), &mut all);
    }
    of_people(read, &mut all);
    all.extend(some(&ids(read, Kind::Assessment)).map(|id| Route::Assess(id.into())));
    for id in some(&ids(read, Kind::Incident)) {
        all.extend([Route::Respond(id.into()), Route::LeakReport(id.into())]);
    }
    for sheet in sheets() {
        let subject = sheet.needs_subject.and_then(|kind| ids(read, kind).first().copied());
        all.push(Route::Sheet(SheetOrder { subject, ..SheetOrder::today(sheet.name) }));
    }
    let mut sorts: Vec<usize> = all.iter().map(sort).collect();
    sorts.sort_unstable();
    sorts.dedup();
    assert_eq!(sorts, (0..N_SORTS).collect::<Vec<_>>(), "a sort of place is not drawn");
    all
}

fn of_kind(kind: Kind, ids: &[RecordId], all: &mut Vec<Route>) {
    all.extend([Route::List(kind), Route::New(kind, None)]);
    all.extend(some(ids).map(|id| Route::Page(kind, id)));
    if let Some(id) = ids.first() {
        all.extend([Route::Edit(kind, *id), Route::History(kind, *id)]);
    }
}

fn of_people(read: &Reader<'_>, all: &mut Vec<Route>) {
    let people = ids(read, Kind::Staff);
    let devices = read.list::<Device>().unwrap();
    let own = devices.iter().find_map(|kept| kept.record.users.first().map(|person| (*person, kept.id)));
    all.extend(own.map(|(person, device)| Route::SelfCheck(person, device)));
    all.extend(devices.first().map(|kept| Route::New(Kind::Disposal, Some(kept.id.into()))));
    let account: AccountId = ids(read, Kind::Account)[0].into();
    let holder = read.get::<Account>(account).unwrap().unwrap().record.staff;
    all.push(Route::Password(holder, account));
    for id in some(&people) {
        let person = id.into();
        all.extend([
            Route::Policy(person),
            Route::Lesson(person),
            Route::Sign(person),
            Route::Farewell(person),
            Route::TakeOut(person),
            Route::Steps(person),
            Route::Leaving(person),
        ]);
    }
}

fn some(ids: &[RecordId]) -> impl Iterator<Item = RecordId> {
    let mut places = vec![0, ids.len() / 2, ids.len().saturating_sub(1)];
    places.dedup();
    places.into_iter().filter_map(|place| ids.get(place).copied())
}

/// Does something with the type of record of a kind.
macro_rules! with_type {
    ($kind:expr, $work:ident($($given:expr),*)) => {
        match $kind {
            Kind::Clinic => $work::<Clinic>($($given),*),
            Kind::Role => $work::<Role>($($given),*),
            Kind::Staff => $work::<Staff>($($given),*),
            Kind::System => $work::<System>($($given),*),
            Kind::Account => $work::<Account>($($given),*),
            Kind::Device => $work::<Device>($($given),*),
            Kind::Attendance => $work::<Attendance>($($given),*),
            Kind::PolicyRead => $work::<PolicyRead>($($given),*),
            Kind::Pledge => $work::<Pledge>($($given),*),
            Kind::SelfCheck => $work::<SelfCheck>($($given),*),
            Kind::Remedy => $work::<Remedy>($($given),*),
            Kind::Training => $work::<Training>($($given),*),
            Kind::Disposal => $work::<Disposal>($($given),*),
            Kind::Passage => $work::<Passage>($($given),*),
            Kind::Assessment => $work::<Assessment>($($given),*),
            Kind::Document => $work::<Document>($($given),*),
            Kind::Contact => $work::<Contact>($($given),*),
            Kind::BackupPlan => $work::<BackupPlan>($($given),*),
            Kind::RestoreTest => $work::<RestoreTest>($($given),*),
            Kind::LogReview => $work::<LogReview>($($given),*),
            Kind::Vendor => $work::<Vendor>($($given),*),
            Kind::Contract => $work::<Contract>($($given),*),
            Kind::Remote => $work::<Remote>($($given),*),
            Kind::Disclosure => $work::<Disclosure>($($given),*),
            Kind::VendorSheet => $work::<VendorSheet>($($given),*),
            Kind::Incident => $work::<Incident>($($given),*),
            Kind::Takeout => $work::<Takeout>($($given),*),
        }
    };
}

fn ids(read: &Reader<'_>, kind: Kind) -> Vec<RecordId> {
    fn of<R: Record>(read: &Reader<'_>) -> Vec<RecordId> {
        read.list::<R>().unwrap().into_iter().map(|kept| kept.id.into()).collect()
    }
    with_type!(kind, of(read))
}

/// Every text of every record becomes as long as somebody might type it, where the record takes it.
pub fn lengthen(tx: &mut Tx<'_>) -> Result<(), VaultError> {
    let mut n_done = 0;
    for kind in Kind::ALL {
        n_done += with_type!(kind, lengthen_kind(tx))?;
    }
    assert!(n_done > 150, "only {n_done} records took long names");
    Ok(())
}

fn lengthen_kind<R: Record>(tx: &mut Tx<'_>) -> Result<usize, VaultError> {
    let mut n_done = 0;
    for (n, kept) in tx.reader().list::<R>()?.into_iter().enumerate() {
        if let Some(record) = lengthened(&kept.record, n) {
            tx.correct(kept.id, &record, None)?;
            n_done += 1;
        }
    }
    Ok(n_done)
}

/// The record with long texts; `None` where it takes none.
fn lengthened<R: Record>(record: &R, n: usize) -> Option<R> {
    let before = record.draft();
    let mut draft = before.clone();
    for (m, field) in R::fields().iter().enumerate() {
        if let Some(text) = long(field.input, n + m) {
            draft.set(field.key, text);
        }
    }
    for _ in 0..3 {
        let breaches = match R::check(&draft, now().day()) {
            Ok(record) => return Some(record),
            Err(breaches) => breaches,
        };
        for breach in breaches {
            draft.set(breach.field, before.get(breach.field).to_owned());
        }
    }
    None
}

fn long(input: Input, n: usize) -> Option<String> {
    let names = [
        "ジャン・クリストフ・アレクサンドル・ド・ラ・フォンテーヌ・タカハシ・サンティアゴ",
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley",
        "地域連携・在宅医療支援センター 訪問看護ステーション さくら 宮崎出張所 第二分室",
    ];
    let text = match input {
        Input::Line | Input::Suggest(_) => names[n % names.len()].to_owned(),
        Input::Kana => "ジャン クリストフ アレクサンドル ド ラ フォンテーヌ タカハシ サンティアゴ".to_owned(),
        Input::Lines => format!("{}\n{}", "長い文が続いて、カードの幅で折り返します。".repeat(4), names[1]),
        Input::Mail => "christophe.alexandre.de-la-fontaine-takahashi@houmonkango-station-sakura.example.jp".to_owned(),
        Input::At | Input::Day | Input::Choice(_) | Input::Many(_) | Input::Link(_) | Input::Links(_) => return None,
    };
    Some(text)
}
