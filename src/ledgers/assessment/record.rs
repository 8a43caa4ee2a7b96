//! 自己評価: one round (確認回) of answers to an edition of a checklist; earlier rounds stay as they are (B-1, C-17).

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    AssessmentId, Breach, Check, Coded, Day, Draft, Field, FiscalYear, Index, Input, Kind, Record, Scan, Span,
};
use crate::coded;

coded! {
    /// 様式: who fills the sheet in
    pub enum EditionForm {
        Institution = "institution", "医療機関確認用";
        Pharmacy = "pharmacy", "薬局確認用";
        Vendor = "vendor", "事業者確認用";
        /// No form of an authority.
        Own = "own", "施設内の点検用";
    }
}

coded! {
    /// 回答
    pub enum Answer {
        Yes = "yes", "はい";
        No = "no", "いいえ";
        NotApplicable = "not-applicable", "対象外";
    }
}

/// What was answered to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The item's stable id.
    pub item: String,
    /// 回答
    pub answer: Answer,
    /// 確認日
    pub checked_on: Day,
    /// 確認者
    #[serde(default)]
    pub checked_by: String,
    /// 目標日, of いいえ
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_on: Option<Day>,
    /// 備考
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the ledger said against はい, when it was answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// Why it is はい all the same; why it does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// 添付
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Scan>,
}

/// What an answer still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// いいえ without a 目標日.
    Target,
    /// 対象外 without a reason.
    WhyNot,
    /// はい against what the ledger says, without a reason.
    WhyYes,
}

impl Answered {
    /// An answer, with nothing but the day and who gave it.
    #[must_use]
    pub fn new(item: &str, answer: Answer, checked_on: Day, checked_by: &str) -> Self {
        Self {
            item: item.to_owned(),
            answer,
            checked_on,
            checked_by: checked_by.to_owned(),
            target_on: None,
            note: String::new(),
            against: Vec::new(),
            reason: String::new(),
            files: Vec::new(),
        }
    }

    /// What it still lacks. いいえ with a day is as good an answer as はい (C-19); `wants_target` is whether a day is
    /// asked for at all.
    #[must_use]
    pub fn lacks(&self, wants_target: bool) -> Option<Lack> {
        let has_reason = !self.reason.trim().is_empty();
        match self.answer {
            Answer::No if wants_target && self.target_on.is_none() => Some(Lack::Target),
            Answer::NotApplicable if !has_reason => Some(Lack::WhyNot),
            Answer::Yes if !self.against.is_empty() && !has_reason => Some(Lack::WhyYes),
            Answer::Yes | Answer::No | Answer::NotApplicable => None,
        }
    }
}

/// An item as it read when the round was signed off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    /// Its stable id.
    pub item: String,
    /// 番号
    #[serde(default)]
    pub no: String,
    /// The title of its section.
    #[serde(default)]
    pub section: String,
    /// What was asked.
    pub label: String,
}

/// The sign-off (署名): by whom and when, and the words that were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// 氏名
    pub by: String,
    /// As what: 管理責任者
    pub role: String,
    /// The day.
    pub on: Day,
    /// The title of the edition.
    pub title: String,
    /// Every item asked, in order.
    pub wording: Vec<Worded>,
}

/// One round of answers (自己評価).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// 点検表の版: `mhlw-cyber/r7`
    pub edition: String,
    /// The hash of the edition's file when the round was begun, or last answered, in hex.
    #[serde(default)]
    pub hash: String,
    /// 様式
    pub form: EditionForm,
    /// 年度
    pub fiscal_year: FiscalYear,
    /// 確認回, from 1 in each fiscal year
    pub round: u8,
    /// 始めた日
    pub begun_on: Day,
    /// The answers given so far; what is not here is not answered.
    #[serde(default)]
    pub answers: Vec<Answered>,
    /// The sign-off; a round without one still goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Assessment {
    /// A round that begins, with nothing answered.
    #[must_use]
    pub fn begun(edition: &str, hash: &str, form: EditionForm, fiscal_year: FiscalYear, round: u8, on: Day) -> Self {
        Self {
            edition: edition.to_owned(),
            hash: hash.to_owned(),
            form,
            fiscal_year,
            round,
            begun_on: on,
            answers: Vec::new(),
            signed: None,
            note: String::new(),
        }
    }

    /// The checklist its edition is one of: `mhlw-cyber`.
    #[must_use]
    pub fn family(&self) -> &str {
        self.edition.split_once('/').map_or(self.edition.as_str(), |(family, _)| family)
    }

    /// The name of the edition in its family: `r7`.
    #[must_use]
    pub fn edition_name(&self) -> &str {
        self.edition.split_once('/').map_or("", |(_, edition)| edition)
    }

    /// Whether it still goes on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.signed.is_none()
    }

    /// What was answered to an item in this round.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Answered> {
        self.answers.iter().find(|answered| answered.item == item)
    }

    /// Puts an answer in the place of what was said to the item before.
    pub fn put(&mut self, answered: Answered) {
        match self.answers.iter_mut().find(|before| before.item == answered.item) {
            Some(before) => *before = answered,
            None => self.answers.push(answered),
        }
    }

    /// 令和8年度 1回目
    #[must_use]
    pub fn when(&self) -> String {
        format!("{} {}回目", self.fiscal_year.label(), self.round)
    }
}

/// The fields (項目) of the record. The answers have no field: they are given in the check itself.
pub mod field {
    use super::{Coded, EditionForm, Field, Input, Span};

    /// 点検表の版
    pub const EDITION: Field = Field::new("edition", "点検表の版", Input::Line).required();
    /// 様式
    pub const FORM: Field = Field::new("form", "様式", Input::Choice(EditionForm::CHOICES)).required();
    /// 始めた日
    pub const BEGUN_ON: Field = Field::new("begun_on", "点検を始めた日", Input::Day).span(Span::DEED).required();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[EDITION, FORM, BEGUN_ON, NOTE];
}

impl Record for Assessment {
    const KIND: Kind = Kind::Assessment;
    type Id = AssessmentId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        match &self.signed {
            Some(signed) => format!("{} {}", signed.title, self.when()),
            None => format!("{}（点検中）", self.when()),
        }
    }

    fn index(&self) -> Index {
        Index {
            on_day: Some(self.begun_on),
            is_active: true,
            sort_key: format!("{} {} {} {:03}", self.begun_on.iso(), self.edition, self.form.code(), self.round),
            search: fold(&self.title()),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::EDITION, &self.edition)
            .with_choice(&field::FORM, Some(self.form))
            .with_day(&field::BEGUN_ON, Some(self.begun_on))
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let edition = check.text(&field::EDITION);
        let form = check.choice(&field::FORM);
        let begun_on = check.past_day(&field::BEGUN_ON, today);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            let begun_on = begun_on?;
            let begun = Self::begun(&edition, "", form?, begun_on.fiscal_year(), 1, begun_on);
            Some(Self { note, ..begun })
        })
    }
}
