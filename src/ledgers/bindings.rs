//! 方針の割り当て: which profile each class of accounts follows here, with the clinic's own numbers and reasons.
//!
//! Until the clinic says otherwise, the accounts of a care network follow what the network asks for, everything else
//! the newest guideline (C-1). What the clinic says is kept as settings, each with its entry in the journal.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::base::{Coded, Day, Kept, SystemId};
use crate::profiles::{Class, Letters, Profile};
use crate::vault::{Reader, VaultError};

use super::bound::Bound;
use super::system::presets::networks;
use super::system::record::System;

/// What a profile is bound to (対象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A class of accounts of the clinic.
    Class(Class),
    /// The accounts of one care network.
    Network(SystemId),
}

impl Target {
    /// The classes bound by the clinic, in the order they are shown. 台帳番 itself has its own setting, care networks
    /// are bound one by one.
    pub const CLASSES: [Class; 5] =
        [Class::Lock, Class::OsLogin, Class::Server, Class::NetworkEquipment, Class::Application];

    /// The setting's name.
    #[must_use]
    pub fn setting(self) -> String {
        match self {
            Self::Class(class) => format!("profile.{}", class.code()),
            Self::Network(id) => format!("profile.network.{id}"),
        }
    }

    /// The class it belongs to.
    #[must_use]
    pub const fn class(self) -> Class {
        match self {
            Self::Class(class) => class,
            Self::Network(_) => Class::CareNetwork,
        }
    }
}

/// What the clinic has chosen for a target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Binding {
    /// 方針, by its stable name
    pub profile: String,
    /// 変更の間隔 in months, where the profile leaves it to the clinic
    pub months: Option<u8>,
    /// Own numbers: characters at least
    pub len: Option<u8>,
    /// Own numbers: characters at least beside two-factor authentication
    pub len_with_two_factor: Option<u8>,
    /// Own numbers: what a password is mixed of
    pub classes: Vec<Letters>,
    /// Own numbers: the day until which two-factor authentication is to be there
    pub two_factor_by: Option<Day>,
    /// 理由
    pub reason: String,
    /// 決めた人
    pub decided_by: String,
    /// 決めた日
    pub decided_on: Option<Day>,
}

/// An exception the clinic has granted (例外), off until somebody answers for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exception {
    /// What is granted: 通信の方法, the name of a product
    pub what: String,
    /// 理由
    pub reason: String,
    /// 承認した人
    pub approved_by: String,
    /// 承認した日
    pub approved_on: Option<Day>,
    /// 期限
    pub until: Option<Day>,
}

impl Exception {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        !self.approved_by.is_empty() && self.until.is_some_and(|until| day <= until)
    }
}

/// Which exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    /// 公衆無線LAN, where it is the sole means (C-5)
    PublicWifi,
    /// パスワード管理ツール that is approved (C-15)
    PasswordManager,
}

impl Granted {
    /// Both.
    pub const ALL: [Self; 2] = [Self::PublicWifi, Self::PasswordManager];

    /// The setting's name.
    #[must_use]
    pub const fn setting(self) -> &'static str {
        match self {
            Self::PublicWifi => "profile.public-wifi",
            Self::PasswordManager => "profile.password-manager",
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PublicWifi => "公衆無線LANの例外",
            Self::PasswordManager => "パスワード管理ツールの例外",
        }
    }
}

/// A care network, and what it asks for by itself.
#[derive(Debug, Clone)]
struct Network {
    id: SystemId,
    usual: &'static Profile,
}

/// Which profile each target follows.
#[derive(Debug, Clone, Default)]
pub struct Bindings {
    chosen: HashMap<Target, Binding>,
    networks: Vec<Network>,
    /// 公衆無線LANの例外
    pub wifi: Option<Exception>,
    /// パスワード管理ツールの例外
    pub manager: Option<Exception>,
}

impl Bindings {
    /// What the ledger says.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn read(read: &Reader<'_>, systems: &[Kept<System>]) -> Result<Self, VaultError> {
        let care = systems.iter().filter(|kept| kept.record.is_network());
        let networks: Vec<Network> = care.map(|kept| Network { id: kept.id, usual: usual_of(&kept.record) }).collect();
        let targets = Target::CLASSES.map(Target::Class).into_iter();
        let targets = targets.chain(networks.iter().map(|network| Target::Network(network.id)));
        let mut chosen = HashMap::new();
        for target in targets {
            if let Some(binding) = setting::<Binding>(read, &target.setting())? {
                chosen.insert(target, binding);
            }
        }
        let wifi = setting(read, Granted::PublicWifi.setting())?;
        let manager = setting(read, Granted::PasswordManager.setting())?;
        Ok(Self { chosen, networks, wifi, manager })
    }

    /// What a target follows.
    #[must_use]
    pub fn of(&self, target: Target) -> Bound<'_> {
        let usual = self.usual(target);
        let binding = self.chosen.get(&target);
        let profile = binding.and_then(|binding| Profile::of(&binding.profile));
        // A profile only a newer program knows stands as if nothing was chosen; the page says so.
        let binding = binding.filter(|_| profile.is_some());
        Bound { target, profile: profile.unwrap_or(usual), usual, binding }
    }

    /// What the accounts of a system follow.
    #[must_use]
    pub fn of_system(&self, system: &Kept<System>) -> Bound<'_> {
        let is_network = system.record.is_network();
        self.of(if is_network { Target::Network(system.id) } else { Target::Class(Class::Application) })
    }

    /// What the clinic has chosen for a target, known here or not.
    #[must_use]
    pub fn chosen(&self, target: Target) -> Option<&Binding> {
        self.chosen.get(&target)
    }

    /// What a target follows until the clinic chooses.
    #[must_use]
    pub fn usual(&self, target: Target) -> &'static Profile {
        match target {
            Target::Class(_) => Profile::usual(),
            Target::Network(id) => {
                let known = self.networks.iter().find(|network| network.id == id);
                known.map(|network| network.usual).or_else(|| Profile::of(Profile::NETWORK)).unwrap_or_default()
            }
        }
    }

    /// Everything that is bound: the classes, then the care networks.
    pub fn targets(&self) -> impl Iterator<Item = Target> + '_ {
        let classes = Target::CLASSES.map(Target::Class).into_iter();
        classes.chain(self.networks.iter().map(|network| Target::Network(network.id)))
    }

    /// An exception.
    #[must_use]
    pub const fn exception(&self, granted: Granted) -> Option<&Exception> {
        match granted {
            Granted::PublicWifi => self.wifi.as_ref(),
            Granted::PasswordManager => self.manager.as_ref(),
        }
    }
}

/// What a network's own documents ask for; what care networks ask for where none is known.
fn usual_of(system: &System) -> &'static Profile {
    let preset = networks().iter().find(|preset| preset.name == system.network);
    let known = preset.and_then(|preset| Profile::of(&preset.profile));
    known.or_else(|| Profile::of(Profile::NETWORK)).unwrap_or_default()
}

/// What is kept as JSON; `None` where nothing is, or nothing we can read.
fn setting<T: for<'a> Deserialize<'a>>(read: &Reader<'_>, name: &str) -> Result<Option<T>, VaultError> {
    Ok(read.setting(name)?.and_then(|text| serde_json::from_str(&text).ok()))
}
