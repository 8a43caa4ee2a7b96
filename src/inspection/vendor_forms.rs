//! 事業者の点検表: the form 事業者確認用 of a vendor, for the pen or as it came back.

use crate::base::{Coded, FiscalYear, Kept, RecordId, SystemId};
use crate::checklists::{Edition, EditionForm, Held, held};
use crate::desk::Problem;
use crate::ledgers::facts::Facts;
use crate::ledgers::printed::{NONE, UNDONE, long_day, or_none, text};
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendor_sheet::sheet::{Line, blank, filled};
use crate::ledgers::vendors::{contracted, sheet_of};
use crate::paper::{Block, KeyValue, Orientation, Sheet};

use super::frame::{Frame, heading, small};

/// What people have to know of our words (B-9.2).
const OWN_WORDS: &str = "設問は、台帳番が要点をまとめたものです。厚生労働省の事業者確認用の文は確かめられていません。提出には、厚生労働省の様式の文を見比べてください。";

/// For the pen: what the vendor asked for is to answer this fiscal year.
pub(super) fn for_the_pen(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let vendor = facts.vendors.iter().find(|kept| subject == Some(kept.id.into())).ok_or_else(no_vendor)?;
    let year = frame.day.fiscal_year();
    let sheet = sheet_of(facts, vendor.id, year);
    let held = held(frame.read)?;
    let edition = edition_of(&held, sheet.map(|kept| kept.record.edition.as_str()))?;
    let systems: Vec<SystemId> = match sheet.filter(|kept| !kept.record.systems.is_empty()) {
        Some(kept) => kept.record.systems.clone(),
        None => contracted(facts, vendor.id, frame.day).into_iter().map(|kept| kept.id).collect(),
    };
    let items = edition.on_form(EditionForm::Vendor);
    let lines = items.iter().map(|item| Line { no: &item.no, label: &item.label, answer: None });
    let blocks = vec![
        head(facts, vendor, year, edition, &systems, &[]),
        small(
            "貴社が受け持つ範囲についてお答えください。「いいえ」のときは目標日を、「対象外」のときは理由を備考にお書きください。",
        ),
        Block::Table(blank(lines)),
        Block::Signatures(vec!["答えた人（会社名・氏名）".to_owned()]),
        small(OWN_WORDS),
    ];
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("事業者の点検表（事業者確認用）　{}", vendor.record.name);
    sheet.seals = Vec::new();
    Ok(sheet)
}

/// As it came back.
pub(super) fn returned(frame: &Frame<'_>, subject: Option<RecordId>) -> Result<Sheet, Problem> {
    let facts = frame.facts;
    let kept = facts.vendor_sheets.iter().find(|kept| subject == Some(kept.id.into())).ok_or_else(no_sheet)?;
    let record = &kept.record;
    let vendor = facts.vendor(record.vendor).ok_or_else(no_vendor)?;
    let held = held(frame.read)?;
    let edition = edition_of(&held, Some(&record.edition))?;
    let items = edition.on_form(EditionForm::Vendor);
    let lines = items.iter().map(|item| Line { no: &item.no, label: &item.label, answer: record.answer(&item.id) });
    let days = [
        KeyValue::new("渡した日", record.handed_on.map_or_else(|| NONE.to_owned(), |day| long_day(Some(day)))),
        KeyValue::new("返ってきた日", record.returned_on.map_or_else(|| UNDONE.to_owned(), |day| long_day(Some(day)))),
        KeyValue::new("答えた人", text(&record.answered_by)),
        KeyValue::new("回答", or_none(&record.summary())),
    ];
    let mut blocks = vec![head(facts, vendor, record.fiscal_year, edition, &record.systems, &days)];
    if record.answers.is_empty() {
        blocks.push(small("回答は、まだ記録されていません。"));
    }
    blocks.push(Block::Table(filled(lines)));
    if !record.note.is_empty() {
        blocks.extend([heading("備考"), small(&record.note)]);
    }
    blocks.push(small(OWN_WORDS));
    let mut sheet = frame.sheet(Orientation::Portrait, blocks);
    sheet.title = format!("事業者の点検表（事業者確認用）　{}", vendor.record.name);
    sheet.seals = vec!["確認".to_owned(), "承認".to_owned()];
    Ok(sheet)
}

fn head(
    facts: &Facts,
    vendor: &Kept<Vendor>,
    year: FiscalYear,
    edition: &Edition,
    systems: &[SystemId],
    more: &[KeyValue],
) -> Block {
    let names = facts.system_names();
    let systems: Vec<&str> = systems.iter().filter_map(|id| names.get(id).copied()).collect();
    let mut rows = vec![
        KeyValue::new("事業者", vendor.record.name.clone()),
        KeyValue::new("年度", year.label()),
        KeyValue::wide("対象のシステム", or_none(&systems.join("、"))),
        KeyValue::wide("点検表の版", format!("{}　{}", edition.title, EditionForm::Vendor.label())),
    ];
    rows.extend(more.iter().cloned());
    Block::KeyValues { rows, columns: 2 }
}

/// The edition of this name; the newest we hold where nothing was said yet.
fn edition_of<'a>(held: &'a Held, name: Option<&str>) -> Result<&'a Edition, Problem> {
    held.for_vendors(name.unwrap_or_default()).map(AsRef::as_ref).ok_or_else(no_edition)
}

fn no_vendor() -> Problem {
    Problem::new(
        "S-020",
        "この帳票は事業者1件分を印刷します。指定された事業者は、この日の台帳に見つかりません。台帳は変わっていません。",
        "事業者を選び直すか、登録した日より後の日付にしてください。",
    )
}

fn no_sheet() -> Problem {
    Problem::new(
        "S-021",
        "この帳票は事業者の点検表1件分を印刷します。指定された点検表は、この日の台帳に見つかりません。台帳は変わっていません。",
        "点検表を選び直すか、用意した日より後の日付にしてください。",
    )
}

fn no_edition() -> Problem {
    Problem::new(
        "S-022",
        "この点検表の版は、この台帳番には入っていません。台帳は変わっていません。",
        "台帳番を新しくするか、入っている版を「台帳の情報」で確かめてください。",
    )
}
