//! 開始・終了の手続き: how somebody begins to use the systems, and how they leave (S000-L4.5, S002-5.B1g, S004-2.3).
//! What the ledgers themselves show is not repeated here; only what nothing else records.

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, PassageId, Record, Span, StaffId};
use crate::coded;
use crate::ledgers::staff::record::END_REASONS;

coded! {
    /// 手続きの種類
    pub enum Way {
        Joining = "joining", "利用開始";
        Leaving = "leaving", "利用終了";
    }
}

coded! {
    /// How a point was settled by hand.
    pub enum Settled {
        Done = "done", "済み";
        Waived = "waived", "対象外";
    }
}

/// A point that no other ledger shows, or that was left out for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Which one, by its stable code.
    pub code: String,
    /// How.
    pub settled: Settled,
    /// The day.
    pub on: Day,
    /// Who did it or said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Why it was left out, or what was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Somebody's way in or out (開始・終了の手続き).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// 手続きの種類
    pub way: Way,
    /// だれの手続きか
    pub staff: StaffId,
    /// 利用開始日・最終利用日
    #[serde(default)]
    pub on: Option<Day>,
    /// 終了の理由
    #[serde(default)]
    pub end_reason: String,
    /// The points settled by hand.
    #[serde(default)]
    pub points: Vec<Point>,
    /// 手続きを終えた日
    #[serde(default)]
    pub closed_on: Option<Day>,
    /// 残したまま終えた理由
    #[serde(default)]
    pub open_reason: String,
    /// What was open when it was closed with a reason, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_open: Vec<String>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Passage {
    /// A passage that begins.
    #[must_use]
    pub const fn begun(way: Way, staff: StaffId, on: Day) -> Self {
        Self {
            way,
            staff,
            on: Some(on),
            end_reason: String::new(),
            points: Vec::new(),
            closed_on: None,
            open_reason: String::new(),
            left_open: Vec::new(),
            note: String::new(),
        }
    }

    /// Whether it still goes on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }

    /// How a point was settled by hand, if it was.
    #[must_use]
    pub fn point(&self, code: &str) -> Option<&Point> {
        self.points.iter().find(|point| point.code == code)
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, END_REASONS, Field, Input, Kind, Span, Way};

    /// 手続きの種類
    pub const WAY: Field = Field::new("way", "手続きの種類", Input::Choice(Way::CHOICES)).required();
    /// だれの手続きか
    pub const STAFF: Field = Field::new("staff", "手続きをする人", Input::Link(Kind::Staff)).required();
    /// 利用開始日・最終利用日
    pub const ON: Field = Field::new("on", "利用開始日・最終利用日", Input::Day).required();
    /// 終了の理由
    pub const END_REASON: Field = Field::new("end_reason", "終了の理由", Input::Suggest(END_REASONS));
    /// 手続きを終えた日
    pub const CLOSED_ON: Field = Field::new("closed_on", "手続きを終えた日", Input::Day).span(Span::DEED);
    /// 残したまま終えた理由
    pub const OPEN_REASON: Field = Field::new("open_reason", "残したまま終えた理由", Input::Lines);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[WAY, STAFF, ON, END_REASON, CLOSED_ON, OPEN_REASON, NOTE];
}

impl Record for Passage {
    const KIND: Kind = Kind::Passage;
    type Id = PassageId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        format!("{}の手続き", self.way.label())
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: self.on,
            due_day: self.on,
            is_active: self.closed_on.is_none(),
            sort_key: self.on.map(Day::iso).unwrap_or_default(),
            search: fold(self.way.label()),
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_choice(&field::WAY, Some(self.way))
            .with_link(&field::STAFF, Some(self.staff))
            .with_day(&field::ON, self.on)
            .with(&field::END_REASON, &self.end_reason)
            .with_day(&field::CLOSED_ON, self.closed_on)
            .with(&field::OPEN_REASON, &self.open_reason)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let way = check.choice(&field::WAY);
        let staff = check.link(&field::STAFF);
        let on = check.day(&field::ON);
        let end_reason = check.text(&field::END_REASON);
        if way == Some(Way::Leaving) && end_reason.is_empty() {
            check.breach(&field::END_REASON, "利用を終える理由を入力してください。例 退職");
        }
        let closed_on = check.past_day(&field::CLOSED_ON, today);
        let open_reason = check.lines(&field::OPEN_REASON);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            let (points, left_open) = (Vec::new(), Vec::new());
            let (way, staff) = (way?, staff?);
            Some(Self { way, staff, on, end_reason, points, closed_on, open_reason, left_open, note })
        })
    }
}
