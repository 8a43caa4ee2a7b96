//! `check`, `log` and `verify-print`: the journal, whether it is whole, and what was printed from it.

use std::ops::ControlFlow;
use std::path::Path;

use crate::base::text::grouped;
use crate::base::{Clock, Day, Progress};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::inspection::{Look, Looked, Match, match_print};
use crate::ledgers::incident::grown::{Cut, cuts};
use crate::ledgers::log::{LogLine, csv};
use crate::vault::{self, Act, Detail, LogFilter, Order, Tx, Vault};

use super::orders::{Ledger, LogForm, LogOrder, VerifyOrder};
use super::{Fault, files, session, voice};

/// Checks the file, every hash, and that the lists agree with the journal.
pub(super) fn check(ledger: &Ledger, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(ledger, Right::Read, clock)?;
    let report = vault.check(&Progress::new())?;
    let cuts = cuts(&vault.reader());
    let closed = session::close(vault, clock);
    let mut lines: Vec<String> = report.faults.iter().map(fault_line).collect();
    match cuts {
        Ok(cuts) => lines.extend(cuts.iter().map(Cut::words)),
        // What is damaged may not be readable: the damage is what there is to tell.
        Err(error) if report.is_sound() => return Err(error.into()),
        Err(_) => {}
    }
    if !lines.is_empty() {
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
         事故の経過記録は、どの版でも前の版の行がそのまま残っています。\n\
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
        vault::Fault::Beside => "鍵や6桁のコードの控え書きが、前に開いたときのものに戻されています。".to_owned(),
        vault::Fault::ListCount(count) => format!("一覧の件数が、記録と {count} 件違います。"),
    }
}

/// What it takes to see the operation record, or to carry it away.
const fn log_right(form: &LogForm) -> Right {
    match form {
        LogForm::Text => Right::Read,
        LogForm::Csv | LogForm::Json | LogForm::Lines(_) => Right::Export,
    }
}

/// Writes the operation record out, oldest first.
pub(super) fn log(order: &LogOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, log_right(&order.form), clock)?;
    if let LogForm::Lines(out) = &order.form {
        let said = write_lines(&mut vault, out, clock)?;
        session::close(vault, clock)?;
        return voice::say(&said);
    }
    // First the entry, then what it is about: what cannot be noted is not shown.
    match order.form {
        LogForm::Text => session::run(&mut vault, Looked(Look::Log), clock)?,
        LogForm::Csv => session::run(&mut vault, JournalExported("操作記録をCSVに書き出し（この記録まで）"), clock)?,
        LogForm::Json | LogForm::Lines(_) => {
            session::run(&mut vault, JournalExported("操作記録をJSONに書き出し（この記録まで）"), clock)?
        }
    };
    let mut lines: Vec<LogLine> = Vec::new();
    vault.reader().walk(&LogFilter::default(), Order::Oldest, &Progress::new(), |entry| {
        lines.push(LogLine::of(&entry));
        Ok::<_, Fault>(ControlFlow::Continue(()))
    })?;
    session::close(vault, clock)?;
    match &order.form {
        LogForm::Json => {
            let all = lines.iter().filter_map(|line| serde_json::to_value(line).ok()).collect::<Vec<_>>();
            voice::say_json(&all.into())
        }
        LogForm::Csv => voice::say(&csv(&lines)),
        LogForm::Text | LogForm::Lines(_) => {
            let rows: Vec<Vec<String>> = lines.iter().map(|line| line.cells().to_vec()).collect();
            voice::say(&voice::columns(&LogLine::HEADINGS, &rows))
        }
    }
}

/// The journal as it is stored, a JSON object a line: the ledger's id, then every entry with what its hashes are
/// made of. The writing out is an entry itself, and the last one of the file.
fn write_lines(vault: &mut Vault, out: &Path, clock: Clock) -> Result<String, Fault> {
    session::run(vault, JournalExported("操作記録を検証用に書き出し（この記録まで）"), clock)?;
    let read = vault.reader();
    let head = read.head()?;
    let safe = "台帳の中身は失われていません。書き出そうとしたことは、操作記録に残りました。";
    files::write_piece_by_piece(out, safe, |file| {
        let mut line = |value: String| {
            file.write_all(value.as_bytes())
                .and_then(|()| file.write_all(b"\n"))
                .map_err(|error| files::unwritable(out, safe, &error))
        };
        line(serde_json::json!({ "vault": read.vault_id() }).to_string())?;
        read.raw_entries(head.seq, |entry| {
            let unwritten = |error: serde_json::Error| files::unwritable(out, safe, &error.into());
            line(serde_json::to_string(entry).map_err(unwritten)?)
        })
    })?;
    Ok(format!(
        "操作記録 {}件を {} に書き出しました。\n最新の記録 {}　{}\n\
         台帳の中身をすべて含みます。使い終わったら消してください。\n",
        grouped(head.seq),
        out.display(),
        head.seq,
        head.short()
    ))
}

/// The journal was written out (書き出し), in these words.
struct JournalExported(&'static str);

impl Command for JournalExported {
    fn needs(&self) -> Right {
        Right::Export
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.note(Act::Exported, &Detail::said(self.0))?;
        Ok(Done { touched: Vec::new(), said: self.0.to_owned(), next: None })
    }
}

/// Says which state of the ledger a printed page shows.
pub(super) fn verify_print(order: &VerifyOrder, clock: Clock) -> Result<(), Fault> {
    let vault = session::open(&order.ledger, Right::Read, clock)?;
    let answer = match_print(&order.mark, &vault.reader(), clock.today(), &Progress::new())?;
    session::close(vault, clock)?;
    match answer {
        Match::Found(said) => voice::say(&format!("{}\n", said.join("\n"))),
        Match::None(problem) => Err(Fault::Found(problem)),
    }
}
