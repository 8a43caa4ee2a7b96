//! One line of the journal: what was done, its hash, and how it is shown.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::hex::to_hex;
use super::suite::sha256;
use crate::base::{Kind, Moment, RecordId};

/// What was done. The code is stored and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// The ledger itself was made.
    Founded,
    /// The recovery sheet was checked and put away.
    RecoveryConfirmed,
    /// A record was made.
    Created,
    /// A record was corrected.
    Corrected,
    /// A record is no longer in use.
    Retired,
    /// A record was entered by mistake and taken back.
    Voided,
    /// A voided record came back.
    Restored,
    /// A file was taken in.
    Import,
    /// A step was undone.
    Undo,
    /// The ledger was opened.
    Unlocked,
    /// Openings failed before.
    UnlockFailed,
    /// The ledger was closed.
    Locked,
    /// A sheet was printed.
    Printed,
    /// Data was written out.
    Exported,
    /// A record, a list or a sheet was looked at.
    Viewed,
    /// A setting was changed.
    Settings,
    /// A backup was made.
    BackedUp,
    /// The ledger was brought back from a backup.
    BroughtBack,
    /// A backup was tried out.
    Drilled,
    /// Operators or their keys were changed.
    Keys,
    /// The PC's clock went back.
    ClockBack,
    /// The ledger was checked.
    Checked,
    /// The chair was handed to a member of staff, or taken back.
    Chair,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 23] = [
        Self::Founded,
        Self::RecoveryConfirmed,
        Self::Created,
        Self::Corrected,
        Self::Retired,
        Self::Voided,
        Self::Restored,
        Self::Import,
        Self::Undo,
        Self::Unlocked,
        Self::UnlockFailed,
        Self::Locked,
        Self::Printed,
        Self::Exported,
        Self::Viewed,
        Self::Settings,
        Self::BackedUp,
        Self::BroughtBack,
        Self::Drilled,
        Self::Keys,
        Self::ClockBack,
        Self::Checked,
        Self::Chair,
    ];

    /// The stable code in the journal.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Founded => "founded",
            Self::RecoveryConfirmed => "recovery-confirmed",
            Self::Created => "created",
            Self::Corrected => "corrected",
            Self::Retired => "retired",
            Self::Voided => "voided",
            Self::Restored => "restored",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Unlocked => "unlocked",
            Self::UnlockFailed => "unlock-failed",
            Self::Locked => "locked",
            Self::Printed => "printed",
            Self::Exported => "exported",
            Self::Viewed => "viewed",
            Self::Settings => "settings",
            Self::BackedUp => "backed-up",
            Self::BroughtBack => "brought-back",
            Self::Drilled => "drilled",
            Self::Keys => "keys",
            Self::ClockBack => "clock-back",
            Self::Checked => "checked",
            Self::Chair => "chair",
        }
    }

    /// The word on screen and in the printed operation record.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Founded => "台帳の作成",
            Self::RecoveryConfirmed => "復旧シートの確認",
            Self::Created => "登録",
            Self::Corrected => "訂正",
            Self::Retired => "使用終了",
            Self::Voided => "取消",
            Self::Restored => "取消の解除",
            Self::Import => "取り込み",
            Self::Undo => "元に戻す",
            Self::Unlocked => "台帳を開く",
            Self::UnlockFailed => "合言葉の誤り",
            Self::Locked => "台帳を閉じる",
            Self::Printed => "印刷",
            Self::Exported => "書き出し",
            Self::Viewed => "閲覧",
            Self::Settings => "設定の変更",
            Self::BackedUp => "控えの作成",
            Self::BroughtBack => "控えからの復元",
            Self::Drilled => "復元訓練",
            Self::Keys => "操作者と鍵の変更",
            Self::ClockBack => "時計が戻された",
            Self::Checked => "台帳の点検",
            Self::Chair => "席の受け渡し",
        }
    }

    /// The act with this code, if this program knows it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// The words and facts beside an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// ユーザーID: the operator's place in the key file. Filled in when the entry is written; absent in old entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Why, in the operator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the program said about it (「CSVから42件」).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Facts for the program (a sheet's id, a file's hash, the undone step).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
}

/// Under this name an `unlocked` entry says the how-many-th opening it is.
pub(crate) const OPENING: &str = "opening";

impl Detail {
    /// What the program says about it.
    #[must_use]
    pub fn said(text: &str) -> Self {
        Self { said: Some(text.to_owned()), ..Self::default() }
    }

    /// Why.
    #[must_use]
    pub fn reason(text: Option<&str>) -> Self {
        Self { reason: text.map(str::to_owned), ..Self::default() }
    }

    /// The same with facts.
    #[must_use]
    pub fn with(self, data: Value) -> Self {
        Self { data: Some(data), ..self }
    }

    /// The same by an operator.
    pub(crate) fn by(&self, user: Option<&str>) -> Self {
        Self { user: user.map(str::to_owned), ..self.clone() }
    }

    pub(crate) fn json(&self) -> Option<String> {
        if *self == Self::default() { None } else { serde_json::to_string(self).ok() }
    }
}

/// One entry of the journal as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryView {
    /// Number, from 1 without gaps.
    pub seq: u64,
    /// When.
    pub at: Moment,
    /// Whose session.
    pub operator: String,
    /// Who typed it, where it is somebody else.
    pub enterer: Option<String>,
    /// What was done; `None` for an act of a newer program.
    pub act: Option<Act>,
    /// The record's kind.
    pub kind: Option<Kind>,
    /// The record.
    pub record: Option<RecordId>,
    /// The record's version.
    pub version: Option<u32>,
    /// The step it belongs to: number of the step's first entry.
    pub batch: u64,
    /// Reason and words.
    pub detail: Detail,
    /// The record's whole version; `None` for a voided one and where no record is touched.
    pub body: Option<Value>,
}

/// The newest entry: what stands at the foot of every sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

impl Head {
    /// The first 20 hex digits.
    #[must_use]
    pub fn start(&self) -> String {
        to_hex(&self.hash).chars().take(20).collect()
    }

    /// The first 20 hex digits in 5 groups.
    #[must_use]
    pub fn short(&self) -> String {
        let hex: Vec<char> = self.start().chars().collect();
        hex.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

/// The stored columns of an entry, as they are hashed.
pub(crate) struct Columns<'a> {
    pub at: &'a str,
    pub mono: i64,
    pub operator: &'a str,
    pub enterer: Option<&'a str>,
    pub act: &'a str,
    pub kind: Option<&'a str>,
    pub record: Option<&'a str>,
    pub version: Option<i64>,
    pub batch: i64,
    pub detail: Option<&'a str>,
    pub body: Option<&'a [u8]>,
}

impl Columns<'_> {
    /// `SHA256(salt ‖ lp(at) ‖ lp(mono) ‖ … ‖ lp(body))`; numbers as decimal text, an absent column as the
    /// length 2³²−1 and no bytes.
    pub(crate) fn ph(&self, salt: &[u8]) -> [u8; 32] {
        let mut bytes = Vec::with_capacity(1024);
        self.write(salt, &mut bytes);
        sha256(&bytes)
    }

    /// Writes what [`Self::ph`] hashes.
    pub(crate) fn write(&self, salt: &[u8], out: &mut Vec<u8>) {
        let Self { at, mono, operator, enterer, act, kind, record, version, batch, detail, body } = self;
        out.extend_from_slice(salt);
        column(out, Some(at.as_bytes()));
        column(out, Some(mono.to_string().as_bytes()));
        column(out, Some(operator.as_bytes()));
        column(out, enterer.map(str::as_bytes));
        column(out, Some(act.as_bytes()));
        column(out, kind.map(str::as_bytes));
        column(out, record.map(str::as_bytes));
        column(out, version.map(|version| version.to_string()).as_deref().map(str::as_bytes));
        column(out, Some(batch.to_string().as_bytes()));
        column(out, detail.map(str::as_bytes));
        column(out, *body);
    }
}

fn column(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    let length = bytes.map_or(u32::MAX, |bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX - 1));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(bytes.unwrap_or_default());
}

/// `SHA256(prev ‖ u64le(seq) ‖ ph)`.
pub(crate) fn chain(prev: &[u8; 32], seq: u64, ph: &[u8; 32]) -> [u8; 32] {
    let mut sum = Sha256::new();
    sum.update(prev);
    sum.update(seq.to_le_bytes());
    sum.update(ph);
    sum.finalize().into()
}

/// The hash before the first entry.
pub(crate) fn genesis(vault: &[u8; 16]) -> [u8; 32] {
    let mut sum = Sha256::new();
    sum.update(b"daichoban/1/audit");
    sum.update(vault);
    sum.finalize().into()
}
