//! What a rule looks at (見た範囲): how many things, and how many of them the ledger knows enough of.

/// What a rule looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Things that can be counted.
    Each {
        /// 「使っている端末」
        what: &'static str,
        /// 台, 名
        unit: &'static str,
        /// How many there are.
        n_all: usize,
        /// Of how many the ledger knows what is asked.
        n_known: usize,
        /// What it does not know of the others: 「サポート終了日」.
        unknown: &'static str,
    },
    /// One thing that is there or not.
    Whole {
        /// 「管理責任者」
        what: &'static str,
        /// Whether the ledger can tell.
        is_known: bool,
    },
}

impl Sight {
    /// So many things, of all of which it is known.
    #[must_use]
    pub const fn each(what: &'static str, unit: &'static str, n_all: usize) -> Self {
        Self::Each { what, unit, n_all, n_known: n_all, unknown: "" }
    }

    /// One thing, and whether the ledger can tell how it stands.
    #[must_use]
    pub const fn whole(what: &'static str, is_known: bool) -> Self {
        Self::Whole { what, is_known }
    }

    /// The same where something is known of some only.
    #[must_use]
    pub const fn known(self, n: usize, of: &'static str) -> Self {
        match self {
            Self::Each { what, unit, n_all, .. } => Self::Each { what, unit, n_all, n_known: n, unknown: of },
            whole @ Self::Whole { .. } => whole,
        }
    }
}
