//! アクセスログの点検: a system's access log was looked through (S003-2.11, C-9).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, LogReviewId, Record, Span, SystemId};
use crate::coded;
use crate::profiles::{LogContent, Profile};

coded! {
    /// ログに残っていること: the union of what the documents ask for (C-9).
    pub enum LogPoint {
        LoginTime = "login-time", "ログイン時刻";
        AccessTime = "access-time", "アクセスした時間";
        Operation = "operation", "操作の内容";
        Information = "information", "操作した医療情報";
        Patient = "patient", "対象の患者";
        Duration = "duration", "利用した時間";
    }
}

impl LogPoint {
    /// What the document of the yearly check asks for (S003-2.11b, C-9).
    #[must_use]
    pub fn asked() -> Vec<Self> {
        let log = Profile::of(Profile::CHECKLIST).and_then(|profile| profile.log.as_ref());
        log.map(|log| log.asked.iter().copied().map(Self::of).collect()).unwrap_or_default()
    }

    /// The tick for what a profile names.
    const fn of(content: LogContent) -> Self {
        match content {
            LogContent::LoginTime => Self::LoginTime,
            LogContent::AccessTime => Self::AccessTime,
            LogContent::Duration => Self::Duration,
            LogContent::Patients => Self::Patient,
            LogContent::Operations => Self::Operation,
            LogContent::MedicalInformation => Self::Information,
        }
    }
}

coded! {
    /// 点検の結果
    pub enum ReviewResult {
        Calm = "calm", "気になる点なし";
        Found = "found", "気になる点あり";
        Unseen = "unseen", "ログを見られなかった";
    }
}

/// A time a log was looked through (アクセスログの点検).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogReview {
    /// システム
    pub system: SystemId,
    /// 点検日
    #[serde(default)]
    pub reviewed_on: Option<Day>,
    /// 点検した人
    #[serde(default)]
    pub reviewer: String,
    /// 見た期間の初め
    #[serde(default)]
    pub from_on: Option<Day>,
    /// 見た期間の終わり
    #[serde(default)]
    pub until_on: Option<Day>,
    /// ログに残っていること
    #[serde(default)]
    pub holds: Vec<LogPoint>,
    /// 消去・改ざんを防ぐ方法
    #[serde(default)]
    pub kept_safe: String,
    /// 表示のしかた
    #[serde(default)]
    pub shown_how: String,
    /// 結果
    pub result: ReviewResult,
    /// 気づいたこと
    #[serde(default)]
    pub note: String,
}

impl LogReview {
    /// What a log of these ticks does not hold, of what it has to hold at least.
    #[must_use]
    pub fn missing_points(&self) -> Vec<LogPoint> {
        LogPoint::asked().into_iter().filter(|point| !self.holds.contains(point)).collect()
    }

    /// The period that was looked at, in short.
    #[must_use]
    pub fn period(&self) -> String {
        match (self.from_on, self.until_on) {
            (None, None) => String::new(),
            (from, until) => {
                let word = |day: Option<Day>| day.map(Day::short).unwrap_or_default();
                format!("{}～{}", word(from), word(until))
            }
        }
    }
}

/// The newest review of a system.
pub fn newest<'a>(reviews: impl Iterator<Item = &'a LogReview>, system: SystemId) -> Option<&'a LogReview> {
    reviews.filter(|review| review.system == system).max_by_key(|review| review.reviewed_on)
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Kind, LogPoint, ReviewResult, Span};

    const BASIC: &str = "点検";
    const LOG: &str = "ログの内容と保管";

    /// システム
    pub const SYSTEM: Field = Field::new("system", "システム", Input::Link(Kind::System)).required().group(BASIC);
    /// 点検日
    pub const REVIEWED_ON: Field =
        Field::new("reviewed_on", "点検日", Input::Day).span(Span::DEED).required().group(BASIC);
    /// 点検した人
    pub const REVIEWER: Field = Field::new("reviewer", "点検した人", Input::Line).required().group(BASIC);
    /// 見た期間の初め
    pub const FROM_ON: Field = Field::new("from_on", "見た期間の初め", Input::Day).span(Span::DEED).group(BASIC);
    /// 見た期間の終わり
    pub const UNTIL_ON: Field = Field::new("until_on", "見た期間の終わり", Input::Day).span(Span::DEED).group(BASIC);
    /// 結果
    pub const RESULT: Field =
        Field::new("result", "結果", Input::Choice(ReviewResult::CHOICES)).required().group(BASIC);
    /// 気づいたこと
    pub const NOTE: Field =
        Field::new("note", "気づいたこと・したこと", Input::Lines).group(BASIC).hint("患者さんの名前は書きません");
    /// ログに残っていること
    pub const HOLDS: Field = Field::new("holds", "ログに残っていること", Input::Many(LogPoint::CHOICES)).group(LOG);
    /// 消去・改ざんを防ぐ方法
    pub const KEPT_SAFE: Field = Field::new("kept_safe", "消去・改ざんを防ぐ方法", Input::Line)
        .group(LOG)
        .wide()
        .hint("例 管理者だけが見られ、消せない設定");
    /// 表示のしかた
    pub const SHOWN_HOW: Field = Field::new("shown_how", "ログを表示する手順", Input::Lines)
        .group(LOG)
        .hint("立入検査で見せるときの手順。例 管理メニュー → 操作履歴 → 期間を選ぶ");

    /// All of them, in the order of the form.
    pub const ALL: &[Field] =
        &[SYSTEM, REVIEWED_ON, REVIEWER, FROM_ON, UNTIL_ON, RESULT, NOTE, HOLDS, KEPT_SAFE, SHOWN_HOW];
}

impl Record for LogReview {
    const KIND: Kind = Kind::LogReview;
    type Id = LogReviewId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.reviewed_on
            .map_or_else(|| Kind::LogReview.label().to_owned(), |day| format!("{}のログの点検", day.wareki()))
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.system.into()),
            on_day: self.reviewed_on,
            is_active: true,
            sort_key: self.reviewed_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.reviewer.as_str(), self.result.label(), &self.note].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::SYSTEM, Some(self.system))
            .with_day(&field::REVIEWED_ON, self.reviewed_on)
            .with(&field::REVIEWER, &self.reviewer)
            .with_day(&field::FROM_ON, self.from_on)
            .with_day(&field::UNTIL_ON, self.until_on)
            .with_choice(&field::RESULT, Some(self.result))
            .with(&field::NOTE, &self.note)
            .with_many(&field::HOLDS, &self.holds)
            .with(&field::KEPT_SAFE, &self.kept_safe)
            .with(&field::SHOWN_HOW, &self.shown_how)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let system = check.link(&field::SYSTEM);
        let reviewed_on = check.past_day(&field::REVIEWED_ON, today);
        let reviewer = check.text(&field::REVIEWER);
        let from_on = check.past_day(&field::FROM_ON, today);
        let until_on = check.past_day(&field::UNTIL_ON, today);
        let result = check.choice(&field::RESULT);
        let note = check.lines(&field::NOTE);
        let holds = check.many(&field::HOLDS);
        let kept_safe = check.text(&field::KEPT_SAFE);
        let shown_how = check.lines(&field::SHOWN_HOW);
        if let (Some(from), Some(until)) = (from_on, until_on)
            && until < from
        {
            check.breach(&field::UNTIL_ON, "期間の初めより前の日付です。どちらかを直してください");
        }
        if matches!(result, Some(ReviewResult::Found | ReviewResult::Unseen)) && note.is_empty() {
            check.breach(&field::NOTE, "気づいたことか、見られなかった理由と、したことを入力してください");
        }
        check.done(|| {
            Some(Self {
                system: system?,
                reviewed_on,
                reviewer,
                from_on,
                until_on,
                holds,
                kept_safe,
                shown_how,
                result: result?,
                note,
            })
        })
    }
}
