//! 運用ポリシーの確認: who has read which version (S000-L4.12).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{Breach, Check, Day, Draft, Entered, Field, Index, Input, Kind, PolicyReadId, Record, Span, StaffId};

/// One person's reading of a policy (運用ポリシーの確認).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRead {
    /// 読んだ人
    pub staff: StaffId,
    /// 運用ポリシーの名前
    #[serde(default)]
    pub policy: String,
    /// 版
    #[serde(default)]
    pub edition: String,
    /// 読んだ日
    #[serde(default)]
    pub read_on: Option<Day>,
    /// 確認した人
    #[serde(default)]
    pub confirmed_by: String,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 入力者・確定者
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Field, Input, Kind, Span};

    /// 読んだ人
    pub const STAFF: Field = Field::new("staff", "読んだ人", Input::Link(Kind::Staff)).required();
    /// 運用ポリシーの名前
    pub const POLICY: Field = Field::new("policy", "運用ポリシーの名前", Input::Line).hint("例 MICT運用ポリシー");
    /// 版
    pub const EDITION: Field = Field::new("edition", "版", Input::Line).hint("例 第2版");
    /// 読んだ日
    pub const READ_ON: Field = Field::new("read_on", "読んだ日", Input::Day).span(Span::DEED);
    /// 確認した人
    pub const CONFIRMED_BY: Field = Field::new("confirmed_by", "確認した人", Input::Line);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[STAFF, POLICY, EDITION, READ_ON, CONFIRMED_BY, NOTE];
}

impl Record for PolicyRead {
    const KIND: Kind = Kind::PolicyRead;
    type Id = PolicyReadId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        let name = format!("{} {}", self.policy, self.edition);
        if name.trim().is_empty() { Kind::PolicyRead.label().to_owned() } else { name.trim().to_owned() }
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: self.read_on,
            is_active: true,
            sort_key: self.read_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.policy.as_str(), &self.edition].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with(&field::POLICY, &self.policy)
            .with(&field::EDITION, &self.edition)
            .with_day(&field::READ_ON, self.read_on)
            .with(&field::CONFIRMED_BY, &self.confirmed_by)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let policy = check.text(&field::POLICY);
        let edition = check.text(&field::EDITION);
        let read_on = check.past_day(&field::READ_ON, today);
        let confirmed_by = check.text(&field::CONFIRMED_BY);
        let note = check.lines(&field::NOTE);
        check.done(|| Some(Self { staff: staff?, policy, edition, read_on, confirmed_by, note, entered: None }))
    }
}
