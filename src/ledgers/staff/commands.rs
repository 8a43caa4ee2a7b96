//! 利用者: what can be done with a person, and the rules that need a look at others.

use crate::base::text::fold;
use crate::base::{Breach, Day, StaffId};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, VaultError};

use super::record::{Staff, field};

/// Enters a person (登録).
pub type Register = Enter<Staff>;
/// Corrects a person's record, or records the end of use (訂正・終了).
pub type Amend = Correct<Staff>;

impl Keep for Staff {
    /// The same person is not entered twice: same name, same reading, same department, both in use.
    fn across(&self, id: Option<StaffId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        if id.is_some() {
            return Ok(Vec::new());
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
