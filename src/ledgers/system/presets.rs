//! 連携ネットワークの下書き: what is known of a care network before the clinic types it (assets/networks).

use std::sync::LazyLock;

use serde::Deserialize;

use super::record::{System, SystemKind};

const FILES: [(&str, &str); 3] = [
    ("mict.toml", include_str!("../../../assets/networks/mict.toml")),
    ("kyo-anshin.toml", include_str!("../../../assets/networks/kyo-anshin.toml")),
    ("dokoren.toml", include_str!("../../../assets/networks/dokoren.toml")),
];

static NETWORKS: LazyLock<Vec<NetworkPreset>> =
    LazyLock::new(|| FILES.iter().filter_map(|(file, text)| read(file, text).ok()).collect());

/// A care network as its documents describe it (連携ネットワーク).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkPreset {
    /// Its stable name in files.
    pub id: String,
    /// ネットワーク名
    pub name: String,
    /// What kind of network it is, in words.
    pub kind_label: String,
    /// The password policy it follows (assets/profiles).
    pub profile: String,
    /// How sure we are: H, M or L.
    pub confidence: String,
    /// What the user should know before using it.
    pub note: String,
    /// What could not be found out and stays for the user to fill.
    pub unknown: Vec<String>,
    /// Where it is written.
    pub source: PresetSource,
    /// The systems it brings.
    #[serde(rename = "system")]
    pub systems: Vec<PresetSystem>,
}

/// Where a preset comes from (出典).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetSource {
    /// The document.
    pub document: String,
    /// The place in it.
    pub section: String,
    /// Its date, as far as known.
    pub dated: String,
    /// When we last compared.
    pub checked_on: String,
}

/// One system of a network.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetSystem {
    /// システム名
    pub name: String,
    /// 用途
    pub purpose: String,
    /// 事業者, where a document names one
    pub vendor: Option<String>,
}

/// Every network we know, in the order they are offered.
#[must_use]
pub fn networks() -> &'static [NetworkPreset] {
    &NETWORKS
}

/// The systems a network brings, ready to be corrected and saved.
#[must_use]
pub fn systems(preset: &NetworkPreset) -> Vec<System> {
    let system = |known: &PresetSystem| {
        let mut system = System::named(&known.name, SystemKind::CareNetwork);
        system.network.clone_from(&preset.name);
        system.purpose.clone_from(&known.purpose);
        system.vendor = known.vendor.clone().unwrap_or_default();
        system
    };
    preset.systems.iter().map(system).collect()
}

/// Reads one preset file.
///
/// # Errors
/// A Japanese sentence that names the file, the place and the reason.
pub fn read(file: &str, text: &str) -> Result<NetworkPreset, String> {
    let refused = |place: &str, why: &str| format!("{file}の{place}を読めません。理由: {why}");
    let preset: NetworkPreset = toml::from_str(text).map_err(|fault| refused("内容", fault.message()))?;
    let places = [
        ("id", &preset.id),
        ("name", &preset.name),
        ("profile", &preset.profile),
        ("source.document", &preset.source.document),
        ("source.dated", &preset.source.dated),
    ];
    match places.iter().find(|(_, value)| value.trim().is_empty()) {
        Some((place, _)) => Err(refused(place, "空です")),
        None if preset.systems.is_empty() => Err(refused("system", "1つもありません")),
        None => Ok(preset),
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, networks, read, systems};

    #[test]
    fn every_preset_is_sound_and_becomes_systems() {
        for (file, text) in FILES {
            assert_eq!(read(file, text).map(|_| ()), Ok(()));
        }
        assert_eq!(networks().len(), FILES.len());
        let names: Vec<String> = systems(&networks()[0]).into_iter().map(|system| system.name).collect();
        assert_eq!(names, ["Man・Go!", "MCS"]);
    }

    #[test]
    fn a_refused_file_says_which_file_and_why() {
        let empty = FILES[0].1.replace("id = \"mict\"", "id = \"\"");
        assert_eq!(read("a.toml", &empty), Err("a.tomlのidを読めません。理由: 空です".to_owned()));
    }
}
