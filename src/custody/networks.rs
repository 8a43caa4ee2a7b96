//! The networks a new ledger is offered (連携ネットワーク), out of the presets.

use crate::base::{Draft, Record};
use crate::ledgers::system::presets::{networks, systems};
use crate::ledgers::system::record::{System, SystemKind};

/// One network that is offered: its name and the systems it brings, as drafts.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its name.
    pub name: String,
    /// What it brings.
    pub systems: Vec<Draft>,
}

/// The networks that are offered by name.
#[must_use]
pub fn offered() -> Vec<Offer> {
    let offer = |preset: &crate::ledgers::system::presets::NetworkPreset| {
        let systems = systems(preset).iter().map(Record::draft).collect();
        Offer { name: preset.name.clone(), systems }
    };
    networks().iter().map(offer).collect()
}

/// A network by its name alone.
#[must_use]
pub fn own(name: &str) -> Draft {
    System::named(name, SystemKind::CareNetwork).draft()
}
