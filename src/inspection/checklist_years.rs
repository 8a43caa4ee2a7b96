//! 年次推移: the answers of each checklist over the years, drawn and in figures.

use crate::base::Coded;
use crate::checklists::{EditionForm, held};
use crate::desk::Problem;
use crate::ledgers::assessment::record::Answer;
use crate::ledgers::assessment::sheet::rounds;
use crate::paper::{Align, Bar, Block, Cell, Column, Orientation, Row, Sheet, Table};
use crate::procedures::{Count, YearCount, trend};

use super::frame::{Frame, heading, small};

/// Not answered.
const OPEN: &str = "まだ";

/// The sheet: each checklist and form that was answered.
pub(super) fn sheet(frame: &Frame<'_>) -> Result<Sheet, Problem> {
    let held = held(frame.read)?;
    let all = &frame.facts.assessments;
    let mut families: Vec<(String, EditionForm)> = Vec::new();
    for kept in all {
        let own = (kept.record.family().to_owned(), kept.record.form);
        if !families.contains(&own) {
            families.push(own);
        }
    }
    let mut blocks = Vec::new();
    for (family, form) in families {
        let years = trend(all, &held, &family, form);
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        let name = years.last().map_or_else(|| family.clone(), |year| year.edition.clone());
        blocks.push(heading(format!("{name}（{}）", form.label())));
        blocks.push(small("年度ごとに、その年度の最後の答えを数えています。版が替わると、項目の数も変わります。"));
        blocks.push(Block::Bars { legend: legend(), bars: years.iter().map(bar).collect() });
        blocks.extend(years.iter().map(chart));
        blocks.push(Block::Heading { level: 2, text: "年度と見出し別の数".to_owned() });
        blocks.push(Block::Table(table(&years)));
        blocks.push(Block::Heading { level: 2, text: "点検の記録".to_owned() });
        let own = all.iter().map(|kept| &kept.record).filter(|round| round.family() == family && round.form == form);
        blocks.push(Block::Table(rounds(own)));
    }
    if blocks.is_empty() {
        blocks.push(small("自己評価は、まだ記録されていません。"));
    }
    Ok(frame.sheet(Orientation::Portrait, blocks))
}

fn legend() -> Vec<String> {
    let words = Answer::ALL.iter().map(|answer| answer.label().to_owned());
    words.chain([OPEN.to_owned()]).collect()
}

fn bar(year: &YearCount) -> Bar {
    Bar { label: format!("{}\n{}", year.year, year.edition), parts: parts(year.whole) }
}

/// A year, section by section.
fn chart(year: &YearCount) -> Block {
    let text = format!("{}　{}", year.year, year.edition);
    let bars = year.sections.iter().map(|(title, count)| Bar { label: title.clone(), parts: parts(*count) });
    let bars = Block::Bars { legend: Vec::new(), bars: bars.collect() };
    Block::KeepTogether(vec![Block::Heading { level: 2, text }, bars])
}

fn parts(count: Count) -> Vec<usize> {
    let Count { n_yes, n_no, n_na, n_open } = count;
    vec![n_yes, n_no, n_na, n_open]
}

fn table(years: &[YearCount]) -> Table {
    let figure = |title: &str| Column::fixed(title, 14.0).aligned(Align::Right);
    let columns = vec![
        Column::fixed("年度", 22.0),
        Column::share("見出し", 1.0),
        figure(Answer::Yes.label()),
        figure(Answer::No.label()),
        figure(Answer::NotApplicable.label()),
        figure(OPEN),
        figure("項目"),
    ];
    let mut rows = Vec::new();
    for year in years {
        rows.push(row(
            Cell::new(year.year.clone()).bold(),
            Cell::new(format!("全体　{}", year.edition)).bold(),
            year.whole,
        ));
        for (section, count) in &year.sections {
            rows.push(row(Cell::above(), Cell::new(section.clone()), *count));
        }
    }
    Table { columns, rows, ..Table::default() }
}

fn row(year: Cell, section: Cell, count: Count) -> Row {
    let Count { n_yes, n_no, n_na, n_open } = count;
    let mut cells = vec![year, section];
    cells.extend([n_yes, n_no, n_na, n_open, count.n_all()].map(|n| Cell::new(n.to_string())));
    Row::new(cells)
}
