//! バックアップ計画: entered, corrected and ended; one system has one plan for the same information.

use crate::base::text::fold;
use crate::base::{BackupPlanId, Breach, Day};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, VaultError};

use super::record::{BackupPlan, field};

/// Enters it (登録).
pub type Register = Enter<BackupPlan>;
/// Corrects it, or records that it is not followed any more (訂正・終了).
pub type Amend = Correct<BackupPlan>;

impl Keep for BackupPlan {
    fn across(&self, id: Option<BackupPlanId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let own = read.by_subject::<Self>(self.system.into())?;
        let is_twin = |plan: &Self| plan.ended_on.is_none() && fold(&plan.what) == fold(&self.what);
        let has_twin = own.iter().any(|other| Some(other.id) != id && is_twin(&other.record));
        let why = "このシステムには、同じ情報の計画がすでに登録されています。その計画を訂正してください".to_owned();
        let twin = Breach { field: field::WHAT.key, label: field::WHAT.label, why };
        Ok(if has_twin && self.ended_on.is_none() { vec![twin] } else { Vec::new() })
    }
}
