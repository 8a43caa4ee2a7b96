//! 事業者の点検表: the form 事業者確認用 of one vendor and fiscal year, handed out and come back (S003-X2, C-22).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, numerals};
use crate::base::{
    Breach, Check, Coded, Day, Draft, Field, FiscalYear, Index, Input, Kind, Record, Span, SystemId, VendorId,
    VendorSheetId,
};
use crate::coded;

coded! {
    /// 回答
    pub enum Reply {
        Yes = "yes", "はい";
        No = "no", "いいえ";
        NotApplicable = "not-applicable", "対象外";
    }
}

/// What a vendor answered to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorAnswer {
    /// The item's stable id.
    pub item: String,
    /// Its number and words as they stood on the form.
    pub asked: String,
    /// 回答; none where it was left open and something else was written.
    #[serde(default)]
    pub reply: Option<Reply>,
    /// 確認日
    #[serde(default)]
    pub checked_on: Option<Day>,
    /// 目標日
    #[serde(default)]
    pub target_on: Option<Day>,
    /// 備考
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One vendor's form (事業者の点検表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorSheet {
    /// 事業者
    pub vendor: VendorId,
    /// 年度
    pub fiscal_year: FiscalYear,
    /// 対象のシステム
    #[serde(default)]
    pub systems: Vec<SystemId>,
    /// 点検表の版: `mhlw-cyber/r7`
    #[serde(default)]
    pub edition: String,
    /// The hash of the edition's file, in hex.
    #[serde(default)]
    pub hash: String,
    /// 渡した日
    #[serde(default)]
    pub handed_on: Option<Day>,
    /// 返ってきた日
    #[serde(default)]
    pub returned_on: Option<Day>,
    /// 答えた人
    #[serde(default)]
    pub answered_by: String,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// What was answered, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<VendorAnswer>,
}

/// How a vendor's form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 用意しただけ
    Prepared,
    /// 渡した
    HandedOut,
    /// 返ってきた
    Returned,
}

impl VendorSheet {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, day: Day) -> Standing {
        let is_by = |on: Option<Day>| on.is_some_and(|on| on <= day);
        match (is_by(self.handed_on), is_by(self.returned_on)) {
            (_, true) => Standing::Returned,
            (true, false) => Standing::HandedOut,
            (false, false) => Standing::Prepared,
        }
    }

    /// What was answered to an item.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&VendorAnswer> {
        self.answers.iter().find(|answer| answer.item == item)
    }

    /// How many were answered so.
    #[must_use]
    pub fn count(&self, reply: Reply) -> usize {
        self.answers.iter().filter(|answer| answer.reply == Some(reply)).count()
    }

    /// 「はい 10・いいえ 2・対象外 1」
    #[must_use]
    pub fn summary(&self) -> String {
        let counted = Reply::ALL.iter().map(|reply| (reply, self.count(*reply))).filter(|(_, n)| *n > 0);
        counted.map(|(reply, n)| format!("{} {n}", reply.label())).collect::<Vec<_>>().join("・")
    }

    /// The items that were answered いいえ without a day until which they are seen to.
    pub fn without_target(&self) -> impl Iterator<Item = &VendorAnswer> {
        self.answers.iter().filter(|answer| answer.reply == Some(Reply::No) && answer.target_on.is_none())
    }
}

/// Reads 令和8年度, R8, 8 or 2026.
#[must_use]
pub fn read_year(text: &str) -> Option<FiscalYear> {
    let plain = numerals(text);
    let plain = plain.strip_suffix("年度").or_else(|| plain.strip_suffix('年')).unwrap_or(&plain);
    let plain = if plain == "令和元" { "令和1".to_owned() } else { plain.to_owned() };
    let number = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let head = plain.strip_suffix(number)?;
    let year = number.parse::<i32>().ok()?;
    let year = match head.to_uppercase().as_str() {
        "令和" | "R" if (1..100).contains(&year) => 2018 + year,
        "" if (1..100).contains(&year) => 2018 + year,
        "" => year,
        _ => return None,
    };
    // The first fiscal year any of these forms was published for is 令和5年度.
    Day::new(year, 4, 1).filter(|_| (2019..2100).contains(&year)).map(Day::fiscal_year)
}

/// The fields (項目) of the record. The answers have no field: they are read back from the file or typed on the page.
pub mod field {
    use super::{Field, Input, Kind, Span};

    const BASIC: &str = "点検表";
    const DAYS: &str = "やりとり";

    /// 事業者
    pub const VENDOR: Field = Field::new("vendor", "事業者", Input::Link(Kind::Vendor)).required().group(BASIC);
    /// 年度
    pub const FISCAL_YEAR: Field =
        Field::new("fiscal_year", "年度", Input::Line).required().group(BASIC).hint("例 令和8年度");
    /// 対象のシステム
    pub const SYSTEMS: Field = Field::new("systems", "対象のシステム", Input::Links(Kind::System)).group(BASIC);
    /// 渡した日
    pub const HANDED_ON: Field = Field::new("handed_on", "渡した日", Input::Day).span(Span::DEED).group(DAYS);
    /// 返ってきた日
    pub const RETURNED_ON: Field = Field::new("returned_on", "返ってきた日", Input::Day)
        .span(Span::DEED)
        .group(DAYS)
        .hint("まだのときは空のままにします");
    /// 答えた人
    pub const ANSWERED_BY: Field =
        Field::new("answered_by", "答えた人", Input::Line).group(DAYS).hint("事業者の担当者の名前");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(DAYS);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[VENDOR, FISCAL_YEAR, SYSTEMS, HANDED_ON, RETURNED_ON, ANSWERED_BY, NOTE];
}

impl Record for VendorSheet {
    const KIND: Kind = Kind::VendorSheet;
    type Id = VendorSheetId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        format!("{} {}", Kind::VendorSheet.label(), self.fiscal_year.label())
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.vendor.into()),
            on_day: self.returned_on,
            is_active: true,
            sort_key: self.fiscal_year.first_day().map(Day::iso).unwrap_or_default(),
            search: fold(&[self.fiscal_year.label().as_str(), &self.answered_by, &self.note].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::VENDOR, Some(self.vendor))
            .with(&field::FISCAL_YEAR, self.fiscal_year.label())
            .with_links(&field::SYSTEMS, &self.systems)
            .with_day(&field::HANDED_ON, self.handed_on)
            .with_day(&field::RETURNED_ON, self.returned_on)
            .with(&field::ANSWERED_BY, &self.answered_by)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let vendor = check.link(&field::VENDOR);
        let said = check.text(&field::FISCAL_YEAR);
        let fiscal_year = read_year(&said);
        if fiscal_year.is_none() && !said.is_empty() {
            check.breach(&field::FISCAL_YEAR, "年度として読めません。例 令和8年度");
        }
        let systems = check.links(&field::SYSTEMS);
        let handed_on = check.past_day(&field::HANDED_ON, today);
        let returned_on = check.past_day(&field::RETURNED_ON, today);
        if let (Some(handed), Some(returned)) = (handed_on, returned_on)
            && returned < handed
        {
            check.breach(&field::RETURNED_ON, "渡した日より前の日付です。どちらかを直してください");
        }
        let answered_by = check.text(&field::ANSWERED_BY);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                vendor: vendor?,
                fiscal_year: fiscal_year?,
                systems,
                edition: String::new(),
                hash: String::new(),
                handed_on,
                returned_on,
                answered_by,
                note,
                answers: Vec::new(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::read_year;

    #[test]
    fn a_fiscal_year_is_read_however_it_is_typed() {
        for text in ["令和8年度", "令和８年", "R8", "r8年度", "8", "2026", "2026年度"] {
            assert_eq!(read_year(text).map(|year| year.label()).as_deref(), Some("令和8年度"), "{text}");
        }
        assert_eq!(read_year("令和元年度").map(|year| year.label()).as_deref(), Some("令和元年度"));
        for text in ["", "今年", "平成30年度", "0", "昨年8", "20265", "令和8年度7", "R 1 0", "20 26", "20年26", "8²"]
        {
            assert_eq!(read_year(text), None, "{text}");
        }
    }
}
