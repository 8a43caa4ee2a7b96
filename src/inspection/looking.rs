//! A look (閲覧) is an entry of the journal, written before anything is shown, for window and command line alike.
//!
//! What counts: a record's own page, form or history; a list, once in a session; a sheet on the screen; the operation
//! record, once in a session. Home does not: opening the ledger is its entry.

use crate::base::{Day, Kind, Moment, RecordId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route, SheetOrder};
use crate::ledgers::registry;
use crate::vault::{Act, Detail, Reader, Tx};

use super::catalogue::sheet_kind;
use super::listed;
use super::making::{settled, subject_title};

/// So long the same look is the same one: a person at the counter goes from the page to its form, its history and
/// back. Shorter would flood the record; longer, and the time that stands in it says little.
const SAME_LOOK_MINUTES: i64 = 10;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// One record.
    Record(Kind, RecordId),
    /// The list of a kind, with the words it was narrowed by (command line).
    List(Kind, String),
    /// A sheet on the screen.
    Sheet(SheetOrder),
    /// The operation record.
    Log,
    /// What is to be done (command line).
    Todo,
    /// 漏えい等の報告の期限 (command line)
    Deadlines,
    /// 自己評価: what was answered, and what the ledger says
    Assess,
    /// 指摘: what the rules find
    Findings,
}

impl Look {
    /// What a place shows; `None` where it is no look at what is kept.
    #[must_use]
    pub fn at(route: &Route) -> Option<Self> {
        match route {
            Route::Page(kind, id) | Route::Edit(kind, id) | Route::History(kind, id) => Some(Self::Record(*kind, *id)),
            Route::List(kind) => Some(Self::List(*kind, String::new())),
            Route::Chart => Some(Self::List(Kind::Contact, String::new())),
            Route::Sheet(order) => Some(Self::Sheet(order.clone())),
            Route::Assess(id) => Some(Self::Record(Kind::Assessment, (*id).into())),
            Route::Respond(id) | Route::LeakReport(id) => Some(Self::Record(Kind::Incident, (*id).into())),
            Route::Log => Some(Self::Log),
            Route::Home
            | Route::New(..)
            | Route::NewAs(..)
            | Route::Sheets
            | Route::Import
            | Route::Backups
            | Route::Operators
            | Route::Own
            | Route::Chair
            | Route::SelfCheck(..)
            | Route::Policy(_)
            | Route::Lesson(_)
            | Route::Sign(_)
            | Route::Farewell(_)
            | Route::Password(..)
            | Route::TakeOut(_)
            | Route::Steps(_)
            | Route::Leaving(_)
            | Route::Welcome
            | Route::Assessments
            | Route::Alarm
            | Route::OwnPassphrase
            | Route::About
            | Route::Profiles
            | Route::Setup
            | Route::Matrix
            // Nothing is on it that cannot be seen without a passphrase.
            | Route::Emergency => None,
        }
    }

    /// Whether it is noted once in a session, however often it is come back to.
    const fn is_once(&self) -> bool {
        matches!(self, Self::List(..) | Self::Log)
    }

    /// Notes it (閲覧).
    ///
    /// # Errors
    /// The ledger cannot be read or written; then nothing of it may be shown.
    pub fn note(&self, tx: &mut Tx<'_>, today: Day) -> Result<(), Problem> {
        let detail = self.detail(&tx.reader(), today)?;
        Ok(tx.note(Act::Viewed, &detail)?)
    }

    fn detail(&self, read: &Reader<'_>, today: Day) -> Result<Detail, Problem> {
        let (said, facts) = match self {
            Self::Record(kind, id) => {
                let body = read.body(*kind, *id)?;
                let title = body.as_ref().and_then(|(_, body)| (registry::of(*kind).title)(body));
                let said = match title.filter(|title| title != kind.label()) {
                    Some(title) => format!("{}「{title}」", kind.label()),
                    None => kind.label().to_owned(),
                };
                let version = body.map(|(version, _)| version);
                (said, serde_json::json!({ "kind": kind.code(), "record": id.to_string(), "version": version }))
            }
            Self::List(kind, search) => {
                let sought = if search.is_empty() { String::new() } else { format!("（検索 {search}）") };
                let whole = if *kind == Kind::Clinic { "" } else { "の一覧" };
                (format!("{}{whole}{sought}", kind.label()), serde_json::json!({ "kind": kind.code() }))
            }
            Self::Sheet(order) => {
                let order = settled(order, today);
                let title = listed::title(&order, sheet_kind(order.sheet).map_or(order.sheet, |kind| kind.title));
                let about = subject_title(&order, read)?;
                let said = format!("「{title}」{about}{}の画面での確認", order.narrowed());
                (said, serde_json::json!({ "sheet": order.sheet, "subject": order.subject.map(|id| id.to_string()) }))
            }
            Self::Todo => ("今日やること".to_owned(), serde_json::json!({ "todo": true })),
            Self::Deadlines => ("漏えい等の報告の期限".to_owned(), serde_json::json!({ "deadlines": true })),
            Self::Findings => ("指摘の一覧".to_owned(), serde_json::json!({ "findings": true })),
            Self::Assess => ("自己評価と、台帳でわかること".to_owned(), serde_json::json!({ "assess": true })),
            Self::Log => ("操作記録".to_owned(), serde_json::json!({ "log": true })),
        };
        Ok(Detail::said(&said).with(facts))
    }
}

/// Something is looked at (閲覧).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked(pub Look);

impl Command for Looked {
    fn needs(&self) -> Right {
        Right::Read
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        self.0.note(tx, today)?;
        Ok(Done { touched: Vec::new(), said: String::new(), next: None })
    }
}

/// What one session has looked at already.
#[derive(Debug, Default)]
pub struct Looks(Vec<(Look, Moment)>);

impl Looks {
    /// Whether this look is to be noted.
    #[must_use]
    pub fn is_new(&self, look: &Look, now: Moment) -> bool {
        let is_same = |at: Moment| {
            let passed = now.millis() - at.millis();
            // A clock that went back makes everything new.
            look.is_once() || (0..SAME_LOOK_MINUTES * 60_000).contains(&passed)
        };
        !self.0.iter().any(|(seen, at)| seen == look && is_same(*at))
    }

    /// It was noted.
    pub fn keep(&mut self, look: Look, now: Moment) {
        self.0.retain(|(seen, _)| *seen != look);
        self.0.push((look, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_look_counts_again_after_ten_minutes_and_a_list_never() {
        let now = Moment::read("2026-11-20T18:30:00+09:00").unwrap();
        let (record, list) = (Look::Record(Kind::Staff, RecordId::fresh()), Look::List(Kind::Staff, String::new()));
        let mut looks = Looks::default();
        assert!(looks.is_new(&record, now) && looks.is_new(&list, now));
        looks.keep(record.clone(), now);
        looks.keep(list.clone(), now);
        assert!(!looks.is_new(&record, now.plus_seconds(599)), "page, form and back are one look");
        assert!(looks.is_new(&record, now.plus_seconds(600)));
        assert!(looks.is_new(&record, now.plus_seconds(-1)), "the clock went back");
        assert!(looks.is_new(&Look::Record(Kind::Staff, RecordId::fresh()), now));
        assert!(!looks.is_new(&list, now.plus_seconds(86_400)));
        looks.keep(record.clone(), now.plus_seconds(600));
        assert!(!looks.is_new(&record, now.plus_seconds(1_100)), "counted from the newest entry");
    }

    #[test]
    fn a_record_has_one_look_whichever_of_its_pages_is_open() {
        let id = RecordId::fresh();
        let look = Some(Look::Record(Kind::Device, id));
        for route in [Route::Page(Kind::Device, id), Route::Edit(Kind::Device, id), Route::History(Kind::Device, id)] {
            assert_eq!(Look::at(&route), look);
        }
        assert_eq!(Look::at(&Route::Home), None);
        assert_eq!(Look::at(&Route::New(Kind::Device, None)), None);
    }
}
