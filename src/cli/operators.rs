//! `operator` and `rotate`: who can open the ledger, without a window.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::base::{Coded, Moment, Progress};
use crate::desk::Right;
use crate::vault::{Kdf, Secret, Vault, VaultError, one_time_passphrase};

use super::orders::{Ledger, OperatorDeed, OperatorOrder};
use super::{Fault, session, voice};

/// Does something about the operators.
pub(super) fn run(order: &OperatorOrder) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Keys)?;
    let said = deed(&mut vault, &order.deed);
    session::close(vault)?;
    voice::say(&said?)
}

fn deed(vault: &mut Vault, deed: &OperatorDeed) -> Result<String, VaultError> {
    let at = Moment::now();
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
        OperatorDeed::Disable { name, reason } => {
            vault.remove_operator(name, reason, at, &Progress::new())?;
            format!("{name} さんを外し、台帳の鍵を作り直しました。前に作った控えは、前の合言葉で開くままです。\n")
        }
    })
}

/// Makes a USB key for the operator who opens the ledger, or one more stick with the one they have.
pub(super) fn usb_key(ledger: &Ledger, folder: &Path) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Read)?;
    let made = written(&mut vault, ledger, folder);
    session::close(vault)?;
    voice::say(&format!(
        "USBキー {} を作りました。次に開くときから、合言葉と一緒に使います。\n前に作った控えは、合言葉だけで開くままです。\n",
        made?.display()
    ))
}

fn written(vault: &mut Vault, ledger: &Ledger, folder: &Path) -> Result<PathBuf, Fault> {
    if vault.token().is_some() {
        return Ok(vault.copy_token(folder, Moment::now())?);
    }
    let secret = session::passphrase(&ledger.passphrase, "もう一度、合言葉: ")?;
    Ok(vault.make_token(folder, &secret, Kdf::Calibrated, Moment::now())?)
}

/// Makes a new data key.
pub(super) fn rotate(ledger: &Ledger, reason: &str) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Keys)?;
    let done = vault.rotate(reason, Moment::now(), &Progress::new());
    session::close(vault)?;
    done?;
    voice::say("台帳の鍵を作り直しました。合言葉と復旧シートは、そのまま使えます。\n")
}
