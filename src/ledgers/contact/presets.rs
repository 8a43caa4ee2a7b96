//! 連絡先の下書き: contacts that a document names (assets/contacts), for the clinic to check before it relies on them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::Draft;

use super::record::{Slot, field};

const FILE: &str = include_str!("../../../assets/contacts/known.toml");

static KNOWN: LazyLock<Vec<ContactPreset>> = LazyLock::new(|| read(FILE).unwrap_or_default());

/// A contact as its document names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPreset {
    /// 名称
    pub name: String,
    /// 区分
    pub slot: Slot,
    /// 電話番号
    pub phone: String,
    /// 出典
    pub source: String,
    /// What to know before using it.
    pub note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    contact: Vec<ContactPreset>,
    source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    issuer: String,
    document: String,
    section: String,
    dated: String,
    checked_on: String,
}

impl ContactPreset {
    /// As it would be typed; that it was checked is never said for the clinic.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft::new()
            .with_choice(&field::SLOT, Some(self.slot))
            .with(&field::NAME, &self.name)
            .with(&field::PHONE, &self.phone)
            .with(&field::SOURCE, &self.source)
            .with(&field::NOTE, &self.note)
    }
}

/// Every contact that is offered.
#[must_use]
pub fn known() -> &'static [ContactPreset] {
    &KNOWN
}

fn read(text: &str) -> Result<Vec<ContactPreset>, String> {
    let File { contact, source } = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    let Source { issuer, document, section, dated, checked_on } = source;
    let is_sourced = [issuer, document, section, dated, checked_on].iter().all(|part| !part.trim().is_empty());
    let is_whole = contact.iter().all(|one| !one.name.is_empty() && !one.source.is_empty());
    if is_sourced && is_whole { Ok(contact) } else { Err("出典が空です".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{FILE, known, read};
    use crate::base::{Day, Record};
    use crate::ledgers::contact::record::Contact;

    #[test]
    fn every_preset_has_its_source_and_is_unchecked() {
        assert_eq!(read(FILE).map(|all| all.len()), Ok(known().len()));
        for preset in known() {
            let contact = Contact::check(&preset.draft(), Day::new(2026, 11, 27).unwrap()).unwrap();
            assert!(!contact.source.is_empty() && contact.checked_on.is_none());
        }
    }
}
