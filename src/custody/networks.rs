//! The networks a new ledger is offered (連携ネットワーク), out of the presets.

use crate::base::{Draft, Record};
use crate::ledgers::system::presets::{NetworkPreset, networks, systems};
use crate::ledgers::system::record::{System, SystemKind};

/// One network that is offered: its name and the systems it brings, as drafts.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its name.
    pub name: String,
    /// What it brings.
    pub systems: Vec<Draft>,
    /// What it brings in words, and why it is more than one.
    pub told: String,
}

/// The networks that are offered by name.
#[must_use]
pub fn offered() -> Vec<Offer> {
    let offer = |preset: &NetworkPreset| {
        let systems = systems(preset).iter().map(Record::draft).collect();
        Offer { name: preset.name.clone(), systems, told: told(preset) }
    };
    networks().iter().map(offer).collect()
}

/// Before it is chosen: which systems are entered; where one tick enters several, which document parts them so.
fn told(preset: &NetworkPreset) -> String {
    let NetworkPreset { name, source, systems, .. } = preset;
    let each: Vec<String> = systems.iter().map(|system| format!("{}（{}）", system.name, system.purpose)).collect();
    match systems.len() {
        1 => format!("登録するシステム　{}", each.concat()),
        n_systems => format!(
            "登録するシステム　{}。{name}で使うシステムは資料「{}」で{n_systems}つに分かれているため、{n_systems}件になります",
            each.join("、"),
            source.document
        ),
    }
}

/// A network by its name alone.
#[must_use]
pub fn own(name: &str) -> Draft {
    System::named(name, SystemKind::CareNetwork).draft()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_two_systems_says_which_and_by_which_document() {
        for (offer, preset) in offered().iter().zip(networks()) {
            assert_eq!(offer.systems.len(), preset.systems.len());
            assert!(preset.systems.iter().all(|system| offer.told.contains(&system.name)), "{}", offer.told);
            let is_told_why = offer.told.contains(&preset.source.document) && offer.told.contains("件になります");
            assert_eq!(is_told_why, preset.systems.len() > 1, "{}", offer.told);
        }
        assert!(offered().iter().any(|offer| offer.systems.len() > 1), "MICT");
    }
}
