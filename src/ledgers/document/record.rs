//! 規程・文書: rules, plans and diagrams, their versions, and where each item of the checklist is written in them (S003-4.1).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, kana_key};
use crate::base::{Breach, Check, Coded, Day, DocumentId, Draft, Field, Index, Input, Kind, Record, Scan, Span};
use crate::coded;

coded! {
    /// 文書の種類
    pub enum DocumentSort {
        Rules = "rules", "運用管理規程";
        Continuity = "continuity", "事業継続計画（BCP）";
        Diagram = "diagram", "ネットワーク・システム構成図";
        Passwords = "passwords", "パスワードの決まり";
        TakeOut = "take-out", "媒体・持ち出しの決まり";
        Privacy = "privacy", "個人情報の方針";
        Procedure = "procedure", "手順書";
        Other = "other", "その他";
    }
}

coded! {
    /// 事業継続計画に書かれていること (S003-3.3).
    pub enum ContinuityPoint {
        Decision = "decision", "続けるかどうかを決める人と順序";
        Criteria = "criteria", "決めるときのめやす";
        Work = "work", "続ける業務";
    }
}

/// Where in a document an item of the yearly checklist is written (S003-4.1a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionOf {
    /// The item's id in the checklist: `2-06`.
    pub item: String,
    /// The place in the document: 「第5条」.
    pub place: String,
}

/// After so many months a document is looked through again, where it names no day (our own measure).
const REVIEW_MONTHS: i32 = 12;

/// A document (規程・文書).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// 文書名
    pub title: String,
    /// 文書の種類
    pub sort: DocumentSort,
    /// 版
    #[serde(default)]
    pub version: String,
    /// 決めた日
    #[serde(default)]
    pub decided_on: Option<Day>,
    /// 承認した人
    #[serde(default)]
    pub approved_by: String,
    /// 見直した日
    #[serde(default)]
    pub reviewed_on: Option<Day>,
    /// 次の見直し
    #[serde(default)]
    pub review_on: Option<Day>,
    /// 保管場所
    #[serde(default)]
    pub kept_at: String,
    /// BCPに書かれていること
    #[serde(default)]
    pub continuity: Vec<ContinuityPoint>,
    /// 訓練をした日
    #[serde(default)]
    pub drill_on: Option<Day>,
    /// 使わなくなった日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// Where items of the checklist are written, in the order of the items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionOf>,
    /// 文書の写し
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Scan>,
}

impl Document {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn is_in_force_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// When it was decided or looked through last.
    #[must_use]
    pub fn seen_on(&self) -> Option<Day> {
        self.reviewed_on.max(self.decided_on)
    }

    /// When it is to be looked through again: the day it names, else a year after the last time.
    #[must_use]
    pub fn review_due(&self) -> Option<Day> {
        self.review_on.or_else(|| Some(self.seen_on()?.plus_months(REVIEW_MONTHS)))
    }

    /// The place of an item of the checklist in it.
    #[must_use]
    pub fn place_of(&self, item: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.item == item).map(|section| section.place.as_str())
    }

    /// Puts an item of the checklist at a place in it; an empty place takes the item out.
    pub fn put(&mut self, item: &str, place: &str) {
        self.sections.retain(|section| section.item != item);
        if !place.is_empty() {
            self.sections.push(SectionOf { item: item.to_owned(), place: place.to_owned() });
            self.sections.sort_by(|a, b| a.item.cmp(&b.item));
        }
    }

    /// What a plan for going on does not say yet (S003-3.3).
    #[must_use]
    pub fn missing_points(&self) -> Vec<ContinuityPoint> {
        ContinuityPoint::ALL.iter().copied().filter(|point| !self.continuity.contains(point)).collect()
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, ContinuityPoint, DocumentSort, Field, Input, Span};

    const BASIC: &str = "文書";
    const REVIEW: &str = "見直し";
    const CONTINUITY_GROUP: &str = "事業継続計画";

    /// 文書名
    pub const TITLE: Field = Field::new("title", "文書名", Input::Line)
        .required()
        .group(BASIC)
        .wide()
        .hint("例 医療情報システム運用管理規程");
    /// 文書の種類
    pub const SORT: Field =
        Field::new("sort", "文書の種類", Input::Choice(DocumentSort::CHOICES)).required().group(BASIC);
    /// 版
    pub const VERSION: Field = Field::new("version", "版", Input::Line).group(BASIC).hint("例 第2版");
    /// 決めた日
    pub const DECIDED_ON: Field = Field::new("decided_on", "決めた日", Input::Day).group(BASIC);
    /// 承認した人
    pub const APPROVED_BY: Field = Field::new("approved_by", "承認した人", Input::Line).group(BASIC);
    /// 保管場所
    pub const KEPT_AT: Field = Field::new("kept_at", "保管場所", Input::Line)
        .group(BASIC)
        .wide()
        .hint("例 事務室の書庫2段目、共有フォルダー「規程」");
    /// 使わなくなった日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "使わなくなった日", Input::Day).group(BASIC).hint("使っている間は空のままにします");
    /// 見直した日
    pub const REVIEWED_ON: Field = Field::new("reviewed_on", "見直した日", Input::Day).span(Span::DEED).group(REVIEW);
    /// 次の見直し
    pub const REVIEW_ON: Field = Field::new("review_on", "次の見直し", Input::Day)
        .span(Span::PLAN)
        .group(REVIEW)
        .hint("空のときは、決めた日か見直した日の1年後です");
    /// 書かれていること
    pub const CONTINUITY: Field =
        Field::new("continuity", "計画に書かれていること", Input::Many(ContinuityPoint::CHOICES))
            .group(CONTINUITY_GROUP);
    /// 訓練をした日
    pub const DRILL_ON: Field =
        Field::new("drill_on", "最後に訓練をした日", Input::Day).span(Span::DEED).group(CONTINUITY_GROUP);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(REVIEW);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        TITLE,
        SORT,
        VERSION,
        DECIDED_ON,
        APPROVED_BY,
        KEPT_AT,
        ENDED_ON,
        CONTINUITY,
        DRILL_ON,
        REVIEWED_ON,
        REVIEW_ON,
        NOTE,
    ];
}

impl Record for Document {
    const KIND: Kind = Kind::Document;
    type Id = DocumentId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn index(&self) -> Index {
        let place = DocumentSort::ALL.iter().position(|sort| *sort == self.sort).unwrap_or_default();
        Index {
            on_day: self.decided_on,
            due_day: self.review_on,
            is_active: self.ended_on.is_none(),
            sort_key: format!("{place:02}{}", kana_key(&self.title)),
            search: fold(&[self.title.as_str(), self.sort.label(), &self.version, &self.kept_at, &self.note].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::TITLE, &self.title)
            .with_choice(&field::SORT, Some(self.sort))
            .with(&field::VERSION, &self.version)
            .with_day(&field::DECIDED_ON, self.decided_on)
            .with(&field::APPROVED_BY, &self.approved_by)
            .with_day(&field::REVIEWED_ON, self.reviewed_on)
            .with_day(&field::REVIEW_ON, self.review_on)
            .with(&field::KEPT_AT, &self.kept_at)
            .with_many(&field::CONTINUITY, &self.continuity)
            .with_day(&field::DRILL_ON, self.drill_on)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let title = check.text(&field::TITLE);
        let sort = check.choice(&field::SORT);
        let version = check.text(&field::VERSION);
        let decided_on = check.past_day(&field::DECIDED_ON, today);
        let approved_by = check.text(&field::APPROVED_BY);
        let reviewed_on = check.past_day(&field::REVIEWED_ON, today);
        let review_on = check.day(&field::REVIEW_ON);
        let kept_at = check.text(&field::KEPT_AT);
        let continuity = check.many(&field::CONTINUITY);
        let drill_on = check.past_day(&field::DRILL_ON, today);
        let ended_on = check.past_day(&field::ENDED_ON, today);
        let note = check.lines(&field::NOTE);
        if let (Some(decided), Some(reviewed)) = (decided_on, reviewed_on)
            && reviewed < decided
        {
            check.breach(&field::REVIEWED_ON, "決めた日より前の日付です。どちらかを直してください");
        }
        if let (Some(seen), Some(review)) = (reviewed_on.max(decided_on), review_on)
            && review <= seen
        {
            check.breach(&field::REVIEW_ON, "決めた日・見直した日より後の日付を入力してください");
        }
        if let (Some(decided), Some(ended)) = (decided_on, ended_on)
            && ended < decided
        {
            check.breach(&field::ENDED_ON, "決めた日より前の日付です。どちらかを直してください");
        }
        check.done(|| {
            Some(Self {
                title,
                sort: sort?,
                version,
                decided_on,
                approved_by,
                reviewed_on,
                review_on,
                kept_at,
                continuity,
                drill_on,
                ended_on,
                note,
                sections: Vec::new(),
                scan: None,
            })
        })
    }
}
