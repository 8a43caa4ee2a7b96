//! Ids of records: random, never reused, typed by what they point at.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of any record, written as a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(Uuid);

impl RecordId {
    /// A new random id.
    #[must_use]
    pub fn fresh() -> Self {
        Self(Uuid::new_v4())
    }

    /// An id made from 16 given bytes: the same bytes give the same id (sample data, imports).
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

impl FromStr for RecordId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
    }
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(RecordId);

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self {
                Self(id)
            }
        }

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

typed_ids!(
    /// 施設
    ClinicId,
    /// 役割
    RoleId,
    /// 利用者
    StaffId,
    /// 情報システム・連携ネットワーク
    SystemId,
    /// 利用者ID
    AccountId,
    /// 端末・機器・媒体
    DeviceId,
    /// 講習の受講
    LessonId,
    /// 運用ポリシーの確認
    PolicyReadId,
    /// 誓約書
    PledgeId,
    /// 自己点検
    SelfCheckId,
    /// 対応事項
    RemedyId,
    /// 研修
    TrainingId,
    /// 引き渡し・消去
    DisposalId,
    /// 開始・終了の手続き
    PassageId,
    /// 自己評価
    AssessmentId,
    /// 規程・文書
    DocumentId,
    /// 連絡先
    ContactId,
    /// バックアップ計画
    BackupPlanId,
    /// 復元の確認
    RestoreTestId,
    /// アクセスログの点検
    LogReviewId,
    /// 事業者
    VendorId,
    /// 保守契約
    ContractId,
    /// リモート保守
    RemoteId,
    /// MDS・SDS
    DisclosureId,
    /// 事業者の点検表
    VendorSheetId,
    /// 事故
    IncidentId,
    /// 持出し
    TakeoutId,
);
