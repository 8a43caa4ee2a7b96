//! 答え: はい, いいえ, 対象外 with its reason, わからない.

use serde::{Deserialize, Serialize};

use crate::base::Coded;

/// 答えの種類
pub use crate::ledgers::self_check::record::Answer as AnswerKind;

/// An answer to an item (答え). In a record: `{"answer":"not-applicable","reason":"…"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", content = "reason", rename_all = "kebab-case")]
pub enum Answer {
    /// はい: all is well.
    Yes,
    /// いいえ
    No,
    /// 対象外, with the reason
    NotApplicable(String),
    /// わからない: somebody else is asked.
    Unsure,
}

impl Answer {
    /// The answer of this kind; the reason counts for 対象外 alone.
    #[must_use]
    pub fn new(kind: AnswerKind, reason: &str) -> Self {
        match kind {
            AnswerKind::Yes => Self::Yes,
            AnswerKind::No => Self::No,
            AnswerKind::NotApplicable => Self::NotApplicable(reason.trim().to_owned()),
            AnswerKind::Unsure => Self::Unsure,
        }
    }

    /// Which of the four.
    #[must_use]
    pub const fn kind(&self) -> AnswerKind {
        match self {
            Self::Yes => AnswerKind::Yes,
            Self::No => AnswerKind::No,
            Self::NotApplicable(_) => AnswerKind::NotApplicable,
            Self::Unsure => AnswerKind::Unsure,
        }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind().code()
    }

    /// The word on screen and on paper.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.kind().label()
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, AnswerKind};
    use crate::base::Coded;

    #[test]
    fn an_answer_is_stored_under_its_code_and_comes_back() {
        for kind in AnswerKind::ALL {
            let answer = Answer::new(*kind, " 公式アプリのみ ");
            let stored = serde_json::to_value(&answer).unwrap();
            assert_eq!(stored["answer"], kind.code());
            assert_eq!(answer.label(), kind.label());
            assert_eq!(serde_json::from_value::<Answer>(stored).unwrap(), answer);
        }
        assert_eq!(Answer::new(AnswerKind::NotApplicable, " 理由 "), Answer::NotApplicable("理由".to_owned()));
    }
}
