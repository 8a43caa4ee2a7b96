//! `operator` and `rotate`: who can open the ledger, without a window.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::base::{Clock, Coded, Moment, Progress};
use crate::desk::{Problem, Right};
use crate::vault::{Kdf, Secret, Vault, VaultError, one_time_passphrase};

use super::orders::{Ledger, NewKeys, OperatorDeed, OperatorOrder};
use super::{Fault, session, voice};

/// Does something about the operators.
pub(super) fn run(order: &OperatorOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Keys, clock)?;
    let said = match &order.deed {
        OperatorDeed::Disable { keys, .. } => back_up(&mut vault, *keys, clock),
        OperatorDeed::List { .. } | OperatorDeed::Add { .. } | OperatorDeed::Role { .. } => Ok(()),
    };
    let said = said.and_then(|()| Ok(deed(&mut vault, &order.deed, clock.now())?));
    session::close(vault, clock)?;
    voice::say(&said?)
}

fn deed(vault: &mut Vault, deed: &OperatorDeed, at: Moment) -> Result<String, VaultError> {
    Ok(match deed {
        OperatorDeed::List { as_json } => {
            let all = vault.operators()?;
            if *as_json {
                let rows: Vec<_> = all
                    .iter()
                    .map(|one| json!({ "user": one.holder, "name": one.name, "role": one.office.code(), "must_change": one.must_change }))
                    .collect();
                format!("{}\n", serde_json::Value::from(rows))
            } else {
                let line = |one: &crate::vault::Operator| {
                    let state = if one.must_change { "　はじめの合言葉のまま" } else { "" };
                    format!("{}　{}　{}{state}\n", one.holder, one.name, one.office.label())
                };
                all.iter().map(line).collect()
            }
        }
        OperatorDeed::Add { name, office } => {
            let first = one_time_passphrase()?;
            vault.add_operator(name, *office, &Secret::from(first.as_str()), Kdf::Calibrated, at)?;
            format!(
                "{name} さんを{}として追加しました。\nはじめの合言葉 {}\n本人に渡してください。窓で最初に開いたときに、自分の合言葉に変えます。二度と表示できません。\n",
                office.label(),
                first.as_str()
            )
        }
        OperatorDeed::Role { name, office } => {
            vault.set_office(name, *office, at)?;
            format!("{name} さんを{}にしました。\n", office.label())
        }
        OperatorDeed::Disable { name, reason, keys: _ } => {
            vault.remove_operator(name, reason, at, &Progress::new())?;
            format!("{name} さんを外し、台帳の鍵を作り直しました。\n{}", rewrite(vault, at))
        }
    })
}

/// Makes a USB key for the operator who opens the ledger, or one more stick with the one they have.
pub(super) fn usb_key(ledger: &Ledger, folder: &Path, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Read, clock)?;
    let made = written(&mut vault, ledger, folder, clock);
    session::close(vault, clock)?;
    voice::say(&format!(
        "USBキー {} を作りました。次に開くときから、合言葉と一緒に使います。\n前に作った控えは、合言葉だけで開くままです。\n",
        made?.display()
    ))
}

fn written(vault: &mut Vault, ledger: &Ledger, folder: &Path, clock: Clock) -> Result<PathBuf, Fault> {
    if vault.token().is_some() {
        return Ok(vault.copy_token(folder, clock.now())?);
    }
    let secret = session::passphrase(&ledger.passphrase, "もう一度、合言葉: ")?;
    Ok(vault.make_token(folder, &secret, Kdf::Calibrated, clock.now(), &Progress::new())?)
}

/// The backup before new keys.
fn back_up(vault: &mut Vault, keys: NewKeys, clock: Clock) -> Result<(), Fault> {
    if keys.skips_backup {
        return Ok(());
    }
    match vault.back_up_if_due(clock.now(), &Progress::new()) {
        Ok(_) => Ok(()),
        Err(error) => {
            let why = Problem::from(error);
            let happened =
                format!("鍵を作り直す前の控えを作れませんでした（{}）。鍵も台帳も変わっていません。", why.code);
            let next = format!("{}控えを作らずに進めるときは、--no-backup を付けてください。", why.next);
            Err(Problem::new("Z-084", happened, next).into())
        }
    }
}

/// What is said of backups that open with keys of before; they are copied under the new ones where they can be.
fn rewrite(vault: &mut Vault, at: Moment) -> String {
    let told = match vault.rewrite_backups(at, &Progress::new()) {
        Ok(told) => told,
        // The keys are new all the same, and every backup is whole.
        Err(error) => {
            let why = Problem::from(error);
            return format!(
                "前の控えを新しい鍵で作り直せませんでした（{}）。前の控えは、前の合言葉で開くままです。\n",
                why.code
            );
        }
    };
    let mut said = String::new();
    if told.n_done > 0 {
        said.push_str(&format!("前の控え{}個を、新しい鍵で作り直しました。\n", told.n_done));
    }
    if told.n_left > 0 {
        said.push_str(&format!("前の控え{}個は、壊れているか鍵が違うため、そのままです。\n", told.n_left));
    }
    said.push_str("つないでいないUSBメモリーや別の場所にある前の控えは、前の合言葉で開くままです。\n");
    said
}

/// Makes a new data key.
pub(super) fn rotate(ledger: &Ledger, reason: &str, keys: NewKeys, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Keys, clock)?;
    let at = clock.now();
    let done = back_up(&mut vault, keys, clock).and_then(|()| {
        vault.rotate(reason, at, &Progress::new())?;
        Ok(rewrite(&mut vault, at))
    });
    session::close(vault, clock)?;
    voice::say(&format!(
        "台帳の鍵を作り直しました。合言葉と復旧シートの数字は、そのまま使えます。\n復旧シートの「復旧記録」は合わなくなりました。窓の「台帳の情報」から印刷し直してください。\n{}",
        done?
    ))
}
