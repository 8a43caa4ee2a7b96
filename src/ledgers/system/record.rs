//! システム: medical information systems and care networks (S001-S2, S000-L4.15; 連携ネットワーク).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, half, kana_key};
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, Span, SystemId};
use crate::coded;

coded! {
    /// システムの種類: the target systems of JAHIS Ver.3.3 (S001-S2) and those small clinics also run.
    pub enum SystemKind {
        CareNetwork = "care-network", "連携ネットワーク";
        Records = "records", "電子カルテ";
        OrderEntry = "order-entry", "オーダエントリー";
        Department = "department", "診療部門システム";
        Laboratory = "laboratory", "臨床・病理検査";
        Imaging = "imaging", "医用画像";
        Radiology = "radiology", "放射線";
        Dispensing = "dispensing", "調剤録電子保存";
        MedicationHistory = "medication-history", "電子薬歴";
        Receipt = "receipt", "レセコン";
        Eligibility = "eligibility", "オンライン資格確認";
        Prescription = "prescription", "電子処方箋";
        VisitingNurse = "visiting-nurse", "訪問看護記録";
        Care = "care", "介護システム";
        Other = "other", "その他";
    }
}

coded! {
    /// 有無
    pub enum YesNo {
        Yes = "yes", "有";
        No = "no", "無";
    }
}

coded! {
    /// セキュリティ更新の担当: who applies updates under the contract (S003-2.6c).
    pub enum PatchDuty {
        Vendor = "vendor", "事業者";
        Clinic = "clinic", "自院";
        Undecided = "undecided", "未定";
    }
}

coded! {
    /// 二要素認証の状況 (S000-B9, S003-2.10).
    pub enum TwoFactor {
        InUse = "in-use", "利用中";
        Planned = "planned", "予定あり";
        None = "none", "なし";
    }
}

/// A system or care network in use (情報システム・連携ネットワーク).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// システム名
    #[serde(default)]
    pub name: String,
    /// 種類
    pub kind: SystemKind,
    /// 連携ネットワークの名前 (MICT, 京あんしんネット …); empty for a system of the clinic's own
    #[serde(default)]
    pub network: String,
    /// 用途・正式な名前
    #[serde(default)]
    pub purpose: String,
    /// 事業者
    #[serde(default)]
    pub vendor: String,
    /// 事業者の電話番号
    #[serde(default)]
    pub vendor_phone: String,
    /// 保守契約
    #[serde(default)]
    pub contract: Option<YesNo>,
    /// 契約の期間・内容
    #[serde(default)]
    pub contract_note: String,
    /// セキュリティ更新の担当
    #[serde(default)]
    pub patch_duty: Option<PatchDuty>,
    /// 二要素認証
    #[serde(default)]
    pub two_factor: Option<TwoFactor>,
    /// 二要素認証の予定日
    #[serde(default)]
    pub two_factor_planned_on: Option<Day>,
    /// 利用開始日
    #[serde(default)]
    pub started_on: Option<Day>,
    /// 更新の予定日
    #[serde(default)]
    pub renewal_on: Option<Day>,
    /// 二要素認証を更新まで待つ理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub two_factor_note: String,
    /// 利用終了日
    #[serde(default)]
    pub ended_on: Option<Day>,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl System {
    /// Whether it belongs to a care network, and so to the network's ledger.
    #[must_use]
    pub fn is_network(&self) -> bool {
        self.kind == SystemKind::CareNetwork
    }

    /// A system with only a name and a kind.
    #[must_use]
    pub fn named(name: &str, kind: SystemKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            network: String::new(),
            purpose: String::new(),
            vendor: String::new(),
            vendor_phone: String::new(),
            contract: None,
            contract_note: String::new(),
            patch_duty: None,
            two_factor: None,
            two_factor_planned_on: None,
            started_on: None,
            renewal_on: None,
            two_factor_note: String::new(),
            ended_on: None,
            note: String::new(),
        }
    }
}

/// The fields (項目) of a system.
pub mod field {
    use super::{Coded, Field, Input, PatchDuty, Span, SystemKind, TwoFactor, YesNo};

    const BASIC: &str = "システム";
    const VENDOR: &str = "事業者と契約";
    const SAFETY: &str = "安全管理";

    /// システム名
    pub const NAME: Field = Field::new("name", "システム名", Input::Line).required().group(BASIC);
    /// 種類
    pub const KIND: Field =
        Field::new("kind", "システムの種類", Input::Choice(SystemKind::CHOICES)).required().group(BASIC);
    /// ネットワーク名
    pub const NETWORK: Field =
        Field::new("network", "連携ネットワーク名", Input::Line).group(BASIC).hint("例 MICT、京あんしんネット");
    /// 用途
    pub const PURPOSE: Field = Field::new("purpose", "用途", Input::Line).group(BASIC);
    /// 利用開始日
    pub const STARTED_ON: Field = Field::new("started_on", "利用開始日", Input::Day).group(BASIC);
    /// 利用終了日
    pub const ENDED_ON: Field =
        Field::new("ended_on", "利用終了日", Input::Day).group(BASIC).hint("利用している間は空のままにします");
    /// 事業者
    pub const VENDOR_NAME: Field = Field::new("vendor", "事業者", Input::Line).group(VENDOR);
    /// 電話
    pub const VENDOR_PHONE: Field = Field::new("vendor_phone", "事業者の電話番号", Input::Line).group(VENDOR);
    /// 保守契約
    pub const CONTRACT: Field = Field::new("contract", "保守契約", Input::Choice(YesNo::CHOICES)).group(VENDOR);
    /// 契約の期間・内容
    pub const CONTRACT_NOTE: Field =
        Field::new("contract_note", "契約の期間・内容", Input::Line).group(VENDOR).hint("例 R6.4.1～R9.3.31");
    /// セキュリティ更新の担当
    pub const PATCH_DUTY: Field =
        Field::new("patch_duty", "セキュリティ更新の担当", Input::Choice(PatchDuty::CHOICES)).group(VENDOR);
    /// 二要素認証
    pub const TWO_FACTOR: Field =
        Field::new("two_factor", "二要素認証", Input::Choice(TwoFactor::CHOICES)).group(SAFETY);
    /// 二要素認証の予定日
    pub const TWO_FACTOR_PLANNED_ON: Field =
        Field::new("two_factor_planned_on", "二要素認証の予定日", Input::Day).span(Span::PLAN).group(SAFETY);
    /// 更新の予定日
    pub const RENEWAL_ON: Field =
        Field::new("renewal_on", "システム更新の予定日", Input::Day).span(Span::PLAN).group(SAFETY);
    /// 二要素認証を更新まで待つ理由
    pub const TWO_FACTOR_NOTE: Field = Field::new("two_factor_note", "二要素認証を更新まで待つ理由", Input::Line)
        .group(SAFETY)
        .hint("対応できる事業者を選ぶことも書きます")
        .wide();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(SAFETY);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        NAME,
        KIND,
        NETWORK,
        PURPOSE,
        STARTED_ON,
        ENDED_ON,
        VENDOR_NAME,
        VENDOR_PHONE,
        CONTRACT,
        CONTRACT_NOTE,
        PATCH_DUTY,
        TWO_FACTOR,
        TWO_FACTOR_PLANNED_ON,
        RENEWAL_ON,
        TWO_FACTOR_NOTE,
        NOTE,
    ];
}

impl Record for System {
    const KIND: Kind = Kind::System;
    type Id = SystemId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn index(&self) -> Index {
        let place = SystemKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        Index {
            on_day: self.started_on,
            due_day: self.renewal_on,
            is_active: self.ended_on.is_none(),
            sort_key: format!("{place:02}{}", kana_key(&self.name)),
            search: fold(
                &[self.name.as_str(), self.kind.label(), &self.network, &self.purpose, &self.vendor].join(" "),
            ),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with(&field::NAME, &self.name)
            .with_choice(&field::KIND, Some(self.kind))
            .with(&field::NETWORK, &self.network)
            .with(&field::PURPOSE, &self.purpose)
            .with(&field::VENDOR_NAME, &self.vendor)
            .with(&field::VENDOR_PHONE, &self.vendor_phone)
            .with_choice(&field::CONTRACT, self.contract)
            .with(&field::CONTRACT_NOTE, &self.contract_note)
            .with_choice(&field::PATCH_DUTY, self.patch_duty)
            .with_choice(&field::TWO_FACTOR, self.two_factor)
            .with_day(&field::TWO_FACTOR_PLANNED_ON, self.two_factor_planned_on)
            .with_day(&field::STARTED_ON, self.started_on)
            .with_day(&field::RENEWAL_ON, self.renewal_on)
            .with(&field::TWO_FACTOR_NOTE, &self.two_factor_note)
            .with_day(&field::ENDED_ON, self.ended_on)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let name = check.text(&field::NAME);
        let kind = check.choice(&field::KIND);
        let network = check.text(&field::NETWORK);
        let purpose = check.text(&field::PURPOSE);
        let vendor = check.text(&field::VENDOR_NAME);
        let vendor_phone = half(&check.text(&field::VENDOR_PHONE));
        let contract = check.choice(&field::CONTRACT);
        let contract_note = check.text(&field::CONTRACT_NOTE);
        let patch_duty = check.choice(&field::PATCH_DUTY);
        let two_factor = check.choice(&field::TWO_FACTOR);
        let two_factor_planned_on = check.day(&field::TWO_FACTOR_PLANNED_ON);
        if two_factor == Some(TwoFactor::Planned) && two_factor_planned_on.is_none() {
            check.breach(&field::TWO_FACTOR_PLANNED_ON, "予定日を入力してください。例 R9.3.31");
        }
        let started_on = check.day(&field::STARTED_ON);
        let renewal_on = check.day(&field::RENEWAL_ON);
        let two_factor_note = check.text(&field::TWO_FACTOR_NOTE);
        let ended_on = check.day(&field::ENDED_ON);
        if let (Some(started), Some(ended)) = (started_on, ended_on)
            && ended < started
        {
            check.breach(&field::ENDED_ON, "利用開始日より前の日付です。どちらかを直してください");
        }
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                name,
                kind: kind?,
                network,
                purpose,
                vendor,
                vendor_phone,
                contract,
                contract_note,
                patch_duty,
                two_factor,
                two_factor_planned_on,
                started_on,
                renewal_on,
                two_factor_note,
                ended_on,
                note,
            })
        })
    }
}
