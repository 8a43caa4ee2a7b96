//! `import` and `export`: Excel and CSV books in and out.

use std::path::{Path, PathBuf};

use crate::base::{Clock, Day, Kind, Progress};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::exchange::{Facts, ImportReport, Plan, plan, propose, read_book, take_over, write_book};
use crate::vault::{Act, Detail, Tx, Vault, sha256_hex};

use super::orders::{ExportOrder, ImportOrder};
use super::{Fault, files, session, voice};

/// Takes a book over, or only tells what would come of it.
pub(super) fn import(order: &ImportOrder, clock: Clock) -> Result<(), Fault> {
    let bytes = files::read(&order.book)?;
    let name = order.book.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let book = read_book(&name, &bytes).map_err(Problem::from)?;
    if !book.remarks.is_empty() {
        return Err(doubtful(&book.remarks));
    }
    let mut vault = session::open(&order.ledger, Right::Write, clock)?;
    let today = clock.today();
    let facts = Facts::read(&vault.reader(), today)?;
    let plan = plan(&book, &propose(&book), &facts, &|_| true).map_err(|_| Problem::cancelled())?;
    if plan.items.is_empty() {
        return Err(nothing_found(&plan));
    }
    let (report, said) = if order.is_dry_run {
        (ImportReport::preview(&plan), "下見だけをしました。台帳は変わっていません。".to_owned())
    } else if plan.is_empty() {
        (ImportReport::preview(&plan), "取り込む記録はありませんでした。台帳は変わっていません。".to_owned())
    } else {
        let taken = take_over(&mut vault, &plan, clock, &Progress::new())?;
        let said = format!("{}。", taken.said());
        (taken.report, said)
    };
    session::close(vault, clock)?;
    if order.as_json {
        return voice::say(&format!("{}\n", report.json()));
    }
    voice::say(&format!("{}{said}\n", told(&plan, &report)))
}

/// Without a preview nobody sees how a torn line was read: the window shows it, here it is refused.
fn doubtful(remarks: &[String]) -> Fault {
    Problem::new(
        "Z-054",
        format!(
            "ファイルに乱れたところがあるため、取り込みませんでした。台帳は変わっていません。\n{}",
            remarks.join("\n")
        ),
        "元のファイルのその行を直すか、窓の「取り込み」で内容を見ながら取り込んでください。",
    )
    .into()
}

fn nothing_found(plan: &Plan) -> Fault {
    let remarks: String = plan.remarks.iter().map(|remark| format!("\n{remark}")).collect();
    Problem::new(
        "Z-053",
        format!("このファイルには、台帳に取り込める表が見つかりません。台帳は変わっていません。{remarks}"),
        "見出しの行に「氏名」などがあるかを確かめるか、窓の「取り込み」で列を選んでください。",
    )
    .into()
}

/// The report for people: counts by kind, then what was left out and what could not be read.
fn told(plan: &Plan, report: &ImportReport) -> String {
    let rows: Vec<Vec<String>> = plan
        .counts()
        .into_iter()
        .map(|(kind, counts)| {
            let numbers = [counts.new, counts.changed, counts.same, counts.conflict].map(|n| n.to_string());
            std::iter::once(kind.label().to_owned()).chain(numbers).collect()
        })
        .collect();
    let mut text = voice::columns(&["帳簿", "新しい", "変わる", "同じ", "決められない"], &rows);
    for item in report.items.iter().filter(|item| item.state == "conflict") {
        text.push_str(&format!("決められない {}「{}」 {}\n", item.label, item.title, item.detail));
    }
    for unread in &report.unread {
        let kept = if unread.kept_in_note { "（備考に残しました）" } else { "" };
        text.push_str(&format!("読めなかったセル {} 「{}」 {}{kept}\n", unread.source, unread.text, unread.reason));
    }
    for remark in &report.remarks {
        text.push_str(&format!("{remark}\n"));
    }
    text
}

/// Writes the ledger out.
pub(super) fn export(order: &ExportOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Export, clock)?;
    write(&mut vault, &order.out, clock)?;
    session::close(vault, clock)?;
    let out = order.out.display();
    voice::say(&format!("台帳を {out} に書き出しました。\n個人情報を含みます。使い終わったら消してください。\n"))
}

/// The sample's Excel copy; its name from the sample's folder.
pub(super) fn sample(vault: &mut Vault, folder: &Path, clock: Clock) -> Result<String, Fault> {
    let name = PathBuf::from("excel").join("daichoban-demo.xlsx");
    files::make_folder(&folder.join("excel"))?;
    write(vault, &folder.join(&name), clock)?;
    Ok(name.display().to_string())
}

fn write(vault: &mut Vault, out: &Path, clock: Clock) -> Result<(), Fault> {
    let facts = Facts::read(&vault.reader(), clock.today())?;
    let bytes = write_book(&facts)?;
    files::write(out, &bytes)?;
    let n_records = Kind::ALL.iter().map(|kind| facts.all(*kind).len()).sum();
    let exported = Exported { n_records, book: sha256_hex(&bytes) };
    session::run(vault, exported, clock).map_err(|fault| files::withdraw(out, fault))?;
    Ok(())
}

/// The ledger was written out; that itself is recorded (書き出し).
struct Exported {
    n_records: usize,
    book: String,
}

impl Command for Exported {
    fn needs(&self) -> Right {
        Right::Export
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { n_records, book } = *self;
        let said = format!("台帳をExcelに書き出し（{n_records}件）");
        tx.note(Act::Exported, &Detail::said(&said).with(serde_json::json!({ "xlsx_sha256": book })))?;
        Ok(Done { touched: Vec::new(), said, next: None })
    }
}
