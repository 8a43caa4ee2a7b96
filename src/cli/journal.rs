//! `check` and `log`: the journal and whether it is whole.

use crate::base::Progress;
use crate::desk::{Problem, Right};
use crate::ledgers::log::LogLine;

use crate::vault::{self, LogFilter};

use super::args::{Ledger, LogForm, LogOrder};
use super::{Fault, session, voice};

/// Checks the file, every hash, and that the lists agree with the journal.
pub(super) fn check(ledger: &Ledger) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Read)?;
    let report = vault.check(&Progress::new())?;
    let closed = session::close(vault);
    if !report.is_sound() {
        let lines: Vec<String> = report.faults.iter().map(fault_line).collect();
        return Err(Problem::new(
            "Z-061",
            format!("台帳に異常が見つかりました。台帳は書き換えていません。\n{}", lines.join("\n")),
            "台帳のフォルダーをそのまま残し、控えから戻すか、管理責任者に知らせてください。",
        )
        .into());
    }
    closed?;
    voice::say(&format!(
        "台帳を点検しました。異常はありません。\n記録 {} 件のつながり、一覧 {} 件と記録の一致、ファイルの中身を確かめました。\n\
         最新の記録 {}　{}\n",
        report.n_entries,
        report.n_records,
        report.head.seq,
        report.head.short()
    ))
}

fn fault_line(fault: &vault::Fault) -> String {
    match fault {
        vault::Fault::Page(_) => "ファイルの一部が壊れています。".to_owned(),
        vault::Fault::Entry(seq) => format!("記録番号 {seq} から先のつながりが、書き換えられています。"),
        vault::Fault::List(seq) => format!("一覧の内容が、記録番号 {seq} と違います。"),
        vault::Fault::Attachment(name) => format!("添付 {name} の中身が、添付したときと違います。"),
        vault::Fault::ListCount(count) => format!("一覧の件数が、記録と {count} 件違います。"),
    }
}

/// What it takes to see the operation record, or to carry it away.
const fn log_right(form: LogForm) -> Right {
    match form {
        LogForm::Text => Right::Read,
        LogForm::Csv | LogForm::Json => Right::Export,
    }
}

/// Writes the operation record out.
pub(super) fn log(order: &LogOrder) -> Result<(), Fault> {
    let vault = session::open(&order.ledger, log_right(order.form))?;
    let lines: Vec<LogLine> = vault.reader().log(&LogFilter::default())?.iter().rev().map(LogLine::of).collect();
    session::close(vault)?;
    match order.form {
        LogForm::Json => {
            let all = lines.iter().filter_map(|line| serde_json::to_value(line).ok()).collect::<Vec<_>>();
            voice::say_json(&all.into())
        }
        LogForm::Text => {
            let rows: Vec<Vec<String>> = lines.iter().map(|line| line.cells().to_vec()).collect();
            voice::say(&voice::columns(&LogLine::HEADINGS, &rows))
        }
        LogForm::Csv => {
            // The mark at the front is what makes Excel read it as Japanese.
            let mut text = format!("\u{FEFF}{}\r\n", LogLine::HEADINGS.join(","));
            for line in &lines {
                text.push_str(&line.cells().map(|cell| quoted(&cell)).join(","));
                text.push_str("\r\n");
            }
            voice::say(&text)
        }
    }
}

/// A cell of a CSV. What a spreadsheet would take for a formula is kept as text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
