//! What came of an import: counts, cells that could not be read, remarks. For the screen, the command line and paper.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::Serialize;

use super::book::Address;
use super::plan::{Counts, Plan, State};
use crate::base::{Day, RecordId};
use crate::paper::{
    Block, Column, KeyValue, Orientation, Paragraph, Row, Sheet, SheetFoot, SheetHead, Table, TableHead,
};

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    pub at: Address,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.at)
    }
}

impl Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A cell that could not be read, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Where.
    pub source: Source,
    /// The heading of its column.
    pub heading: String,
    /// What is written there.
    pub text: String,
    /// Why it could not be read.
    pub reason: String,
    /// Whether the text is kept in a note.
    pub kept_in_note: bool,
}

/// One record of an import, for the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportItem {
    /// The kind's code.
    pub kind: &'static str,
    /// The kind, for people.
    pub label: &'static str,
    /// What it is called.
    pub title: String,
    /// new, changed, same or conflict.
    pub state: &'static str,
    /// Whether it was written.
    pub is_taken: bool,
    /// What changes, or why it is undecided.
    pub detail: String,
    /// Where it was read.
    pub source: Vec<Source>,
}

/// What came of an import (取込み結果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The file's name.
    pub book: String,
    /// The day the book says it speaks of, 2026-11-01.
    pub as_of: Option<String>,
    /// The step of the journal, by which it can be undone.
    pub batch: Option<u64>,
    /// The counts by the kind's code, of all that was found.
    pub counts: BTreeMap<&'static str, Counts>,
    /// Every record that was found.
    pub items: Vec<ReportItem>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
    /// What else should be known.
    pub remarks: Vec<String>,
}

impl ImportReport {
    /// The report of a plan of which these records are written.
    #[must_use]
    pub fn of(plan: &Plan, written: &HashSet<RecordId>) -> Self {
        let items = plan.items.iter().map(|item| {
            let (state, detail) = match &item.state {
                State::New => ("new", String::new()),
                State::Same => ("same", String::new()),
                State::Conflict(why) => ("conflict", why.clone()),
                State::Changed(changes) => {
                    let lines =
                        changes.iter().map(|c| format!("{}：{} → {}", c.label, shown(&c.before), shown(&c.after)));
                    ("changed", lines.collect::<Vec<_>>().join("、"))
                }
            };
            ReportItem {
                kind: item.kind.code(),
                label: item.kind.label(),
                title: item.title.clone(),
                state,
                is_taken: written.contains(&item.id) && item.is_written(),
                detail,
                source: item.source.clone(),
            }
        });
        Self {
            book: plan.book.clone(),
            as_of: plan.as_of.map(Day::iso),
            batch: None,
            counts: plan.counts().into_iter().map(|(kind, counts)| (kind.code(), counts)).collect(),
            items: items.collect(),
            unread: plan.unread.clone(),
            remarks: plan.remarks.clone(),
        }
    }

    /// The report of a plan before anything is written (下見).
    #[must_use]
    pub fn preview(plan: &Plan) -> Self {
        Self::of(plan, &HashSet::new())
    }

    /// How many new and how many changed records were written.
    #[must_use]
    pub fn n_written(&self) -> (usize, usize) {
        let taken = || self.items.iter().filter(|item| item.is_taken);
        let n_changed = taken().filter(|item| item.state == "changed").count();
        (taken().count() - n_changed, n_changed)
    }

    /// The report as JSON, for the command line.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The report as a sheet of paper (取込み結果).
    #[must_use]
    pub fn sheet(&self, clinic: &str, today: Day) -> Sheet {
        let (n_new, n_changed) = self.n_written();
        let n_left = self.items.iter().filter(|item| !item.is_taken && item.state != "same").count();
        let mut blocks = vec![Block::KeyValues {
            columns: 2,
            rows: vec![
                KeyValue::wide("ファイル", self.book.as_str()),
                KeyValue::new("新しく加えた記録", format!("{n_new}件")),
                KeyValue::new("変えた記録", format!("{n_changed}件")),
                KeyValue::new("取り込まなかった記録", format!("{n_left}件")),
                KeyValue::new("読めなかったセル", format!("{}件", self.unread.len())),
            ],
        }];
        self.remarks.iter().for_each(|remark| blocks.push(Block::Paragraph(Paragraph::new(remark))));
        let columns = vec![
            Column::fixed("セル", 34.0),
            Column::share("見出し", 1.0),
            Column::share("書かれていること", 1.4),
            Column::share("理由", 1.8),
            Column::fixed("備考", 16.0),
        ];
        let rows = self.unread.iter().map(|unread| {
            let kept = if unread.kept_in_note { "残した" } else { "－" };
            let at = unread.source.to_string();
            Row::plain([at.as_str(), &unread.heading, &unread.text, &unread.reason, kept])
        });
        table(&mut blocks, "読めなかったセル", columns, rows.collect());
        let columns = vec![
            Column::fixed("帳簿", 24.0),
            Column::share("記録", 1.4),
            Column::fixed("結果", 22.0),
            Column::share("内容", 1.6),
            Column::fixed("セル", 34.0),
        ];
        let rows = self.items.iter().filter(|item| item.state != "same").map(|item| {
            let result = match (item.is_taken, item.state) {
                (true, "changed") => "変更",
                (true, _) => "追加",
                (false, _) => "取り込まず",
            };
            let at = item.source.first().map(ToString::to_string).unwrap_or_default();
            Row::plain([item.label, item.title.as_str(), result, &item.detail, &at])
        });
        table(&mut blocks, "記録ごとの結果", columns, rows.collect());
        Sheet {
            id: "import-report",
            title: "取込み結果".to_owned(),
            form: Orientation::Portrait,
            head: SheetHead {
                clinic: clinic.to_owned(),
                as_of: None,
                printed_on: format!("印刷日 {}", today.wareki()),
                note: None,
            },
            seals: Vec::new(),
            foot: SheetFoot {
                owner: clinic.to_owned(),
                journal_head: None,
                code: None,
                handling: "取扱注意".to_owned(),
            },
            blocks,
        }
    }
}

fn shown(text: &str) -> String {
    if text.is_empty() { "（空）".to_owned() } else { text.replace('\n', " ") }
}

fn table(blocks: &mut Vec<Block>, title: &str, columns: Vec<Column>, rows: Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::Heading { level: 2, text: title.to_owned() });
    blocks.push(Block::Table(Table { columns, rows, head: TableHead::Repeated }));
}
