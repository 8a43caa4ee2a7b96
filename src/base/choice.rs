//! Values chosen from a list: a stable code for the file, a Japanese word for people.

/// One entry of a list to choose from (選択肢).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What the ledger stores.
    pub code: &'static str,
    /// What people read.
    pub label: &'static str,
}

/// An enum whose values have a code and a word; made by [`crate::coded!`].
pub trait Coded: Copy + PartialEq + Sized + 'static {
    /// Every value, in the order it is offered.
    const CHOICES: &'static [Choice];
    /// Every value, in the same order.
    const ALL: &'static [Self];
    /// The stable code.
    fn code(self) -> &'static str;
    /// The word on screen and on paper.
    fn label(self) -> &'static str;
    /// The value with this code.
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
    /// The value with this word.
    #[must_use]
    fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.label() == label)
    }
}

/// Declares an enum of choices: one line a value, with its code and its word.
#[macro_export]
macro_rules! coded {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $label:literal);+ $(;)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name {
            $($(#[$doc])* #[doc = $label] #[serde(rename = $code)] $variant),+
        }

        impl $crate::base::Coded for $name {
            const CHOICES: &'static [$crate::base::Choice] =
                &[$($crate::base::Choice { code: $code, label: $label }),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}
