//! `demo`: the sample clinic.

use std::path::{Path, PathBuf};

use crate::app::start::{self, Start};
use crate::base::{Clock, Moment};
use crate::demo;
use crate::desk::{Problem, SheetOrder};
use crate::inspection::{Printed, sheets};
use crate::ledgers::registry::INDEXER;
use crate::ledgers::staff::record::Staff;
use crate::vault::{Kdf, Key, NewLedger, Place, Profile, Secret, Vault, VaultError};

use super::orders::DemoOrder;
use super::{Fault, files, papers, session, voice};

/// Tells a folder of ours from anybody else's.
const MARK: &str = "README.txt";
const MARK_LINE: &str = "これは台帳番の見本です。";

/// Makes the sample clinic with its PDFs and its Excel copy, and opens the window where there is a display.
pub(super) fn demo(order: &DemoOrder, clock: Clock) -> Result<(), Fault> {
    let folder = &order.folder;
    if !files::is_empty(folder)? && !is_sample(folder) {
        return Err(not_ours(folder));
    }
    let ledger = folder.join("ledger");
    refuse_open(&ledger, clock)?;
    // The new one is whole before the old one goes.
    let fresh = folder.join("making");
    files::remove_folder(&fresh)?;
    files::make_folder(&fresh)?;
    files::write(&folder.join(MARK), mark().as_bytes())?;
    let names = fill(&fresh, clock)?;
    for part in ["ledger", "pdf", "excel"] {
        files::remove_folder(&folder.join(part))?;
        files::rename(&fresh.join(part), &folder.join(part))?;
    }
    // The backups of the sample before this one open with its passphrase, but are another ledger's.
    files::remove_folder(&folder.join("ledgerの控え"))?;
    files::remove_folder(&fresh)?;
    voice::say(&said(folder, &names))?;
    if !order.wants_window {
        return Ok(());
    }
    if !has_display() {
        return voice::say("画面がないため、窓は開きません。\n");
    }
    let start = Start {
        ledger: Some(ledger),
        passphrase: Some(Secret::from(demo::PASSPHRASE)),
        // What the sample leaves behind on this PC stays beside the sample.
        profile: Some(folder.join("profile")),
        ..Start::default()
    };
    start::run(start).map_err(|fault| match fault {
        start::Fault::Problem(problem) => Fault::Found(Box::new(problem)),
        start::Fault::Window(fault) => {
            Problem::new("Z-041", fault.to_string(), "ほかの操作は daichoban --help で確かめてください。").into()
        }
    })
}

/// A sample somebody is looking at is not taken away under the window.
fn refuse_open(ledger: &Path, clock: Clock) -> Result<(), Fault> {
    let place = Place::new(ledger, Profile::none());
    let secret = Secret::from(demo::PASSPHRASE);
    let key = Key::Passphrase { operator: demo::OPERATOR, secret: &secret };
    match Vault::unlock(&place, &key, INDEXER, clock.now()) {
        Err(error @ VaultError::AlreadyOpen(_)) => Err(error.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn is_sample(folder: &Path) -> bool {
    let text = files::read(&folder.join(MARK)).unwrap_or_default();
    String::from_utf8_lossy(&text).lines().any(|line| line.trim() == MARK_LINE)
}

fn mark() -> String {
    format!(
        "{MARK_LINE}\r\n人も施設も架空のものです。ledger が台帳、pdf が帳票、excel がExcelの写しです。\r\n\
         合言葉は「{}」です。\r\nもう一度 daichoban demo を実行すると、作り直します。\r\n",
        demo::PASSPHRASE
    )
}

fn said(folder: &Path, names: &[String]) -> String {
    let mut text = format!(
        "見本の台帳を作りました。\n  台帳    {}\n  合言葉  {}\n",
        folder.join("ledger").display(),
        demo::PASSPHRASE
    );
    for name in names {
        let line = format!("  {}\n", folder.join(name).display());
        text.push_str(&line);
    }
    text
}

/// The ledger, its sheets and its Excel copy; the names of the files, from the sample's folder.
fn fill(folder: &Path, clock: Clock) -> Result<Vec<String>, Fault> {
    let today = clock.today();
    let place = Place::new(&folder.join("ledger"), Profile::none());
    let began = Moment::in_japan(demo::first_day(today), 8, 50).unwrap_or_else(|| clock.now());
    let secret = Secret::from(demo::PASSPHRASE);
    files::make_folder(place.dir())?;
    let new = NewLedger { operator: demo::OPERATOR, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at: began };
    let (mut vault, _) = Vault::create(&place, &new)?;
    vault.confirm_recovery(began)?;
    demo::fill(&mut vault, clock)?;
    let all = vault.reader().list::<Staff>()?;
    let founder = all.into_iter().find(|kept| kept.record.name == demo::OPERATOR).map(|kept| kept.id);
    vault.set_person(demo::OPERATOR, founder, clock.now())?;
    let mut names = print_all(&mut vault, folder, clock)?;
    names.push(super::books::sample(&mut vault, folder, clock)?);
    session::close(vault, clock)?;
    Ok(names)
}

fn print_all(vault: &mut Vault, folder: &Path, clock: Clock) -> Result<Vec<String>, Fault> {
    files::make_folder(&folder.join("pdf"))?;
    let mut names = Vec::new();
    for kind in sheets() {
        let subject = match kind.needs_subject {
            Some(about) => demo::subject(&vault.reader(), kind.name, about)?,
            None => None,
        };
        let order = SheetOrder { subject, ..SheetOrder::today(kind.name) };
        let (layout, pdf) = papers::pdf(vault, &order, clock)?;
        let name = PathBuf::from("pdf").join(format!("{}.pdf", kind.name));
        files::write(&folder.join(&name), &pdf)?;
        session::run(vault, Printed::new(order, &layout, &pdf), clock)?;
        names.push(name.display().to_string());
    }
    Ok(names)
}

fn not_ours(folder: &Path) -> Fault {
    Problem::new(
        "Z-042",
        format!("フォルダー「{}」には、見本ではないものが入っています。何も変えていません。", folder.display()),
        "空のフォルダーか、まだない名前を指定してください。例 daichoban demo mihon",
    )
    .into()
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(windows) || cfg!(target_os = "macos") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
