//! 施設 on paper: its name over every sheet, its data at the head of a ledger.

use crate::base::Coded;
use crate::ledgers::printed::{UNWRITTEN, or_none, text};
use crate::paper::KeyValue;

use super::record::{Clinic, field};

/// The name over and under every sheet.
#[must_use]
pub fn heading(clinic: Option<&Clinic>) -> String {
    let Some(clinic) = clinic else { return format!("{}{UNWRITTEN}", field::NAME.label) };
    let corporation = clinic.corporation.trim();
    if corporation.is_empty() || clinic.name.contains(corporation) {
        clinic.name.clone()
    } else {
        format!("{corporation}　{}", clinic.name)
    }
}

/// The clinic's data.
#[must_use]
pub fn card(clinic: Option<&Clinic>) -> Vec<KeyValue> {
    let Some(clinic) = clinic else { return vec![KeyValue::wide(field::NAME.label, UNWRITTEN)] };
    let address = format!("{} {}", clinic.postal_code, clinic.address);
    vec![
        KeyValue::new(field::FACILITY.label, clinic.facility.label()),
        KeyValue::new(field::CODE.label, text(&clinic.code)),
        KeyValue::new(field::PHONE.label, text(&clinic.phone)),
        KeyValue::new(field::ADDRESS.label, or_none(address.trim())),
    ]
}
