//! 対応事項: what was found wrong or not known, who sees to it and by when.

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, DeviceId, Draft, Field, IncidentId, Index, Input, Kind, Record, RemedyId, Span, StaffId,
};
use crate::coded;

coded! {
    /// 問い合わせ先: whom to ask what nobody here knows.
    pub enum AskWhom {
        Manager = "manager", "管理者";
        Vendor = "vendor", "事業者";
    }
}

/// Something to be seen to (対応事項).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// 内容
    pub what: String,
    /// 利用者
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// 端末
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// 見つけたもの: 「自己点検 令和8年11月20日」
    #[serde(default)]
    pub source: String,
    /// The rule it is about, by its id, where it comes from a check.
    #[serde(default)]
    pub item: String,
    /// The incident it is to keep from happening again (再発防止), where it comes from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// 見つけた日
    #[serde(default)]
    pub found_on: Option<Day>,
    /// 問い合わせ先
    #[serde(default)]
    pub ask_whom: Option<AskWhom>,
    /// 担当者
    #[serde(default)]
    pub owner: Option<StaffId>,
    /// 目標日
    #[serde(default)]
    pub target_on: Option<Day>,
    /// 完了日
    #[serde(default)]
    pub done_on: Option<Day>,
    /// 対応の内容
    #[serde(default)]
    pub result: String,
}

impl Remedy {
    /// Whether it still waits on a day.
    #[must_use]
    pub fn is_open_on(&self, day: Day) -> bool {
        self.done_on.is_none_or(|done| done > day)
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{AskWhom, Coded, Field, Input, Kind, Span};

    /// 内容
    pub const WHAT: Field = Field::new("what", "内容", Input::Line).required().wide();
    /// 利用者
    pub const STAFF: Field = Field::new("staff", "利用者", Input::Link(Kind::Staff));
    /// 端末
    pub const DEVICE: Field = Field::new("device", "端末", Input::Link(Kind::Device));
    /// 見つけたもの
    pub const SOURCE: Field = Field::new("source", "見つけたもの", Input::Line).hint("例 自己点検、院内の見回り");
    /// 見つけた日
    pub const FOUND_ON: Field = Field::new("found_on", "見つけた日", Input::Day).span(Span::DEED);
    /// 問い合わせ先
    pub const ASK_WHOM: Field =
        Field::new("ask_whom", "問い合わせ先", Input::Choice(AskWhom::CHOICES)).hint("わからなかったことを尋ねる相手");
    /// 担当者
    pub const OWNER: Field = Field::new("owner", "担当者", Input::Link(Kind::Staff));
    /// 目標日
    pub const TARGET_ON: Field = Field::new("target_on", "目標日", Input::Day).span(Span::PLAN);
    /// 完了日
    pub const DONE_ON: Field =
        Field::new("done_on", "完了日", Input::Day).span(Span::DEED).hint("終わるまでは空のままにします");
    /// 対応の内容
    pub const RESULT: Field = Field::new("result", "対応の内容", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[WHAT, STAFF, DEVICE, SOURCE, FOUND_ON, ASK_WHOM, OWNER, TARGET_ON, DONE_ON, RESULT];
}

impl Record for Remedy {
    const KIND: Kind = Kind::Remedy;
    type Id = RemedyId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.what.clone()
    }

    fn index(&self) -> Index {
        Index {
            subject: self.staff.map(Into::into),
            on_day: self.found_on,
            due_day: self.target_on,
            is_active: self.done_on.is_none(),
            sort_key: self.target_on.or(self.found_on).map(Day::iso).unwrap_or_default(),
            search: fold(&[self.what.as_str(), &self.source, &self.result].join(" ")),
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::WHAT, &self.what)
            .with_link(&field::STAFF, self.staff)
            .with_link(&field::DEVICE, self.device)
            .with(&field::SOURCE, &self.source)
            .with_day(&field::FOUND_ON, self.found_on)
            .with_choice(&field::ASK_WHOM, self.ask_whom)
            .with_link(&field::OWNER, self.owner)
            .with_day(&field::TARGET_ON, self.target_on)
            .with_day(&field::DONE_ON, self.done_on)
            .with(&field::RESULT, &self.result)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let what = check.text(&field::WHAT);
        let staff = check.link(&field::STAFF);
        let device = check.link(&field::DEVICE);
        let source = check.text(&field::SOURCE);
        let found_on = check.past_day(&field::FOUND_ON, today);
        let ask_whom = check.choice(&field::ASK_WHOM);
        let owner = check.link(&field::OWNER);
        let target_on = check.day(&field::TARGET_ON);
        let done_on = check.past_day(&field::DONE_ON, today);
        let result = check.lines(&field::RESULT);
        if done_on.is_some() && result.is_empty() {
            check.breach(&field::RESULT, "何をしたかを入力してください");
        }
        if let (Some(found), Some(done)) = (found_on, done_on)
            && done < found
        {
            check.breach(&field::DONE_ON, "見つけた日より前の日付です。どちらかを直してください");
        }
        let (item, incident) = (String::new(), None);
        check.done(|| {
            let about = Self {
                what,
                staff,
                device,
                source,
                item,
                incident,
                found_on,
                ask_whom,
                owner,
                target_on,
                done_on,
                result,
            };
            Some(about)
        })
    }
}
