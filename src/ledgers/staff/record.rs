//! 利用者: the people who use the systems (MICT台帳の内容 4; S000-L4.1 to L4.5).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, kana_key};
use crate::base::{Breach, Check, Day, Draft, Field, Index, Input, Kind, Record, StaffId};

/// A person in the ledger (利用者).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Staff {
    /// 氏名, in the code points the person uses
    pub name: String,
    /// フリガナ
    pub kana: String,
    /// 職員番号
    pub number: String,
    /// 所属
    pub department: String,
    /// 職種
    pub profession: String,
    /// 利用開始日
    pub started_on: Option<Day>,
    /// 利用終了日
    pub ended_on: Option<Day>,
    /// 終了の理由
    pub end_reason: String,
    /// 備考
    pub note: String,
}

impl Staff {
    /// Whether the person uses the systems on a day.
    #[must_use]
    pub fn is_active_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// The fields the ledger asks for (S000-L4.1 to L4.3, L4.5) that are still empty.
    #[must_use]
    pub fn missing(&self) -> Vec<Field> {
        let Self { kana, department, profession, started_on, .. } = self;
        [
            (kana.is_empty(), field::KANA),
            (department.is_empty(), field::DEPARTMENT),
            (profession.is_empty(), field::PROFESSION),
            (started_on.is_none(), field::STARTED_ON),
        ]
        .into_iter()
        .filter_map(|(is_missing, field)| is_missing.then_some(field))
        .collect()
    }
}

/// 職種 as the ledger lists them (S000-L4.3); any other word may be typed.
pub const PROFESSIONS: &[&str] = &[
    "医師",
    "歯科医師",
    "薬剤師",
    "看護師",
    "准看護師",
    "保健師",
    "理学療法士",
    "作業療法士",
    "言語聴覚士",
    "介護支援専門員",
    "介護職",
    "事務",
    "その他",
];

/// Usual reasons why use ends.
pub const END_REASONS: &[&str] = &["退職", "異動", "休職", "利用しなくなった"];

/// The fields (項目) of a person.
pub mod field {
    use super::{END_REASONS, Field, Input, PROFESSIONS};

    const BASIC: &str = "基本情報";
    const USE: &str = "利用の期間";

    /// 氏名
    pub const NAME: Field = Field::new("name", "氏名", Input::Line).required().group(BASIC).hint("例 髙橋 美咲");
    /// フリガナ
    pub const KANA: Field = Field::new("kana", "フリガナ", Input::Kana).group(BASIC).hint("一覧の並び順に使います");
    /// 所属
    pub const DEPARTMENT: Field = Field::new("department", "所属", Input::Line).group(BASIC);
    /// 職種
    pub const PROFESSION: Field = Field::new("profession", "職種", Input::Suggest(PROFESSIONS)).group(BASIC);
    /// 職員番号
    pub const NUMBER: Field = Field::new("number", "職員番号", Input::Line).group(BASIC);
    /// 利用開始日
    pub const STARTED_ON: Field = Field::new("started_on", "利用開始日", Input::Day).group(USE);
    /// 利用終了日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "利用終了日", Input::Day).group(USE).hint("利用している間は空のままにします");
    /// 終了の理由
    pub const END_REASON: Field = Field::new("end_reason", "終了の理由", Input::Suggest(END_REASONS)).group(USE);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(USE);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[NAME, KANA, DEPARTMENT, PROFESSION, NUMBER, STARTED_ON, ENDED_ON, END_REASON, NOTE];
}

impl Record for Staff {
    const KIND: Kind = Kind::Staff;
    type Id = StaffId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn index(&self) -> Index {
        Index {
            on_day: self.started_on,
            due_day: self.ended_on,
            is_active: self.ended_on.is_none(),
            sort_key: kana_key(if self.kana.is_empty() { &self.name } else { &self.kana }),
            search: fold(&[self.name.as_str(), &self.kana, &self.department, &self.profession, &self.number].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::NAME, &self.name)
            .with(&field::KANA, &self.kana)
            .with(&field::NUMBER, &self.number)
            .with(&field::DEPARTMENT, &self.department)
            .with(&field::PROFESSION, &self.profession)
            .with_day(&field::STARTED_ON, self.started_on)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::END_REASON, &self.end_reason)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let name = check.text(&field::NAME);
        let kana = check.kana(&field::KANA);
        let number = check.text(&field::NUMBER);
        let department = check.text(&field::DEPARTMENT);
        let profession = check.text(&field::PROFESSION);
        let started_on = check.day(&field::STARTED_ON);
        let ended_on = check.day(&field::ENDED_ON);
        if let (Some(started), Some(ended)) = (started_on, ended_on)
            && ended < started
        {
            check.breach(&field::ENDED_ON, "利用開始日より前の日付です。どちらかを直してください");
        }
        let end_reason = check.text(&field::END_REASON);
        if ended_on.is_some() && end_reason.is_empty() {
            check.breach(&field::END_REASON, "利用を終えた理由を入力してください。例 退職");
        }
        let note = check.lines(&field::NOTE);
        check.done(|| Some(Self { name, kana, number, department, profession, started_on, ended_on, end_reason, note }))
    }
}
