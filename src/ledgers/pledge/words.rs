//! 誓約書の文面: the clinic's own wording, where it has one. Each version that was signed stays in the ledger by its hash.

use serde::{Deserialize, Serialize};

use crate::vault::{Reader, VaultError, sha256_hex};

/// The setting that holds the clinic's own wording.
pub const SETTING: &str = "pledge.words";

/// The words a person signs (誓約書の文面).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// 題名
    pub title: String,
    /// 版
    pub version: String,
    /// 本文: paragraphs and numbered clauses, a line each.
    pub body: String,
    /// Whether those who signed other words sign these too.
    #[serde(default)]
    pub is_to_renew: bool,
}

impl Words {
    /// The clinic's own; `None` where it uses ours.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>) -> Result<Option<Self>, VaultError> {
        Ok(read.setting(SETTING)?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// All of it, as it is hashed and kept: title, version, body.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}\n{}\n{}", self.title, self.version, self.body)
    }

    /// From what [`Self::whole`] gave.
    #[must_use]
    pub fn of_whole(text: &str) -> Self {
        let mut parts = text.splitn(3, '\n').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { title: next(), version: next(), body: next(), is_to_renew: false }
    }

    /// The SHA-256 of all of it, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256_hex(self.whole().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn what_is_kept_reads_back_and_any_other_word_has_another_hash() {
        let words = Words {
            title: "スタッフ誓約書".into(),
            version: "1".into(),
            body: "守ります。\n1. ひとつめ".into(),
            is_to_renew: false,
        };
        assert_eq!(Words::of_whole(&words.whole()), words);
        let other = Words { body: "守ります。\n1. ふたつめ".into(), ..words.clone() };
        assert_ne!(words.hash(), other.hash());
    }
}
