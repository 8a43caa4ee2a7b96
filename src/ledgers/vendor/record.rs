//! 事業者: who maintains, hosts or connects the clinic's systems, and whom to call when they fail (S003-2.6c, B-2).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, half, kana_key};
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, VendorId};
use crate::coded;

coded! {
    /// 頼んでいること
    pub enum Service {
        Maintenance = "maintenance", "保守";
        Cloud = "cloud", "クラウド";
        Line = "line", "回線";
        Security = "security", "情報セキュリティ";
        Equipment = "equipment", "機器の販売・設置";
        Network = "network", "連携ネットワークの事務局";
        Other = "other", "その他";
    }
}

/// A vendor (事業者).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vendor {
    /// 事業者名
    pub name: String,
    /// 頼んでいること
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// 担当者
    pub person: String,
    /// 電話番号
    pub phone: String,
    /// 障害のときの電話番号
    pub fault_phone: String,
    /// 障害の受付時間
    pub fault_hours: String,
    /// メールアドレス
    pub mail: String,
    /// 住所
    pub address: String,
    /// 事業者の安全管理責任者
    pub safety_person: String,
    /// 取引を終えた日
    pub ended_on: Option<Day>,
    /// 備考
    pub note: String,
}

impl Vendor {
    /// Whether the clinic still has to do with it on a day.
    #[must_use]
    pub fn is_active_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// 「保守・クラウド」, empty where nothing was said.
    #[must_use]
    pub fn service_line(&self) -> String {
        self.services.iter().map(|service| service.label()).collect::<Vec<_>>().join("・")
    }

    /// Whether a name that was typed elsewhere is this vendor's.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        !name.trim().is_empty() && key(&self.name) == key(name)
    }
}

/// A name as it is compared: 株式会社 and （株） are the same, and so is a name without either.
fn key(name: &str) -> String {
    let mut folded = fold(name);
    for form in ["株式会社", "(株)", "有限会社", "(有)", "合同会社", "(同)"] {
        folded = folded.replace(&fold(form), "");
    }
    folded
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Service};

    const BASIC: &str = "事業者";
    const REACH: &str = "連絡先";
    const SAFETY: &str = "安全管理";

    /// 事業者名
    pub const NAME: Field = Field::new("name", "事業者名", Input::Line).required().group(BASIC).wide();
    /// 頼んでいること
    pub const SERVICES: Field = Field::new("services", "頼んでいること", Input::Many(Service::CHOICES)).group(BASIC);
    /// 取引を終えた日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "取引を終えた日", Input::Day).group(BASIC).hint("取引がある間は空のままにします");
    /// 担当者
    pub const PERSON: Field = Field::new("person", "担当者", Input::Line).group(REACH);
    /// 電話番号
    pub const PHONE: Field = Field::new("phone", "電話番号", Input::Line).group(REACH);
    /// 障害のときの電話番号
    pub const FAULT_PHONE: Field = Field::new("fault_phone", "障害のときの電話番号", Input::Line).group(REACH);
    /// 障害の受付時間
    pub const FAULT_HOURS: Field =
        Field::new("fault_hours", "障害の受付時間", Input::Line).group(REACH).hint("例 平日 9時～18時、24時間");
    /// メールアドレス
    pub const MAIL: Field = Field::new("mail", "メールアドレス", Input::Mail).group(REACH);
    /// 住所
    pub const ADDRESS: Field = Field::new("address", "住所", Input::Line).group(REACH);
    /// 事業者の安全管理責任者
    pub const SAFETY_PERSON: Field = Field::new("safety_person", "事業者の安全管理責任者", Input::Line).group(SAFETY);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(SAFETY);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] =
        &[NAME, SERVICES, ENDED_ON, PERSON, PHONE, FAULT_PHONE, FAULT_HOURS, MAIL, ADDRESS, SAFETY_PERSON, NOTE];
}

impl Record for Vendor {
    const KIND: Kind = Kind::Vendor;
    type Id = VendorId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn index(&self) -> Index {
        Index {
            is_active: self.ended_on.is_none(),
            sort_key: kana_key(&self.name),
            search: fold(&[self.name.as_str(), &self.service_line(), &self.person, &self.safety_person].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::NAME, &self.name)
            .with_many(&field::SERVICES, &self.services)
            .with(&field::PERSON, &self.person)
            .with(&field::PHONE, &self.phone)
            .with(&field::FAULT_PHONE, &self.fault_phone)
            .with(&field::FAULT_HOURS, &self.fault_hours)
            .with(&field::MAIL, &self.mail)
            .with(&field::ADDRESS, &self.address)
            .with(&field::SAFETY_PERSON, &self.safety_person)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let name = check.text(&field::NAME);
        let services = check.many(&field::SERVICES);
        let person = check.text(&field::PERSON);
        let phone = half(&check.text(&field::PHONE));
        let fault_phone = half(&check.text(&field::FAULT_PHONE));
        let fault_hours = check.text(&field::FAULT_HOURS);
        let mail = check.mail(&field::MAIL);
        let address = check.text(&field::ADDRESS);
        let safety_person = check.text(&field::SAFETY_PERSON);
        let ended_on = check.day(&field::ENDED_ON);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                name,
                services,
                person,
                phone,
                fault_phone,
                fault_hours,
                mail,
                address,
                safety_person,
                ended_on,
                note,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Vendor;

    #[test]
    fn a_vendor_is_found_however_its_name_was_typed() {
        let vendor = Vendor { name: "株式会社みほんシステム".to_owned(), ..Vendor::default() };
        for name in
            ["株式会社みほんシステム", "（株）みほんシステム", "㈱ミホンシステム", "みほんシステム", " みほん システム"]
        {
            assert!(vendor.is_called(name), "{name}");
        }
        assert!(!vendor.is_called("") && !vendor.is_called("みほん") && !vendor.is_called("株式会社"));
    }
}
