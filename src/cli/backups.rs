//! `backup`, `backups`, `restore`, `drill`: backups without a window.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::base::{Clock, Moment, Progress};
use crate::desk::{Problem, Right};
use crate::ledgers::registry::INDEXER;
use crate::vault::{self, BackupPlan, Drill, Generation, Key, Manifest, backup_operators, backup_tokens, generations};

use super::orders::Ledger;
use super::{Fault, files, session, voice};

/// Makes a backup in a folder, or in the ledger's own places.
pub(super) fn make(order: &Ledger, folder: Option<&Path>, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(order, Right::Manage, clock)?;
    let at = clock.now();
    let (made, missing) = match folder {
        Some(folder) => (vault.back_up(folder, at, &Progress::new()).map(|one| vec![one]), None),
        None => match vault.back_up_as_planned(at, &Progress::new()) {
            Ok(made) => (Ok(made.generations), made.missing),
            Err(error) => (Err(error), None),
        },
    };
    session::close(vault, clock)?;
    for one in made? {
        voice::say(&format!("控えを {} に作り、開いて確かめました。\n", one.path.display()))?;
    }
    match missing {
        Some(folder) => voice::say(&format!("2つ目の場所 {} は見つかりませんでした。\n", folder.display())),
        None => Ok(()),
    }
}

/// Lists the backups in a folder, or in the ledger's own places.
pub(super) fn list(order: &Ledger, folder: Option<&Path>, as_json: bool, clock: Clock) -> Result<(), Fault> {
    let folders: Vec<PathBuf> = match folder {
        Some(folder) => vec![folder.to_owned()],
        None => {
            let vault = session::open(order, Right::Manage, clock)?;
            let plan = BackupPlan::read(&vault.reader(), vault.dir())?;
            session::close(vault, clock)?;
            [Some(plan.first), plan.second].into_iter().flatten().collect()
        }
    };
    let mut all = Vec::new();
    for folder in &folders {
        all.extend(generations(folder)?);
    }
    if as_json {
        let rows: Vec<_> = all.iter().map(as_row).collect();
        return voice::say(&format!("{}\n", serde_json::Value::from(rows)));
    }
    if all.is_empty() {
        return voice::say("控えは見つかりませんでした。\n");
    }
    for one in &all {
        let words = match &one.manifest {
            Ok(manifest) => format!("{}  記録 {} 件まで", made_at(manifest), manifest.seq),
            Err(_) => "壊れています".to_owned(),
        };
        voice::say(&format!("{words}  {} バイト  {}\n", one.n_bytes, one.path.display()))?;
    }
    Ok(())
}

fn as_row(one: &Generation) -> serde_json::Value {
    let manifest = one.manifest.as_ref().ok();
    json!({
        "path": one.path, "bytes": one.n_bytes, "is_sound": manifest.is_some(),
        "at": manifest.map(|manifest| manifest.at.as_str()), "seq": manifest.map(|manifest| manifest.seq),
        "head": manifest.map(|manifest| manifest.head.as_str()),
    })
}

fn made_at(manifest: &Manifest) -> String {
    manifest.made_at().map(Moment::wareki).unwrap_or_default()
}

/// Brings a backup back as a ledger in a new folder.
pub(super) fn restore(backup: &Path, folder: &Path, clock: Clock) -> Result<(), Fault> {
    let manifest = vault::restore(backup, &session::place(folder), clock.now(), &Progress::new())?;
    voice::say(&format!(
        "{}の控え（記録 {} 件まで）を {} に戻しました。開くには、そのときの合言葉か復旧シートを使います。\n",
        made_at(&manifest),
        manifest.seq,
        folder.display()
    ))
}

/// Opens a backup, checks all of it, and leaves nothing behind.
pub(super) fn drill(order: &Ledger) -> Result<(), Fault> {
    let operators = backup_operators(&order.folder)?;
    let wanted = order.operator.as_deref();
    let operator = operators.iter().map(String::as_str).find(|name| wanted.is_none_or(|wanted| wanted == *name));
    let operator = operator.ok_or(vault::VaultError::NoSuchOperator)?;
    let secret = session::passphrase(&order.passphrase, &format!("{operator} さんの合言葉: "))?;
    let work = std::env::temp_dir().join(format!("daichoban-drill-{}", std::process::id()));
    let token = session::usb_key(order, operator, &backup_tokens(&order.folder)?)?;
    let key = Key::Factors { operator, secret: &secret, token: token.as_ref(), code: None };
    let outcome = vault::drill(&order.folder, &key, &work, INDEXER, &Progress::new());
    files::remove_folder(&work)?;
    let Drill { manifest, report, took } = outcome?;
    if !report.is_sound() {
        return Err(Problem::new(
            "Z-061",
            format!(
                "{}の控えに、壊れか書き換えが{}か所見つかりました。控えのファイルは書き換えていません。",
                made_at(&manifest),
                report.faults.len()
            ),
            "この控えは使わず、別の控えで確かめてください。",
        )
        .into());
    }
    voice::say(&format!(
        "{}の控えを開いて確かめました。記録 {} 件、一覧 {} 件に異常はありません（{:.1}秒）。\n最新の記録 {}　{}\n",
        made_at(&manifest),
        report.n_entries,
        report.n_records,
        took.as_secs_f64(),
        report.head.seq,
        report.head.short()
    ))
}
