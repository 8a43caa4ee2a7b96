//! 利用者: what can be done with a person, and the rules that need a look at others.

use crate::base::text::fold;
use crate::base::{Breach, Day, StaffId};
use crate::ledgers::facts::Facts;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::steps::{Step, leaving};
use crate::vault::{Reader, VaultError};

use super::record::{Staff, field};

/// Enters a person (登録).
pub type Register = Enter<Staff>;
/// Corrects a person's record, or records the end of use (訂正・終了).
pub type Amend = Correct<Staff>;

impl Keep for Staff {
    /// The same person is not entered twice: same name, same reading, same department, both in use. Who still has IDs,
    /// roles or devices leaves by the procedure for it, which asks for a reason where something stays open.
    fn across(&self, id: Option<StaffId>, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        if let Some(id) = id {
            return self.leaves(id, read, today);
        }
        let is_same = |other: &Self| {
            other.ended_on.is_none()
                && fold(&other.name) == fold(&self.name)
                && fold(&other.kana) == fold(&self.kana)
                && fold(&other.department) == fold(&self.department)
                && other.number == self.number
        };
        let has_twin = read.list_active::<Self>()?.iter().any(|kept| is_same(&kept.record));
        let why = "同じ氏名・フリガナ・所属の人がすでに登録されています。別の人なら職員番号を入力して区別してください";
        let twin = Breach { field: field::NAME.key, label: field::NAME.label, why: why.to_owned() };
        Ok(if has_twin { vec![twin] } else { Vec::new() })
    }
}

impl Staff {
    fn leaves(&self, id: StaffId, read: &Reader<'_>, today: Day) -> Result<Vec<Breach>, VaultError> {
        let was_there = read.get::<Self>(id)?.is_some_and(|kept| kept.record.ended_on.is_none());
        if self.ended_on.is_none() || !was_there {
            return Ok(Vec::new());
        }
        let stands = leaving(&Facts::load(read)?, id, None, today);
        let is_held = |step| matches!(step, Step::StopAccounts | Step::EndRoles | Step::HandBack);
        let held: Vec<&str> = stands
            .iter()
            .filter(|stand| stand.is_open() && is_held(stand.step))
            .map(|stand| stand.step.label())
            .collect();
        if held.is_empty() {
            return Ok(Vec::new());
        }
        let why = format!("「{}」がまだです。この人の画面の「利用を終える」から進めてください", held.join("」「"));
        Ok(vec![Breach { field: field::ENDED_ON.key, label: field::ENDED_ON.label, why }])
    }
}
