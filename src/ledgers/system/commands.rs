//! システム: a name stands for one system.

use crate::base::text::fold;
use crate::base::{Breach, Day, SystemId};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, VaultError};

use super::record::{System, field};

/// Enters a system (登録).
pub type Register = Enter<System>;
/// Corrects a system, or records the end of its use (訂正・終了).
pub type Amend = Correct<System>;

impl Keep for System {
    fn across(&self, id: Option<SystemId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let key = |system: &Self| (fold(&system.name), fold(&system.network));
        let others = read.list_active::<Self>()?;
        let has_twin = others.iter().any(|other| Some(other.id) != id && key(&other.record) == key(self));
        let why = "同じ名前のシステムがすでに登録されています。区別できる名前にしてください".to_owned();
        let twin = Breach { field: field::NAME.key, label: field::NAME.label, why };
        Ok(if has_twin && self.ended_on.is_none() { vec![twin] } else { Vec::new() })
    }
}
