//! 自己点検: what a person said of a device they use, rule by rule (S000-1, S000-4 to S000-6, S004-1).

use serde::{Deserialize, Serialize};

use crate::base::{
    Breach, Check, Day, DeviceId, Draft, Entered, Field, Index, Input, Kind, Record, SelfCheckId, Span, StaffId,
};
use crate::coded;

coded! {
    /// An answer to one rule (回答).
    pub enum Answer {
        Yes = "yes", "はい";
        No = "no", "いいえ";
        NotApplicable = "not-applicable", "対象外";
        Unsure = "unsure", "わからない";
    }
}

/// A rule as it was asked, and what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The item's stable id.
    pub item: String,
    /// The question as it read on the screen.
    pub ask: String,
    /// 回答
    pub answer: Answer,
    /// Why it does not apply, or what else was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One check of a device by a person (自己点検).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfCheck {
    /// 点検した人
    pub staff: StaffId,
    /// 点検した端末
    pub device: DeviceId,
    /// 点検した日
    pub checked_on: Day,
    /// The edition of the questions; empty for one done on paper.
    #[serde(default)]
    pub edition: String,
    /// The hash of the edition's file, in hex.
    #[serde(default)]
    pub hash: String,
    /// What was asked and said, in order.
    #[serde(default)]
    pub answers: Vec<Answered>,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 入力者・確定者
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

impl SelfCheck {
    /// How many said so.
    #[must_use]
    pub fn count(&self, answer: Answer) -> usize {
        self.answers.iter().filter(|answered| answered.answer == answer).count()
    }

    /// 「はい 20・いいえ 1・わからない 2」; for one on paper that it was.
    #[must_use]
    pub fn summary(&self) -> String {
        if self.answers.is_empty() {
            return "紙で点検".to_owned();
        }
        let said = [Answer::Yes, Answer::No, Answer::Unsure, Answer::NotApplicable].into_iter();
        let counted = said.map(|answer| (answer, self.count(answer))).filter(|(_, n)| *n > 0);
        let words: Vec<String> =
            counted.map(|(answer, n)| format!("{} {n}", crate::base::Coded::label(answer))).collect();
        words.join("・")
    }
}

/// The fields (項目) of the record. The answers have no field: they are given in the check itself.
pub mod field {
    use super::{Field, Input, Kind, Span};

    /// 点検した人
    pub const STAFF: Field = Field::new("staff", "点検した人", Input::Link(Kind::Staff)).required();
    /// 点検した端末
    pub const DEVICE: Field = Field::new("device", "点検した端末", Input::Link(Kind::Device)).required();
    /// 点検した日
    pub const CHECKED_ON: Field = Field::new("checked_on", "点検した日", Input::Day).span(Span::DEED).required();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).hint("紙の点検票の保管場所など");

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[STAFF, DEVICE, CHECKED_ON, NOTE];
}

impl Record for SelfCheck {
    const KIND: Kind = Kind::SelfCheck;
    type Id = SelfCheckId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        format!("{} {}", Kind::SelfCheck.label(), self.checked_on.wareki())
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: Some(self.checked_on),
            is_active: true,
            sort_key: self.checked_on.iso(),
            search: String::new(),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with_link(&field::DEVICE, Some(self.device))
            .with_day(&field::CHECKED_ON, Some(self.checked_on))
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let device = check.link(&field::DEVICE);
        let checked_on = check.past_day(&field::CHECKED_ON, today);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                staff: staff?,
                device: device?,
                checked_on: checked_on?,
                edition: String::new(),
                hash: String::new(),
                answers: Vec::new(),
                note,
                entered: None,
            })
        })
    }
}
