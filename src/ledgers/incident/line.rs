//! 経過記録: the lines of an incident's timeline. A line is added and never changed; a correction is a new line.

use serde::{Deserialize, Serialize};

use crate::base::{At, Coded, Moment};

use super::choice::{Outcome, Report};

/// One line of the timeline (経過記録の行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 番号, from 1.
    pub no: u32,
    /// When it was, as somebody says.
    pub at: At,
    /// When it was entered, by this PC's clock.
    pub entered_at: Moment,
    /// Who sat here.
    pub entered_by: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// 話した相手
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spoken_to: String,
    /// What it is.
    pub what: What,
    /// What came of it, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The line in whose place this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u32>,
}

/// What a line tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sort", rename_all = "kebab-case")]
pub enum What {
    /// The incident was opened here.
    Begun,
    /// Something that happened or was heard.
    Note,
    /// A step of the guided flow.
    Step {
        /// Its stable code.
        code: String,
        /// Which of several things it was done to, by id; empty where there is only one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        about: String,
        /// What was to be done, as it read.
        title: String,
        /// 手順の結果
        outcome: Outcome,
        /// What has gone out with it, where it was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<Report>,
    },
    /// 判断
    Decision {
        /// Why.
        why: String,
    },
    /// 報告・届出・通知
    Report {
        /// Which.
        report: Report,
        /// To whom.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
        /// 受付番号
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
    },
    /// The incident was closed (終結).
    Closed,
    /// It was opened again.
    Reopened,
}

impl What {
    /// The word before the text: 「手順」「判断」.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Begun => "記録の開始",
            Self::Note => "経過",
            Self::Step { .. } => "手順",
            Self::Decision { .. } => "判断",
            Self::Report { .. } => "報告",
            Self::Closed => "終結",
            Self::Reopened => "再開",
        }
    }
}

impl What {
    /// What has gone out with it.
    #[must_use]
    pub const fn sends(&self) -> Option<Report> {
        match self {
            Self::Report { report, .. } => Some(*report),
            Self::Step { outcome: Outcome::Done, report, .. } => *report,
            Self::Step { outcome: Outcome::CouldNot | Outcome::NotApplicable, .. }
            | Self::Begun
            | Self::Note
            | Self::Decision { .. }
            | Self::Closed
            | Self::Reopened => None,
        }
    }
}

impl Line {
    /// What the line says, in a sentence or two, without when and who.
    #[must_use]
    pub fn words(&self) -> String {
        let head = match &self.what {
            What::Step { title, outcome, .. } => format!("{title}：{}", outcome.label()),
            What::Report { report, to, .. } if to.is_empty() => report.label().to_owned(),
            What::Report { report, to, .. } => format!("{}（{to}）", report.label()),
            What::Begun | What::Note | What::Decision { .. } | What::Closed | What::Reopened => String::new(),
        };
        let why = match &self.what {
            What::Decision { why } if !why.is_empty() => format!("理由：{why}"),
            What::Report { number, .. } if !number.is_empty() => format!("受付番号 {number}"),
            What::Begun
            | What::Note
            | What::Step { .. }
            | What::Decision { .. }
            | What::Report { .. }
            | What::Closed
            | What::Reopened => String::new(),
        };
        let spoken = if self.spoken_to.is_empty() { String::new() } else { format!("相手：{}", self.spoken_to) };
        let parts = [head, self.text.clone(), why, spoken];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
    }

    /// When it was typed: the time alone where it was the same day.
    #[must_use]
    pub fn entered(&self) -> String {
        let entered = At::of(self.entered_at);
        let clock = entered.clock().filter(|_| entered.on == self.at.on);
        clock.unwrap_or_else(|| entered.short())
    }

    /// Who did it: who is named, else who entered it.
    #[must_use]
    pub fn doer(&self) -> &str {
        if self.by.is_empty() { &self.entered_by } else { &self.by }
    }

    /// Whether it was entered so long after what it tells of that the paper says so, in minutes.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.at.minutes_until(At::of(self.entered_at)).is_some_and(|minutes| minutes.abs() > 5)
    }
}
