//! 復元の確認: a backup was brought back to see that it works (S003-3.2d).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    BackupPlanId, Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, RestoreTestId, Span,
};
use crate::coded;

coded! {
    /// 復元の結果
    pub enum RestoreResult {
        Restored = "restored", "戻せた";
        Partly = "partly", "一部だけ戻せた";
        Failed = "failed", "戻せなかった";
    }
}

/// After so many months it is tried again (S003-3.2d, yearly).
pub const TEST_MONTHS: i32 = 12;

/// A time a backup was brought back (復元の確認).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreTest {
    /// バックアップ計画
    pub plan: BackupPlanId,
    /// 実施日
    #[serde(default)]
    pub on: Option<Day>,
    /// 実施した人
    #[serde(default)]
    pub performer: String,
    /// 結果
    pub result: RestoreResult,
    /// かかった時間（分）
    #[serde(default)]
    pub minutes: Option<u16>,
    /// 内容・気づいたこと
    #[serde(default)]
    pub note: String,
}

impl RestoreTest {
    /// How long it took, in words.
    #[must_use]
    pub fn minutes_line(&self) -> String {
        self.minutes.map(|minutes| format!("{minutes}分")).unwrap_or_default()
    }
}

/// The newest test of a plan.
pub fn newest<'a>(tests: impl Iterator<Item = &'a RestoreTest>, plan: BackupPlanId) -> Option<&'a RestoreTest> {
    tests.filter(|test| test.plan == plan).max_by_key(|test| test.on)
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Kind, RestoreResult, Span};

    /// バックアップ計画
    pub const PLAN: Field = Field::new("plan", "バックアップ計画", Input::Link(Kind::BackupPlan)).required().wide();
    /// 実施日
    pub const ON: Field = Field::new("on", "実施日", Input::Day).span(Span::DEED).required();
    /// 実施した人
    pub const PERFORMER: Field =
        Field::new("performer", "実施した人", Input::Line).required().hint("例 渡邊 直樹、みほんシステムの保守担当");
    /// 結果
    pub const RESULT: Field = Field::new("result", "結果", Input::Choice(RestoreResult::CHOICES)).required();
    /// かかった時間
    pub const MINUTES: Field = Field::new("minutes", "かかった時間（分）", Input::Line).hint("例 90");
    /// 内容・気づいたこと
    pub const NOTE: Field =
        Field::new("note", "内容・気づいたこと", Input::Lines).hint("どのデータを、どこに戻して確かめたか");

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[PLAN, ON, PERFORMER, RESULT, MINUTES, NOTE];
}

impl Record for RestoreTest {
    const KIND: Kind = Kind::RestoreTest;
    type Id = RestoreTestId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.on.map_or_else(|| Kind::RestoreTest.label().to_owned(), |day| format!("{}の復元の確認", day.wareki()))
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.plan.into()),
            on_day: self.on,
            is_active: true,
            sort_key: self.on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.performer.as_str(), self.result.label(), &self.note].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::PLAN, Some(self.plan))
            .with_day(&field::ON, self.on)
            .with(&field::PERFORMER, &self.performer)
            .with_choice(&field::RESULT, Some(self.result))
            .with_number(&field::MINUTES, self.minutes)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let plan = check.link(&field::PLAN);
        let on = check.past_day(&field::ON, today);
        let performer = check.text(&field::PERFORMER);
        let result = check.choice(&field::RESULT);
        let minutes = check.number(&field::MINUTES, 10_000);
        let note = check.lines(&field::NOTE);
        if matches!(result, Some(RestoreResult::Partly | RestoreResult::Failed)) && note.is_empty() {
            check.breach(&field::NOTE, "戻せなかったものと、これからどうするかを入力してください");
        }
        check.done(|| Some(Self { plan: plan?, on, performer, result: result?, minutes, note }))
    }
}
