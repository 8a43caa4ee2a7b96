//! The operation record (操作記録) line by line: who, when, what, on which record (S003-2.11e).

use crate::base::RecordId;
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
    /// 時刻, as RFC 3339
    pub at: String,
    /// カテゴリ
    pub category: &'static str,
    /// 操作情報
    pub information: String,
    /// The record, where one is touched.
    pub record: Option<RecordId>,
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
            user: entry.operator.clone(),
            name,
            at: entry.at.rfc3339(),
            category: entry.act.map_or("新しい版の操作", Act::label),
            information: information(entry),
            record: entry.record,
        }
    }

    /// Its cells, in the order of [`Self::HEADINGS`].
    #[must_use]
    pub fn cells(&self) -> [String; 7] {
        let Self { seq, user, name, at, category, information, record } = self;
        [
            seq.to_string(),
            user.clone(),
            name.clone(),
            at.clone(),
            (*category).to_owned(),
            information.clone(),
            record.map(|id| id.to_string()).unwrap_or_default(),
        ]
    }
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
    let words = [record, version, entry.detail.said.clone(), reason];
    words.into_iter().flatten().collect::<Vec<_>>().join("　")
}
