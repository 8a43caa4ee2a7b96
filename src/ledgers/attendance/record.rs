//! 講習: who attended a course or watched the video (S000-L4.13).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, Draft, Entered, Field, Index, Input, Kind, LessonId, Record, Span, StaffId, TrainingId,
};
use crate::coded;

coded! {
    /// 講習の方法
    pub enum LessonKind {
        Course = "course", "講習会";
        Video = "video", "ビデオ視聴";
        Unstated = "unstated", "方法の記載なし";
    }
}

/// How the questions after a lesson went (確認問題).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Answered right the first time.
    pub n_right: u8,
    /// Asked.
    pub n_asked: u8,
    /// The day on which the person answered for themselves at the screen (本人確認); none where somebody else did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_on: Option<Day>,
}

impl Score {
    /// 「12問中11問」
    #[must_use]
    pub fn words(self) -> String {
        format!("{}問中{}問", self.n_asked, self.n_right)
    }
}

/// One person's attendance (講習の受講).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// 受けた人
    pub staff: StaffId,
    /// 講習の方法
    pub kind: LessonKind,
    /// 受けた日
    #[serde(default)]
    pub attended_on: Option<Day>,
    /// 講習名
    #[serde(default)]
    pub title: String,
    /// 講師・教材
    #[serde(default)]
    pub trainer: String,
    /// 確認した人
    #[serde(default)]
    pub confirmed_by: String,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 確認問題
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// 研修, where it was one of ours
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<TrainingId>,
    /// 入力者・確定者
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

impl Attendance {
    /// 「確認問題 12問中11問」, empty where none were asked.
    #[must_use]
    pub fn score_line(&self) -> String {
        self.score.map_or_else(String::new, |score| format!("確認問題 {}", score.words()))
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Kind, LessonKind, Span};

    /// 受けた人
    pub const STAFF: Field = Field::new("staff", "受けた人", Input::Link(Kind::Staff)).required();
    /// 講習の方法
    pub const KIND: Field = Field::new("kind", "講習の方法", Input::Choice(LessonKind::CHOICES)).required();
    /// 受けた日
    pub const ATTENDED_ON: Field = Field::new("attended_on", "受けた日", Input::Day).span(Span::DEED);
    /// 講習名
    pub const TITLE: Field = Field::new("title", "講習名", Input::Line);
    /// 講師・教材
    pub const TRAINER: Field = Field::new("trainer", "講師・教材", Input::Line);
    /// 確認した人
    pub const CONFIRMED_BY: Field = Field::new("confirmed_by", "確認した人", Input::Line);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[STAFF, KIND, ATTENDED_ON, TITLE, TRAINER, CONFIRMED_BY, NOTE];
}

impl Record for Attendance {
    const KIND: Kind = Kind::Attendance;
    type Id = LessonId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        if self.title.is_empty() { self.kind.label().to_owned() } else { self.title.clone() }
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: self.attended_on,
            is_active: true,
            sort_key: self.attended_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.title.as_str(), self.kind.label(), &self.trainer].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with_choice(&field::KIND, Some(self.kind))
            .with_day(&field::ATTENDED_ON, self.attended_on)
            .with(&field::TITLE, &self.title)
            .with(&field::TRAINER, &self.trainer)
            .with(&field::CONFIRMED_BY, &self.confirmed_by)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let kind = check.choice(&field::KIND);
        let attended_on = check.past_day(&field::ATTENDED_ON, today);
        let title = check.text(&field::TITLE);
        let trainer = check.text(&field::TRAINER);
        let confirmed_by = check.text(&field::CONFIRMED_BY);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            let (staff, kind, training, score, entered) = (staff?, kind?, None, None, None);
            Some(Self { staff, kind, attended_on, title, trainer, confirmed_by, note, score, training, entered })
        })
    }
}
