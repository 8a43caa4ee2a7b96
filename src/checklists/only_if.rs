//! 対象: for which devices an item is asked.

use serde::Deserialize;

use crate::base::Coded;
use crate::ledgers::device::record::{Device, DeviceKind, Network, Owner, Place};

use super::fault::Flaw;
use super::os::Os;
use super::reading::Reading;

/// For which devices an item is asked (対象). What is empty asks nothing; what the ledger does not know excludes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlyIf {
    /// One of these kinds.
    pub kinds: Vec<DeviceKind>,
    /// One of these systems.
    pub os: Vec<Os>,
    /// Of this owner.
    pub owner: Option<Owner>,
    /// Used outside the facility.
    pub is_outside: bool,
    /// On one of these networks.
    pub networks: Vec<Network>,
}

impl OnlyIf {
    /// Whether an item under this condition is asked for a device. Only devices people work on are asked about.
    #[must_use]
    pub fn applies(&self, device: &Device) -> bool {
        let Self { kinds, os, owner, is_outside, networks } = self;
        let any_os = || Os::candidates(device).iter().any(|candidate| os.contains(candidate));
        device.kind.is_terminal()
            && (kinds.is_empty() || kinds.contains(&device.kind))
            && (os.is_empty() || any_os())
            && (owner.is_none() || device.owner.is_none() || *owner == device.owner)
            && (!is_outside || device.places.is_empty() || device.places.contains(&Place::Outside))
            && (networks.is_empty()
                || device.networks.is_empty()
                || device.networks.iter().any(|network| networks.contains(network)))
    }

    /// Whether no device can meet both conditions, as far as the kinds tell.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        let is_told = !self.kinds.is_empty() && !other.kinds.is_empty();
        is_told && !self.kinds.iter().any(|kind| other.kinds.contains(kind))
    }
}

/// The condition as it stands in a file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OnlyIfFile {
    kinds: Vec<String>,
    os: Vec<String>,
    owner: Option<String>,
    outside: bool,
    networks: Vec<String>,
}

impl OnlyIfFile {
    pub(super) fn read(&self, reading: &mut Reading<'_>, item: &str) -> OnlyIf {
        let kinds: Vec<DeviceKind> = reading.words(item, "only_if.kinds", &self.kinds);
        for kind in kinds.iter().filter(|kind| !kind.is_terminal()) {
            let terminals = DeviceKind::ALL.iter().filter(|kind| kind.is_terminal());
            let known = terminals.map(|kind| kind.code()).collect::<Vec<_>>().join("、");
            reading.refuse(item, Flaw::UnknownWord { place: "only_if.kinds", word: kind.code().to_owned(), known });
        }
        OnlyIf {
            kinds,
            os: reading.words(item, "only_if.os", &self.os),
            owner: reading.optional(item, "only_if.owner", self.owner.as_deref()),
            is_outside: self.outside,
            networks: reading.words(item, "only_if.networks", &self.networks),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Device, DeviceKind, Network, OnlyIf, Os, Owner};

    fn device(body: Value) -> Device {
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn every_word_narrows() {
        let phone = device(
            json!({ "kind": "phone", "os": "Android 16", "owner": "private", "places": ["outside"], "networks": ["carrier"] }),
        );
        let pc = device(
            json!({ "kind": "pc", "os": "Windows 11", "owner": "facility", "places": ["inside"], "networks": ["wired"] }),
        );
        for only_if in [
            OnlyIf { kinds: vec![DeviceKind::Phone, DeviceKind::Tablet], ..OnlyIf::default() },
            OnlyIf { os: vec![Os::Android], ..OnlyIf::default() },
            OnlyIf { owner: Some(Owner::Private), ..OnlyIf::default() },
            OnlyIf { is_outside: true, ..OnlyIf::default() },
            OnlyIf { networks: vec![Network::Carrier], ..OnlyIf::default() },
        ] {
            assert!(only_if.applies(&phone) && !only_if.applies(&pc), "{only_if:?}");
        }
        assert!(OnlyIf::default().applies(&phone) && OnlyIf::default().applies(&pc));
    }

    #[test]
    fn what_the_ledger_does_not_know_excludes_nothing() {
        let bare = device(json!({ "kind": "tablet" }));
        for only_if in [
            OnlyIf { os: vec![Os::Android], ..OnlyIf::default() },
            OnlyIf { owner: Some(Owner::Private), ..OnlyIf::default() },
            OnlyIf { is_outside: true, ..OnlyIf::default() },
            OnlyIf { networks: vec![Network::Carrier], ..OnlyIf::default() },
        ] {
            assert!(only_if.applies(&bare), "{only_if:?}");
        }
        let android = OnlyIf { os: vec![Os::Android], ..OnlyIf::default() };
        assert!(!android.applies(&device(json!({ "kind": "pc" }))), "no PC runs Android");
        assert!(!android.applies(&device(json!({ "kind": "phone", "model": "iPhone 15" }))), "the model tells");
    }

    #[test]
    fn only_what_people_work_on_is_asked_about() {
        for kind in ["server", "network-equipment", "usb", "disc", "iot", "other"] {
            assert!(!OnlyIf::default().applies(&device(json!({ "kind": kind }))), "{kind}");
        }
    }
}
