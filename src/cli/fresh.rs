//! `new`: a new ledger with its clinic, its responsible person and the recovery sheet.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use crate::base::{Clock, Draft, Moment, Record};
use crate::desk::{Command, Problem, Refusal};
use crate::inspection::recovery_sheet;
use crate::ledgers::clinic::record::{Clinic, field as clinic_field};
use crate::ledgers::keep::Enter;
use crate::ledgers::registry::INDEXER;
use crate::ledgers::role::record::{Role, RoleKind, field as role_field};
use crate::ledgers::staff::record::{Staff, field as staff_field};
use crate::paper::{Going, lay_out, write_pdf};
use crate::vault::{Kdf, NewLedger, RecoveryCode, Stamp, Vault};

use super::orders::{NewOrder, Passphrase};
use super::{Fault, files, refused, session, voice};

/// Makes a new ledger.
pub(super) fn new(order: &NewOrder, clock: Clock) -> Result<(), Fault> {
    refuse_existing(order.recovery_sheet.as_deref())?;
    let place = session::place(&order.ledger.folder);
    place.refuse_unsafe()?;
    let secret = if order.ledger.passphrase == Passphrase::Ask {
        session::ask_twice()?
    } else {
        session::passphrase(&order.ledger.passphrase, "")?
    };
    let at = clock.now();
    let operator = order.operator.trim();
    let new = NewLedger { operator, passphrase: &secret, kdf: Kdf::Calibrated, indexer: INDEXER, at };
    let (mut vault, code) = Vault::create(&place, &new)?;
    fill(&mut vault, order, at)?;
    match &order.recovery_sheet {
        Some(path) => write_sheet(&vault, &code, path, clock)?,
        None => show_and_ask(&mut vault, &code, clock)?,
    }
    session::close(vault, clock)?;
    let folder = order.ledger.folder.display();
    voice::say(&format!("新しい台帳を {folder} に作りました。\n"))
}

/// A sheet is not written over another file.
pub(super) fn refuse_existing(sheet: Option<&Path>) -> Result<(), Fault> {
    match sheet.filter(|path| path.exists()) {
        Some(path) => {
            Err(Fault::misuse(format!("「{}」はすでにあります。別の名前を指定してください。", path.display())))
        }
        None => Ok(()),
    }
}

/// The clinic, the responsible person and the role, in one step.
fn fill(vault: &mut Vault, order: &NewOrder, at: Moment) -> Result<(), Fault> {
    let today = at.day();
    let clinic = Draft::new()
        .with(&clinic_field::NAME, &order.clinic)
        .with_choice(&clinic_field::FACILITY, Some(crate::ledgers::clinic::record::Facility::Clinic));
    let person = Draft::new().with(&staff_field::NAME, &order.operator);
    let outcome: Result<(), Refusal> = vault.transact(Stamp::at(at), |tx| {
        Box::new(Enter::<Clinic>::new(clinic)).run(tx, today)?;
        let staff = tx.add(&Staff::check(&person, today)?)?;
        let role = Draft::new()
            .with_choice(&role_field::ROLE, Some(RoleKind::Responsible))
            .with_link(&role_field::STAFF, Some(staff))
            .with_day(&role_field::FROM_ON, Some(today));
        tx.add(&Role::check(&role, today)?)?;
        Ok(())
    });
    outcome.map_err(refused)
}

/// Writes the sheet with the digits as a PDF.
pub(super) fn write_sheet(vault: &Vault, code: &RecoveryCode, path: &Path, clock: Clock) -> Result<(), Fault> {
    let clinic = vault.reader().list::<Clinic>()?.into_iter().next().map(|kept| kept.record);
    let sheet = recovery_sheet(
        clinic.as_ref(),
        &vault.short_id(),
        &code.groups(),
        vault.recovery_record().as_ref(),
        clock.today(),
    );
    let pdf = write_pdf(&lay_out(&sheet), &|_, _| Going::On).map_err(Problem::from)?;
    files::write(path, &pdf)?;
    voice::say(&format!(
        "復旧シートを {} に書き出しました。\n紙に印刷して鍵のかかる場所に保管し、このPDFは消してください。\n",
        path.display()
    ))
}

/// Shows the digits and lets two groups be typed again. Where nobody sits at a terminal they are shown alone, and the
/// window asks until the sheet is confirmed there.
pub(super) fn show_and_ask(vault: &mut Vault, code: &RecoveryCode, clock: Clock) -> Result<(), Fault> {
    let groups = code.groups();
    let rows: Vec<String> =
        groups.chunks(4).zip([1, 5]).map(|(row, first)| format!("  第{first}組から  {}", row.join("  "))).collect();
    voice::say(&format!(
        "復旧コードです。合言葉を忘れたときに使います。紙に書き写して、鍵のかかる場所に保管してください。\n\n{}\n\n",
        rows.join("\n")
    ))?;
    if let Some(record) = vault.recovery_record() {
        let rows: Vec<String> =
            record.lines().iter().zip(1..).map(|(line, number)| format!("  {number:>2}  {line}")).collect();
        voice::say(&format!(
            "復旧記録です。鍵ファイルがどこにも残っていないときに、上の数字と一緒に使います。台帳の鍵を作り直すまで使えます。\n\n{}\n\n",
            rows.join("\n")
        ))?;
    }
    if !std::io::stdin().is_terminal() {
        return voice::say(
            "書き写したことの確かめは、まだ終わっていません。窓で台帳を開くと「最初の設定」で確かめられます。\n",
        );
    }
    for number in [3_usize, 6] {
        let wanted = groups.get(number - 1).map(String::as_str).unwrap_or_default();
        while retype(number)? != wanted {
            voice::complain(&format!("第{number}組が違います。書き写した紙を確かめてください。"));
        }
    }
    Ok(vault.confirm_recovery(clock.now())?)
}

fn retype(number: usize) -> Result<String, Fault> {
    voice::say(&format!("第{number}組の6桁を入力してください: "))?;
    let mut line = String::new();
    let n_read = std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| files::fault("Z-022", "入力を読めませんでした。台帳はできています。", &error))?;
    if n_read == 0 {
        return Err(Problem::new(
            "Z-023",
            "復旧コードの確かめが終わっていません。台帳はできていて、中身は無事です。",
            "窓で台帳を開き、「最初の設定」から復旧シートを作り直してください。",
        )
        .into());
    }
    Ok(crate::base::text::half(&line).chars().filter(char::is_ascii_digit).collect())
}
