//! 研修: a course or a video that was held, for whom, by whom and who was there (S000-L4.13, S004-2.2, S004-2.10).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, Span, StaffId, TrainingId};
use crate::coded;
use crate::ledgers::attendance::record::LessonKind;

coded! {
    /// 対象: managers of a network and its users are taught what each of them needs (S004-2.10).
    pub enum Audience {
        Users = "users", "利用者向け";
        Managers = "managers", "管理者向け";
        Everybody = "everybody", "全員";
    }
}

/// A training that was held (研修).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// 研修名
    pub title: String,
    /// 講習の方法
    pub kind: LessonKind,
    /// 対象
    #[serde(default)]
    pub audience: Option<Audience>,
    /// 実施日
    #[serde(default)]
    pub held_on: Option<Day>,
    /// 場所
    #[serde(default)]
    pub place: String,
    /// 講師
    #[serde(default)]
    pub trainer: String,
    /// 教材
    #[serde(default)]
    pub material: String,
    /// 内容
    #[serde(default)]
    pub content: String,
    /// 出席者
    #[serde(default)]
    pub attendees: Vec<StaffId>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Audience, Coded, Field, Input, Kind, LessonKind, Span};

    const BASIC: &str = "研修";
    const PEOPLE: &str = "出席";

    /// 研修名
    pub const TITLE: Field = Field::new("title", "研修名", Input::Line).required().group(BASIC).wide();
    /// 講習の方法
    pub const KIND: Field = Field::new("kind", "方法", Input::Choice(LessonKind::CHOICES)).required().group(BASIC);
    /// 対象
    pub const AUDIENCE: Field = Field::new("audience", "対象", Input::Choice(Audience::CHOICES)).group(BASIC);
    /// 実施日
    pub const HELD_ON: Field = Field::new("held_on", "実施日", Input::Day).span(Span::DEED).required().group(BASIC);
    /// 場所
    pub const PLACE: Field = Field::new("place", "場所", Input::Line).group(BASIC);
    /// 講師
    pub const TRAINER: Field = Field::new("trainer", "講師", Input::Line).group(BASIC);
    /// 教材
    pub const MATERIAL: Field = Field::new("material", "教材", Input::Line).group(BASIC).hint("例 講習ビデオ 第3版");
    /// 内容
    pub const CONTENT: Field = Field::new("content", "内容", Input::Lines).group(BASIC);
    /// 出席者
    pub const ATTENDEES: Field =
        Field::new("attendees", "出席した人", Input::Links(Kind::Staff)).group(PEOPLE).offering_all();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(PEOPLE);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[TITLE, KIND, AUDIENCE, HELD_ON, PLACE, TRAINER, MATERIAL, CONTENT, ATTENDEES, NOTE];
}

impl Record for Training {
    const KIND: Kind = Kind::Training;
    type Id = TrainingId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn index(&self) -> Index {
        Index {
            on_day: self.held_on,
            is_active: true,
            sort_key: self.held_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.title.as_str(), &self.trainer, &self.material, &self.place].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::TITLE, &self.title)
            .with_choice(&field::KIND, Some(self.kind))
            .with_choice(&field::AUDIENCE, self.audience)
            .with_day(&field::HELD_ON, self.held_on)
            .with(&field::PLACE, &self.place)
            .with(&field::TRAINER, &self.trainer)
            .with(&field::MATERIAL, &self.material)
            .with(&field::CONTENT, &self.content)
            .with_links(&field::ATTENDEES, &self.attendees)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let title = check.text(&field::TITLE);
        let kind = check.choice(&field::KIND);
        let audience = check.choice(&field::AUDIENCE);
        let held_on = check.past_day(&field::HELD_ON, today);
        let place = check.text(&field::PLACE);
        let trainer = check.text(&field::TRAINER);
        let material = check.text(&field::MATERIAL);
        let content = check.lines(&field::CONTENT);
        let attendees = check.links(&field::ATTENDEES);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self { title, kind: kind?, audience, held_on, place, trainer, material, content, attendees, note })
        })
    }
}
