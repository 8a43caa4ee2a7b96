//! `vendor-sheet` and `vendor-answers`: the form of a vendor handed out as Excel, and a returned one read back.

use std::path::PathBuf;

use crate::base::text::fold;
use crate::base::{Clock, Coded, Draft, Kept, Kind, Record, RecordId, VendorSheetId};
use crate::checklists::held;
use crate::desk::{Problem, Right};
use crate::exchange::vendor_sheet::{Form, Plan, PrepareNewest, form_of, sheet_in, write};
use crate::ledgers::facts::Facts;
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendor_sheet::commands::{HandOut, gone};
use crate::ledgers::vendor_sheet::record::{VendorSheet, field};
use crate::ledgers::vendors::{contracted, sheet_of};
use crate::vault::Vault;

use super::orders::{VendorAnswersOrder, VendorSheetOrder};
use super::{Fault, files, session, voice};

/// Writes this fiscal year's form of a vendor; it is prepared first where there is none.
pub(super) fn hand_out(order: &VendorSheetOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Write, clock)?;
    let facts = Facts::load(&vault.reader()).map_err(Problem::from)?;
    let vendor = find(&facts, &order.vendor)?;
    let today = clock.today();
    if sheet_of(&facts, vendor.id, today.fiscal_year()).is_none() {
        let systems: Vec<_> = contracted(&facts, vendor.id, today).into_iter().map(|kept| kept.id).collect();
        let draft = Draft::new()
            .with_link(&field::VENDOR, Some(vendor.id))
            .with(&field::FISCAL_YEAR, today.fiscal_year().label())
            .with_links(&field::SYSTEMS, &systems);
        session::run(&mut vault, PrepareNewest { draft }, clock)?;
    }
    let facts = Facts::load(&vault.reader()).map_err(Problem::from)?;
    let kept = sheet_of(&facts, vendor.id, today.fiscal_year()).ok_or_else(gone)?;
    let form = form_of(&facts, &held(&vault.reader()).map_err(Problem::from)?, kept, &vault.reader().short_id())?;
    let out = order.out.clone().unwrap_or_else(|| PathBuf::from(form.file_name()));
    files::write(&out, &write(&form)?)?;
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let handed = HandOut { id: form.kept.id, file: Some(name) };
    session::run(&mut vault, handed, clock).map_err(|fault| files::withdraw(&out, fault))?;
    session::close(vault, clock)?;
    voice::say(&format!(
        "「{}」の{}を {} に書き出しました。\n返ってきたら daichoban vendor-answers で読み取れます。\n",
        form.vendor,
        form.kept.record.title(),
        out.display()
    ))
}

/// The vendor with this id or name.
fn find<'a>(facts: &'a Facts, wanted: &str) -> Result<&'a Kept<Vendor>, Fault> {
    if let Ok(id) = wanted.parse::<RecordId>() {
        return facts.vendors.iter().find(|kept| RecordId::from(kept.id) == id).ok_or_else(|| nobody(wanted));
    }
    let sought = fold(wanted);
    let exact: Vec<_> = facts.vendors.iter().filter(|kept| fold(&kept.record.name) == sought).collect();
    let within = || facts.vendors.iter().filter(|kept| !sought.is_empty() && fold(&kept.record.name).contains(&sought));
    let found: Vec<_> = if exact.is_empty() { within().collect() } else { exact };
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err(nobody(wanted)),
        several => {
            let lines: Vec<String> = several.iter().map(|kept| format!("{}  {}", kept.id, kept.record.name)).collect();
            let said = format!("その名前に当てはまる事業者が{}件あります。台帳は変わっていません。\n", several.len());
            let next = "事業者の名前の代わりに、上の記録IDで1件を指定してください。";
            Err(Problem::new("Z-036", said + &lines.join("\n"), next).into())
        }
    }
}

fn nobody(wanted: &str) -> Fault {
    Problem::new(
        "Z-035",
        format!("「{wanted}」という事業者は見つかりません。台帳は変わっていません。"),
        format!("名前は daichoban list 台帳 {} で確かめられます。", Kind::Vendor.code()),
    )
    .into()
}

/// Reads a returned form, and takes its answers over unless it is only to be looked at.
pub(super) fn take(order: &VendorAnswersOrder, clock: Clock) -> Result<(), Fault> {
    let bytes = files::read(&order.book)?;
    let name = order.book.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = VendorSheetId::from(sheet_in(&name, &bytes)?);
    let mut vault = session::open(&order.ledger, Right::Write, clock)?;
    let (form, last) = form_and_last(&vault, id)?;
    let plan = Plan::read(&name, &bytes, &form, last.as_ref(), clock.today())?;
    let told = told(&form, &plan);
    let said = if order.is_dry_run {
        "下見だけをしました。台帳は変わっていません。"
    } else if plan.n_answered() == 0 {
        "回答が1つもないため、取り込みませんでした。台帳は変わっていません。"
    } else {
        session::run(&mut vault, plan.command(), clock)?;
        "回答を記録しました。"
    };
    session::close(vault, clock)?;
    voice::say(&format!("{told}{said}\n"))
}

fn form_and_last(vault: &Vault, id: VendorSheetId) -> Result<(Form, Option<VendorSheet>), Problem> {
    let facts = Facts::load(&vault.reader())?;
    let kept = facts.vendor_sheets.iter().find(|kept| kept.id == id).ok_or_else(gone)?;
    let form = form_of(&facts, &held(&vault.reader()).map_err(Problem::from)?, kept, &vault.reader().short_id())?;
    Ok((form, crate::exchange::vendor_sheet::earlier(&facts, &kept.record)))
}

fn told(form: &Form, plan: &Plan) -> String {
    let mut text = format!("「{}」 答え{}件 未回答{}件\n", form.vendor, plan.n_answered(), plan.n_open());
    for line in &plan.lines {
        let reply = if line.is_answered { line.answer.reply.map_or("", Coded::label) } else { "未回答" };
        let mut words = vec![line.no.clone(), reply.to_owned()];
        if line.is_otherwise() {
            words.push(format!("前の答えは「{}」", line.before.map_or("", Coded::label)));
        }
        words.extend(line.unread.iter().map(|unread| format!("読めない {unread}")));
        words.extend(line.remarks.iter().cloned());
        text.push_str(&format!("{}\n", words.join("  ")));
    }
    text
}
