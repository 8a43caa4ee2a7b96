//! 利用者ID: one ID is one person (S000-L4.4, S004-1.2).

use crate::base::text::fold;
use crate::base::{AccountId, Breach, Day, RecordId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, VaultError};

use super::record::{Account, field};

/// Enters an account (発行).
pub type Issue = Enter<Account>;
/// Corrects an account, or records its removal (訂正・停止).
pub type Amend = Correct<Account>;

impl Keep for Account {
    fn across(&self, id: Option<AccountId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let login = fold(&self.login);
        let others = read.list_active::<Self>()?;
        let twin = others.iter().find(|other| {
            Some(other.id) != id && other.record.system == self.system && fold(&other.record.login) == login
        });
        let Some(twin) = twin.filter(|_| self.removed_on.is_none()) else { return Ok(Vec::new()) };
        let owner = read.get::<Staff>(twin.record.staff)?.map(|kept| kept.record.name).unwrap_or_default();
        let why = format!("このIDは{owner}さんが使っています。1つのIDは1人だけが使います");
        Ok(vec![Breach { field: field::LOGIN_ID.key, label: field::LOGIN_ID.label, why }])
    }

    fn carry(&mut self, before: &Self) {
        // Another day is an operator's own word.
        if self.password_changed_on == before.password_changed_on {
            self.entered.clone_from(&before.entered);
        }
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::Page(crate::base::Kind::Staff, self.staff.into())
    }
}
