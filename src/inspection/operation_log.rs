//! 操作記録: who did what and when in a period, the five columns an inspector asks for (S003-2.11e), oldest first.

use std::ops::ControlFlow;

use crate::base::Progress;
use crate::base::text::grouped;
use crate::desk::{ListedRows, Problem};
use crate::ledgers::log::LogLine;
use crate::paper::{Align, Cell, Column, Orientation, Row, Sheet, Table};
use crate::vault::{LogFilter, Order};

use super::frame::{Frame, heading, small, table_or};

/// More make a PDF nobody leafs through (about 700 pages) and that a small PC has no room for.
const MOST: usize = 20_000;

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let period = format!("{}から{}まで", frame.from.wareki(), frame.day.wareki());
    let lines = lines(frame)?;
    let count = grouped(u64::try_from(lines.len()).unwrap_or(u64::MAX));
    let mut head = vec![format!("{count}件の記録（古い順）")];
    head.extend(frame.listed.into_iter().flat_map(|listed| listed.words.iter().cloned()));
    let blocks = vec![
        heading(head.join(" ・ ")),
        table_or(table(&lines), "この期間の操作記録はありません。"),
        small(
            "ユーザーIDは操作者ごとに一度だけ付く番号で、同じ氏名の人が後から加わっても別の番号になります（番号のない古い記録では氏名を示します）。ほかの人が入力を手伝ったときは、氏名に「入力」として添えています。\
             記録番号は通し番号で、抜けはありません。",
        ),
    ];
    let mut sheet = frame.sheet(Orientation::Landscape, blocks);
    sheet.head.as_of = Some(period);
    Ok(sheet)
}

fn lines(frame: &Frame<'_>) -> Result<Vec<LogLine>, Problem> {
    let filter = LogFilter { from: Some(frame.from), until: Some(frame.day), ..LogFilter::default() };
    let (filter, word) = match frame.listed.map(|listed| &listed.rows) {
        Some(ListedRows::Journal { acts, operator, word }) => {
            (LogFilter { acts: acts.clone(), operator: operator.clone(), ..filter }, word.as_str())
        }
        Some(ListedRows::Records { .. }) | None => (filter, ""),
    };
    let n = frame.read.log_count(&filter)?.unwrap_or(0);
    if usize::try_from(n).is_ok_and(|n| n > MOST) {
        return Err(too_many(n));
    }
    let mut lines = Vec::new();
    frame.read.walk(&filter, Order::Oldest, &Progress::new(), |entry| {
        let line = LogLine::of(&entry);
        if line.holds(word) {
            lines.push(line);
        }
        Ok::<_, Problem>(ControlFlow::Continue(()))
    })?;
    Ok(lines)
}

fn table(lines: &[LogLine]) -> Table {
    let [number, user, name, at, category, information, _] = LogLine::HEADINGS;
    let columns = vec![
        Column::fixed(number, 17.0).aligned(Align::Right),
        Column::fixed(user, 31.0),
        Column::fixed(name, 36.0),
        Column::fixed(at, 36.0),
        Column::fixed(category, 33.0),
        Column::share(information, 1.0),
    ];
    Table { columns, rows: lines.iter().map(row).collect(), ..Table::default() }
}

fn row(line: &LogLine) -> Row {
    let category = Cell::new(line.category);
    Row::new(vec![
        Cell::new(line.seq.to_string()),
        Cell::new(&line.user),
        Cell::new(&line.name),
        Cell::new(line.at.short_exact()),
        // Bold, so that it stands out in black and white too.
        if line.is_striking() { category.bold() } else { category },
        Cell::new(&line.information),
    ])
}

fn too_many(n: u64) -> Problem {
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    Problem::new(
        "S-004",
        format!(
            "この期間の操作記録は{}件あり、1つのPDFにできる{}件を超えています。台帳は変わっていません。",
            grouped(n),
            grouped(most)
        ),
        "期間を月ごとなどに分けて印刷するか、CSVに書き出してください。",
    )
}
