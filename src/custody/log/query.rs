//! What is sought in the operation record, and one stretch of what fits, newest first.

use std::ops::ControlFlow;

use crate::base::text::grouped;
use crate::base::{Day, Progress};
use crate::desk::{Ask, Problem, Right, VaultJob};
use crate::ledgers::log::LogLine;
use crate::vault::{Act, LogFilter, Order, Reader};

/// Lines that are fetched at a time.
const PAGE: usize = 500;

/// So many entries are looked through before anybody notices that time passes.
const SHORT: u64 = 5_000;

/// What is sought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// From this day.
    pub from: Option<Day>,
    /// To the end of this day.
    pub until: Option<Day>,
    /// Only these acts; all when empty.
    pub acts: Vec<Act>,
    /// Only this operator.
    pub operator: Option<String>,
    /// Only lines that hold this; folded.
    pub word: String,
}

/// Where a stretch begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At the newest entry.
    Newest,
    /// Below this number.
    Below(u64),
}

/// One stretch of what fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What was sought.
    pub query: Query,
    /// Where it begins.
    pub start: Start,
    /// The lines, newest first.
    pub lines: Vec<LogLine>,
    /// Below which number there is more; `None` at the end.
    pub more: Option<u64>,
}

impl Query {
    /// Whether only a walk along a long journal answers it; that is done in a thread.
    #[must_use]
    pub fn is_slow(&self, n_all: u64) -> bool {
        n_all > SHORT && (self.operator.is_some() || !self.word.is_empty())
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The part of it the ledger can answer.
    #[must_use]
    pub fn filter(&self) -> LogFilter {
        LogFilter {
            from: self.from,
            until: self.until,
            acts: self.acts.clone(),
            operator: self.operator.clone(),
            ..LogFilter::default()
        }
    }

    /// Whether a line holds the word.
    #[must_use]
    pub fn fits(&self, line: &LogLine) -> bool {
        line.holds(&self.word)
    }

    /// The next page of what fits.
    ///
    /// # Errors
    /// The ledger cannot be read, or the user stopped it.
    pub fn page(&self, start: Start, read: &Reader<'_>, progress: &Progress) -> Result<Stretch, Problem> {
        self.fetch(start, PAGE, read, progress)
    }

    /// Everything that fits.
    ///
    /// # Errors
    /// The ledger cannot be read, or the user stopped it.
    pub fn everything(&self, read: &Reader<'_>, progress: &Progress) -> Result<Vec<LogLine>, Problem> {
        Ok(self.fetch(Start::Newest, usize::MAX, read, progress)?.lines)
    }

    fn fetch(&self, start: Start, most: usize, read: &Reader<'_>, progress: &Progress) -> Result<Stretch, Problem> {
        let before = match start {
            Start::Newest => None,
            Start::Below(seq) => Some(seq),
        };
        let filter = LogFilter { before, ..self.filter() };
        let (mut lines, mut more) = (Vec::new(), None);
        read.walk(&filter, Order::Newest, progress, |entry| {
            let line = LogLine::of(&entry);
            if !self.fits(&line) {
                return Ok::<_, Problem>(ControlFlow::Continue(()));
            }
            if lines.len() >= most {
                more = lines.last().map(|last: &LogLine| last.seq);
                return Ok(ControlFlow::Break(()));
            }
            lines.push(line);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Stretch { query: self.clone(), start, lines, more })
    }

    /// The same as work in a thread; it gives a [`Stretch`].
    #[must_use]
    pub fn job(&self, start: Start) -> Ask {
        let query = self.clone();
        Ask::VaultJob(VaultJob {
            name: "search-log",
            label: "操作記録を探しています。".to_owned(),
            needs: Right::Read,
            touched: Vec::new(),
            work: Box::new(move |vault, progress| Ok(Box::new(query.page(start, &vault.reader(), progress)?))),
        })
    }
}

/// What the list holds, in honest words.
#[must_use]
pub fn held(query: &Query, n_held: usize, has_more: bool, n_fitting: Option<u64>, n_all: u64) -> String {
    let n_held = grouped(u64::try_from(n_held).unwrap_or(u64::MAX));
    let all = grouped(n_all);
    match (query.is_all(), has_more, n_fitting) {
        (true, false, _) => format!("全 {all}件"),
        (true, true, _) => format!("新しい順に{n_held}件を表示　全 {all}件"),
        (false, false, _) => format!("条件に合う{n_held}件　全 {all}件"),
        (false, true, Some(n)) => {
            format!("条件に合う{}件のうち、新しい順に{n_held}件を表示　全 {all}件", grouped(n))
        }
        (false, true, None) => format!("条件に合う記録を新しい順に{n_held}件表示　全 {all}件"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_says_what_it_holds() {
        let all = Query::default();
        let some = Query { acts: vec![Act::Printed], ..Query::default() };
        assert_eq!(held(&all, 37, false, Some(37), 37), "全 37件");
        assert_eq!(held(&all, 500, true, Some(12_345), 12_345), "新しい順に500件を表示　全 12,345件");
        assert_eq!(held(&some, 3, false, Some(3), 37), "条件に合う3件　全 37件");
        let told = "条件に合う2,000件のうち、新しい順に1,000件を表示　全 12,345件";
        assert_eq!(held(&some, 1000, true, Some(2_000), 12_345), told);
        assert_eq!(held(&some, 500, true, None, 12_345), "条件に合う記録を新しい順に500件表示　全 12,345件");
    }
}
