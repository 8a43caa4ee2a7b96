//! The kinds of record (帳簿の種類) the clinic keeps.

use serde::{Deserialize, Serialize};

/// A kind of record (帳簿の種類). Its code is stored in the journal and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 施設
    Clinic,
    /// 役割
    Role,
    /// 利用者
    Staff,
    /// 情報システム・連携ネットワーク
    System,
    /// 利用者ID
    Account,
    /// 端末・機器・媒体
    Device,
    /// 講習の受講
    Attendance,
    /// 運用ポリシーの確認
    PolicyRead,
    /// 誓約書
    Pledge,
    /// 自己点検
    SelfCheck,
    /// 対応事項
    Remedy,
    /// 研修
    Training,
    /// 引き渡し・消去
    Disposal,
    /// 開始・終了の手続き
    Passage,
    /// 自己評価
    Assessment,
    /// 規程・文書
    Document,
    /// 連絡先
    Contact,
    /// バックアップ計画
    BackupPlan,
    /// 復元の確認
    RestoreTest,
    /// アクセスログの点検
    LogReview,
    /// 事業者
    Vendor,
    /// 保守契約
    Contract,
    /// リモート保守
    Remote,
    /// MDS・SDS
    Disclosure,
    /// 事業者の点検表
    VendorSheet,
    /// 事故
    Incident,
    /// 持出し
    Takeout,
}

impl Kind {
    /// Every kind, in the order the menus show them.
    pub const ALL: [Self; 27] = [
        Self::Clinic,
        Self::Role,
        Self::Staff,
        Self::System,
        Self::Account,
        Self::Device,
        Self::Attendance,
        Self::PolicyRead,
        Self::Pledge,
        Self::SelfCheck,
        Self::Remedy,
        Self::Training,
        Self::Disposal,
        Self::Passage,
        Self::Assessment,
        Self::Document,
        Self::Contact,
        Self::BackupPlan,
        Self::RestoreTest,
        Self::LogReview,
        Self::Vendor,
        Self::Contract,
        Self::Remote,
        Self::Disclosure,
        Self::VendorSheet,
        Self::Incident,
        Self::Takeout,
    ];

    /// The stable code: journal, command line, file names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clinic => "clinic",
            Self::Role => "role",
            Self::Staff => "staff",
            Self::System => "system",
            Self::Account => "account",
            Self::Device => "device",
            Self::Attendance => "attendance",
            Self::PolicyRead => "policy-read",
            Self::Pledge => "pledge",
            Self::SelfCheck => "self-check",
            Self::Remedy => "remedy",
            Self::Training => "training",
            Self::Disposal => "disposal",
            Self::Passage => "passage",
            Self::Assessment => "assessment",
            Self::Document => "document",
            Self::Contact => "contact",
            Self::BackupPlan => "backup-plan",
            Self::RestoreTest => "restore-test",
            Self::LogReview => "log-review",
            Self::Vendor => "vendor",
            Self::Contract => "contract",
            Self::Remote => "remote",
            Self::Disclosure => "disclosure",
            Self::VendorSheet => "vendor-sheet",
            Self::Incident => "incident",
            Self::Takeout => "takeout",
        }
    }

    /// The word on screen and on paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clinic => "施設",
            Self::Role => "役割",
            Self::Staff => "利用者",
            Self::System => "システム",
            Self::Account => "利用者ID",
            Self::Device => "端末",
            Self::Attendance => "講習",
            Self::PolicyRead => "運用ポリシーの確認",
            Self::Pledge => "誓約書",
            Self::SelfCheck => "自己点検",
            Self::Remedy => "対応事項",
            Self::Training => "研修",
            Self::Disposal => "引き渡し・消去",
            Self::Passage => "開始・終了の手続き",
            Self::Assessment => "自己評価",
            Self::Document => "規程・文書",
            Self::Contact => "連絡先",
            Self::BackupPlan => "バックアップ計画",
            Self::RestoreTest => "復元の確認",
            Self::LogReview => "アクセスログの点検",
            Self::Vendor => "事業者",
            Self::Contract => "保守契約",
            Self::Remote => "リモート保守",
            Self::Disclosure => "MDS・SDS",
            Self::VendorSheet => "事業者の点検表",
            Self::Incident => "事故",
            Self::Takeout => "持出し",
        }
    }

    /// The kind with this code, if any.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
