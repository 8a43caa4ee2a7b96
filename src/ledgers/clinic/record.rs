//! 施設: the clinic itself. One record a ledger.

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, half, kana_key};
use crate::base::{Breach, Check, ClinicId, Coded, Day, Draft, Field, Index, Input, Kind, Record, Span};
use crate::coded;

coded! {
    /// 施設の種類: what the guideline counts among 医療機関等 (JAHIS Ver.3.3, scope; S001-S1).
    pub enum Facility {
        Hospital = "hospital", "病院";
        Clinic = "clinic", "一般診療所";
        Dental = "dental", "歯科診療所";
        Midwifery = "midwifery", "助産所";
        Pharmacy = "pharmacy", "薬局";
        VisitingNurse = "visiting-nurse", "訪問看護ステーション";
        Care = "care", "介護事業者";
        NetworkOperator = "network-operator", "医療情報連携ネットワーク運営事業者";
    }
}

coded! {
    /// 私物端末の方針: each facility decides (京あんしんネット 運用の手引き; S004-1.8).
    pub enum ByodPolicy {
        Forbidden = "forbidden", "認めない";
        ByPermission = "by-permission", "許可制";
        Allowed = "allowed", "認める";
    }
}

/// The clinic (施設).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clinic {
    /// 施設名
    pub name: String,
    /// フリガナ
    pub kana: String,
    /// 施設の種類
    pub facility: Facility,
    /// 法人名
    pub corporation: String,
    /// 医療機関コード・事業所番号
    pub code: String,
    /// 郵便番号
    pub postal_code: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// 私物端末の方針
    pub byod: Option<ByodPolicy>,
    /// 私物端末の方針を決めた日
    pub byod_decided_on: Option<Day>,
    /// 備考
    pub note: String,
}

impl Default for Clinic {
    fn default() -> Self {
        Self {
            name: String::new(),
            kana: String::new(),
            facility: Facility::Clinic,
            corporation: String::new(),
            code: String::new(),
            postal_code: String::new(),
            address: String::new(),
            phone: String::new(),
            byod: None,
            byod_decided_on: None,
            note: String::new(),
        }
    }
}

impl Clinic {
    /// The fields every printed ledger needs that are still empty.
    #[must_use]
    pub fn missing(&self) -> Vec<Field> {
        let Self { code, address, phone, byod, .. } = self;
        [
            (code.is_empty(), field::CODE),
            (address.is_empty(), field::ADDRESS),
            (phone.is_empty(), field::PHONE),
            (byod.is_none(), field::BYOD),
        ]
        .into_iter()
        .filter_map(|(is_missing, field)| is_missing.then_some(field))
        .collect()
    }
}

/// The fields (項目) of the clinic.
pub mod field {
    use super::{ByodPolicy, Coded, Facility, Field, Input, Span};

    const BASIC: &str = "施設の基本情報";
    const RULES: &str = "施設の決まり";

    /// 施設名
    pub const NAME: Field =
        Field::new("name", "施設名", Input::Line).required().group(BASIC).hint("印刷物の表題に出ます");
    /// フリガナ
    pub const KANA: Field = Field::new("kana", "施設名フリガナ", Input::Kana).group(BASIC);
    /// 施設の種類
    pub const FACILITY: Field =
        Field::new("facility", "施設の種類", Input::Choice(Facility::CHOICES)).required().group(BASIC);
    /// 法人名
    pub const CORPORATION: Field = Field::new("corporation", "法人名", Input::Line).group(BASIC);
    /// 医療機関コード・事業所番号
    pub const CODE: Field =
        Field::new("code", "医療機関コード・事業所番号", Input::Line).group(BASIC).hint("数字で入力します");
    /// 郵便番号
    pub const POSTAL_CODE: Field = Field::new("postal_code", "郵便番号", Input::Line).group(BASIC).hint("例 880-0000");
    /// 所在地
    pub const ADDRESS: Field = Field::new("address", "所在地", Input::Line).group(BASIC).wide();
    /// 電話番号
    pub const PHONE: Field = Field::new("phone", "電話番号", Input::Line).group(BASIC);
    /// 私物端末の方針
    pub const BYOD: Field = Field::new("byod", "私物端末の方針", Input::Choice(ByodPolicy::CHOICES)).group(RULES);
    /// 方針を決めた日
    pub const BYOD_DECIDED_ON: Field =
        Field::new("byod_decided_on", "私物端末の方針を決めた日", Input::Day).span(Span::DEED).group(RULES);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(RULES);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] =
        &[NAME, KANA, FACILITY, CORPORATION, CODE, POSTAL_CODE, ADDRESS, PHONE, BYOD, BYOD_DECIDED_ON, NOTE];
}

impl Record for Clinic {
    const KIND: Kind = Kind::Clinic;
    type Id = ClinicId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn index(&self) -> Index {
        Index {
            is_active: true,
            sort_key: kana_key(if self.kana.is_empty() { &self.name } else { &self.kana }),
            search: fold(&[self.name.as_str(), &self.kana, &self.corporation, &self.code].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::NAME, &self.name)
            .with(&field::KANA, &self.kana)
            .with_choice(&field::FACILITY, Some(self.facility))
            .with(&field::CORPORATION, &self.corporation)
            .with(&field::CODE, &self.code)
            .with(&field::POSTAL_CODE, &self.postal_code)
            .with(&field::ADDRESS, &self.address)
            .with(&field::PHONE, &self.phone)
            .with_choice(&field::BYOD, self.byod)
            .with_day(&field::BYOD_DECIDED_ON, self.byod_decided_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let name = check.text(&field::NAME);
        let kana = check.kana(&field::KANA);
        let facility = check.choice(&field::FACILITY);
        let corporation = check.text(&field::CORPORATION);
        let code = half(&check.text(&field::CODE));
        if code.chars().any(|c| !c.is_ascii_alphanumeric() && c != '-') {
            check.breach(&field::CODE, "数字（と英字、ハイフン）で入力してください");
        }
        let postal_code = half(&check.text(&field::POSTAL_CODE));
        let address = check.text(&field::ADDRESS);
        let phone = half(&check.text(&field::PHONE));
        let byod = check.choice(&field::BYOD);
        let byod_decided_on = check.past_day(&field::BYOD_DECIDED_ON, today);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                name,
                kana,
                facility: facility?,
                corporation,
                code,
                postal_code,
                address,
                phone,
                byod,
                byod_decided_on,
                note,
            })
        })
    }
}
