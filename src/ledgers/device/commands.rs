//! 端末: a control number names one device.

use crate::base::text::fold;
use crate::base::{Breach, Day, DeviceId};
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::vault::{Reader, VaultError};

use super::record::{Device, field};

/// Enters a device (登録).
pub type Register = Enter<Device>;
/// Corrects a device, or records the end of its use (訂正・終了).
pub type Amend = Correct<Device>;

impl Keep for Device {
    fn across(&self, id: Option<DeviceId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        if self.control_number.is_empty() || self.ended_on.is_some() {
            return Ok(Vec::new());
        }
        let number = fold(&self.control_number);
        let others = read.list_active::<Self>()?;
        let twin = others.iter().find(|other| Some(other.id) != id && fold(&other.record.control_number) == number);
        Ok(twin.map_or_else(Vec::new, |twin| {
            let why = format!("この管理番号は「{}」に付いています。別の番号を入力してください", twin.record.model);
            vec![Breach { field: field::CONTROL_NUMBER.key, label: field::CONTROL_NUMBER.label, why }]
        }))
    }
}
