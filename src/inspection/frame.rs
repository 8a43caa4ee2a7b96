//! What every sheet has in common: whose it is, as of when, when printed, where the journal stood.

use crate::base::{Day, Moment};
use crate::desk::Listed;
use crate::ledgers::clinic;
use crate::ledgers::facts::Facts;
use crate::paper::{Block, Orientation, Paragraph, Sheet, SheetFoot, SheetHead, Table};
use crate::vault::{Head, Reader};

/// When a sheet is printed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintContext {
    /// When.
    pub printed_at: Moment,
    /// By whom.
    pub operator: String,
}

/// What a sheet is made from.
pub(super) struct Frame<'a> {
    pub facts: &'a Facts,
    /// The ledger, for sheets about the journal itself.
    pub read: &'a Reader<'a>,
    /// The sheet speaks of the end of this day.
    pub day: Day,
    /// For a sheet of a period, its first day.
    pub from: Day,
    /// Where the journal stands now.
    pub head: Head,
    pub print: &'a PrintContext,
    pub name: &'static str,
    pub title: &'static str,
    /// Which of its forms, where it has several; the usual one when empty.
    pub variant: &'static str,
    /// What a list showed, where that is what is printed.
    pub listed: Option<&'a Listed>,
}

impl Frame<'_> {
    /// The sheet around its blocks.
    pub(super) fn sheet(&self, form: Orientation, blocks: Vec<Block>) -> Sheet {
        let owner = clinic::sheet::heading(self.facts.clinic.as_ref().map(|kept| &kept.record));
        let printed = self.print.printed_at;
        Sheet {
            id: self.name,
            title: self.title.to_owned(),
            form,
            head: SheetHead {
                clinic: owner.clone(),
                as_of: Some(format!("{} 現在", self.day.wareki())),
                printed_on: self.printed_line(printed),
                note: None,
            },
            seals: vec!["作成".to_owned(), "承認".to_owned()],
            foot: SheetFoot {
                owner,
                journal_head: Some(format!("記録番号 {}　{}", self.head.seq, self.head.short())),
                code: Some(format!("daichoban:{}:{}:{}", self.read.short_id(), self.head.seq, self.head.start())),
                handling: "取扱注意　個人情報を含みます".to_owned(),
            },
            blocks,
        }
    }

    fn printed_line(&self, printed: Moment) -> String {
        let by = if self.print.operator.is_empty() { String::new() } else { format!("　{}", self.print.operator) };
        format!("印刷 {} {}{by}", printed.day().wareki(), printed.clock())
    }
}

/// A heading.
pub(super) fn heading(text: impl Into<String>) -> Block {
    Block::Heading { level: 1, text: text.into() }
}

/// A table, or one line that says there is nothing.
pub(super) fn table_or(table: Table, nothing: &str) -> Block {
    if table.rows.is_empty() { small(nothing) } else { Block::Table(table) }
}

/// The same for a table of many columns.
pub(super) fn fine_or(table: Table, nothing: &str) -> Block {
    if table.rows.is_empty() { small(nothing) } else { Block::FineTable(table) }
}

/// A line of lesser weight.
pub(super) fn small(text: &str) -> Block {
    Block::Paragraph(Paragraph::new(text).grey())
}
