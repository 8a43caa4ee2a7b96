//! 誓約書: pledges signed and received (S000-L4.14, S004-2).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    Breach, Check, Coded, Day, Draft, Entered, Field, Index, Input, Kind, PledgeId, Record, Scan, StaffId,
};
use crate::coded;

coded! {
    /// 署名の方法
    pub enum SignWay {
        Paper = "paper", "紙に署名";
        Drawn = "drawn", "画面に署名";
        Account = "account", "本人の合言葉";
    }
}

coded! {
    /// 何の誓約か
    pub enum Purpose {
        Working = "working", "在職中の誓約";
        Leaving = "leaving", "退職後の守秘の確認";
    }
}

/// A signature drawn on the screen: strokes of points, each from 0 to 10,000 across and down a box three times as wide
/// as it is high.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(pub Vec<Vec<[u16; 2]>>);

impl Signature {
    /// So many points make a signature and not a slip of the hand.
    const LEAST_POINTS: usize = 12;

    /// Whether too little was drawn to be a signature.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().map(Vec::len).sum::<usize>() < Self::LEAST_POINTS
    }
}

/// The text that was signed (誓約書の文面).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedText {
    /// Its version.
    pub version: String,
    /// The hash of its words, in hex.
    pub hash: String,
}

/// A pledge received from a person (誓約書).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    /// 誓約した人
    pub staff: StaffId,
    /// 何の誓約か
    #[serde(default = "working", skip_serializing_if = "is_working")]
    pub purpose: Purpose,
    /// 誓約書の取得年月日
    #[serde(default)]
    pub received_on: Option<Day>,
    /// 署名した日
    #[serde(default)]
    pub signed_on: Option<Day>,
    /// 様式の版
    #[serde(default)]
    pub edition: String,
    /// 保管場所
    #[serde(default)]
    pub kept_at: String,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 署名の方法; none for one entered by hand
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<SignWay>,
    /// The text that was signed, where it was one of ours
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SignedText>,
    /// 署名
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// 用紙の写し
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Scan>,
    /// 入力者・確定者
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

impl Pledge {
    /// Whether it was signed on paper, as far as is known.
    #[must_use]
    pub const fn is_on_paper(&self) -> bool {
        matches!(self.way, None | Some(SignWay::Paper))
    }
}

const fn working() -> Purpose {
    Purpose::Working
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde asks
const fn is_working(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::Working)
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Field, Input, Kind};

    /// 誓約した人
    pub const STAFF: Field = Field::new("staff", "誓約した人", Input::Link(Kind::Staff)).required();
    /// 誓約書の取得年月日
    pub const RECEIVED_ON: Field = Field::new("received_on", "誓約書の取得年月日", Input::Day);
    /// 署名した日
    pub const SIGNED_ON: Field = Field::new("signed_on", "署名した日", Input::Day);
    /// 様式の版
    pub const EDITION: Field = Field::new("edition", "様式の版", Input::Line);
    /// 保管場所
    pub const KEPT_AT: Field = Field::new("kept_at", "保管場所", Input::Line).hint("例 事務室の鍵付き書庫");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[STAFF, RECEIVED_ON, SIGNED_ON, EDITION, KEPT_AT, NOTE];
}

impl Record for Pledge {
    const KIND: Kind = Kind::Pledge;
    type Id = PledgeId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        let day = self.received_on.map(Day::wareki).unwrap_or_default();
        let word = match self.purpose {
            Purpose::Working => Kind::Pledge.label(),
            Purpose::Leaving => self.purpose.label(),
        };
        format!("{word} {day}").trim().to_owned()
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: self.received_on,
            is_active: true,
            sort_key: self.received_on.map(Day::iso).unwrap_or_default(),
            search: fold(&[self.edition.as_str(), &self.kept_at].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with_day(&field::RECEIVED_ON, self.received_on)
            .with_day(&field::SIGNED_ON, self.signed_on)
            .with(&field::EDITION, &self.edition)
            .with(&field::KEPT_AT, &self.kept_at)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let received_on = check.past_day(&field::RECEIVED_ON, today);
        let signed_on = check.past_day(&field::SIGNED_ON, today);
        let edition = check.text(&field::EDITION);
        let kept_at = check.text(&field::KEPT_AT);
        let note = check.lines(&field::NOTE);
        if received_on.is_none() && signed_on.is_none() {
            check.breach(&field::RECEIVED_ON, "受け取った日を入力してください。まだのときは登録しません");
        }
        if let (Some(signed), Some(received)) = (signed_on, received_on)
            && received < signed
        {
            check.breach(&field::RECEIVED_ON, "署名した日より前の日付です。どちらかを直してください");
        }
        check.done(|| {
            let (purpose, way, text, signature, scan, entered) = (Purpose::Working, None, None, None, None, None);
            let staff = staff?;
            Some(Self {
                staff,
                purpose,
                received_on,
                signed_on,
                edition,
                kept_at,
                note,
                way,
                text,
                signature,
                scan,
                entered,
            })
        })
    }
}
