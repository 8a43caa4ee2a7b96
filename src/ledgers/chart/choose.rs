//! Which layout the chart has: the one made for the clinic's kind, or another one that was chosen.

use crate::base::{Day, Kind};
use crate::desk::{Command, Done, Problem, Refusal, Right};
use crate::vault::{Reader, Tx, VaultError};

use super::words::{Plan, plans};

const KEY: &str = "chart.layout";

/// The layout that was chosen; `None` for the one of the clinic's kind.
///
/// # Errors
/// The ledger cannot be read.
pub fn chosen_plan(read: &Reader<'_>) -> Result<Option<&'static Plan>, VaultError> {
    let id = read.setting(KEY)?;
    Ok(plans().iter().find(|plan| Some(plan.id.as_str()) == id.as_deref()))
}

/// Chooses a layout (図の形).
#[derive(Debug, Clone, Copy)]
pub struct ChooseLayout(pub &'static Plan);

impl Command for ChooseLayout {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        if !plans().iter().any(|plan| plan == self.0) {
            return Err(Problem::new(
                "N-131",
                "選んだ図の形はありません。台帳は変わっていません。",
                "もう一度選んでください。",
            )
            .into());
        }
        tx.set(KEY, &self.0.id)?;
        Ok(Done::said(Kind::Contact, format!("連絡体制図を「{}」の形にしました", self.0.label)))
    }
}
