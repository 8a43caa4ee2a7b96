//! Commands (操作): what a screen or the command line asks to be written, one transaction each.

use crate::base::{Breach, Day, Kind, StaffId};
use crate::vault::{Tx, VaultError};

use super::{Problem, Right, Route};

/// A command. It runs inside one transaction, which is rolled back when it is refused.
pub trait Command: Send {
    /// What the operator must be allowed to do.
    fn needs(&self) -> Right;
    /// Whose own procedure it is: who may not write for others may do it for themselves only.
    fn person(&self) -> Option<StaffId> {
        None
    }
    /// Does it.
    ///
    /// # Errors
    /// Broken rules of the input, or a problem; nothing is written then.
    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal>;
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The kinds it wrote; the screens that read them reload.
    pub touched: Vec<Kind>,
    /// What is said about it: 「返却を記録しました」.
    pub said: String,
    /// Where to go next; stay where we are when `None`.
    pub next: Option<Route>,
}

impl Done {
    /// Something was written and said.
    #[must_use]
    pub fn said(kind: Kind, said: impl Into<String>) -> Self {
        Self { touched: vec![kind], said: said.into(), next: None }
    }

    /// The same, having written these kinds too.
    #[must_use]
    pub fn and(mut self, kinds: Vec<Kind>) -> Self {
        self.touched.extend(kinds);
        self
    }

    /// The same, and then go there.
    #[must_use]
    pub fn then(mut self, route: Route) -> Self {
        self.next = Some(route);
        self
    }
}

/// Why a command was refused. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The input breaks rules: mark the fields, all at once.
    Breaches(Vec<Breach>),
    /// Something else; show it.
    Problem(Box<Problem>),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<Vec<Breach>> for Refusal {
    fn from(breaches: Vec<Breach>) -> Self {
        Self::Breaches(breaches)
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        Problem::from(error).into()
    }
}
