//! 役割: exactly one responsible person at a time (S000-L1).

use crate::base::{Breach, Coded, Day, Kind, RecordId, RoleId};
use crate::desk::Route;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, VaultError};

use super::record::{Role, RoleKind, field};

/// Gives a role to a person (任命・付与).
pub type Appoint = Enter<Role>;
/// Corrects a role, or records its end (訂正・解任).
pub type Amend = Correct<Role>;

impl Role {
    fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| match (a.from_on, b.until_on) {
            (Some(from), Some(until)) => from <= until,
            (None, _) | (_, None) => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

impl Keep for Role {
    fn across(&self, id: Option<RoleId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let is_single = match self.role {
            RoleKind::Responsible | RoleKind::FacilityAdmin => true,
            RoleKind::Granted | RoleKind::Deputy => false,
        };
        if !is_single {
            return Ok(Vec::new());
        }
        let held = read.list::<Self>()?;
        let twin = held
            .iter()
            .find(|other| Some(other.id) != id && other.record.role == self.role && other.record.overlaps(self));
        let Some(twin) = twin else { return Ok(Vec::new()) };
        let owner = read.get::<Staff>(twin.record.staff)?.map(|kept| kept.record.name).unwrap_or_default();
        let why = format!("{}は同じ時期に1人だけです。先に{owner}さんの終了日を入力してください", self.role.label());
        Ok(vec![Breach { field: field::ROLE.key, label: field::ROLE.label, why }])
    }

    fn page(&self, _id: RecordId) -> Route {
        Route::List(Kind::Role)
    }
}
