//! The operation record (操作記録) line by line: who, when, what, on which record (S003-2.11e); and its CSV.

use crate::base::text::fold;
use crate::base::{Moment, RecordId};
use crate::vault::{Act, EntryView};

use super::registry;

/// One line of the operation record.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LogLine {
    /// Number of the entry.
    pub seq: u64,
    /// ユーザーID
    pub user: String,
    /// 氏名
    pub name: String,
    /// 時刻
    #[serde(serialize_with = "as_text")]
    pub at: Moment,
    /// カテゴリ
    pub category: &'static str,
    /// 操作情報
    pub information: String,
    /// The record, where one is touched.
    pub record: Option<RecordId>,
    /// What was done; `None` for an act of a newer program.
    #[serde(skip)]
    pub act: Option<Act>,
}

fn as_text<S: serde::Serializer>(at: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.rfc3339())
}

impl LogLine {
    /// The headings of the five columns the checklist's manual shows, with the number before and the record behind.
    pub const HEADINGS: [&'static str; 7] =
        ["記録番号", "ユーザーID", "氏名", "時刻", "カテゴリ", "操作情報", "記録ID"];

    /// The line of an entry.
    #[must_use]
    pub fn of(entry: &EntryView) -> Self {
        let name = match &entry.enterer {
            Some(enterer) => format!("{}（入力 {enterer}）", entry.operator),
            None => entry.operator.clone(),
        };
        Self {
            seq: entry.seq,
            // An entry of an older program holds the name alone.
            user: entry.detail.user.clone().unwrap_or_else(|| entry.operator.clone()),
            name,
            at: entry.at,
            category: entry.act.map_or("新しい版の操作", Act::label),
            information: information(entry),
            record: entry.record.or_else(|| looked_at(entry)),
            act: entry.act,
        }
    }

    /// Its cells, in the order of [`Self::HEADINGS`].
    #[must_use]
    pub fn cells(&self) -> [String; 7] {
        let Self { seq, user, name, at, category, information, record, act: _ } = self;
        [
            seq.to_string(),
            user.clone(),
            name.clone(),
            at.rfc3339(),
            (*category).to_owned(),
            information.clone(),
            record.map(|id| id.to_string()).unwrap_or_default(),
        ]
    }

    /// Whether it holds a word; folded.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let Self { seq, user, name, at: _, category, information, record: _, act: _ } = self;
        word.is_empty() || fold(&format!("{seq} {user} {category} {name} {information}")).contains(word)
    }

    /// Whether an inspector should look twice: a clock set back, wrong passphrases, an older ledger.
    #[must_use]
    pub const fn is_striking(&self) -> bool {
        matches!(self.act, Some(Act::ClockBack | Act::UnlockFailed | Act::BroughtBack))
    }
}

/// Lines as CSV for Excel.
#[must_use]
pub fn csv<'a>(lines: impl IntoIterator<Item = &'a LogLine>) -> String {
    // The mark at the front is what makes Excel read it as Japanese.
    let mut text = format!("\u{FEFF}{}\r\n", LogLine::HEADINGS.join(","));
    for line in lines {
        text.push_str(&line.cells().map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell of a CSV. What a spreadsheet would take for a formula is kept as text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// What an entry was about, in one line.
#[must_use]
pub fn information(entry: &EntryView) -> String {
    let record = entry.kind.map(|kind| {
        let title = entry.body.as_ref().and_then(|body| (registry::of(kind).title)(body));
        match title {
            Some(title) if title != kind.label() => format!("{}「{title}」", kind.label()),
            Some(_) | None => kind.label().to_owned(),
        }
    });
    let version = entry.version.filter(|version| *version > 1).map(|version| format!("第{version}版"));
    let reason = entry.detail.reason.as_ref().map(|reason| format!("理由 {reason}"));
    let words = [record, version, entry.detail.said.clone(), reason, clock(entry)];
    words.into_iter().flatten().collect::<Vec<_>>().join("　")
}

/// The record a look was at.
fn looked_at(entry: &EntryView) -> Option<RecordId> {
    if entry.act != Some(Act::Viewed) {
        return None;
    }
    entry.detail.data.as_ref()?.get("record")?.as_str()?.parse().ok()
}

/// From when to when the PC's clock was set back.
fn clock(entry: &EntryView) -> Option<String> {
    if entry.act != Some(Act::ClockBack) {
        return None;
    }
    let before = Moment::read(entry.detail.data.as_ref()?.get("before")?.as_str()?)?;
    let back = lasted(before.millis() - entry.at.millis());
    Some(format!("{}から{}へ（{back}）", before.short_exact(), entry.at.short_exact()))
}

/// A span of time in the two largest units that count.
fn lasted(millis: i64) -> String {
    let minutes = millis.max(0) / 60_000;
    let (days, hours, minutes) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, minutes) => format!("{minutes}分"),
        (0, hours, 0) => format!("{hours}時間"),
        (0, hours, minutes) => format!("{hours}時間{minutes}分"),
        (days, 0, _) => format!("{days}日"),
        (days, hours, _) => format!("{days}日と{hours}時間"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_stays_text() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("「\"甲\"」"), "\"「\"\"甲\"\"」\"");
    }

    #[test]
    fn how_far_a_clock_went_back_is_said_in_words() {
        let minute = 60_000;
        let said = [7, 60, 61, 1_440, 1_440 + 120 + 5].map(|n| lasted(n * minute));
        assert_eq!(said, ["7分", "1時間", "1時間1分", "1日", "1日と2時間"]);
    }
}
