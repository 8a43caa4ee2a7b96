//! The profiles the program is built with, and whether they are sound.

use std::sync::LazyLock;

use super::flaw::{Flaw, ProfileFault};
use super::profile::Profile;

/// Each file of `assets/profiles`, the default first, the clinic's own form last.
const FILES: [(&str, &str); 4] = [
    ("profiles/mhlw-7.0.toml", include_str!("../../assets/profiles/mhlw-7.0.toml")),
    ("profiles/mhlw-r7.toml", include_str!("../../assets/profiles/mhlw-r7.toml")),
    ("profiles/local-2m.toml", include_str!("../../assets/profiles/local-2m.toml")),
    ("profiles/custom.toml", include_str!("../../assets/profiles/custom.toml")),
];

struct Shelf {
    sound: Vec<Profile>,
    faults: Vec<ProfileFault>,
}

static PROFILES: LazyLock<Shelf> = LazyLock::new(|| {
    let mut shelf = Shelf { sound: Vec::new(), faults: Vec::new() };
    for (file, text) in FILES {
        match Profile::read(file, text) {
            Ok(profile) => shelf.sound.push(profile),
            Err(faults) => shelf.faults.extend(faults),
        }
    }
    shelf.faults.extend(Profile::unlinked(&shelf.sound));
    shelf
});

/// What is asked where no profile can be read.
static NOTHING: LazyLock<Profile> = LazyLock::new(Profile::default);

impl Default for &'static Profile {
    fn default() -> Self {
        &NOTHING
    }
}

impl Profile {
    /// The name of the default where nothing stricter is known (C-1).
    pub const USUAL: &'static str = "MHLW-7.0";
    /// What care networks ask of their own accounts (C-1).
    pub const NETWORK: &'static str = "LOCAL-2M";
    /// What the yearly checklist we hold goes by, whatever the clinic follows day by day (C-3).
    pub const CHECKLIST: &'static str = "MHLW-R7";
    /// The clinic's own numbers.
    pub const OWN: &'static str = "CUSTOM";

    /// The default where nothing stricter is known.
    #[must_use]
    pub fn usual() -> &'static Self {
        // A test holds that the profiles can be read.
        Self::of(Self::USUAL).unwrap_or_default()
    }

    /// Every profile, the default first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &PROFILES.sound
    }

    /// The one of this name.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|profile| profile.id == id)
    }

    /// Everything that is wrong with the profiles the program was built with; empty unless it was built wrongly.
    #[must_use]
    pub fn faults() -> &'static [ProfileFault] {
        &PROFILES.faults
    }

    /// Later editions that are named and do not exist.
    #[must_use]
    pub fn unlinked(profiles: &[Self]) -> Vec<ProfileFault> {
        let lost = profiles.iter().filter_map(|profile| {
            let next = profile.superseded_by.as_ref()?;
            let is_there = profiles.iter().any(|other| other.id == *next && other.id != profile.id);
            let file = format!("profiles/{}.toml", profile.id.to_ascii_lowercase());
            let flaw = Flaw::NoSuchProfile(next.clone());
            (!is_there).then(|| ProfileFault { file, part: "superseded_by".to_owned(), flaw })
        });
        lost.collect()
    }
}
