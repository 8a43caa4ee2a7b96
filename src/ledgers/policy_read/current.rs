//! 今の運用ポリシー: the version everybody is to have read; a new one makes everybody 未読 (S000-L4.12).

use serde::{Deserialize, Serialize};

use super::record::PolicyRead;
use crate::vault::{Reader, VaultError};

/// The setting's name.
pub const SETTING: &str = "policy.current";

/// The version of now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentPolicy {
    /// 名前
    pub name: String,
    /// 版
    pub edition: String,
    /// Where it can be read.
    #[serde(default)]
    pub place: String,
}

impl CurrentPolicy {
    /// What the clinic says; `None` while it has said nothing.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Option<Self>, VaultError> {
        Ok(read.setting(SETTING)?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Whether somebody has read this very version.
    #[must_use]
    pub fn is_read(&self, read: &PolicyRead) -> bool {
        read.policy == self.name && read.edition == self.edition
    }
}
