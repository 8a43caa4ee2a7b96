//! 連絡先: whom to call in an incident, inside and outside the clinic (S003-3.1, C-13).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, half, kana_key};
use crate::base::{Breach, Check, Coded, ContactId, Day, Draft, Field, Index, Input, Kind, Record, Span};
use crate::coded;

coded! {
    /// 連絡先の区分 (S003-3.1c, B-7).
    pub enum Slot {
        Inside = "inside", "施設内";
        Vendor = "vendor", "事業者";
        SecurityVendor = "security-vendor", "情報セキュリティの事業者";
        Expert = "expert", "外部の専門家";
        Police = "police", "都道府県警察";
        Ministry = "ministry", "厚生労働省・所管の官庁";
        Prefecture = "prefecture", "都道府県・保健所";
        Ppc = "ppc", "個人情報保護委員会";
        Network = "network", "連携ネットワークの事務局";
        Association = "association", "医師会・薬剤師会";
        Insurer = "insurer", "保険会社";
        Carrier = "carrier", "通信会社";
        Other = "other", "その他";
    }
}

impl Slot {
    /// The ones a contact chart has to show (S003-3.1c).
    pub const ASKED: [Self; 6] =
        [Self::Inside, Self::Vendor, Self::SecurityVendor, Self::Expert, Self::Police, Self::Ministry];

    /// What a chart is for: whom to tell or ask there.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Inside => "管理責任者と、その代わりに判断する人",
            Self::Vendor => "電子カルテなど、システムの保守の窓口",
            Self::SecurityVendor => "被害の調査や復旧を頼める事業者",
            Self::Expert => "相談できる専門家や団体",
            Self::Police => "サイバー犯罪の相談窓口",
            Self::Ministry => "サイバー攻撃が疑われるときの連絡先",
            Self::Prefecture => "医療法・薬機法の所管の窓口",
            Self::Ppc => "個人データが漏えいしたときの報告先",
            Self::Network => "IDの停止や、患者情報の事故の連絡先",
            Self::Association => "会員の相談窓口",
            Self::Insurer => "サイバー保険の事故受付",
            Self::Carrier => "回線の停止や、端末の遠隔ロックの窓口",
            Self::Other => "",
        }
    }
}

/// After so many months a contact is checked again (C-13).
pub const CHECK_MONTHS: i32 = 12;

/// A contact (連絡先).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 名称
    pub name: String,
    /// 区分
    pub slot: Slot,
    /// 担当者
    #[serde(default)]
    pub person: String,
    /// 電話番号
    #[serde(default)]
    pub phone: String,
    /// 受付時間
    #[serde(default)]
    pub hours: String,
    /// つながらないとき
    #[serde(default)]
    pub deputy: String,
    /// 取り決め
    #[serde(default)]
    pub agreement: String,
    /// 出典
    #[serde(default)]
    pub source: String,
    /// 確認日
    #[serde(default)]
    pub checked_on: Option<Day>,
    /// 連絡する順
    #[serde(default)]
    pub place: Option<u16>,
    /// 使わなくなった日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Contact {
    /// Whether it is in the chart on a day.
    #[must_use]
    pub fn is_used_on(&self, day: Day) -> bool {
        self.ended_on.is_none_or(|ended| day <= ended)
    }

    /// When it is to be checked again.
    #[must_use]
    pub fn check_due(&self) -> Option<Day> {
        self.checked_on.map(|day| day.plus_months(CHECK_MONTHS))
    }
}

/// The fields (項目) of the record.
pub mod field {
    use super::{Coded, Field, Input, Slot, Span};

    const BASIC: &str = "連絡先";
    const CHECKED: &str = "取り決めと確認";

    /// 区分
    pub const SLOT: Field = Field::new("slot", "区分", Input::Choice(Slot::CHOICES)).required().group(BASIC);
    /// 名称
    pub const NAME: Field =
        Field::new("name", "名称", Input::Line).required().group(BASIC).hint("人の名前か、会社・窓口の名前");
    /// 担当者
    pub const PERSON: Field = Field::new("person", "担当者・部署", Input::Line).group(BASIC);
    /// 電話番号
    pub const PHONE: Field = Field::new("phone", "電話番号", Input::Line).group(BASIC);
    /// 受付時間
    pub const HOURS: Field = Field::new("hours", "受付時間", Input::Line).group(BASIC).hint("例 平日9時～17時、24時間");
    /// つながらないとき
    pub const DEPUTY: Field =
        Field::new("deputy", "つながらないときの連絡先", Input::Line).group(BASIC).hint("代わりの人、夜間の番号など");
    /// 連絡する順
    pub const PLACE: Field =
        Field::new("place", "連絡する順", Input::Line).group(BASIC).hint("同じ区分の中の順番。例 1");
    /// 取り決め
    pub const AGREEMENT: Field = Field::new("agreement", "取り決め", Input::Line)
        .group(CHECKED)
        .wide()
        .hint("事故のときに助けてもらう約束。例 保守契約書 第8条");
    /// 出典
    pub const SOURCE: Field =
        Field::new("source", "どこで確かめたか", Input::Line).group(CHECKED).hint("例 契約書、公式のホームページ");
    /// 確認日
    pub const CHECKED_ON: Field = Field::new("checked_on", "確認日", Input::Day)
        .span(Span::DEED)
        .group(CHECKED)
        .hint("番号が今も正しいと確かめた日");
    /// 使わなくなった日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "使わなくなった日", Input::Day).group(CHECKED).hint("使っている間は空のままにします");
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(CHECKED);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] =
        &[SLOT, NAME, PERSON, PHONE, HOURS, DEPUTY, PLACE, AGREEMENT, SOURCE, CHECKED_ON, ENDED_ON, NOTE];
}

impl Record for Contact {
    const KIND: Kind = Kind::Contact;
    type Id = ContactId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn index(&self) -> Index {
        let slot = Slot::ALL.iter().position(|slot| *slot == self.slot).unwrap_or_default();
        let words = [self.name.as_str(), self.slot.label(), &self.person, &self.phone, &self.note];
        Index {
            on_day: self.checked_on,
            is_active: self.ended_on.is_none(),
            sort_key: format!("{slot:02}{:05}{}", self.place.unwrap_or(u16::MAX), kana_key(&self.name)),
            search: fold(&words.join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_choice(&field::SLOT, Some(self.slot))
            .with(&field::NAME, &self.name)
            .with(&field::PERSON, &self.person)
            .with(&field::PHONE, &self.phone)
            .with(&field::HOURS, &self.hours)
            .with(&field::DEPUTY, &self.deputy)
            .with_number(&field::PLACE, self.place)
            .with(&field::AGREEMENT, &self.agreement)
            .with(&field::SOURCE, &self.source)
            .with_day(&field::CHECKED_ON, self.checked_on)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let slot = check.choice(&field::SLOT);
        let name = check.text(&field::NAME);
        let person = check.text(&field::PERSON);
        let phone = half(&check.text(&field::PHONE));
        let hours = check.text(&field::HOURS);
        let deputy = check.text(&field::DEPUTY);
        let place = check.number(&field::PLACE, 99);
        let agreement = check.text(&field::AGREEMENT);
        let source = check.text(&field::SOURCE);
        let checked_on = check.past_day(&field::CHECKED_ON, today);
        let ended_on = check.past_day(&field::ENDED_ON, today);
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                name,
                slot: slot?,
                person,
                phone,
                hours,
                deputy,
                agreement,
                source,
                checked_on,
                place,
                ended_on,
                note,
            })
        })
    }
}
