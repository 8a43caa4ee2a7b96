//! 漏えい等の報告の期限: on which days 速報 and 確報 are due, counted from the day of knowing; and whether an event is to be
//! reported at all, as far as the answers tell. A person decides; what is not known never counts as "not reportable".

use crate::base::Day;
use crate::calendar::{Calendar, MissingYear};

use super::incident::record::{Exclusion, Incident, PeopleBy, Report, Sure};
use super::leak_rules::{LeakRules, Trigger};

/// How many people, as far as it is known (本人の数).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum People {
    /// So many.
    Known(u32),
    /// At most so many.
    UpTo(u32),
    /// Not known.
    #[default]
    Unknown,
}

/// What of an incident the clocks hang on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// When anybody of the clinic first knew: day 1.
    pub known_on: Day,
    /// The answer to each of the four questions; none where it was not asked.
    pub answers: [(Trigger, Option<Sure>); 4],
    /// How many people.
    pub people: People,
    /// Whether the data was encrypted.
    pub encrypted: Option<Sure>,
    /// Whether the key is safe.
    pub key_safe: Option<Sure>,
    /// Whether somebody has decided that the encryption clause applies, and said who, when and why.
    pub decided: Option<Exclusion>,
    /// When 速報 went out.
    pub prompt_on: Option<Day>,
    /// When 確報 went out.
    pub final_on: Option<Day>,
    /// When the persons were told.
    pub persons_on: Option<Day>,
}

/// Whether it is to be reported, as far as the answers tell (報告の対象かどうか).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was answered with はい, and these are open.
    NeedsAnswer(Vec<Trigger>),
    /// It is one of these kinds.
    Reportable(Vec<Trigger>),
    /// Each of the four was answered with いいえ.
    NotReportable,
    /// Somebody has decided that the encryption clause applies.
    Excluded,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::NeedsAnswer(_) => "判断に要る答えが足りません",
            Self::Reportable(_) => "報告の対象です",
            Self::NotReportable => "報告の対象ではないと判断しています",
            Self::Excluded => "暗号化により対象から外れると判断しています",
        }
    }

    /// The stable code, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NeedsAnswer(_) => "needs-answer",
            Self::Reportable(_) => "reportable",
            Self::NotReportable => "not-reportable",
            Self::Excluded => "excluded",
        }
    }

    /// Whether a report may still be owed: it is one of the kinds, or nobody knows.
    #[must_use]
    pub const fn may_be_owed(&self) -> bool {
        match self {
            Self::NeedsAnswer(_) | Self::Reportable(_) => true,
            Self::NotReportable | Self::Excluded => false,
        }
    }
}

/// 速報: the days of the guideline. They never move; nothing says that they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Early {
    /// From here it is time (3rd day).
    pub from: Day,
    /// Until here (5th day).
    pub until: Day,
    /// Why the authorities are closed on that day, where they are and that is known.
    pub closed: Option<String>,
}

/// 確報: the law's last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The how manieth day it is.
    pub n_days: i64,
    /// That day.
    pub day: Day,
    /// Why the authorities are closed on it, where they are.
    pub closed: Option<String>,
    /// The first open day from it on, or the year that is not in the table.
    pub open: Result<Day, MissingYear>,
}

impl Last {
    fn of(known_on: Day, n_days: i64, calendar: &Calendar) -> Self {
        let day = known_on.plus_days(n_days - 1);
        let closed = calendar.closed(day).ok().flatten().map(|closed| closed.to_string());
        Self { n_days, day, closed, open: calendar.open_from(day) }
    }

    /// Until when it is due: where the table cannot tell, the day that is safe.
    #[must_use]
    pub fn until(&self) -> Day {
        self.open.unwrap_or(self.day)
    }

    /// Whether it has moved to the next open day.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        self.until() != self.day
    }
}

/// All the days of one case (期限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// Day 1.
    pub known_on: Day,
    /// 速報
    pub early: Early,
    /// 確報: the day to keep.
    pub last: Last,
    /// What 確報 would be if an improper purpose were answered with はい; only while that is open.
    pub if_improper: Option<Last>,
}

/// How a report stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It went out.
    Sent(Day),
    /// It is not due yet; so many days are left.
    Ahead(i64),
    /// It is time: within the guideline's days, or the law's last week.
    Now(i64),
    /// Its day is over, by so many days.
    Over(i64),
}

impl Stage {
    /// The stable code, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent(_) => "sent",
            Self::Ahead(_) => "ahead",
            Self::Now(_) => "now",
            Self::Over(_) => "over",
        }
    }

    /// あと3日
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Sent(day) => format!("{}に提出", day.short()),
            Self::Ahead(0) | Self::Now(0) => "今日まで".to_owned(),
            Self::Ahead(days) | Self::Now(days) => format!("あと{days}日"),
            Self::Over(days) => format!("{days}日過ぎています"),
        }
    }
}

/// The law's last day is looked out for from so many days before.
const LAST_WEEK: i64 = 7;

impl Case {
    /// What of an incident the clocks hang on.
    #[must_use]
    pub fn of(incident: &Incident) -> Self {
        let sent = |report| incident.report(report).map(|line| line.at.on);
        let people = match (incident.people_by, incident.people) {
            (Some(PeopleBy::Known), Some(people)) => People::Known(people),
            (Some(PeopleBy::UpTo), Some(people)) => People::UpTo(people),
            (Some(PeopleBy::Unknown) | None, _) | (_, None) => People::Unknown,
        };
        let is_signed =
            !incident.exclusion_by.is_empty() && incident.exclusion_on.is_some() && !incident.exclusion_why.is_empty();
        Self {
            known_on: incident.known_at.on,
            answers: [
                (Trigger::Sensitive, incident.sensitive),
                (Trigger::Property, incident.property),
                (Trigger::Improper, incident.improper),
                (Trigger::Many, incident.many),
            ],
            people,
            encrypted: incident.encrypted,
            key_safe: incident.key_safe,
            decided: incident.exclusion.filter(|_| is_signed),
            prompt_on: sent(Report::Prompt),
            final_on: sent(Report::Final),
            persons_on: sent(Report::Person),
        }
    }

    /// The same as it stood on a day: what went out later had not gone out yet.
    #[must_use]
    pub fn on(mut self, day: Day) -> Self {
        for sent in [&mut self.prompt_on, &mut self.final_on, &mut self.persons_on] {
            *sent = sent.filter(|on| *on <= day);
        }
        self
    }

    /// The answer to a question. The number of people answers the fourth where it is known; はい always stays.
    #[must_use]
    pub fn answer(&self, trigger: Trigger) -> Sure {
        let said = self.answers.iter().find(|(own, _)| *own == trigger).and_then(|(_, answer)| *answer);
        if trigger != Trigger::Many || said == Some(Sure::Yes) {
            return said.unwrap_or(Sure::Unknown);
        }
        let limit = LeakRules::get().people.more_than;
        match self.people {
            People::Known(people) if people > limit => Sure::Yes,
            People::Known(_) => Sure::No,
            People::UpTo(people) if people <= limit => Sure::No,
            // The bound is above the limit, the number itself may be: a former いいえ no longer holds.
            People::UpTo(_) => Sure::Unknown,
            People::Unknown => said.unwrap_or(Sure::Unknown),
        }
    }

    /// Whether it is to be reported, as far as the answers tell.
    #[must_use]
    pub fn standing(&self) -> Standing {
        if self.is_excluded() {
            return Standing::Excluded;
        }
        let with = |answer: Sure| -> Vec<Trigger> {
            self.answers.iter().map(|(trigger, _)| *trigger).filter(|trigger| self.answer(*trigger) == answer).collect()
        };
        let (yes, open) = (with(Sure::Yes), with(Sure::Unknown));
        match (yes.is_empty(), open.is_empty()) {
            (false, _) => Standing::Reportable(yes),
            (true, false) => Standing::NeedsAnswer(open),
            (true, true) => Standing::NotReportable,
        }
    }

    /// Whether the encryption clause may apply: the data was encrypted and the key is known to be safe.
    #[must_use]
    pub fn may_be_excluded(&self) -> bool {
        self.encrypted == Some(Sure::Yes) && self.key_safe == Some(Sure::Yes)
    }

    /// Whether somebody has decided so, and it still may.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        self.may_be_excluded() && self.decided == Some(Exclusion::Applies)
    }

    /// Whether a report to the authority may still have to go out.
    #[must_use]
    pub fn is_owed(&self) -> bool {
        self.final_on.is_none() && self.standing().may_be_owed()
    }

    /// The how manieth day it is, the day of knowing being the first.
    #[must_use]
    pub fn day_no(&self, today: Day) -> i64 {
        self.known_on.days_until(today) + 1
    }

    /// All its days.
    #[must_use]
    pub fn clocks(&self, calendar: &Calendar) -> Clocks {
        let LeakRules { early, last, .. } = LeakRules::get();
        let on_day = |n_days: i64| self.known_on.plus_days(n_days - 1);
        let until = on_day(early.until_day);
        let usual = || Last::of(self.known_on, last.days, calendar);
        let longer = || Last::of(self.known_on, last.days_if_improper, calendar);
        let (kept, if_improper) = match self.answer(Trigger::Improper) {
            Sure::Yes => (longer(), None),
            Sure::No => (usual(), None),
            Sure::Unknown => (usual(), Some(longer())),
        };
        Clocks {
            known_on: self.known_on,
            early: Early {
                from: on_day(early.from_day),
                until,
                closed: calendar.closed(until).ok().flatten().map(|closed| closed.to_string()),
            },
            last: kept,
            if_improper,
        }
    }

    /// How 速報 stands. Once 確報 is out, nobody waits for it.
    #[must_use]
    pub fn early_stage(&self, clocks: &Clocks, today: Day) -> Stage {
        let left = today.days_until(clocks.early.until);
        match self.prompt_on.or(self.final_on) {
            Some(day) => Stage::Sent(day),
            None if left < 0 => Stage::Over(-left),
            None if today >= clocks.early.from => Stage::Now(left),
            None => Stage::Ahead(left),
        }
    }

    /// How 確報 stands.
    #[must_use]
    pub fn last_stage(&self, clocks: &Clocks, today: Day) -> Stage {
        let left = today.days_until(clocks.last.until());
        match self.final_on {
            Some(day) => Stage::Sent(day),
            None if left < 0 => Stage::Over(-left),
            None if left <= LAST_WEEK => Stage::Now(left),
            None => Stage::Ahead(left),
        }
    }
}

impl Clocks {
    /// The years that are not in the table and would be needed.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingYear> {
        let lasts = [Some(&self.last), self.if_improper.as_ref()];
        let mut years: Vec<MissingYear> = lasts.into_iter().flatten().filter_map(|last| last.open.err()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}
