//! Who entered and who confirmed (入力者・確定者): what a member of staff enters for themselves waits until an operator
//! says so, and never counts by itself after a time (S001-7.1.1, S001-7.1.4).

use serde::{Deserialize, Serialize};

use super::Day;

/// Entered by somebody for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// 入力者, by name.
    pub by: String,
    /// 確定; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Confirmed>,
}

/// Confirmed by an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// 確定者, by name.
    pub by: String,
    /// The day.
    pub on: Day,
}

impl Entered {
    /// Entered now, to be confirmed.
    #[must_use]
    pub fn by(name: &str) -> Self {
        Self { by: name.to_owned(), confirmed: None }
    }

    /// 「入力 五十嵐 翔太　確定 髙橋 美咲（令和8年11月20日）」
    #[must_use]
    pub fn words(&self) -> String {
        match &self.confirmed {
            None => format!("入力 {}　未確定", self.by),
            Some(Confirmed { by, on }) => format!("入力 {}　確定 {by}（{}）", self.by, on.wareki()),
        }
    }
}

/// Whether what was entered still waits for an operator; what an operator entered themselves does not.
#[must_use]
pub fn waits(entered: Option<&Entered>) -> bool {
    entered.is_some_and(|entered| entered.confirmed.is_none())
}
