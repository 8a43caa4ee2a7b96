//! `recover`: a forgotten passphrase, with the recovery sheet.

use crate::base::{Clock, Office, Progress};
use crate::custody::mistyped;
use crate::desk::Problem;
use crate::ledgers::registry::INDEXER;
use crate::vault::{Kdf, Key, KeyCopy, Place, Record, RecoveryCode, RecoveryFault, Vault, find_keys};

use super::orders::{Passphrase, RecoverOrder};
use super::{Fault, files, fresh, session, voice};

/// Opens the ledger with the code, gives a 管理責任者 a new passphrase, and makes a new sheet.
pub(super) fn recover(order: &RecoverOrder, clock: Clock) -> Result<(), Fault> {
    fresh::refuse_existing(order.recovery_sheet.as_deref())?;
    let text = match &order.code {
        Some(path) => String::from_utf8_lossy(&files::read(path)?).into_owned(),
        None => session::ask("復旧シートの数字8組: ")?.to_string(),
    };
    let code = RecoveryCode::read(&text).map_err(|fault| mistyped_code(&fault))?;
    let secret = if order.ledger.passphrase == Passphrase::Ask {
        session::ask_twice()?
    } else {
        session::passphrase(&order.ledger.passphrase, "")?
    };
    let place = place(order, &code)?;
    let mut vault = Vault::unlock(&place, &Key::Recovery(&code), INDEXER, clock.now())?;
    let done = renew(&mut vault, order, &secret, clock);
    session::close(vault, clock)?;
    voice::say(&format!("{} さんの新しい合言葉を登録し、鍵を作り直しました。使った復旧シートは無効です。\n", done?))
}

/// The ledger with its own key file, with the record of the sheet, or with the copy that was pointed at.
fn place(order: &RecoverOrder, code: &RecoveryCode) -> Result<Place, Fault> {
    let place = session::place(&order.ledger.folder);
    match (&order.record, &order.keys_from) {
        (Some(_), Some(_)) => Err(Fault::misuse("--record と --keys-from は、どちらか1つだけ指定してください。")),
        (Some(path), None) => {
            let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
            let record = Record::read(&text).map_err(|fault| {
                Problem::new(
                    "Z-082",
                    format!(
                        "復旧記録を読めませんでした。{}台帳は変わっていません。",
                        mistyped(&fault.wrong_lines, fault.n_lines)
                    ),
                    "復旧シートの復旧記録12行を、1行ずつ書いてください。",
                )
            })?;
            Ok(place.with_keys(KeyCopy::of_record(&record, code)?))
        }
        (None, Some(path)) => {
            let copy = find_keys(&place, std::slice::from_ref(path)).into_iter().next();
            let copy = copy.ok_or_else(|| {
                Problem::new(
                    "Z-083",
                    "この台帳に合う鍵ファイルの控えが見つかりませんでした。台帳は変わっていません。",
                    "控えのファイルか、控えのあるフォルダーを --keys-from で指定してください。",
                )
            })?;
            Ok(place.with_keys(copy))
        }
        (None, None) => Ok(place),
    }
}

fn renew(
    vault: &mut Vault,
    order: &RecoverOrder,
    secret: &crate::vault::Secret,
    clock: Clock,
) -> Result<String, Fault> {
    let wanted = order.ledger.operator.as_deref();
    let is_meant = |name: &str| wanted.is_none_or(|wanted| wanted == name);
    let chief = vault.operators()?.into_iter().find(|one| one.office == Office::Chief && is_meant(&one.name));
    let Some(chief) = chief else {
        return Err(Problem::new(
            "C-211",
            "復旧シートで合言葉を決め直せるのは、管理責任者だけです。合言葉もシートも変わっていません。",
            "--as に管理責任者の名前を指定してください。ほかの人の合言葉は、管理責任者が再設定できます。",
        )
        .into());
    };
    if let Err(error) = vault.back_up_if_due(clock.now(), &Progress::new()) {
        let problem = Problem::from(error);
        voice::complain(&format!("鍵を作り直す前の控えは作れませんでした（{}）。", problem.code));
    }
    vault.set_passphrase(&chief.name, secret, Kdf::Calibrated, clock.now())?;
    let code = vault.renew_recovery(clock.now(), &Progress::new())?;
    match &order.recovery_sheet {
        Some(path) => fresh::write_sheet(vault, &code, path, clock)?,
        None => fresh::show_and_ask(vault, &code, clock)?,
    }
    Ok(chief.name)
}

fn mistyped_code(fault: &RecoveryFault) -> Problem {
    let groups: Vec<String> = fault.wrong_groups.iter().map(|number| format!("第{number}組")).collect();
    let what = if groups.is_empty() { "数字の個数".to_owned() } else { groups.join("、") };
    Problem::new(
        "Z-081",
        format!("復旧シートの数字を読めませんでした（{what}）。台帳は変わっていません。"),
        "6桁の数字8組を、シートの順に書いてください。",
    )
}
