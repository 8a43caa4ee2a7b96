//! 役割: exactly one responsible person at a time (S000-L1).

use crate::base::{Breach, Coded, Day, Draft, Kind, Record, RecordId, RoleId};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, Tx, VaultError};

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
            RoleKind::Responsible | RoleKind::FacilityAdmin | RoleKind::SafetyOfficer => true,
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

/// Hands a role over (交代): the holder's ends the day before the successor's begins.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// The role that ends.
    pub id: RoleId,
    /// The version that was on screen.
    pub version: u32,
    /// The successor's role.
    pub draft: Draft,
}

impl Command for HandOver {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { id, version, draft } = *self;
        let next = Role::check(&draft, today)?;
        let Some(from) = next.from_on else {
            let why = "新しい人の開始日を入力してください。例 令和8年4月1日".to_owned();
            return Err(vec![Breach { field: field::FROM_ON.key, label: field::FROM_ON.label, why }].into());
        };
        let Some(before) = tx.reader().get::<Role>(id)?.filter(|kept| kept.version == version) else {
            return Err(Problem::new(
                "L-001",
                "開いている間に、この役割は別の操作で変わっていました。交代はまだ記録されていません。",
                "いったん閉じて開き直し、もう一度入力してください。",
            )
            .into());
        };
        if before.record.from_on.is_some_and(|begun| begun >= from) {
            let why = "前任の開始日より後の日付にしてください".to_owned();
            return Err(vec![Breach { field: field::FROM_ON.key, label: field::FROM_ON.label, why }].into());
        }
        let ended = Role { until_on: Some(from.plus_days(-1)), ..before.record };
        tx.retire(id, &ended, Some("交代"))?;
        let breaches = next.across(None, &tx.reader(), today)?;
        if !breaches.is_empty() {
            return Err(breaches.into());
        }
        tx.add(&next)?;
        Ok(Done::said(Kind::Role, format!("{}の交代を記録しました", next.role.label())))
    }
}
