//! 祝日の追加: the table of holidays as a ledger has it, whether a file can be added to it, and what it would change.

use serde::{Deserialize, Serialize};

use crate::base::{Day, Kind};
use crate::calendar::{Calendar, HolidayFault, MOST_BYTES, Origin, Year, read_file};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::{Detail, Reader, Tx, VaultError};

/// The setting that holds the years the clinic has added, with all their days.
pub const ADDED: &str = "holidays.added";

/// One a year for longer than a clinic keeps its books.
const MOST_ADDED: usize = 60;

/// A year that was added (追加した年), as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedYear {
    /// Its days.
    #[serde(flatten)]
    pub year: Year,
    /// What the file was called.
    pub file: String,
    /// When it was added.
    pub on: Day,
}

/// The table as a ledger has it: the program's years, and the clinic's own before them.
///
/// # Errors
/// The ledger cannot be read.
pub fn calendar(read: &Reader<'_>) -> Result<Calendar, VaultError> {
    let mut calendar = Calendar::default();
    for AddedYear { year, file, on } in added(read)? {
        calendar.add(year, Origin::Added { file, on });
    }
    Ok(calendar)
}

/// What the clinic has added. What cannot be read is left out: its years are then missing, and that is told.
fn added(read: &Reader<'_>) -> Result<Vec<AddedYear>, VaultError> {
    Ok(read.setting(ADDED)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// What was found in a file (ファイルの判定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidaysJudged {
    /// It can be added.
    Sound(NewHolidays),
    /// It cannot: what is wrong with it.
    Broken(Vec<HolidayFault>),
}

/// Years that can be added (追加できる年).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHolidays {
    /// What the file is called.
    pub file: String,
    /// The years that are new or other than those at hand.
    pub years: Vec<YearChange>,
    /// How many years are at hand just so.
    pub n_same: usize,
    /// How many years lie before those at hand, and are not needed.
    pub n_old: usize,
}

/// What a year of a file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearChange {
    /// The year.
    pub year: Year,
    /// What it does to the same year at hand.
    pub effect: YearEffect,
}

/// What a year does to the one at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YearEffect {
    /// There is none yet.
    New,
    /// It says otherwise.
    Replaces {
        /// Holidays that are new.
        more: Vec<Day>,
        /// Holidays that are no longer.
        fewer: Vec<(Day, String)>,
    },
}

/// Judges a file that somebody has chosen, by the table at hand.
///
/// # Errors
/// The file is no text of a sensible size, or nothing would be added by it.
pub fn judge_holidays(file: &str, bytes: &[u8], held: &Calendar, today: Day) -> Result<HolidaysJudged, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(bytes.len()));
    }
    let read = match read_file(file, bytes, today).ok_or_else(not_a_text)? {
        Ok(read) => read,
        Err(faults) => return Ok(HolidaysJudged::Broken(faults)),
    };
    let n_read = read.years.len();
    let years: Vec<YearChange> = read.years.into_iter().filter_map(|year| change(year, held)).collect();
    let n_added = held.years().filter(|(_, origin)| matches!(origin, Origin::Added { .. })).count();
    if years.is_empty() {
        return Err(already());
    }
    if n_added + years.len() > MOST_ADDED {
        return Err(full());
    }
    let n_same = n_read - years.len();
    Ok(HolidaysJudged::Sound(NewHolidays { file: file.to_owned(), years, n_same, n_old: read.n_old }))
}

/// What a year changes; none where it says the same. Names alone do not count: no deadline hangs on them.
fn change(year: Year, held: &Calendar) -> Option<YearChange> {
    let Some(before) = held.year(year.year) else { return Some(YearChange { year, effect: YearEffect::New }) };
    let more: Vec<Day> = year.days.keys().filter(|day| !before.days.contains_key(day)).copied().collect();
    let gone = before.days.iter().filter(|(day, _)| !year.days.contains_key(day));
    let fewer: Vec<(Day, String)> = gone.map(|(day, name)| (*day, name.clone())).collect();
    if more.is_empty() && fewer.is_empty() {
        return None;
    }
    Some(YearChange { year, effect: YearEffect::Replaces { more, fewer } })
}

/// Adds years to the ledger (祝日の追加): they stay in it, and with it in every backup.
pub struct AddHolidays {
    /// What the file is called.
    pub file: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Command for AddHolidays {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { file, bytes } = *self;
        // Judged again: the ledger may hold more than when the file was looked at.
        let NewHolidays { file, years, .. } = match judge_holidays(&file, &bytes, &calendar(&tx.reader())?, today)? {
            HolidaysJudged::Sound(new) => new,
            HolidaysJudged::Broken(faults) => return Err(broken_holidays(&faults).into()),
        };
        let said = format!("祝日を追加しました（{}）", told(&years));
        let mut all = added(&tx.reader())?;
        for YearChange { year, .. } in years {
            all.retain(|one| one.year.year != year.year);
            all.push(AddedYear { year, file: file.clone(), on: today });
        }
        let list = serde_json::to_string(&all).map_err(|_| VaultError::Database(-3))?;
        tx.decide(ADDED, &list, Detail::said(&said))?;
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}

/// 令和10年、令和9年は入れ替え
fn told(years: &[YearChange]) -> String {
    let one = |change: &YearChange| match change.effect {
        YearEffect::New => change.year.label(),
        YearEffect::Replaces { .. } => format!("{}は入れ替え", change.year.label()),
    };
    years.iter().map(one).collect::<Vec<_>>().join("、")
}

/// What is wrong with a file, as one problem.
#[must_use]
pub fn broken_holidays(faults: &[HolidayFault]) -> Problem {
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Problem::new(
        "N-120",
        format!(
            "選んだファイルは、{}か所が違うため、祝日の一覧として使えません。台帳は変わっていません。",
            faults.len()
        ),
        "下に書かれたところを直すか、内閣府のCSV（syukujitsu.csv）を取り直して、もう一度選んでください。",
    )
    .with_detail(all.join("\n"))
}

fn too_large(n_bytes: usize) -> Problem {
    let (kilo, most) = (n_bytes.div_ceil(1024), MOST_BYTES / 1024);
    Problem::new(
        "N-121",
        format!("選んだファイルは{kilo}KBあり、祝日の一覧として読める{most}KBを超えています。台帳は変わっていません。"),
        "別のファイルを選んでいないかを確かめて、内閣府のCSV（syukujitsu.csv）を選んでください。",
    )
}

fn not_a_text() -> Problem {
    Problem::new(
        "N-122",
        "選んだファイルは、文字のファイルとして読めません。台帳は変わっていません。",
        "内閣府のCSV（syukujitsu.csv）を、Excelで保存し直さずにそのまま選んでください。ExcelやWordのファイルは読めません。",
    )
}

fn already() -> Problem {
    Problem::new(
        "N-123",
        "選んだファイルの祝日は、すでに入っているものと同じです。台帳は変わっていません。",
        "そのまま使えます。新しい年を入れたいときは、その年が載っているファイルを選んでいるかを確かめてください。",
    )
}

fn full() -> Problem {
    Problem::new(
        "N-124",
        format!("追加した祝日が{MOST_ADDED}年分あり、これより多くは入れられません。台帳は変わっていません。"),
        "入っている年を「台帳の情報」の「祝日」で確かめてください。",
    )
}
