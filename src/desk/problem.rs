//! What went wrong, in two sentences a clerk can act on.

/// A problem as it is shown: what happened (and whether the data is safe), what to do next,
/// a code for the telephone, and technical detail behind 「詳しい情報」 without names or values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened, and whether the data is safe.
    pub happened: String,
    /// What to do next.
    pub next: String,
    /// A short code for the telephone: `V-103`.
    pub code: String,
    /// Technical detail; never a name, a value or a path of a person.
    pub detail: String,
}

impl Problem {
    /// A problem without further detail.
    #[must_use]
    pub fn new(code: &str, happened: impl Into<String>, next: impl Into<String>) -> Self {
        Self { happened: happened.into(), next: next.into(), code: code.to_owned(), detail: String::new() }
    }

    /// The same problem with technical detail.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The user stopped the work; not a fault.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new("A-001", "中止しました。台帳は変わっていません。", "必要なときに、もう一度始めてください。")
    }

    /// Whether it is only the user's own stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        // The second is the ledger's own word for it.
        matches!(self.code.as_str(), "A-001" | "V-507")
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\n{}（{}）", self.happened, self.next, self.code)
    }
}
